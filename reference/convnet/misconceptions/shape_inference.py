"""What people get wrong in `shape_inference`. Each class is the reference with one mistake."""

from shape_inference import Layer

from grader.misconceptions import misconception


@misconception(
    "number-kept-as-number",
    "Layer",
    title="A whole number given as a shape is not turned into a tuple",
    hint="What is output_shape after the layer was made with output_shape=7: a number, or a shape?",
)
class NumberKeptAsNumber(Layer):
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = output_shape
        self.input_shape = input_shape


@misconception(
    "build-keeps-number",
    "Layer",
    title="build stores a whole number as it is",
    hint="The constructor is not the only place where a shape comes in. Which other method takes one?",
)
class BuildKeepsNumber(Layer):
    def build(self, input_shape):
        super().build(input_shape)
        self.input_shape = input_shape


@misconception(
    "output-shape-overwritten",
    "Layer",
    title="build overwrites an output shape that was already known",
    hint="A layer that was asked for ten outputs has ten outputs, whatever comes in. What does your build assign?",
)
class OutputShapeOverwritten(Layer):
    def build(self, input_shape):
        super().build(input_shape)
        self.output_shape = self.input_shape


@misconception(
    "output-shape-not-inferred",
    "Layer",
    title="build leaves an unknown output shape unknown",
    hint="A layer that was told nothing keeps the shape of what comes in. Which two things does build fix?",
)
class OutputShapeNotInferred(Layer):
    def build(self, input_shape):
        before = self.output_shape
        super().build(input_shape)
        self.output_shape = before


@misconception(
    "constructor-beats-build",
    "Layer",
    title="build does not replace the input shape of the constructor",
    hint="build says what really comes in. Does your layer believe it when the constructor had said something else?",
)
class ConstructorBeatsBuild(Layer):
    def build(self, input_shape):
        super().build(input_shape if self.input_shape is None else self.input_shape)


@misconception(
    "arguments-swapped",
    "Layer",
    title="The constructor takes the input shape first",
    hint="Look at the order of the two arguments in the statement.",
)
class ArgumentsSwapped(Layer):
    def __init__(self, input_shape=None, output_shape=None):
        super().__init__(output_shape, input_shape)


@misconception(
    "size-is-first-axis",
    "Layer",
    title="The size is the length of the first axis",
    hint="How many numbers are in an image with 2 channels of 3 rows and 4 columns?",
)
class SizeIsFirstAxis(Layer):
    @property
    def input_size(self):
        return self.input_shape[0]

    @property
    def output_size(self):
        return self.output_shape[0]


@misconception(
    "size-is-sum",
    "Layer",
    title="The size adds the axes instead of multiplying them",
    hint="A sheet with 3 rows and 4 columns has more than 7 cells. How do you combine the axes?",
)
class SizeIsSum(Layer):
    @property
    def input_size(self):
        return sum(self.input_shape)

    @property
    def output_size(self):
        return sum(self.output_shape)


@misconception(
    "size-is-a-method",
    "Layer",
    title="The sizes are methods instead of properties",
    hint="layer.input_size is written without parentheses. What turns a method into something that is read like that?",
)
class SizeIsMethod(Layer):
    def input_size(self):
        return super().input_size

    def output_size(self):
        return super().output_size


@misconception(
    "type-of-the-base",
    "Layer",
    title="get_config always says the name of the base class",
    hint="Whoever rebuilds a layer from its config needs the name of its own class. Which object knows it?",
)
class TypeOfTheBase(Layer):
    def get_config(self):
        return {"type": "Layer"}


@misconception(
    "state-not-assignable",
    "Layer",
    title="state cannot be assigned",
    hint="layer.state = {...} is allowed. What does a property need for that?",
)
class StateNotAssignable(Layer):
    @property
    def state(self):
        return {}


@misconception(
    "one-dict-for-all",
    "Layer",
    title="All layers are given one and the same dict",
    hint="A subclass adds its own entries to the dict it gets from you. Who else sees these entries?",
)
class OneDictForAll(Layer):
    shared = {}  # noqa: RUF012

    @property
    def params(self):
        return self.shared


@misconception(
    "params-are-none",
    "Layer",
    title="params and state are None where there is nothing",
    hint="A loop over the parameters of every layer also meets layers that have none. What should it find there?",
)
class ParamsAreNone(Layer):
    @property
    def params(self):
        return None

    @property
    def state(self):
        return None

    @state.setter
    def state(self, state):
        return
