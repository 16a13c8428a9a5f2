"""What people get wrong in `shape_inference`. Each class is the reference with one mistake."""

import math

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
    hint="Which of its two arguments does the constructor take first? Look at the table in the statement again.",
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
    hint="Somebody may write layer.state = {...} on any layer. What does a property need so that Python allows "
    "an assignment?",
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
    shared = None

    @property
    def params(self):
        if OneDictForAll.shared is None:
            OneDictForAll.shared = {}
        return OneDictForAll.shared


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


@misconception(
    "build-does-nothing",
    "Layer",
    title="build stores nothing",
    hint="Ask a layer for its input_shape before and after build. Does build work on attributes of the object, or on "
    "names that are gone when it returns?",
)
class BuildDoesNothing(Layer):
    def build(self, input_shape):
        output_shape = self.output_shape
        if output_shape is None:
            output_shape = input_shape


@misconception(
    "output-shape-is-one-row",
    "Layer",
    title="build makes an unknown output shape one flat axis",
    hint="A layer that nobody told anything lets images through as images. How many axes does your output_shape have "
    "after build got three?",
)
class OutputShapeIsOneRow(Layer):
    def build(self, input_shape):
        unknown = self.output_shape is None
        super().build(input_shape)
        if unknown:
            self.output_shape = (math.prod(self.input_shape),)


@misconception(
    "sizes-swapped",
    "Layer",
    title="input_size and output_size are swapped",
    hint="Make a layer whose two sides differ and print all four attributes. Which shape does each of the two sizes "
    "belong to?",
)
class SizesSwapped(Layer):
    @property
    def input_size(self):
        return super().output_size

    @property
    def output_size(self):
        return super().input_size


@misconception(
    "size-is-number-of-axes",
    "Layer",
    title="The size is the number of axes",
    hint="len counts the entries of a shape. How many numbers does an image with 2 channels of 3 rows and 4 columns "
    "have, and what does your size say?",
)
class SizeIsNumberOfAxes(Layer):
    @property
    def input_size(self):
        return len(self.input_shape)

    @property
    def output_size(self):
        return len(self.output_shape)


@misconception(
    "sizes-fixed-in-the-constructor",
    "Layer",
    title="The sizes are those of the shapes that the constructor was given",
    hint="build changes what is known about the layer. When does your code multiply the axes: once, or whenever "
    "somebody asks?",
)
class SizesFixedInConstructor(Layer):
    def __init__(self, output_shape=None, input_shape=None):
        super().__init__(output_shape, input_shape)
        self.sizes = [0 if shape is None else math.prod(shape) for shape in (self.input_shape, self.output_shape)]

    @property
    def input_size(self):
        return self.sizes[0]

    @property
    def output_size(self):
        return self.sizes[1]


@misconception(
    "state-remembered",
    "Layer",
    title="state hands out what was assigned to it",
    hint="The base remembers nothing, so there is nothing to restore. What should state be after somebody assigned to "
    "it, and what does yours say?",
)
class StateRemembered(Layer):
    @property
    def state(self):
        return dict(getattr(self, "kept", {}))

    @state.setter
    def state(self, state):
        self.kept = state


@misconception(
    "params-remembered",
    "Layer",
    title="load_params makes parameters out of what it is given",
    hint="The base learns nothing, so it has no parameters, whatever it is offered. What does your params say after "
    "load_params?",
)
class ParamsRemembered(Layer):
    loaded = None

    @property
    def params(self):
        return dict(self.loaded or {})

    def load_params(self, params):
        self.loaded = params


@misconception(
    "config-kept",
    "Layer",
    title="get_config makes its dict once and always hands out the same one",
    hint="Whoever gets the dict may write into it. Call get_config, add an entry to the answer, and call it again: what "
    "do you see?",
)
class ConfigKept(Layer):
    def get_config(self):
        self.config = getattr(self, "config", None) or {"type": type(self).__name__}
        return self.config


@misconception(
    "type-is-the-class",
    "Layer",
    title="get_config holds the class itself instead of its name",
    hint="A configuration is written to a file and read again. Is what you put under the key a text, or something that "
    "only lives inside Python?",
)
class TypeIsTheClass(Layer):
    def get_config(self):
        return {"type": type(self)}


@misconception(
    "config-printed",
    "Layer",
    title="get_config prints its answer instead of returning it",
    hint="Write config = layer.get_config() and look at config. What is the difference between showing a value and "
    "handing it back to the caller?",
)
class ConfigPrinted(Layer):
    def get_config(self):
        print({"type": type(self).__name__})
