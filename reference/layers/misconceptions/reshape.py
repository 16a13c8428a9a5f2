"""What people get wrong in `reshape`. Each class is the reference with one mistake."""

import math

import numpy as np
from reshape import Reshape

from grader.misconceptions import misconception


@misconception(
    "samples-cut-up",
    "Reshape",
    title="The number of samples is left to numpy, which cuts up samples that do not fit",
    hint=(
        "Who decides how many samples come out of your layer: the batch that came in, or a -1? Take four samples "
        "of six numbers and ask for samples of three. They do not fit, and the statement says what should happen "
        "then. In small: `np.arange(4).reshape(-1, 1)` turns two pairs, or one row of four, or whatever held these "
        "numbers, into four rows, and nobody complains. Each sample would be cut into two halves, so a batch of "
        "four pictures leaves as eight half ones, with four labels waiting for them. The error appears in the "
        "loss, if at all. As long as samples fit, both ways give the same array. How many samples did you count "
        "before the new shape was made?"
    ),
)
class SamplesCutUp(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(-1, *self.output_shape())


@misconception("samples-cut-up", "Reshape", variant="shape-as-it-is")
class SamplesCutUpPlainly(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(-1, *self.shape)


@misconception(
    "batch-forgotten",
    "Reshape",
    title="The batch axis is forgotten in the new shape",
    hint=(
        "shape describes one sample. What stands before it in the shape of the whole output? Count the numbers: a "
        "batch of three samples with four numbers each holds 12, and a new shape of 2 by 2 has room for 4. numpy "
        "then raises a ValueError, `cannot reshape array of size 12 into shape (2,2)`; read both numbers in such a "
        "message, since they tell what is missing. With a -1 in shape there is no error at all: "
        "`np.arange(12).reshape(2, -1)` becomes 2 by 6, and each row now holds a sample and a half. A batch of one "
        "fits too, and only lacks an axis. How many axes should your output have?"
    ),
)
class BatchForgotten(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(self.shape)


@misconception(
    "column-order",
    "Reshape",
    title="The first axis of a sample runs fastest instead of the last",
    hint=(
        "Which element of the input comes second in the output: the one after the first, or one from further away? "
        "Write the numbers 1 to 6 as a row of six and fill a table of two rows and three columns with them. Like a "
        "line of text, it gives 1, 2, 3 and 4, 5, 6. Column after column it gives 1, 3, 5 and 2, 4, 6. Print "
        "`np.arange(1, 7).reshape(2, 3)` and see which of the two numpy means when you say nothing. Does your code "
        "say something, with an argument or with a transpose? Both of your passes may do it alike, so going there "
        "and back returns every element to its place, and the layer agrees with itself. A picture would look "
        "scrambled."
    ),
)
class ColumnOrder(Reshape):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(len(X), *self.shape, order="F")

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "resized",
    "Reshape",
    title="Samples that do not fit are cut off or repeated",
    hint=(
        "What does your code do with elements that are left over, or with places for which there are none? "
        "np.resize and np.reshape are two answers. Try both on four numbers and a shape of five: "
        "`np.resize(np.arange(4), 5)` gives 0, 1, 2, 3, 0, as it starts again from the beginning, and reshape "
        "raises a ValueError. For a shape of three, the first gives 0, 1, 2 and the last number is lost. Slicing a "
        "row to the length that fits has the same effect. A layer that invents or loses numbers sends a wrong "
        "picture on without a word. Samples that fit come out right in any case, so test one that does not."
    ),
)
class Resized(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        size = 1
        for number in self.output_shape():
            size *= number
        rows = X.reshape(len(X), -1)
        if rows.shape[1] < size:
            rows = rows.repeat(size, axis=1)
        return rows[:, :size].reshape(len(X), *self.shape)


@misconception("resized", "Reshape", variant="whole-batch")
class BatchResized(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return np.resize(X, (len(X), *self.output_shape()))


@misconception(
    "backward-column-order",
    "Reshape",
    title="The backward pass puts elements back in another order",
    hint=(
        "Send a batch forward and straight back through your layer, as if the output were the gradient. Is every "
        "element in its old place? In small, with a row of six: laid out line by line as 2 by 3 it is 1, 2, 3 and "
        "4, 5, 6. Reading that table column by column gives 1, 4, 2, 5, 3, 6, which is not the old row. So both "
        "directions have to read in the same order. Look at each place where an order is named, or where an array "
        "is transposed, and ask whether the other pass has its counterpart. Shapes are right and no number is "
        "lost; still, pixel 2 gets the gradient of pixel 4. Constant gradients hide it."
    ),
)
class BackwardColumnOrder(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "gradient-as-it-came",
    "Reshape",
    title="The gradient is returned in the shape of the output",
    hint=(
        "The layer before this one expects a gradient in the shape of what it sent. Which shape was that, and "
        "which one does your backward_pass return? Print both. Suppose that a Dense with four outputs stands in "
        "front, for a batch of 3: it sent (3, 4), your layer made (3, 2, 2) of it, and a gradient of (3, 2, 2) "
        "comes back. A product such as `np.ones((4, 3)) @ np.ones((3, 2, 2))` then raises a ValueError in that "
        "Dense, in whose code nothing is wrong. There is no arithmetic to do in this layer, but that does not mean "
        "there is nothing to do. If somebody asks for the shape that the samples already have, both shapes agree "
        "and it goes unseen."
    ),
)
class GradientAsItCame(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "first-shape-kept",
    "Reshape",
    title="The shape of the first batch is kept for ever",
    hint=(
        "The last batch of an epoch is often smaller. When does your layer store the shape that it goes back to, "
        "in each forward pass or only in one? Look for a condition such as hasattr or a test for None around that "
        "line. Try a batch of three samples with four numbers, then a batch of two, and go back with a gradient "
        "for the second. It holds 8 numbers, and a remembered shape of 3 by 4 has room for 12: a ValueError. A "
        "restaurant that notes the number of guests only when the first party comes sets as many plates for the "
        "next. While all batches are equally large nothing happens, so an epoch can run nearly to its end."
    ),
)
class FirstShapeKept(Reshape):
    def forward_pass(self, X, training=True):
        first = getattr(self, "batch_shape", X.shape)
        output = super().forward_pass(X, training)
        self.batch_shape = first
        return output


@misconception(
    "shape-kept-in-training-only",
    "Reshape",
    title="The shape is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store the shape in every case, or "
        "inside a condition? See how far the line is indented. Then do this: a pass of five samples with "
        "training=True, a pass of two with training=False, and backward_pass with a gradient for two. Does it "
        "answer, and with how many rows? If the shape of the five is still there, 2 · 4 numbers are to fill a "
        "place for 5 · 4. Think of a visitor's book in which only members sign: the last name in it need not be "
        "the last visitor. Nothing in this layer depends on the mode. A loop that only trains never goes back "
        "after an evaluation, so it does not notice."
    ),
)
class ShapeKeptInTrainingOnly(Reshape):
    def forward_pass(self, X, training=True):
        before = getattr(self, "batch_shape", None)
        output = super().forward_pass(X, training)
        self.batch_shape = X.shape if training else before
        return output


@misconception(
    "shape-shared-by-layers",
    "Reshape",
    title="All layers share one remembered shape",
    hint=(
        "A network may have two such layers. Is the shape kept in the object, or in the class or module? A smaller "
        "class tells the difference: `class Bag:` with a method put(x) that writes Bag.item = x. After "
        'a.put("pen") and b.put("key"), a.item is "key"; had put written to self, it would be "pen". Now make two '
        "of your layers, one that turns rows of 6 into 2 by 3 and one that turns rows of 8 into 2 by 4, let both "
        "run forward, and then ask the first one to go back. Does it think of 6 or of 8? One layer on its own "
        "always finds its own shape there, which is why this waits for the second."
    ),
)
class ShapeSharedByLayers(Reshape):
    def forward_pass(self, X, training=True):
        type(self).batch_shape = X.shape
        return X.reshape(len(X), *self.shape)


@misconception(
    "output-shape-with-minus-one",
    "Reshape",
    title="output_shape still contains the -1",
    hint=(
        "The next layer sizes its weights by output_shape. What can it do with a -1? Try `np.zeros((-1, 3))`: "
        'numpy raises a ValueError, for negative dimensions are not allowed. In reshape a -1 is a request, "find '
        'out yourself", and it works because the elements are there to be counted. output_shape has no elements; '
        "it has the shape of an input sample, and from that a person can tell: 12 numbers in rows of 4 make how "
        "many rows? Print your answer for a shape without and for one with a -1. The passes work either way, since "
        "numpy does the counting there. A network fails when it is put together, before any batch."
    ),
)
class OutputShapeWithMinusOne(Reshape):
    def output_shape(self):
        return self.shape


@misconception(
    "output-shape-with-batch",
    "Reshape",
    title="output_shape includes the batch axis",
    hint=(
        "output_shape speaks of one sample. How many of the numbers that you return belong to the batch? Hold your "
        "answer against the shape argument of the layer: both should have equally many entries. Elsewhere one "
        "writes None for a batch of any size, as in (None, 2, 2). A layer behind yours that counts what it gets "
        "would multiply: 2 · 2 is 4, and `None * 2` is a TypeError. If a number from some batch stands there "
        "instead, it would count that in, and 5 · 2 · 2 makes 20 inputs where each sample has 4. Neither pass "
        "reads this answer, so a test of the two passes is happy. How long is yours for samples with one axis?"
    ),
)
class OutputShapeWithBatch(Reshape):
    def output_shape(self):
        return (None, *super().output_shape())


def begin_shape(name, find):
    @misconception("output-shape-with-batch", "Reshape", variant=name)
    class OtherBatchAxis(Reshape):
        def output_shape(self):
            return (*find(self), *super().output_shape())


begin_shape("minus-one", lambda layer: (-1,))
begin_shape("one", lambda layer: (1,))
begin_shape("latest", lambda layer: getattr(layer, "batch_shape", ())[:1])
begin_shape("latest-or-none", lambda layer: getattr(layer, "batch_shape", (None,))[:1])


@misconception(
    "output-shape-of-input",
    "Reshape",
    title="output_shape returns the shape of the input",
    hint=(
        "The layer knows two shapes, one for each side. Which of the two does the next layer see, and which one do "
        "you return? Draw three boxes: the layer before, yours, the layer after. Write on each arrow the shape of "
        "one sample, say 8 numbers on the first and 2 by 4 on the second. The method is asked by the box on the "
        "right. Somebody who moves asks the post to send letters to the new address, not to the old one. An answer "
        "of (8,) has the right number of elements, so it looks sensible; a convolution behind would look for three "
        "sizes and find one. Check whether your method is your own or inherited."
    ),
)
class OutputShapeOfInput(Reshape):
    def output_shape(self):
        return self.input_shape


@misconception(
    "forward-returns-nothing",
    "Reshape",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass, keep the answer under a name and ask for its type. NoneType means that no line handed "
        "the samples to the caller. Where in the method is the array with the new shape made, and what happens to "
        "it then? A name inside a function is gone when the function ends: `def half(x):` with only `y = x / 2` "
        "gives None for half(6), although a 3 was there for a moment. Note also that reshape makes a new array and "
        "leaves the old one as it was, so calling it without using its result does nothing at all. Python does not "
        "warn. The next layer does, in its own words, when it asks None for a shape."
    ),
)
class ForwardReturnsNothing(Reshape):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "Reshape",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached? Store the answer of a call and print it. If you see None, follow each path from the "
        "first line to the end. In small, `def sign(x):` with `if x > 0: return 1` gives 1 for sign(5) and None "
        "for sign(-5), as the second path ends without an answer. Assigning the reshaped array to an attribute is "
        "like putting a parcel on one's own shelf; the person at the door still goes away with empty hands. When "
        "this layer is the first of a network, nobody asks for the gradient, and the gap stays open for a long "
        "time."
    ),
)
class BackwardReturnsNothing(Reshape):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Reshape",
    title="forward_pass does not take the argument training",
    hint=(
        "Compare the first line of your forward_pass with the one in the statement: which argument has no place in "
        "yours? A network tells every layer whether it trains, also a layer for which it makes no difference. In "
        "small: with `def area(w, h):`, the call area(2, 3, True) raises a TypeError that counts 2 positional "
        "arguments against 3, and the body never begins. So the message says nothing about your reshaping, which "
        "may well be right. Two doors of one house should fit the same key. In your own trials you will hardly "
        "have named the mode, and then all goes well; the whole network names it. It is fine to take an argument "
        "and leave it unused."
    ),
)
class TrainingNotTaken(Reshape):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Reshape.forward_pass"


@misconception(
    "training-has-no-default",
    "Reshape",
    title="The argument training of forward_pass has no default",
    hint=(
        "What does training mean when a caller says nothing about it? Most callers hand over the samples alone. "
        "Look at the end of that argument in the statement and in your file. A coffee machine with a button for "
        "the strength makes a medium cup if nobody presses it. In Python: `def cup(water, strength=2):` allows "
        "cup(1), and without the last part of that line cup(1) is a TypeError: missing 1 required positional "
        "argument. Which of both happens in your class for a call with one argument? A training loop that always "
        "says which mode it is in finds nothing wrong. A short call, as in the worked example, does not even reach "
        "your first line."
    ),
)
class TrainingHasNoDefault(Reshape):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Reshape.forward_pass"


@misconception(
    "shape-dropped-after-backward",
    "Reshape",
    title="The shape is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the shape that you kept when "
        "the second call begins? Search for a line that sets it to None, deletes it or takes it off a list. In "
        'small: `del d["x"]` for a dictionary d removes the entry once, and the same line a second time raises a '
        'KeyError, whereas reading d["x"] can be repeated at will. A shape is a handful of numbers, so throwing it '
        "away saves nothing, and the next forward pass replaces it in any case. Training with a single loss goes "
        "back once per pass and stays silent. Try the second call yourself: same gradient, same answer?"
    ),
)
class ShapeDroppedAfterBackward(Reshape):
    def backward_pass(self, accum_grad):
        shape, self.batch_shape = self.batch_shape, None
        if shape is None:
            raise TypeError("'NoneType' object is not iterable")
        return accum_grad.reshape(shape)


@misconception("shape-dropped-after-backward", "Reshape", variant="none")
class ShapeNoneAfterBackward(Reshape):
    def backward_pass(self, accum_grad):
        input_grad = np.reshape(accum_grad, self.batch_shape)
        self.batch_shape = None
        return input_grad


@misconception("shape-dropped-after-backward", "Reshape", variant="deleted")
class ShapeDeletedAfterBackward(Reshape):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        del self.batch_shape
        return input_grad


@misconception(
    "shape-of-the-constructor",
    "Reshape",
    title="The backward pass uses the input shape that the constructor got",
    hint=(
        "From where does your backward pass know the shape of the input, and when was that written down? Only the "
        "first layer of a network is made with an input_shape. The others are told theirs later, by set_input_shape, "
        "which layer.py defines and which changes one attribute and no other. A small trial: after `a = 5`, `b = a` "
        "and `a = 7`, b is still 5. A second name that a constructor has given to its argument stays behind in the "
        "same way; where the argument was left out, it is None, and the call ends in a TypeError. A layer that is "
        "made with its shape and then used works. Which array passes through this layer in every step and brings its "
        "own shape along?"
    ),
)
class ShapeOfTheConstructor(Reshape):
    def __init__(self, shape, input_shape=None):
        super().__init__(shape, input_shape)
        self.old_shape = input_shape

    def backward_pass(self, accum_grad):
        return accum_grad.reshape((len(accum_grad), *self.old_shape))


@misconception("shape-of-the-constructor", "Reshape", variant="empty-without-one")
class ShapeOfTheConstructorOrEmpty(ShapeOfTheConstructor):
    def __init__(self, shape, input_shape=None):
        super().__init__(shape, input_shape)
        self.old_shape = input_shape or ()


@misconception(
    "shape-taken-off-a-list",
    "Reshape",
    title="Each backward pass takes a shape off the list of those that forward passes have put there",
    hint=(
        "Call forward_pass once and backward_pass twice. Does the second call still find what the first one used? A "
        "list hands out its last item in two ways: one of them keeps it there, the other removes it. With the "
        "removing kind, a list that holds the shape (6,) answers once; asked again, it raises an IndexError about an "
        "empty list. If an older batch of another shape is still below it, there is no error at all: a gradient of 2 "
        "samples may come back as 3 smaller ones. The gradients of two losses, or a check by differences, ask more "
        "than once. A training that goes forward and back in turn never does, so that the mistake sleeps there. Is a "
        "list needed, when only the latest batch counts?"
    ),
)
class ShapeTakenOffAList(Reshape):
    def forward_pass(self, X, training=True):
        self.shapes = [*getattr(self, "shapes", []), X.shape]
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        self.batch_shape = self.shapes.pop()
        return super().backward_pass(accum_grad)


@misconception("shape-taken-off-a-list", "Reshape", variant="oldest-first")
class OldestShapeTakenOffAList(ShapeTakenOffAList):
    def backward_pass(self, accum_grad):
        self.shapes = self.shapes[::-1]
        input_grad = super().backward_pass(accum_grad)
        self.shapes = self.shapes[::-1]
        return input_grad


@misconception(
    "backward-without-the-batch",
    "Reshape",
    title="The backward pass uses the shape of one sample for the whole batch",
    hint=(
        "input_shape describes one sample. How many samples does accum_grad hold, and where does that number stand "
        "in the shape you go back to? Count for samples of 4 numbers and a batch of 3: there are 12 numbers on "
        "their way, and room for 4, so numpy refuses with a ValueError. For one sample it fits, and the result has "
        "one axis too few: (4,) for (1, 4). That is easily taken for right, as it prints nearly alike. The layer "
        "is made before anybody knows how large batches will be, and two batches of one epoch may differ. So the "
        "number has to come from the arrays of the moment. Which of those that you have at hand show it?"
    ),
)
class BackwardWithoutTheBatch(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.input_shape)


@misconception(
    "misfit-passed-on",
    "Reshape",
    title="Samples that do not fit are passed on as they are",
    hint=(
        "Who notices that a sample does not fit, if your layer returns it unchanged? Look at what your code does "
        "with the error that numpy raises, or with a comparison of its own before. A try that catches an error and "
        'goes on is a promise that all is well. In small: `try: n = int("7a")`, `except ValueError: n = 0` goes on '
        "with a number that nobody typed; without the try, the person who typed it learns of the slip. Ask your "
        "layer for 2 by 2 out of samples with 5 numbers and see whether anything is said. Samples that fit never "
        "take this path. A wrong shape that travels on is reported far away, or never."
    ),
)
class MisfitPassedOn(Reshape):
    def forward_pass(self, X, training=True):
        try:
            return super().forward_pass(X, training)
        except ValueError:
            return X


@misconception(
    "misfit-asserted",
    "Reshape",
    title="Samples that do not fit raise another error than ValueError",
    hint=(
        "A caller who expects a misfit catches one kind of exception. Which kind does the statement name, and "
        "which kind does your check raise? Try it in small: a function whose only line is `assert 5 == 4`, called "
        "inside try with except ValueError. The error goes straight through, because an AssertionError is no "
        "ValueError; with the kind that is expected, the caller could have said something useful. Assertions have "
        "another weakness: python -O leaves them all out, so the check would vanish. Ask yourself too whether you "
        "need a check of your own at all, and what happens for such a sample if you take it out. Samples that fit "
        "do not show which kind you chose."
    ),
)
class MisfitAsserted(Reshape):
    def forward_pass(self, X, training=True):
        try:
            return super().forward_pass(X, training)
        except ValueError:
            raise AssertionError from None


def raise_other(error):
    @misconception("misfit-asserted", "Reshape", variant=error.__name__)
    class OtherError(Reshape):
        def forward_pass(self, X, training=True):
            try:
                return super().forward_pass(X, training)
            except ValueError:
                raise error("the sample does not fit") from None


for error in (TypeError, RuntimeError, IndexError, Exception):
    raise_other(error)


@misconception(
    "output-shape-negative",
    "Reshape",
    title="The missing size comes out negative",
    hint=(
        "Work out by hand what your code divides by when one size is -1. Is the -1 itself among the sizes that you "
        "multiply? Say 12 numbers are to be laid in rows of 4. How many rows are there? By hand 3, as only the 4 "
        "counts. With the -1 in the product one divides by -4 and gets -3, and rounding down may move it further: "
        "13 // -4 is -4 in Python, not -3. A negative size is easily overlooked in a tuple of numbers, since a -1 "
        "stood in the same place before. Shapes without a -1 never come here. What does your method answer for 12 "
        "numbers in a shape of (-1, 4), and which next layer could use it?"
    ),
)
class OutputShapeNegative(Reshape):
    def output_shape(self):
        if -1 not in self.shape:
            return self.shape
        missing = math.prod(self.input_shape) // math.prod(self.shape)
        return tuple(missing if size == -1 else size for size in self.shape)


@misconception(
    "output-shape-a-list",
    "Reshape",
    title="output_shape returns a list or an array instead of a tuple",
    hint=(
        "Print the type of what your output_shape returns, with and without a -1. Is it the same in both cases, "
        "and is it the kind that numpy's own X.shape has? A list and a tuple look alike apart from their brackets, "
        "but `[2, 2] == (2, 2)` is False, and `(5,) + [2, 2]` raises a TypeError, where `(5,) + (2, 2)` gives a "
        "shape with the batch in front. A list also can be changed by whoever receives it, and then changes for "
        "all who hold it. Many uses forgive it, np.zeros([2, 2]) for instance works. The trouble starts in code "
        "that glues shapes together or uses them as keys of a dictionary."
    ),
)
class OutputShapeAList(Reshape):
    def output_shape(self):
        return list(super().output_shape())


@misconception("output-shape-a-list", "Reshape", variant="array")
class OutputShapeAnArray(Reshape):
    def output_shape(self):
        return np.array(super().output_shape())


@misconception(
    "missing-size-found-once",
    "Reshape",
    title="The missing size is worked out once and never again",
    hint=(
        "set_input_shape may come after the constructor, or come again. When does your code work out the size that "
        "stands for -1, and does it still know afterwards that there was a -1? Take a layer that makes rows of 2: "
        "with samples of 8 numbers there are 4 rows. Tell it then that samples have 6 numbers, and ask again: 3 "
        "rows are expected. If the answer is still 4, the first result has replaced the question. Somebody who "
        'writes "half of my money" on a list can use it every month; somebody who replaces it by "50 euros" '
        "cannot. One input shape for the whole life of a layer shows nothing. Compare self's attributes before and "
        "after the call."
    ),
)
class MissingSizeFoundOnce(Reshape):
    def output_shape(self):
        self.shape = super().output_shape()
        return self.shape


@misconception(
    "one-array-for-all-results",
    "Reshape",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch of the same size, and print the first result again. Is it "
        "still what it was? Then look where your layer makes a new array, and where it fills an old one. In small: "
        '`board = ["", ""]`, a function that writes its argument to board[0] and returns board; after `a = f("x")` '
        'and `b = f("y")`, a[0] is "y", and `a is b` is True. With a new list in each call, a[0] would have stayed '
        '"x". Reusing memory is a sensible idea where nobody else holds it, and the caller does hold the output. '
        "Results that are used at once are right; collected over an epoch, they are all the last one."
    ),
)
class OneArrayForAllResults(Reshape):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "samples", None) is None or self.samples.shape != output.shape:
            self.samples = output.copy()
        self.samples[...] = output
        return self.samples


@misconception(
    "batch-axis-at-the-end",
    "Reshape",
    title="The batch is taken for the last axis of the new shape, which mixes the samples",
    hint=(
        "Do the elements of a sample stay together in your layer? Send two samples through it, 1, 2, 3 and 4, 5, 6, "
        "with the new shape (3, 1). The first one should come out as 1, 2, 3. If it is 1, 3, 5, your code has dealt "
        "the numbers out like cards, one to each player in turn. A reshape keeps the long line of all elements and "
        "only sets new line breaks; which axis is the slowest in that line decides who gets what. Moving an axis "
        "afterwards repairs the shape and nothing else. All shapes are right, and a batch of one sample is too, "
        "because there is nobody to mix it with. Where does the batch axis stand when numpy cuts the line into "
        "pieces?"
    ),
)
class BatchAxisAtTheEnd(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        output = X.reshape(*self.shape, len(X))
        return output.transpose(-1, *range(output.ndim - 1))


@misconception("batch-axis-at-the-end", "Reshape", variant="left-there")
class BatchAxisLeftAtTheEnd(Reshape):
    def forward_pass(self, X, training=True):
        self.batch_shape = X.shape
        return X.reshape(*self.shape, len(X))


@misconception(
    "channels-last",
    "Reshape",
    title="The channels of images are moved to the end before the new shape is given",
    hint=(
        "Number the elements of one image with two channels from 0 on, as np.arange gives them, and read your result "
        "from left to right. Do the numbers run 0, 1, 2, 3, or do they jump between the channels? A transpose changes "
        "the order of elements, a reshape never does; the statement asks for a reshape alone. For "
        "np.arange(4).reshape(2, 1, 2) the plain order is 0, 1, 2, 3, and with the first axis moved to the end it is "
        "0, 2, 1, 3. Pages of two books shuffled into each other are all there, and neither book can be read. "
        "Libraries that keep channels last are where the habit comes from. With one channel, or for rows, nothing "
        "happens, and as the way back undoes the change, a round trip looks right. Which line touches the order of "
        "axes?"
    ),
)
class ChannelsLast(Reshape):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return X.transpose(0, 2, 3, 1).reshape(output.shape) if X.ndim == 4 else output

    def backward_pass(self, accum_grad):
        if len(self.batch_shape) != 4:
            return super().backward_pass(accum_grad)
        N, C, H, W = self.batch_shape
        return accum_grad.reshape(N, H, W, C).transpose(0, 3, 1, 2)


@misconception("channels-last", "Reshape", variant="forward-only")
class ChannelsLastForward(ChannelsLast):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape)


@misconception("channels-last", "Reshape", variant="any-axes")
class FirstAxisLast(Reshape):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.moveaxis(X, 1, -1).reshape(output.shape)


@misconception(
    "changed-in-place",
    "Reshape",
    title="forward_pass changes the shape of the array that it is given",
    hint=(
        "Print X.shape before your forward pass and after it. Has the caller's array got another shape? An assignment "
        "to the attribute shape, or a call of resize, works on the array itself; reshape returns another array and "
        "leaves the first as it was. In small: `a = np.zeros(6)`, then `b = a.reshape(2, 3)` leaves a with six "
        "numbers in a row, while `a.shape = (2, 3)` turns a itself into a table. A lent book comes back with its "
        "pages cut to another format. The answer is the same in both cases, and so a test that looks at the result "
        "alone is content. Whoever uses the batch again, in the next epoch or for a second layer, meets an array that "
        "he does not know. What stands on the left of the equals sign in your line?"
    ),
)
class ChangedInPlace(Reshape):
    def forward_pass(self, X, training=True):
        new_shape = super().forward_pass(X, training).shape
        X.shape = new_shape
        return X


@misconception(
    "output-shape-a-number",
    "Reshape",
    title="output_shape returns the number of elements",
    hint=(
        "What type does your output_shape return, a tuple or a number? The next layer wants to know how its samples "
        "are laid out, axis by axis. A shape of (2, 5) and one of (10,) have equally many elements, and only one of "
        "them is a table. The product says how much paper is needed, the shape says how to fold it. In Python, (10) "
        "is a number and (10,) a tuple, so even for rows the comma counts: `len((10,))` is 1, and len(10) raises a "
        "TypeError. A layer behind this one that takes input_shape[0] would fail with a message about an int that "
        "cannot be indexed, far from its cause. The two passes never call this method, so they work without it. Where "
        "does your method multiply, and for which purpose is a product needed here at all?"
    ),
)
class OutputShapeNumber(Reshape):
    def output_shape(self):
        return math.prod(super().output_shape())


@misconception("output-shape-a-number", "Reshape", variant="in-a-tuple")
class OutputShapeANumberInTuple(Reshape):
    def output_shape(self):
        return (math.prod(super().output_shape()),)


@misconception(
    "output-shape-from-a-pass",
    "Reshape",
    title="output_shape needs a forward pass before it",
    hint=(
        "Make a layer, tell it its input shape, and ask for output_shape at once. Does None come? A "
        "network is put together before any data flow: each layer asks the one before it for its shape, in order to "
        "know how many weights it needs. An answer that is read off the first batch comes too late, as a menu that is "
        "printed after the meal. In small: `class Room: def enter(self): self.light = 1` has no light until somebody "
        "enters, and Room().light fails. Everything that is needed stands in the arguments of the constructor and in "
        "input_shape: from (3, 4) and a wish of (6, -1) follows (6, 2) without a single sample. After one pass your "
        "answer is right, and stays so until input_shape changes. Which of your attributes is made in forward_pass?"
    ),
)
class OutputShapeFromPass(Reshape):
    output_sizes = None

    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.output_sizes = output.shape[1:]
        return output

    def output_shape(self):
        return self.output_sizes


@misconception("output-shape-from-a-pass", "Reshape", variant="no-attribute")
class OutputShapeKeptByPass(Reshape):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.kept = output.shape[1:]
        return output

    def output_shape(self):
        return self.kept


@misconception("output-shape-from-a-pass", "Reshape", variant="with-minus-one")
class MissingSizeFromPass(Reshape):
    def output_shape(self):
        if -1 in self.shape:
            self.input_shape = self.batch_shape[1:]
        return super().output_shape()


@misconception(
    "missing-size-from-the-first-axis",
    "Reshape",
    title="The missing size is computed from the first axis of the input alone",
    hint=(
        "Which part of input_shape enters your missing size? All axes of a sample have elements, so the count is the "
        "product of all of them. Suppose samples of 6 rows and 4 columns, which should be cut into lines of 8: there "
        "are 24 elements, and three lines. From the first axis alone, 6 // 8 would be 0, and a shape with a zero in "
        "it has no room for anything. input_shape[0] is the right number for a row of features, since a row has no "
        "other axis; with rows the trial passes, and with images it does not. To count the seats of a hall one does "
        "not count its rows only. The passes themselves leave the -1 to numpy, which knows better, so they are right, "
        "and merely this method is wrong. Which layer behind it would be built with the wrong number of inputs?"
    ),
)
class MissingSizeFromFirstAxis(Reshape):
    def output_shape(self):
        if -1 not in self.shape:
            return self.shape
        missing = self.input_shape[0] // -math.prod(self.shape)
        return tuple(missing if size == -1 else size for size in self.shape)


@misconception(
    "missing-size-from-the-last-axis",
    "Reshape",
    title="The missing size is computed from the last axis of the input alone",
    hint=(
        "Ask your layer for its output shape with an input of several axes, and compare with the shape that "
        "forward_pass really gives. Do they differ in the place of the -1? Your method divides the length of the last "
        "axis, which is the number of elements only if the sample is a row. For samples of 9 by 10 and lines of 15 "
        "there are 90 elements in 6 lines; the last axis says 10 // 15, and that is 0. An index of -1 is handy for "
        "reaching the end of a tuple, and it looks much like the -1 that stands for the missing size; the two have "
        "nothing to do with each other. A train's length is not that of its last carriage. Where the other axes have "
        "length 1, as in (1, 1, 30), the result is right by chance. How do you get the count of all elements from a "
        "tuple of sizes?"
    ),
)
class MissingSizeFromLastAxis(Reshape):
    def output_shape(self):
        if -1 not in self.shape:
            return self.shape
        missing = self.input_shape[-1] // -math.prod(self.shape)
        return tuple(missing if size == -1 else size for size in self.shape)


@misconception(
    "missing-size-only-at-the-end",
    "Reshape",
    title="A -1 is replaced in the last place only",
    hint=(
        "Try a -1 in each place of the new shape, not just in one. Does output_shape still contain a negative size "
        "for some of them? The statement lets one size be -1, and says nothing of where. A condition such as "
        "`sizes[-1] == -1` looks at the last entry alone; for (4, -1) it is True, and for (-1, 4) it is False, "
        "although -1 is in both. The question `-1 in sizes` answers True twice. Somebody who looks for his keys only "
        "where he found them last time misses them as often as they lie elsewhere. In the usual examples the open "
        "size stands at the end, and such trials pass; numpy itself accepts any place, so forward_pass is right. A "
        "layer that gets a size of -1 as its number of inputs fails later with an odd message. How does your code "
        "find the place?"
    ),
)
class MissingSizeOnlyAtTheEnd(Reshape):
    def output_shape(self):
        return super().output_shape() if self.shape[-1] == -1 else self.shape


@misconception(
    "missing-size-a-float",
    "Reshape",
    title="The missing size is a float",
    hint=(
        "Print output_shape of a layer with a -1. Do you see a point in one of the sizes? A single slash always gives "
        "a float in Python, also where nothing remains: 12 / 3 is 4.0 and 12 // 3 is 4. The two compare as equal, 4.0 "
        "== 4 is True, and so the difference slips through many tests. But numpy does not take a float for a size: "
        "`np.zeros((2, 4.0))` raises a TypeError, and so would the layer behind yours when it makes its weights. A "
        "crate holds 4 bottles and not 4.0 litres of them; counts are whole numbers. Your passes leave the -1 to "
        "numpy and never use the result, which is why they work. Could the division leave a remainder, and who "
        "reports the misfit then? Which operator stands in your line?"
    ),
)
class MissingSizeFloat(Reshape):
    def output_shape(self):
        missing = math.prod(self.input_shape) / math.prod(super().output_shape())
        shape = super().output_shape()
        return tuple(
            float(size * missing) if wish == -1 else size for wish, size in zip(self.shape, shape, strict=True)
        )


@misconception(
    "gradient-stays-flat",
    "Reshape",
    title="The gradient is returned as rows",
    hint=(
        "Compare the shape of the gradient that you return with that of X, for samples with several axes. They have "
        "to be the same, for each element of the input has one slope, and it sits in the same place. A -1 for all "
        "that follows the batch flattens everything: an array of shape (3, 2, 4) becomes (3, 8), whatever came in "
        "before. In the layer flatten one goes from images to rows; here the input may be anything, so rows are right "
        "only if the input had been rows. A coat returned from the cloakroom as a roll of cloth has every thread it "
        "had. Examples that turn rows into images pass, since their way back does end in rows. For images that become "
        "other images the layer before yours gets an array without height and width. What did the forward pass see "
        "that backward needs to know?"
    ),
)
class GradientStaysFlat(Reshape):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(len(accum_grad), -1)


@misconception(
    "output-shape-from-the-constructor",
    "Reshape",
    title="output_shape is worked out in the constructor, and never again",
    hint=(
        "What does output_shape() read: the attributes that the layer has now, or a result that the constructor "
        "has put away? In the middle of a network a layer is made first and told by set_input_shape what comes "
        "in. Make Reshape((-1, 5)) without input_shape, call set_input_shape((10, 2)) and ask: 20 numbers in rows "
        "of 5 are 4 rows, so (4, 5). None says that nobody has looked again. A tailor who takes measurements only "
        "on the day of the order has nothing to sew by if the customer was not there. The reverse happens too: a "
        "shape found early stays when the layer is told another one. Made with its input_shape and left alone, "
        "yours is right, and both passes are right in any case. Which method is called late enough to know?"
    ),
)
class OutputShapeFromTheConstructor(Reshape):
    def __init__(self, shape, input_shape=None):
        super().__init__(shape, input_shape)
        self.kept_shape = None if input_shape is None else super().output_shape()

    def output_shape(self):
        return self.kept_shape
