"""What people get wrong in `shape_inference`. Each class is the reference with one mistake."""

import math

import numpy as np
from shape_inference import Layer

from grader.misconceptions import misconception


@misconception(
    "number-kept-as-number",
    "Layer",
    title="A whole number given as a shape is not turned into a tuple",
    hint=(
        "What is `output_shape` right after a layer was made with output_shape=5: a number, or a shape? Try what "
        "others will do with it. `len(5)` ends in a TypeError, and so does a loop over 5, while `len((5,))` is 1."
        " A layer that comes next wants to print `(N, *shape)`, the shape of a whole batch: with N = 8 and `(5,)`"
        " that is `(8, 5)`, and with 5 alone Python cannot unpack it. The number is a convenience for whoever "
        "writes the call. Inside the layer there should be one form, so that nobody has to ask which of the two "
        "they have. It goes unnoticed as long as only tuples are handed in. Where in the constructor could the "
        "two forms become one?"
    ),
)
class NumberKeptAsNumber(Layer):
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = output_shape
        self.input_shape = input_shape


@misconception("number-kept-as-number", "Layer", variant="in-build-too")
class NumberKeptEverywhere(NumberKeptAsNumber):
    def build(self, input_shape):
        self.input_shape = input_shape
        if self.output_shape is None:
            self.output_shape = input_shape


@misconception(
    "build-keeps-number",
    "Layer",
    title="build stores a whole number as it is",
    hint=(
        "A shape comes into your layer in two places. Is a whole number treated alike in both? Make two layers, "
        "one with input_shape=4 in the constructor, the other without, and call `build(4)` on the second one. "
        "Print both `input_shape`s: one says `(4,)` and the other 4. The size of the first is four; asking for "
        "the size of the second ends in an error, since a number has no axes that could be multiplied. In a "
        "network the constructor is told a shape at the first layer only, and all later ones hear it through "
        "`build`, so the rarer way is the one that you have tried, and the usual one fails. Which few words do "
        "you have in one method that the other one needs as well?"
    ),
)
class BuildKeepsNumber(Layer):
    def build(self, input_shape):
        super().build(input_shape)
        self.input_shape = input_shape


@misconception("build-keeps-number", "Layer", variant="for-both-sides")
class BuildKeepsNumberForBoth(Layer):
    def build(self, input_shape):
        self.input_shape = input_shape
        if self.output_shape is None:
            self.output_shape = input_shape


@misconception(
    "output-shape-overwritten",
    "Layer",
    title="build overwrites an output shape that was already known",
    hint=(
        "A layer was made for ten outputs. Now `build` says that inputs have six numbers. How many outputs has "
        "the layer? Try it with output_shape=10 and `build((6,))`: with this mistake `output_shape` is `(6,)` "
        "afterwards, and the ten is gone without a word. Then read aloud what each of the two shapes means: one "
        "is what arrives, the other what the author of the network has asked for. `build` brings news of the "
        "first. It says something about the second only where nobody has said anything yet. A layer that keeps "
        "shapes, such as an activation, does not show the mistake, because there both are equal in any case. What"
        " has to be true before `build` may touch `output_shape`?"
    ),
)
class OutputShapeOverwritten(Layer):
    def build(self, input_shape):
        super().build(input_shape)
        self.output_shape = self.input_shape


@misconception(
    "output-shape-not-inferred",
    "Layer",
    title="build leaves an unknown output shape unknown",
    hint=(
        "Nobody has told your layer how many outputs it has, and `build` tells it that images of shape (2, 3, 4) "
        "come in. What should `output_shape` be then, and what does yours say? With this mistake it is still "
        "None. Try the next step of a network: a second layer is built with `second.build(first.output_shape)`, "
        "and gets None for a shape. The trouble then shows in a layer that is innocent. A layer without "
        "arithmetic of its own lets what comes in go out in the same shape, so there is something to be known as "
        "soon as `build` was called. Layers that are made with an output shape never show it. Which two facts "
        "does a call of `build` settle, and in which of the two cases?"
    ),
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
    hint=(
        "The constructor was told that inputs have three numbers. Later `build` says that they have five. Whom "
        "does your layer believe? Try it: after input_shape=3 and `build(5)`, print `input_shape`. With this "
        "mistake it still is `(3,)`. Think of what each of them knows: in the constructor somebody wrote down a "
        "guess, while `build` is called by the network that has just asked the layer in front what it really puts"
        " out. Keeping the guess means weights of a wrong size, which are noticed only when the first batch comes"
        " and a product of matrices fails. As long as the two agree nothing shows. Is there any reason for "
        "`build` to look at the old value of `input_shape` at all?"
    ),
)
class ConstructorBeatsBuild(Layer):
    def build(self, input_shape):
        super().build(input_shape if self.input_shape is None else self.input_shape)


@misconception("constructor-beats-build", "Layer", variant="output-from-the-argument")
class ConstructorBeatsBuildForInput(Layer):
    def build(self, input_shape):
        before = self.input_shape
        super().build(input_shape)
        self.input_shape = before or self.input_shape


@misconception("constructor-beats-build", "Layer", variant="nothing-is-built")
class ConstructorEndsBuild(Layer):
    def build(self, input_shape):
        if self.input_shape is None:
            super().build(input_shape)


@misconception("constructor-beats-build", "Layer", variant="only-that-of-the-constructor")
class ConstructorsOwnBeatsBuild(Layer):
    def __init__(self, output_shape=None, input_shape=None):
        super().__init__(output_shape, input_shape)
        self.given = self.input_shape

    def build(self, input_shape):
        super().build(input_shape if self.given is None else self.given)


@misconception(
    "arguments-swapped",
    "Layer",
    title="The constructor takes the input shape first",
    hint=(
        "Which of its two arguments does your constructor take first? Call it without names, as `Layer`'s "
        "subclasses do: with (4, 9) in this order, then print both shapes. One form says that nine numbers come "
        "in and four go out, the other the reverse. Calls with names, such as output_shape=4, work in either "
        "order, which is why this goes unnoticed in one's own trials. It also goes unnoticed in every layer that "
        "keeps its shape. A network that is written by somebody else passes the first argument without a name, "
        "since that is the one that is nearly always given: the number of units. Compare the order of the words "
        "in your `def` line with the table of the statement, word for word. What else in your class relies on "
        "this order?"
    ),
)
class ArgumentsSwapped(Layer):
    def __init__(self, input_shape=None, output_shape=None):
        super().__init__(output_shape, input_shape)


@misconception(
    "size-is-first-axis",
    "Layer",
    title="The size is the length of the first axis",
    hint=(
        "How many numbers are in a photograph with 3 colours, 5 rows and 7 columns? Count one colour first: 35. "
        "Then three of them: 105. With this mistake your layer answers 3, because it looks at the first axis "
        "only. Try a shape with one axis, such as `(6,)`: there the first axis is all that there is, and both "
        "ways give 6, so trials with flat inputs never show it. The size is what a layer needs that lays a whole "
        "sample out in one row, or that has one weight for each number that comes in. Three weights for 105 "
        "numbers would leave most of the picture unread. Which of the axes of a shape may be left out of the "
        "count?"
    ),
)
class SizeIsFirstAxis(Layer):
    @property
    def input_size(self):
        return self.input_shape[0]

    @property
    def output_size(self):
        return self.output_shape[0]


@misconception("size-is-first-axis", "Layer", variant="of-the-output")
class OutputSizeIsFirstAxis(Layer):
    @property
    def output_size(self):
        return self.output_shape[0]


@misconception("size-is-first-axis", "Layer", variant="of-the-input")
class InputSizeIsFirstAxis(Layer):
    @property
    def input_size(self):
        return self.input_shape[0]


@misconception(
    "size-is-sum",
    "Layer",
    title="The size adds the axes instead of multiplying them",
    hint=(
        "A chessboard has 8 rows and 8 columns. How many squares are there? With this mistake the answer is 16, "
        "the number that comes out of walking along two edges instead of counting the board. Try three axes: for "
        "(2, 5, 10) adding gives 17, while two sheets of 5 times 10 squares have 100. With one axis both ways "
        "agree, so `(6,)` shows nothing; with (2, 2) they agree as well, by chance. A layer that lays a sample "
        "out in one row needs one place for each number. Where sizes are sums, it would reserve 17 places for 100"
        " numbers, and a reshape would refuse. When you go from one sheet to two, what happens to the number of "
        "squares: does it grow by two, or does it double?"
    ),
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
    hint=(
        "Read how others write it: `layer.input_size`, without parentheses. What do you get when you print that "
        "with your class? With this mistake it is not a number but something like `<bound method ...>`, a method "
        "that waits to be called. Then try `layer.input_size + 1`: Python complains that a method and a whole "
        "number cannot be added. One can live with it in one's own trials, because one remembers to put the "
        "parentheses. Whoever has read the statement does not, and a comparison such as `layer.input_size == 6` "
        "is simply False, with no error at all. Python has a way to let a method be read like an attribute, so "
        "that it is computed anew each time. What do you write above the `def` for that?"
    ),
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
    hint=(
        "Somebody saves a network: each layer's configuration goes into a file, and later a class is looked up by"
        ' the name under "type". Which class would be found for your layers? Derive a small class, `class '
        "Echo(Layer)`, give it the two methods that it needs, and print `Echo().get_config()`. With this mistake "
        'it says "Layer", as it does for every other layer, so that all of them would come back as one and the '
        "same, which cannot even be made. Trials with the base alone cannot show it, and the base has no objects "
        "of its own. A name written into the text of the base is the same for all of its children. Which object "
        "at hand when the method runs knows of what class it was made?"
    ),
)
class TypeOfTheBase(Layer):
    def get_config(self):
        return {"type": "Layer"}


@misconception(
    "state-not-assignable",
    "Layer",
    title="state cannot be assigned",
    hint=(
        "A network restores what its layers have remembered: it goes through all of them and writes `layer.state "
        "= {...}`, whatever kind of layer each one is. What does yours do then? Try it in one line. With this "
        "mistake Python ends with an AttributeError that says that the property has no setter, so that one "
        "harmless layer stops the loading of the whole network. Reading works, which is why it goes unnoticed "
        "until somebody loads a file. Most layers remember nothing, and being given an empty dict should simply "
        "do nothing, quietly. A property has one function for reading and may have a second one for writing; they"
        " share their name. What stands above a method that is called when somebody assigns?"
    ),
)
class StateNotAssignable(Layer):
    @property
    def state(self):
        return {}


@misconception(
    "one-dict-for-all",
    "Layer",
    title="All layers are given one and the same dict",
    hint=(
        "Make two layers, take `first.params`, and put an entry into the dict that you got. Then print "
        "`second.params`. What do you see there? With this mistake the entry is in the second one as well, "
        "although nobody has touched it, because both were handed the very same dict. The sign for it: "
        "`first.params is second.params` says True. A layer that learns something asks the base for its dict and "
        "adds its own names, so a dense layer's weights would suddenly belong to a flattening one, and an "
        "optimizer would update them twice. With a single layer nothing shows. When is your dict made: once, when"
        " the class is read or first used, or each time that somebody asks? And who holds on to it afterwards?"
    ),
)
class OneDictForAll(Layer):
    shared = None

    @property
    def params(self):
        if OneDictForAll.shared is None:
            OneDictForAll.shared = {}
        return OneDictForAll.shared


@misconception("one-dict-for-all", "Layer", variant="of-state")
class OneStateForAll(Layer):
    shared = None

    @property
    def state(self):
        if OneStateForAll.shared is None:
            OneStateForAll.shared = {}
        return OneStateForAll.shared

    @state.setter
    def state(self, state):
        """Ignores what it is given."""


@misconception("one-dict-for-all", "Layer", variant="of-params-and-state")
class OneDictForParamsAndState(Layer):
    shared = None

    @property
    def params(self):
        if OneDictForParamsAndState.shared is None:
            OneDictForParamsAndState.shared = {}
        return OneDictForParamsAndState.shared

    @property
    def state(self):
        return self.params

    @state.setter
    def state(self, state):
        """Ignores what it is given."""


@misconception(
    "params-are-none",
    "Layer",
    title="params and state are None where there is nothing",
    hint=(
        "A network adds up how much its layers have learnt: for each layer it goes through `layer.params` and "
        "counts. What happens when it comes to a layer that learns nothing? Try `for name in None: pass` in a "
        "fresh line: a TypeError, 'NoneType' object is not iterable. Then try the same with `{}`: nothing "
        "happens, which is just right. With None everybody who reads it needs an extra question first, and the "
        "one who forgets it finds out late, with the first network that has an activation in it. None says that "
        "there is no answer; an empty dict says that the answer is: nothing. Which of the two is true of a layer "
        "without parameters? The same goes for `state`, both when it is read and later when it is restored."
    ),
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


@misconception("params-are-none", "Layer", variant="params-only")
class OnlyParamsAreNone(Layer):
    @property
    def params(self):
        return None


@misconception("params-are-none", "Layer", variant="state-only")
class OnlyStateIsNone(Layer):
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
    hint=(
        "Print `layer.input_shape` before and after `layer.build((4,))`. What has changed? With this mistake "
        "nothing has: None before, None after, and no error in between. Look at the left sides of the assignments"
        " in your `build`. A bare name such as `output_shape` belongs to the method alone and is gone when it "
        "returns. Here is the same on a smaller object: a class Box with `def fill(self, n): content = n`. After "
        "`box.fill(3)` there is no `box.content`, and asking for it is an error. The missing word tells Python on"
        " which object the value is to stay. The mistake stays hidden where the constructor was told both shapes "
        "already, because there `build` has little to add. Which lines of your method reach the object?"
    ),
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
    hint=(
        "Nobody told the layer anything, and `build` says that samples of shape (2, 3, 4) come in. What goes out "
        "of a layer that does no arithmetic? With this mistake `output_shape` is `(24,)`: the number of elements "
        "is right, the form is lost. Count the axes: three came in, one goes out. Laying samples out in one row "
        "is the work of a layer of its own, and it says so. An activation between two convolutions would "
        "otherwise announce a row where images come out, and the second convolution would look for rows and "
        "columns that nobody promised. With flat inputs, such as `(6,)`, both are the same, so small trials do "
        "not show it. Which of the two does an identity keep: the number of elements, or the shape as a whole?"
    ),
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
    hint=(
        "Make a layer whose two sides differ, say six numbers in and two out, and print `input_size` and "
        "`output_size` beside the two shapes. Which size belongs to which shape? With this mistake the layer says"
        " that two numbers come in and six go out. Then think of who asks: a layer with one row of weights for "
        "each input makes a table of input_size by output_size. Here it would get 2 by 6 instead of 6 by 2, and a"
        " batch with six numbers a sample could not be multiplied with it. With equal sides, as in every "
        "activation, nothing shows; nor does it in a product of the two. Follow the word after the dot in each of"
        ' your two properties. Does the property with "input" in its name read the shape with the same word?'
    ),
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
    hint=(
        "What does `len` count when you give it a shape? Try `len((5, 7))`: it is 2, because a table has rows and"
        " columns. How many cells has that table? There are 35. With this mistake a layer for tables says that "
        "two numbers come in, and one for colour images says three, however large they are. For a flat sample "
        "`(6,)` it says 1, so that even the simplest trial shows it, if one looks. Whoever needs a weight for "
        "each number of a sample would get one or three of them. The number of axes tells how an element is "
        "addressed: by one index, by two, by three. How many elements there are is another question. What do you "
        "do with the lengths of the axes, once you have all of them?"
    ),
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
    hint=(
        "Make a layer without any shape, call `build((3, 4))`, and ask for `input_size`. What should it be by "
        "then, and what does yours say? With this mistake it is 0, or whatever was true when the layer was made. "
        "Then try a layer made with input_shape=5 and built with 8 later: the size says 5 beside a shape that "
        "says 8, so the layer contradicts itself. A value that follows from another one is either computed when "
        "somebody asks, or has to be renewed in every place that changes the other. The first is less to "
        "remember. If both shapes are known from the start, nothing shows. When does your code multiply the axes:"
        " once, or whenever the size is read? And which of the two does a property do for you?"
    ),
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


def declare_sizes_fixed(name, unknown):
    """Declares one whose sizes are this where a shape is unknown."""

    @misconception("sizes-fixed-in-the-constructor", "Layer", variant=name)
    class Fixed(SizesFixedInConstructor):
        def __init__(self, output_shape=None, input_shape=None):
            super().__init__(output_shape, input_shape)
            self.sizes = [size or unknown for size in self.sizes]


declare_sizes_fixed("none-where-unknown", None)
declare_sizes_fixed("one-where-unknown", 1)


@misconception(
    "state-remembered",
    "Layer",
    title="state hands out what was assigned to it",
    hint=(
        'Assign `layer.state = {"seen": 3}` to a layer of the base class\'s kind, then read `layer.state`. What '
        "should come back from something that remembers nothing? With this mistake the dict that was assigned is "
        "returned, so the layer claims a memory that takes no part in anything. Try how that travels: save the "
        "states of a network, load them into another one, save again. A key that was misspelt once stays in the "
        "file for ever, and nobody says that no layer uses it. A layer that really remembers something, such as "
        "running means, brings its own way to read and to write. The base accepts an assignment so that a network"
        " can treat all layers alike; accepting is not keeping. What does your setter do with what it gets?"
    ),
)
class StateRemembered(Layer):
    @property
    def state(self):
        return dict(getattr(self, "kept", {}))

    @state.setter
    def state(self, state):
        self.kept = state


@misconception("state-remembered", "Layer", variant="the-very-dict")
class StateRememberedItself(Layer):
    @property
    def state(self):
        return vars(self).setdefault("kept", {})

    @state.setter
    def state(self, state):
        self.kept = state


@misconception("state-remembered", "Layer", variant="added-to-the-very-dict")
class StateGathered(Layer):
    @property
    def state(self):
        return vars(self).setdefault("kept", {})

    @state.setter
    def state(self, state):
        self.state.update(state)


@misconception(
    "params-remembered",
    "Layer",
    title="load_params makes parameters out of what it is given",
    hint=(
        'Call `layer.load_params({"W": 3.0})` on a layer that learns nothing, then look at `layer.params`. What '
        'is there? With this mistake "W" has become a parameter, although no computation ever uses it. Then ask '
        "who reads `params`: a network that counts what it has learnt, and whoever updates each value by its "
        "gradient. They expect pairs of a value and a gradient and get 3.0, which cannot be taken apart. In the "
        "other order nothing shows, because before loading the dict is empty as it should be. A layer with "
        "weights overrides both methods together, so that what is loaded lands where it is used. The base has no "
        "such place. What is the least that a method has to do so that a network may call it on every layer?"
    ),
)
class ParamsRemembered(Layer):
    loaded = None

    @property
    def params(self):
        return dict(self.loaded or {})

    def load_params(self, params):
        self.loaded = params


def declare_params_remembered(name, entry):
    """Declares one that makes entry(value) of each value, in one dict for all calls of a layer."""

    @misconception("params-remembered", "Layer", variant=f"{name}the-very-dict")
    class Remembered(Layer):
        @property
        def params(self):
            return vars(self).setdefault("kept", {})

        def load_params(self, params):
            self.kept = {key: entry(value) for key, value in params.items()}

    @misconception("params-remembered", "Layer", variant=f"{name}a-new-dict")
    class RememberedInNewDict(Remembered):
        @property
        def params(self):
            return dict(super().params)


declare_params_remembered("", lambda value: value)
declare_params_remembered("no-gradient-", lambda value: (value, None))
declare_params_remembered("gradient-0-", lambda value: (value, 0))
declare_params_remembered("gradient-0.0-", lambda value: (value, 0.0))
declare_params_remembered("gradient-zeros-", lambda value: (value, np.zeros_like(value)))


@misconception(
    "config-kept",
    "Layer",
    title="get_config makes its dict once and always hands out the same one",
    hint=(
        'Call `get_config()` and write something into the dict that you got, say `config["name"] = "first"`. Then'
        " call it again. Whose entry do you find in the second answer? With this mistake it is yours: the layer "
        "gave away its own notes, and you have written into them. Subclasses do just that, since they ask the "
        "base for its dict and add their units, their shape and their seed. If they are asked twice, old entries "
        "lie among the new ones, and two copies of one configuration change together: `first is second` says "
        "True. Asking once never shows it. Think of a form at a counter: is everybody handed a fresh sheet, or "
        "the one that the person before has filled in? When is your dict made, and who keeps hold of it?"
    ),
)
class ConfigKept(Layer):
    def get_config(self):
        self.config = getattr(self, "config", None) or {"type": type(self).__name__}
        return self.config


@misconception(
    "type-is-the-class",
    "Layer",
    title="get_config holds the class itself instead of its name",
    hint=(
        "A configuration is written to a file and read on another day. Try that with yours: `import json`, then "
        "`json.dumps(layer.get_config())`. With this mistake it ends with a TypeError, since an object of type "
        'ABCMeta cannot be written as JSON. Print the dict and look at the value under "type": does it look like '
        "`\"Echo\"`, with quotation marks, or like `<class 'Echo'>`? The first is a text of four letters. The "
        "second is the class, which lives in this process of Python and nowhere else. In one's own trials the two"
        " can be mistaken for each other, because both tell the reader what kind of layer it is, and a comparison"
        " of two classes works as well. What does a class carry that is a plain text and says how it is called?"
    ),
)
class TypeIsTheClass(Layer):
    def get_config(self):
        return {"type": type(self)}


@misconception(
    "config-printed",
    "Layer",
    title="get_config prints its answer instead of returning it",
    hint=(
        "Write `config = layer.get_config()` and then `print(config)`. How many lines appear, and what does the "
        "last one say? With this mistake a dict appears first, and below it None. In an interactive session the "
        "difference is easily missed, because there the value of a line is shown even if nobody prints it, so "
        "both ways look alike. A method that prints shows something to a person; whoever called it gets None and "
        "cannot write it to a file, compare it or add an entry. Here is the same on a smaller thing: with `def "
        "double(n): print(2 * n)`, the line `double(3) + 1` shows a 6 and then ends with a TypeError. Which word "
        "hands a value back to the one who asked?"
    ),
)
class ConfigPrinted(Layer):
    def get_config(self):
        print({"type": type(self).__name__})


@misconception(
    "one-config-for-all",
    "Layer",
    title="get_config hands out one dict that all layers share",
    hint=(
        'Ask two layers for their configuration and write something into the first answer, such as `one["units"] = 8`. '
        "Does the second answer know of the 8? If so, both are the same dict, and `one is other` says True. Where is it "
        "made: in the body of the class, at the head of the file, or in the method itself? What stands in the body of a "
        "class is made once, when Python reads it, and every object finds that one. A single visiting card that is passed "
        "round cannot carry the names of two people: whoever writes last is the one that all of them read. Subclasses add "
        "entries of their own, so a layer without units would be saved with those of its neighbour. A network of one "
        "layer, asked once, shows nothing. How often should a new dict come into being?"
    ),
)
class OneConfigForAll(Layer):
    config = None

    def get_config(self):
        if OneConfigForAll.config is None:
            OneConfigForAll.config = {}
        OneConfigForAll.config.update(super().get_config())
        return OneConfigForAll.config


@misconception("one-config-for-all", "Layer", variant="first-type-kept")
class OneConfigOfTheFirst(Layer):
    config = None

    def get_config(self):
        if OneConfigOfTheFirst.config is None:
            OneConfigOfTheFirst.config = super().get_config()
        return OneConfigOfTheFirst.config
