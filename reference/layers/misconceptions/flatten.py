"""What people get wrong in `flatten`. Each class is the reference with one mistake."""

import math

import numpy as np
from flatten import Flatten

from grader.misconceptions import misconception


class SampleBySample(Flatten):
    """Puts the samples back one by one, into an array of the shape that was kept."""

    def backward_pass(self, accum_grad):
        shape = self.batch_shape
        if len(accum_grad) > shape[0]:
            raise IndexError(f"index {shape[0]} is out of bounds for axis 0 with size {shape[0]}")
        input_grad = np.zeros(shape)
        input_grad[: len(accum_grad)] = accum_grad.reshape(len(accum_grad), *shape[1:])
        return input_grad


@misconception(
    "batch-flattened-too",
    "Flatten",
    title="The whole batch becomes one row",
    hint=(
        "How many rows should the output have when the batch has five samples? Print the shape of yours for such "
        "a batch: is there a 5 in it? Try reshape on a small array: np.arange(6).reshape(3, 2) has three rows of "
        "two numbers. Asked for one size only, reshape gives a single row of 6, and the borders between the three "
        "are gone. Nothing in that row says whether it was 3 times 2 numbers or 2 times 3. The elements come in "
        "the right order, so what you print looks right. But the next layer takes the first axis for the samples: "
        "it would see six of them, each a single number."
    ),
)
class BatchFlattenedToo(Flatten):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training).reshape(-1)


@misconception("batch-flattened-too", "Flatten", variant="with-an-axis-in-front")
class BatchFlattenedIntoOneRow(Flatten):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training).reshape(1, -1)


@misconception(
    "column-order",
    "Flatten",
    title="The first axis of a sample runs fastest instead of the last",
    hint=(
        "Which element of the image comes second in your row: its neighbour to the right, or one from another channel? "
        "Take np.array([[1, 2, 3], [4, 5, 6]]), whose rows are read like lines of a book: 1, 2, 3, 4, 5, 6. Some ways "
        "of laying it out go down the columns first: 1, 4, 2, 5, 3, 6. Which axis runs fastest in yours, the last or "
        "the first? Where your way back undoes what your way forward did, a batch sent through and back is intact, and "
        "the shapes are right as well. Only the places in the row differ. Weights trained behind one order are of no "
        "use behind the other."
    ),
)
class ColumnOrder(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(len(X), -1, order="F")

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception("column-order", "Flatten", variant="in-the-forward-pass")
class ColumnOrderForward(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(len(X), -1, order="F")


@misconception(
    "channels-last",
    "Flatten",
    title="The channels are moved to the end before flattening",
    hint=(
        "The axes stay in their order: channel, row, column. Does your code move one of them before it makes the rows, "
        "or after? Take one image with two channels of one row: 1, 2 and 3, 4. In the statement's order its row is 1, "
        "2, 3, 4: first all of one channel, then all of the next. With the channels at the end it is 1, 3, 2, 4, pixel "
        "by pixel. Some libraries keep images that way round, which is where such a line often comes from. With a "
        "single channel there is no difference, and if your way back fits your way forward, a check of the gradient is "
        "content. Number the elements of a small image to see it."
    ),
)
class ChannelsLast(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return np.moveaxis(X, 1, -1).reshape(len(X), -1)

    def backward_pass(self, accum_grad):
        N, C, *rest = self.batch_shape
        return np.moveaxis(accum_grad.reshape(N, *rest, C), -1, 1)


@misconception("channels-last", "Flatten", variant="in-the-forward-pass")
class ChannelsLastForward(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return np.moveaxis(X, 1, -1).reshape(len(X), -1)


@misconception("channels-last", "Flatten", variant="of-images")
class ChannelsOfImagesLast(ChannelsLast):
    def forward_pass(self, X, training=True):
        return (super() if X.ndim == 4 else super(ChannelsLast, self)).forward_pass(X, training)

    def backward_pass(self, accum_grad):
        images = len(self.batch_shape) == 4
        return (super() if images else super(ChannelsLast, self)).backward_pass(accum_grad)


@misconception("channels-last", "Flatten", variant="of-images-in-the-forward-pass")
class ChannelsOfImagesLastForward(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return (np.moveaxis(X, 1, -1) if X.ndim == 4 else X).reshape(len(X), -1)


@misconception("channels-last", "Flatten", variant="of-images-alone-in-the-forward-pass")
class ChannelsOfNothingButImagesLastForward(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.transpose(0, 2, 3, 1).reshape(len(X), -1)


@misconception("channels-last", "Flatten", variant="of-images-alone")
class ChannelsOfNothingButImagesLast(ChannelsOfNothingButImagesLastForward):
    def backward_pass(self, accum_grad):
        N, C, H, W = self.batch_shape
        return accum_grad.reshape(N, H, W, C).transpose(0, 3, 1, 2)


@misconception(
    "backward-column-order",
    "Flatten",
    title="The backward pass puts elements back in another order",
    hint=(
        "Send a batch forward and straight back through your layer. Is every element in its old place? Compare "
        "two arrays, not two shapes. On paper: the rows 1, 2, 3 and 4, 5, 6, laid out as 1, 2, 3, 4, 5, 6. Filled "
        "back line by line they are what they were. Filled back column by column they become 1, 3, 5 and 2, 4, 6. "
        "The shape is the same, all six numbers are there, and their sum as well. Which option or which exchange "
        "of axes is in your way back and not in your way forward? In a network the layer in front would get each "
        "pixel's gradient at the place of another pixel, and no error is raised."
    ),
)
class BackwardColumnOrder(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.batch_shape, order="F")


@misconception(
    "gradient-stays-flat",
    "Flatten",
    title="The gradient is returned as rows",
    hint=(
        "The layer before this one sent images. In what shape does it expect their gradient? Print three shapes "
        "for one batch: what came in, what went out, what you return. The first and the last should be equal, for "
        "any layer, as each element of the input has one number in the gradient. A parcel that was folded for the "
        "post has to be unfolded again before anybody can put it back on the shelf. For samples with a single "
        "axis the two shapes are the same, and so nothing shows there; with images of 3 by 4 pixels you return "
        "rows of 12. The numbers are right, and the complaint comes from the convolution or the pooling in front "
        "of you."
    ),
)
class GradientStaysFlat(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "first-shape-kept",
    "Flatten",
    title="The shape of the first batch is kept for ever",
    hint=(
        "The last batch of an epoch is often smaller. When does your layer store the shape that it goes back to: "
        "in every forward_pass, or only where nothing is stored yet? Try batches of 4 and then of 3 images of 2 "
        "by 2 pixels. The second gradient has 3 · 4 = 12 numbers. A shape that was kept from the first batch asks "
        "for 4 · 4 = 16, and 12 numbers cannot fill them, so reshape raises a ValueError. With batches of one "
        "size a whole epoch runs well. The error appears at its end, or at the first evaluation with another "
        "number of samples. Which line should run each time, and what stands around it?"
    ),
)
class FirstShapeKept(Flatten):
    def forward_pass(self, X, training=True):
        first = getattr(self, "batch_shape", X.shape)
        output = super().forward_pass(X, training)
        self.batch_shape = first
        return output


@misconception("first-shape-kept", "Flatten", variant="sample-by-sample")
class FirstShapeKeptSampleBySample(FirstShapeKept, SampleBySample): ...


@misconception(
    "shape-kept-in-training-only",
    "Flatten",
    title="The shape is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store the shape in every case, or "
        "inside a condition? Try it with batches of different size: 4 samples in training, then 2 with "
        "training=False, then a gradient for 2. If the answer is an error about the number of elements, the shape "
        "of the 4 is still there. If no training pass came first, there is no shape at all. A smaller case: a "
        "visitor's book in which only guests are noted who pay; asked who was here last, it names the wrong one. "
        "In this layer training changes nothing else, so for what would the condition be needed?"
    ),
)
class ShapeKeptInTrainingOnly(Flatten):
    def forward_pass(self, X, training=True):
        before = getattr(self, "batch_shape", None)
        output = super().forward_pass(X, training)
        self.batch_shape = X.shape if training else before
        return output


@misconception("shape-kept-in-training-only", "Flatten", variant="no-attribute-before")
class NoShapeBeforeTraining(Flatten):
    def forward_pass(self, X, training=True):
        before = getattr(self, "batch_shape", None)
        output = super().forward_pass(X, training)
        if not training and before is None:
            del self.batch_shape
        elif not training:
            self.batch_shape = before
        return output


@misconception("shape-kept-in-training-only", "Flatten", variant="sample-by-sample")
class ShapeKeptInTrainingOnlySampleBySample(ShapeKeptInTrainingOnly, SampleBySample): ...


@misconception("shape-kept-in-training-only", "Flatten", variant="no-attribute-before-sample-by-sample")
class NoShapeBeforeTrainingSampleBySample(NoShapeBeforeTraining, SampleBySample): ...


@misconception(
    "shape-shared-by-layers",
    "Flatten",
    title="All layers share one remembered shape",
    hint=(
        "A network may have two such layers. Is the shape kept in the object, or in the class or module? See the "
        "difference on a small class: `class Jar: pass`, then `a, b = Jar(), Jar()`. After `Jar.size = 3` and "
        "`Jar.size = 8` both a.size and b.size are 8. After `a.size = 3` and `b.size = 8` they are 3 and 8. Now "
        "run two layers forward, one after the other, with samples of other shapes; then go back through the "
        "first. Does it unfold its gradient to its own shape or to the other's? With a single layer all is well. "
        "With two, reshape raises an error where the numbers of elements differ, and mixes them up in silence "
        "where they agree."
    ),
)
class ShapeSharedByLayers(Flatten):
    def forward_pass(self, X, training=True):
        type(self).batch_shape = X.shape
        return X.reshape(len(X), -1)


@misconception(
    "output-shape-a-number",
    "Flatten",
    title="output_shape returns a number instead of a tuple",
    hint=(
        "How does Python tell a tuple of one element from a number in parentheses? Print type((5)) and "
        "type((5,)): the first is int, the second is tuple. It is the comma that makes the tuple. Then try what "
        "others do with the answer: len((5,)) is 1 and (5,)[0] is 5, while len(5) and 5[0] each raise a "
        "TypeError. The next layer asks the shape of one sample for its first size, so it fails there, in a line "
        "of its own that is right. Printed with print, 12 and (12,) look almost alike, and a comparison with == "
        "between the two is False. What does the statement's table give for one sample?"
    ),
)
class OutputShapeNumber(Flatten):
    def output_shape(self):
        return math.prod(self.input_shape)


@misconception(
    "output-shape-unchanged",
    "Flatten",
    title="output_shape returns the shape of the input",
    hint=(
        "The next layer sizes its weights by output_shape. How many numbers per sample does it receive from this "
        "one? Run one batch through and compare: the shape of the output without its first entry should be what "
        "output_shape() says. On a chessboard, to take a smaller example: as a board it is 8 by 8, as one long "
        "line of squares it is 64; whoever cuts the paper for the line needs to know 64. For samples with a "
        "single axis input and output have the same shape, so a trial with (5,) looks right. With images, Dense "
        "would take the number of channels for its number of inputs and make a weight matrix that does not fit."
    ),
)
class OutputShapeUnchanged(Flatten):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-without-channels",
    "Flatten",
    title="output_shape leaves out the first axis of a sample",
    hint=(
        "input_shape has no batch axis in front, unlike X.shape. Which of its sizes does your product skip? Write "
        "down both for a batch of 10 images with 3 channels of 2 by 2 pixels: X.shape is (10, 3, 2, 2), "
        "input_shape is (3, 2, 2). Leaving out the first entry is right for one of them and wrong for the other. "
        "Counted by hand, such an image has 12 numbers; 4 of them are in one channel. Which of these does "
        "output_shape() say, and which is the length of a row of your output? With one channel both are the same. "
        "With three, the next layer makes too few weights, and the first product of a row with them fails."
    ),
)
class OutputShapeWithoutChannels(Flatten):
    def output_shape(self):
        return (math.prod(self.input_shape[1:]),)


@misconception(
    "changed-in-place",
    "Flatten",
    title="The layer changes the shape of the array that it was given",
    hint=(
        "The caller's X should be an image after the call, too. Does your code assign to X.shape, or to that of "
        "accum_grad, or call a method that changes X itself? Try two ways on `a = np.arange(4)`. After `b = "
        "a.reshape(2, 2)` a still has the shape (4,), and b is another view of its numbers. After `a.shape = (2, 2)` a "
        "itself is a square, and so is every other name of it. Print X.shape before and after your forward_pass. What "
        "you return is right in both cases. But whoever sends the same batch a second time, shows an image after the "
        "pass, or keeps X for its own gradient, as the convolution in front does, finds rows instead."
    ),
)
class ChangedInPlace(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X.resize(output.shape, refcheck=False)
        return output.copy()


@misconception("changed-in-place", "Flatten", variant="on-the-way-back")
class GradientChangedInPlace(Flatten):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad).copy()
        accum_grad.resize(input_grad.shape, refcheck=False)
        return input_grad


@misconception(
    "forward-returns-nothing",
    "Flatten",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the rows to the caller, and is "
        "that line reached? Note that reshape does not change an array where it stands: with `a = np.arange(6)`, "
        "the line `a.reshape(2, 3)` alone leaves a as it was, and its answer is lost at once. The same happens to "
        "the answer of a whole method that ends without a return: `x = f()` makes x None. Store the result of "
        "your call in a variable and print its type. The trouble shows one layer later, where Dense tries to "
        "multiply None by a matrix, and the message names a line that is right."
    ),
)
class ForwardReturnsNothing(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "Flatten",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached? In small: `def half(x): x / 2` computes 4 for an x of 8, and print(half(8)) shows "
        "None. Storing the new array in an attribute does not help the caller, who holds only what the call "
        "gives. Try a batch of two images forward and back, and print the shape of what you get; for None there "
        "is none, and Python says so. If this layer comes first in a network nobody asks for its gradient, and "
        "all seems well. Behind a convolution, training stops with the first step."
    ),
)
class BackwardReturnsNothing(Flatten):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Flatten",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement: how many arguments may a caller give? A small trial: for `def area(w, h): return w * h` "
        'the call area(2, 3) is 6, but area(2, 3, unit="cm") raises a TypeError, "got an unexpected keyword '
        'argument". It is raised before the body begins, so no line inside can be at fault. Flattening is the '
        "same in training and in use, and the argument is never read. It is there so that one loop can pass it to "
        "all layers, dropout among them. Called as forward_pass(X), your layer is right, and a notebook shows no "
        "more."
    ),
)
class TrainingNotTaken(Flatten):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Flatten.forward_pass"


@misconception(
    "training-has-no-default",
    "Flatten",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        'first line of the method. Look at a function from every day: print("a", "b") puts a space between the '
        'two, because its argument sep has a value that holds when nobody gives one; print("a", "b", sep="-") '
        "still can. Written without such a value, an argument is a duty: `def cut(text, width)` and then "
        'cut("abc") raises a TypeError that names width. In this layer the flag changes nothing, so nobody should '
        "be obliged to give it. Training loops usually give it, which is why the error may come late, with a "
        "short call in a notebook."
    ),
)
class TrainingHasNoDefault(Flatten):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Flatten.forward_pass"


@misconception(
    "samples-in-columns",
    "Flatten",
    title="Each sample becomes a column instead of a row",
    hint=(
        "The first axis counts the samples, before and after. Print the shape of your output for five samples: "
        "where is the 5? A table of five people and two facts about each has five lines; turned by a quarter, it "
        "has two lines of five, and line 0 no longer speaks of person 0 but of one fact about all. Try "
        "np.arange(6).reshape(3, 2).T: its first line is 0, 2, 4, one number of each of the three. Does your code "
        "end in a transpose, or swap two axes? With as many samples as numbers in a sample even the shape is "
        "right, and the next layer computes with the wrong numbers; otherwise its product fails."
    ),
)
class SamplesInColumns(Flatten):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training).T


@misconception("samples-in-columns", "Flatten", variant="on-the-way-back-too")
class SamplesInColumnsBothWays(SamplesInColumns):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad.T)


@misconception("samples-in-columns", "Flatten", variant="column-by-column-on-the-way-back")
class SamplesTakenFromColumns(SamplesInColumns):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.batch_shape)
        for n, column in enumerate(accum_grad.T):
            input_grad[n] = column.reshape(self.batch_shape[1:])
        return input_grad


@misconception(
    "sizes-exchanged",
    "Flatten",
    title="The two sizes of the new shape are exchanged",
    hint=(
        "A batch of five images should give five rows. Which of the two numbers that you give to reshape counts "
        "rows? Take two samples of three numbers, 1, 2, 3 and 4, 5, 6. As two rows they stay apart. As three rows "
        "of two the same six numbers become 1, 2 and 3, 4 and 5, 6: the middle row belongs half to the one sample "
        "and half to the other. A transpose does not repair that, as it gives 1, 3, 5 and 2, 4, 6. When the batch "
        "happens to have as many samples as a sample has numbers, shape and order are right, so avoid a square "
        "when you try it. Print both shapes for five images of 2 by 4 pixels."
    ),
)
class SizesExchanged(Flatten):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        return X.reshape(-1, len(X))


@misconception(
    "channels-not-flattened",
    "Flatten",
    title="The channels keep an axis of their own",
    hint=(
        "How many axes may the output have, however many a sample has? Print its shape for images of several "
        "channels: for 5 images with 3 channels of 2 by 4 pixels, (5, 24) is wanted, and (5, 3, 8) means that "
        "each channel has a row of its own. Both hold the same 120 numbers in the same order, so nothing is lost, "
        "and printed on one line they look alike. Think of what comes next: Dense multiplies one row per sample "
        "with its weights. With three axes numpy multiplies each channel on its own, which fails for most sizes "
        "and gives a wrong shape for the rest. Samples with a single axis hide this."
    ),
)
class ChannelsNotFlattened(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output.reshape(len(X), X.shape[1], -1) if X.ndim > 2 else output


for _name, _least, _most in (
    ("of-all", 1, 9),
    ("of-all-but-rows", 2, 9),
    ("of-images", 3, 3),
    ("of-images-and-more", 3, 9),
):
    for _told in (False, True):
        if _name == "of-all-but-rows" and not _told:
            continue

        @misconception("channels-not-flattened", "Flatten", variant=_name + "-in-output-shape-too" * _told)
        class ChannelsNotFlattenedOfSome(Flatten):
            axes, told = range(_least, _most + 1), _told

            def forward_pass(self, X, training=True):
                output = super().forward_pass(X, training)
                return output.reshape(len(X), X.shape[1], -1) if X.ndim - 1 in self.axes else output

            def output_shape(self):
                shape = super().output_shape()
                if self.told and len(self.input_shape) in self.axes:
                    return (self.input_shape[0], math.prod(self.input_shape[1:]))
                return shape


@misconception(
    "backward-without-the-batch",
    "Flatten",
    title="The backward pass uses the shape of one sample for the whole batch",
    hint=(
        "input_shape describes one sample. How many samples does accum_grad hold, and where does that number "
        "stand in your new shape? Count elements: for samples of shape (2, 3) and a batch of 4, the gradient "
        "holds 24 numbers, and a shape of 2 by 3 has room for 6. So reshape raises a ValueError. For a batch of "
        "one the numbers fit, and the answer then lacks its first axis, which hides well, as (2, 3) looks like a "
        "proper image. The number of samples is not a property of the layer: it changes from batch to batch. From "
        "which of the arrays that you have at hand can you read it in backward_pass?"
    ),
)
class BackwardWithoutTheBatch(Flatten):
    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.input_shape)


@misconception(
    "shape-dropped-after-backward",
    "Flatten",
    title="The shape is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the shape that you kept when "
        'the second call begins? Look for a line that sets it to None or deletes it. In small: `d = {"key": 4}`, '
        'then d.pop("key") gives 4, and a second d.pop("key") raises a KeyError; d["key"] gives 4 each time. '
        "Nothing is won by the clearing, as a shape is a few numbers only, and the next forward_pass replaces it. "
        "One call for each pass, as in a training loop, meets no error. Two losses that share these rows, or a "
        "comparison of the gradients of two outputs, ask again."
    ),
)
class ShapeDroppedAfterBackward(Flatten):
    def backward_pass(self, accum_grad):
        shape, self.batch_shape = self.batch_shape, None
        if shape is None:
            raise TypeError("'NoneType' object is not iterable")
        return accum_grad.reshape(shape)


@misconception("shape-dropped-after-backward", "Flatten", variant="deleted")
class ShapeDeletedAfterBackward(Flatten):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        del self.batch_shape
        return input_grad


@misconception("shape-dropped-after-backward", "Flatten", variant="unfolded-to-nothing")
class ShapeOfNothingAfterBackward(Flatten):
    def backward_pass(self, accum_grad):
        shape, self.batch_shape = self.batch_shape, None
        return np.reshape(accum_grad, shape)


@misconception(
    "shape-taken-off-a-list",
    "Flatten",
    title="Each backward pass takes a shape off the list of those that forward passes have put there",
    hint=(
        "What does your layer know after two forward passes, and what is left of that after two backward passes? "
        "Imagine a pile of notes: every visitor lays one on top, and everyone who leaves takes one away. Put (2, 3) "
        "on it, then (4, 5). The first look gives (4, 5), which is right; the second gives (2, 3), though nobody has "
        "brought that batch again; the third finds an empty table, and Python raises an IndexError. backward_pass "
        "belongs to the latest forward pass, however often it is called. While a network only predicts, such a pile "
        "also grows for ever. In a training loop, where one call of each kind follows the other, it is emptied in "
        "time and all is well. How many shapes does the layer have to know at once?"
    ),
)
class ShapeTakenOffAList(Flatten):
    def forward_pass(self, X, training=True):
        self.shapes = [*getattr(self, "shapes", []), X.shape]
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        self.batch_shape = self.shapes.pop()
        return super().backward_pass(accum_grad)


@misconception(
    "output-shape-with-batch",
    "Flatten",
    title="output_shape includes the batch axis",
    hint=(
        "output_shape speaks of one sample. How many of the numbers that you return belong to the batch? Compare "
        "input_shape with X.shape for a batch of 7 images: the 7 stands in one of them only. Some libraries write "
        "None in front for a batch of any size, as in (None, 24); this course leaves that place out. Try what a "
        "reader would do with both: the first entry of (24,) is 24, a number that one can make weights for; the "
        "first entry of (None, 24) is None, and np.zeros((None, 5)) raises a TypeError. forward_pass and "
        "backward_pass do not use this method, so they work. It goes wrong when a network is put together."
    ),
)
class OutputShapeWithBatch(Flatten):
    def output_shape(self):
        return (None, *super().output_shape())


for _name, _batch in {"minus-one": -1, "one": 1, "zero": 0}.items():

    @misconception("output-shape-with-batch", "Flatten", variant=_name)
    class OutputShapeWithBatchOf(Flatten):
        batch = _batch

        def output_shape(self):
            return (self.batch, *super().output_shape())

    @misconception("output-shape-with-batch", "Flatten", variant=f"{_name}-before-a-pass")
    class OutputShapeWithTheLatestBatch(Flatten):
        batch_shape = (_batch,)

        def output_shape(self):
            return (self.batch_shape[0], *super().output_shape())


@misconception("output-shape-with-batch", "Flatten", variant="none-before-a-pass")
class OutputShapeWithTheLatestBatchOrNone(Flatten):
    batch_shape = (None,)

    def output_shape(self):
        return (self.batch_shape[0], *super().output_shape())


@misconception(
    "output-shape-summed",
    "Flatten",
    title="output_shape adds the sizes instead of multiplying them",
    hint=(
        "Draw an image of two rows and five columns and count its pixels. How did you get from the two sizes to "
        "that number? It is 10, and 2 + 5 is 7. With a third size, say four such images on top of each other, it "
        "is 40, not 11. Compare the number from your output_shape with the length of a row of your output: they "
        "are about the same thing, and should be equal. A shape with a single size is right in any case, and 2 by "
        "2 is, too, as 2 + 2 and 2 · 2 are both 4. Take three different sizes for a trial. With a wrong number "
        "the next layer makes weights that do not fit."
    ),
)
class OutputShapeSummed(Flatten):
    def output_shape(self):
        return (sum(self.input_shape),)


@misconception(
    "output-shape-from-a-pass",
    "Flatten",
    title="output_shape needs a forward pass before it",
    hint=(
        "A network asks for all shapes before the first batch arrives. Which of the things that your output_shape "
        "uses are there by then? Make a new layer with an input_shape and call output_shape() at once: does it "
        "answer? A smaller case: a class whose method area() reads self.width, which only its method draw() sets. "
        "After draw() all is well; before, Python raises an AttributeError. Look for the attribute that the "
        "constructor or set_input_shape fills, as that one is known without any data. Called after a pass both "
        "give the same number, so a trial in that order shows no difference. In a network the next layer needs "
        "the number to make its weights, long before that."
    ),
)
class OutputShapeFromAPass(Flatten):
    def output_shape(self):
        return (math.prod(self.batch_shape[1:]),)


for _name in (
    "shape",
    "_shape",
    "X_shape",
    "x_shape",
    "in_shape",
    "last_shape",
    "original_shape",
    "shape_in",
    "orig_shape",
    "cache",
    "out_shape",
    "size",
    "flat_size",
    "n_features",
    "output_size",
    "X",
    "x",
):

    @misconception("output-shape-from-a-pass", "Flatten", variant=f"kept-as-{_name}")
    class OutputShapeFromAnAttribute(OutputShapeFromAPass):
        name = _name

        def output_shape(self):
            if not hasattr(self, "batch_shape"):
                raise AttributeError(f"'Flatten' object has no attribute '{self.name}'")
            return super().output_shape()


@misconception("output-shape-from-a-pass", "Flatten", variant="nothing-kept-yet")
class OutputShapeFromNothing(OutputShapeFromAPass):
    batch_shape = None


@misconception("output-shape-from-a-pass", "Flatten", variant="nothing-to-go-through-yet")
class OutputShapeFromNothingToGoThrough(OutputShapeFromAPass):
    batch_shape = None

    def output_shape(self):
        iter(self.batch_shape)
        return super().output_shape()


@misconception("output-shape-from-a-pass", "Flatten", variant="none-before")
class OutputShapeNoneBeforeAPass(OutputShapeFromAPass):
    batch_shape = None

    def output_shape(self):
        return None if self.batch_shape is None else super().output_shape()


@misconception("output-shape-from-a-pass", "Flatten", variant="a-tuple-of-none-before")
class OutputShapeOfNoneBeforeAPass(OutputShapeFromAPass):
    batch_shape = None

    def output_shape(self):
        return (None,) if self.batch_shape is None else super().output_shape()


@misconception(
    "one-array-for-all-results",
    "Flatten",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array, and where does it fill an old one? In small: `tray = [0, 0]`, and a function that puts "
        "its argument at tray[0] and returns tray. After `a = f(1)` and `b = f(2)`, a[0] is 2, since a and b are "
        "one list with two names. A list made inside the function would leave a[0] at 1. Saving the memory of one "
        "array is not worth that: a list of outputs would hold the last batch several times. Used at once, each "
        "result is right, and batches of different size do not disturb each other."
    ),
)
class OneArrayForAllResults(Flatten):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "rows", None) is None or self.rows.shape != output.shape:
            self.rows = output.copy()
        self.rows[...] = output
        return self.rows


@misconception(
    "size-from-the-constructor",
    "Flatten",
    title="The output size is worked out in the constructor, and never again",
    hint=(
        "When does this layer learn the shape of its input? For the first layer of a network it is an argument, "
        "for all others set_input_shape brings it afterwards. In which method do you multiply the sizes? Make a "
        "layer without an argument, give it (2, 11) by set_input_shape, and ask for output_shape(): 22 is expected. "
        "A product that was taken in the constructor knows nothing of the 22, and None or an old number comes out. "
        "Shopping by a list that was printed before the guests had answered leads to the same trouble: the list "
        "does not change when the guests do. What a constructor stores is a photo, while a method looks each time "
        "it is called. Given the shape at once, your layer answers correctly. Which two attributes disagree after "
        "set_input_shape?"
    ),
)
class SizeFromTheConstructor(Flatten):
    def __init__(self, input_shape=None):
        super().__init__(input_shape)
        self.size = None if input_shape is None else math.prod(input_shape)

    def output_shape(self):
        return (self.size,)


@misconception("size-from-the-constructor", "Flatten", variant="no-attribute")
class SizeOnlyFromTheConstructor(SizeFromTheConstructor):
    def __init__(self, input_shape=None):
        super().__init__(input_shape)
        if input_shape is None:
            del self.size


@misconception("size-from-the-constructor", "Flatten", variant="none")
class ShapeFromTheConstructor(SizeFromTheConstructor):
    def output_shape(self):
        return None if self.size is None else (self.size,)


@misconception("size-from-the-constructor", "Flatten", variant="zero")
class SizeOfZeroFromTheConstructor(SizeFromTheConstructor):
    def output_shape(self):
        return (self.size or 0,)


@misconception("size-from-the-constructor", "Flatten", variant="one")
class SizeOfOneFromTheConstructor(SizeFromTheConstructor):
    def output_shape(self):
        return (self.size or 1,)
