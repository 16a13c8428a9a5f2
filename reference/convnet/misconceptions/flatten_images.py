"""What people get wrong in `flatten_images`. Each class is the reference with one mistake."""

import math

import numpy as np
from flatten_images import Flatten

from grader.misconceptions import misconception


@misconception(
    "column-order",
    "Flatten",
    title="The numbers are laid out column by column",
    hint=(
        "numpy can read an array in two orders. Which one do you ask for, and which one does it take when nobody "
        "asks? Lay a table of two rows, 1, 2, 3 over 4, 5, 6, out as one row. Read like a page of text it is 1, 2, "
        '3, 4, 5, 6; read column by column it is 1, 4, 2, 5, 3, 6. The letters "C" and "F" stand for the two, '
        "after the languages that use them. Does one of them, or a transpose, occur in your file? Both of your "
        "passes may use the same order, so that an image comes back unharmed and no gradient is lost. But weights "
        "that were trained behind another Flatten would meet the numbers in wrong places."
    ),
)
class ColumnOrder(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(len(input_batch), -1, order="F")

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(len(output_gradient_batch), *self.input_shape, order="F")


@misconception("column-order", "Flatten", variant="forward-only")
class ColumnOrderForward(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(len(input_batch), -1, order="F")


@misconception("column-order", "Flatten", variant="in-each-channel")
class ColumnOrderInChannels(Flatten):
    def forward(self, input_batch, training=True):
        turned = input_batch.swapaxes(-1, -2) if input_batch.ndim > 2 else input_batch
        return turned.reshape(len(input_batch), -1)


@misconception("column-order", "Flatten", variant="in-each-channel-both-ways")
class ColumnOrderInChannelsBothWays(ColumnOrderInChannels):
    def backward(self, output_gradient_batch):
        *others, height, width = (1, *self.input_shape)
        turned = output_gradient_batch.reshape(len(output_gradient_batch), *others, width, height)
        return turned.swapaxes(-1, -2).reshape(len(output_gradient_batch), *self.input_shape)


@misconception(
    "batch-flattened",
    "Flatten",
    title="The whole batch becomes one row",
    hint=(
        "How many rows does the output have for a batch of several samples? Each sample should have a row of its "
        "own. Try it on a list of three shopping baskets with two prices each, `np.array([[1, 2], [3, 4], [5, "
        "6]])`: in one long row, 1 to 6, nobody can say any more where a basket ends. So a 1 as the first size is "
        "only right for a batch of one, and flatten() without an argument has no rows at all. Which axis has to be "
        "left alone, and where does your code say so? A trial with a single image, such as the worked example, "
        "cannot tell. The dense layer behind would ask for a row of a certain length and find one that is too "
        "long."
    ),
)
class BatchFlattened(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(1, -1)


@misconception(
    "columns-for-samples",
    "Flatten",
    title="Samples stand in the columns instead of in the rows",
    hint=(
        "Which axis of the output counts the samples? Compare its shape with the table in the statement. For a "
        "batch of 5 samples with 2 numbers, (5, 2) is wanted. A shape of (2, 5) has the samples side by side, in "
        "columns, as mathematical texts like to write them. In small: `np.array([[1, 2], [3, 4], [5, 6]]).T` has "
        "the rows 1, 3, 5 and 2, 4, 6, so its first row is no sample but one number of each. Search for .T or "
        "transpose in forward. A dense layer would multiply with what it takes for a sample; if batch and row "
        "happen to be equally long it even does so without an error, so avoid a square when you try it."
    ),
)
class ColumnsForSamples(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training).T


@misconception("columns-for-samples", "Flatten", variant="both-ways")
class ColumnsForSamplesBothWays(ColumnsForSamples):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.T.reshape(output_gradient_batch.shape[1], *self.input_shape)


@misconception("columns-for-samples", "Flatten", variant="both-ways-of-any-size")
class ColumnsForSamplesOfAnySize(ColumnsForSamples):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.T.reshape(-1, *self.input_shape)


@misconception(
    "gradient-left-flat",
    "Flatten",
    title="backward returns the gradient without giving it a shape",
    hint=(
        "The layer before this one made images. Which shape does it expect its gradient in, and which one comes "
        "out of your backward? Print both. Flattening changes no number, so it is easy to think that backward has "
        "nothing to do. But take a folded map: whoever gave it to you wants it back with its folds, even if every "
        "street on it is the same. In small, `np.zeros((2, 2)) - np.zeros(4)` raises a ValueError, and a pooling "
        "layer that looks for four axes stops just so. Samples that were rows from the beginning need no change, "
        "and there a gradient can be passed on. Which of the things that the layer remembers describes the old "
        "form of a sample?"
    ),
)
class GradientLeftFlat(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch


@misconception(
    "gradient-axes-swapped",
    "Flatten",
    title="backward takes height and width in the wrong order",
    hint=(
        "In which order does input_shape hold its numbers, and in which order does backward use them? Try images "
        "that are wider than high. A table of two rows and three columns was laid out as 1, 2, 3, 4, 5, 6. Filled "
        "again line by line it is 1, 2, 3 over 4, 5, 6. If height and width are exchanged and then exchanged back "
        "by a transpose, it is 1, 3, 5 over 2, 4, 6: the right shape with four numbers in wrong places. So a look "
        "at the shape does not help; print the numbers. Do you need a transpose at all, if each size stands in its "
        "place? A single row or a single column hides it, and so do equal gradients."
    ),
)
class GradientAxesSwapped(Flatten):
    def backward(self, output_gradient_batch):
        shape = self.input_shape
        swapped = (*shape[:-2], *shape[:-3:-1])
        return output_gradient_batch.reshape(len(output_gradient_batch), *swapped).swapaxes(-1, -2)


@misconception("gradient-axes-swapped", "Flatten", variant="in-the-shape")
class GradientShapeSwapped(Flatten):
    def backward(self, output_gradient_batch):
        shape = self.input_shape
        return output_gradient_batch.reshape(len(output_gradient_batch), *shape[:-2], *shape[:-3:-1])


@misconception("gradient-axes-swapped", "Flatten", variant="afterwards")
class GradientSwappedAfterwards(Flatten):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch).swapaxes(-1, -2)


@misconception("gradient-axes-swapped", "Flatten", variant="of-images")
class GradientShapeOfImagesSwapped(Flatten):
    def backward(self, output_gradient_batch):
        shape = self.input_shape
        return output_gradient_batch.reshape(len(output_gradient_batch), shape[0], shape[2], shape[1])


@misconception(
    "first-batch-size-kept",
    "Flatten",
    title="backward always uses the size of the first batch",
    hint=(
        "The last batch of an epoch is often smaller. Where does your backward take the number of samples from, "
        "and when was that number stored? Send three samples of 2 numbers through the layer and back, then one "
        "sample. Its gradient holds 2 numbers, and three samples would need 6; numpy says `cannot reshape array of "
        "size 2`. A cook who laid the table for three on Monday should look again on Tuesday. Search for an "
        "attribute that is set once, in build or behind a condition, and that has to do with the batch. Is there a "
        "need for it, when the array in your hand shows its own length? Training with batches that are all alike "
        "never meets this."
    ),
)
class FirstBatchSizeKept(Flatten):
    def forward(self, input_batch, training=True):
        self.batch_size = getattr(self, "batch_size", len(input_batch))
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.batch_size, *self.input_shape)


@misconception(
    "input-shape-with-batch",
    "Flatten",
    title="forward stores the shape of the whole batch as input_shape",
    hint=(
        "What does input_shape say after a forward pass with four samples, and what did it say after build? Print "
        "it at both moments. The statement keeps the batch out of every remembered shape. Suppose samples of (1, "
        "2, 2): a sample has 4 numbers, and if the batch has slipped in as (4, 1, 2, 2), a product over all sizes "
        "is 16. So other answers of the layer change with it, although backward still finds a shape that fits its "
        "batch. A label on a box says what one piece weighs; it is not rewritten each time somebody takes four. "
        "Does forward assign to self.input_shape? A look before the first pass shows nothing wrong."
    ),
)
class InputShapeWithBatch(Flatten):
    def forward(self, input_batch, training=True):
        self.input_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.input_shape)


@misconception(
    "built-once",
    "Flatten",
    title="A second build changes nothing",
    hint=(
        "The same layer may be built again for other samples. What does your build look at before it stores the "
        'shape? A condition such as "only if it is still None" protects the first shape from every later one. In '
        "small: a `class Label:` whose method write(text) stores the text only when nothing has been stored. After "
        'write("jam") and write("honey"), it still says jam, while the jar holds honey. Build a layer for (1, 2, '
        "2), then for (1, 1, 3), print input_shape, and send a gradient of three numbers back. Layers that are "
        "built once, as in most networks, do not show it. Who needs the old shape after a new one was given?"
    ),
)
class BuiltOnce(Flatten):
    def build(self, input_shape):
        if self.input_shape is None:
            super().build(input_shape)


@misconception(
    "images-only",
    "Flatten",
    title="Samples must have three axes",
    hint=(
        "Does your code name C, H and W? Count how many axes it expects, and then read in the statement which "
        "samples may come. A line that unpacks a shape works for exactly one length: `a, b, c, d = (5, 3)` raises "
        "a ValueError, not enough values to unpack. A line that asks only for the first size has no such wish. Try "
        "samples with two axes, and samples that are rows already. For the latter there is nothing to do, which is "
        "a good test too. A removal firm that only accepts boxes of one size has to turn away a guitar, though it "
        "would fit into the van. For images both ways of writing give the same output."
    ),
)
class ImagesOnly(Flatten):
    def forward(self, input_batch, training=True):
        N, C, H, W = input_batch.shape
        return input_batch.reshape(N, C * H * W)


@misconception("images-only", "Flatten", variant="sizes-by-number")
class ImagesOnlyByNumber(Flatten):
    def forward(self, input_batch, training=True):
        shape = input_batch.shape
        return input_batch.reshape(shape[0], shape[1] * shape[2] * shape[3])


@misconception("images-only", "Flatten", variant="asserted")
class ImagesOnlyAsserted(Flatten):
    def forward(self, input_batch, training=True):
        assert input_batch.ndim == 4
        return super().forward(input_batch, training)


@misconception("images-only", "Flatten", variant="in-backward")
class ImagesOnlyInBackward(Flatten):
    def backward(self, output_gradient_batch):
        shape = self.input_shape
        return output_gradient_batch.reshape(len(output_gradient_batch), shape[0], shape[1], shape[2])


@misconception(
    "shape-changed-in-place",
    "Flatten",
    title="forward changes the shape of the array that it is given",
    hint=(
        "Does your code assign to input_batch.shape, or call resize? The caller still has that very array. Print "
        "its shape before and after the call. In small: `a = np.zeros((2, 3))`, `b = a`, then `b.shape = (6,)`, "
        "and a.shape is (6,), for both names mean one array. `c = a.reshape(6)` would have left a with two rows; "
        "it makes a second view of the same numbers. The numbers stay right, and so does your output, so the layer "
        "itself shows nothing. But the pooling layer in front may have kept this array for its own backward, and a "
        "training loop may use the images again in the next epoch. They would be rows then."
    ),
)
class ShapeChangedInPlace(Flatten):
    def forward(self, input_batch, training=True):
        input_batch.resize((len(input_batch), math.prod(input_batch.shape[1:])), refcheck=False)
        return input_batch.copy()


@misconception(
    "size-without-channels",
    "Flatten",
    title="output_size leaves out the channels",
    hint=(
        "How long is a row for two channels of one row and two columns? Draw the numbers and count: 4. What does "
        "your output_size say? If it is 2, only one channel was counted. Look at which entries of input_shape go "
        "into the product, and whether a slice leaves one out. Grey images have one channel, and a factor of 1 "
        "changes nothing, so with them you would not notice. A hotel with 4 floors of 6 rooms has 24 rooms, "
        "whatever one floor has. The next layer makes its weights by this number; the first batch then brings "
        "longer rows than it has weights for, and the error is reported there. Compare the number with the length "
        "of a real row."
    ),
)
class SizeWithoutChannels(Flatten):
    @property
    def output_size(self):
        return math.prod(self.input_shape[1:])


@misconception(
    "order-differs-on-the-way-back",
    "Flatten",
    title="backward reads the numbers in another order than forward wrote them",
    hint=(
        "Flatten an image and send the row back through backward: do you see the image again? In which order does "
        "each of your two reshapes read? Take the table 1, 2 over 3, 4. Laid out by rows it is 1, 2, 3, 4. If "
        "those four fill a table column by column, 1, 3 over 2, 4 comes back, and two pixels have changed places. "
        "Somebody who deals cards row by row and collects them column by column gets another pack. Each pass alone "
        "looks well made, and shapes agree, so only the round trip tells. Samples with one axis survive it, and so "
        "does an image of equal numbers. Which pass follows the order of the statement?"
    ),
)
class OrderDiffersOnTheWayBack(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(len(output_gradient_batch), *self.input_shape, order="F")


@misconception("order-differs-on-the-way-back", "Flatten", variant="channels-at-the-end")
class ChannelsAtTheEndOnTheWayBack(Flatten):
    def backward(self, output_gradient_batch):
        channels, *sizes = self.input_shape
        return np.moveaxis(output_gradient_batch.reshape(len(output_gradient_batch), *sizes, channels), -1, 1)


@misconception("order-differs-on-the-way-back", "Flatten", variant="turned")
class TurnedOnTheWayBack(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.T.reshape(len(output_gradient_batch), *self.input_shape)


@misconception(
    "samples-counted-last",
    "Flatten",
    title="reshape is asked for as many columns as there are samples",
    hint=(
        "In which order does reshape get its two sizes, and which of them counts rows? Try a batch of two samples "
        "with three numbers, 1, 2, 3 and 4, 5, 6, and print the result. Two rows of three are wanted. Three rows "
        "of two, 1, 2 and 3, 4 and 5, 6, come out if the sizes are exchanged: the row in the middle has one number "
        "from each sample. No number is lost, and a later transpose does not mend it, since it gives 1, 3, 5 and "
        "2, 4, 6. When a batch has as many samples as a sample has numbers, all is right by chance. What should a "
        "row of the output have in common with a sample, besides its length?"
    ),
)
class SamplesCountedLast(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(-1, len(input_batch))


@misconception(
    "channels-kept",
    "Flatten",
    title="Only height and width are flattened",
    hint=(
        "A dense layer wants one row for each sample. How many axes does your output have, and which of the old "
        "ones did you not join? For 5 images with 2 channels of 3 by 1 pixels the statement's table gives (5, 6); "
        "a shape of (5, 2, 3) keeps a row for each channel. Printed as a list both have the same numbers in the "
        "same order, only the brackets differ. Look at what your reshape takes over from the old shape: one size, "
        "or two? `np.ones((5, 2, 3)) @ np.ones((6, 4))` fails with a ValueError about sizes that do not match, and "
        "this is what the dense layer does. Samples that are no images may take another path and be right."
    ),
)
class ChannelsKept(Flatten):
    def forward(self, input_batch, training=True):
        if input_batch.ndim < 4:
            return super().forward(input_batch, training)
        return input_batch.reshape(*input_batch.shape[:2], -1)


@misconception("channels-kept", "Flatten", variant="whatever-the-axes")
class FirstAxisKept(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(*input_batch.shape[:2], -1)


@misconception(
    "output-printed",
    "Flatten",
    title="forward prints its output instead of returning it",
    hint=(
        "Write `Y = layer.forward(X)` and then `print(type(Y))`. What is the difference between showing a value "
        "and handing it back to the caller? A function can do either, or both. In small: `def add(a, b):` with the "
        "line `print(a + b)` shows 5 for add(2, 3), but add(2, 3) * 10 raises a TypeError, because what came back "
        "is None. In a notebook both look nearly alike: the number appears below the cell. The difference comes "
        "with the next step, when somebody wants to go on with the result. A cashier who reads your total aloud "
        "and keeps the receipt has told you the truth, too. Which word ends your method?"
    ),
)
class OutputPrinted(Flatten):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "Flatten",
    title="backward returns nothing",
    hint=(
        "The layer before this one has to learn too. What does it get from your backward? Store the answer and "
        "look at its type. For None, follow the method to its last line. An expression that stands alone is worked "
        'out and forgotten: in `def upper(s):` with the one line `s.upper()`, upper("no") gives None, for strings '
        "are not changed in place, and neither are arrays by reshape. So the gradient with the right shape did "
        "exist for a moment. If Flatten comes first in a network, nothing is missed, as no layer waits. Behind a "
        "pooling layer, the error appears in that layer, which tries to read the shape of None."
    ),
)
class BackwardReturnsNothing(Flatten):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "training-not-taken",
    "Flatten",
    title="forward has no argument training",
    hint=(
        "The network tells every layer whether it trains, also one that does the same in both cases. Which "
        "arguments does the statement give to forward, and which does yours have? Call it once with training=False "
        'added, as an evaluation does. In small: `def unfold(paper):`, and unfold("map", training=False) is a '
        'TypeError, "got an unexpected keyword argument", before anything is unfolded. A form with a field for a '
        "car number may be handed in empty by those who walk, but the field is there for all. Short calls with the "
        "batch alone work, so a trial by hand may be content. An unused argument does no harm."
    ),
)
class TrainingNotTaken(Flatten):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "Flatten",
    title="forward cannot be called without training",
    hint=(
        "What holds for training when a caller says nothing about it? The statement gives it a value in the first "
        "line of forward; does yours do the same? In small: after `def tea(cups, sugar):` the call tea(2) is a "
        "TypeError that names the missing sugar; where the line supplies a spoonful, tea(2) and tea(2, 0) both "
        "work. Flattening does not depend on the mode at all, so the value matters to nobody, only its presence. "
        "Loops that always name the mode pass by without trouble. The worked example does not name it, and neither "
        "do people who try a layer at the prompt. Which of both calls have you made so far?"
    ),
)
class TrainingHasNoDefault(Flatten):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "shape-dropped-after-backward",
    "Flatten",
    title="backward throws away the shape that forward stored",
    hint=(
        "backward may be called twice after one forward. What is left of the shape of the images when the second "
        "call begins? Print the attributes of the layer before and after one backward: does one of them turn into "
        "None? In small: an iterator gives its things once. With `it = iter([7])`, next(it) is 7, and a second "
        "next(it) raises StopIteration; the list itself can be asked as often as you like. A remembered shape "
        "should be like the list. Is there even a need to remember it from forward, when build was told the shape "
        "of a sample? One call for each pass, the common case, is answered well, so the fault waits for a network "
        "with two losses."
    ),
)
class ShapeDroppedAfterBackward(Flatten):
    def forward(self, input_batch, training=True):
        self.batch_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = output_gradient_batch.reshape(self.batch_shape)
        self.batch_shape = None
        return gradient


@misconception("shape-dropped-after-backward", "Flatten", variant="deleted")
class ShapeDeletedAfterBackward(ShapeDroppedAfterBackward):
    def backward(self, output_gradient_batch):
        gradient = output_gradient_batch.reshape(self.batch_shape)
        del self.batch_shape
        return gradient


@misconception("shape-dropped-after-backward", "Flatten", variant="asked-for-an-item")
class ShapeItemMissed(ShapeDroppedAfterBackward):
    def backward(self, output_gradient_batch):
        if self.batch_shape is None:
            raise TypeError("'NoneType' object is not subscriptable")
        return super().backward(output_gradient_batch)


@misconception("shape-dropped-after-backward", "Flatten", variant="zeros-filled")
class ShapeMissedByZeros(ShapeDroppedAfterBackward):
    def backward(self, output_gradient_batch):
        if self.batch_shape is None:
            return np.zeros(None)[0]
        return super().backward(output_gradient_batch)


@misconception(
    "output-written-over",
    "Flatten",
    title="Every forward writes its output into the same array",
    hint=(
        "Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or "
        "fill one that it keeps? Call it twice with different batches of one size, and print the first result "
        "again. In small: `row = [0, 0]`, a function that sets row[0] to its argument and returns row; after `a = "
        "f(1)` and `b = f(5)`, a is [5, 0]. A waiter who has one plate for all guests takes away what the first is "
        "still eating. Returning a view of the batch is allowed; the trouble is an array that belongs to the layer "
        "and is used again. Batches of different size get new arrays and hide it, and so does a result that is "
        "used at once."
    ),
)
class OutputWrittenOver(Flatten):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[:] = output
        return self.output


@misconception(
    "size-is-number-of-axes",
    "Flatten",
    title="output_size is the number of axes",
    hint=(
        "What does len count when it is given a shape? Try `len((4, 5))`: it is 2, the number of entries. The "
        "table that this shape describes has 20 cells. So which of both does a next layer need, when it makes one "
        "weight for each number of a row? Take a sample of one channel with a single row of two pixels: the row "
        "has length 2, and the shape has three entries. Compare your output_size with the length of a real row. "
        "Also, len of an array is a third thing, the length of its first axis. A street with 3 houses of 5 flats "
        "has 15 doorbells. By chance the two numbers can agree, as for samples of shape (3, 1, 1)."
    ),
)
class SizeIsNumberOfAxes(Flatten):
    @property
    def output_size(self):
        return len(self.input_shape)


@misconception(
    "size-is-sum",
    "Flatten",
    title="output_size adds the axes instead of multiplying them",
    hint=(
        "A sheet with 2 rows and 5 columns: draw it and count its cells. How do you combine the two sizes to get "
        "that number? It is 10; adding gives 7. With a second sheet of the same kind on top there are 20 cells, "
        "and adding gives 9. Each new axis repeats everything that was there before, it does not put a few cells "
        "more beside it. Compare what output_size says with the length of a row that forward returns. Samples with "
        "one axis are counted right either way, and so is a sheet of 2 by 2, which makes both poor tests. The "
        "dense layer behind would have too few weights for a row, and fail in its first product."
    ),
)
class SizeIsSum(Flatten):
    @property
    def output_size(self):
        return sum(self.input_shape)


@misconception(
    "size-is-first-axis",
    "Flatten",
    title="output_size is the length of the first axis",
    hint=(
        "How many numbers has one sample? Count them for two channels of three rows and four columns, and compare with "
        "what output_size says. A box with two layers of three rows of four eggs holds 24 eggs and not 2. The next layer "
        "makes one weight for each number that it is told of, so it would be made far too small and stop at the first "
        "batch. Samples that are rows already have one axis only, and there the answer happens to be right. What has to "
        "be done with the lengths of all axes, and which of them does your property use?"
    ),
)
class SizeIsFirstAxis(Flatten):
    @property
    def output_size(self):
        return self.input_shape[0]


@misconception(
    "channels-after-the-pixels",
    "Flatten",
    title="A row runs through the channels of each pixel in turn",
    hint=(
        "Which number comes second in your row: the second pixel of the first channel, or the first pixel of the second "
        "channel? Take an image with two channels of one row and three columns, with the numbers 1 to 6, and print what "
        "forward returns. The statement goes through a channel to its end before the next one begins, as one reads a book "
        "page by page; somebody who reads the first line of every page, then the second line of every page, has the same "
        "words in another order. The way back has to undo what the way forward did. An image of one channel hides it. "
        "Where does your code move or exchange axes?"
    ),
)
class ChannelsAfterThePixels(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(np.moveaxis(input_batch, 1, -1), training)


@misconception(
    "first-batch-shape-kept",
    "Flatten",
    title="backward always uses the whole shape of the first batch",
    hint=(
        "Your layer remembers the shape of a batch. Of which batch, when it has seen several, and after it was built for "
        "other samples? Build it for (1, 1, 4), send two samples forward, and send their rows back. Then build it for (1, "
        "3, 1) and do the same with two new samples. Their rows hold 6 numbers, but the remembered shape asks for 8, and "
        "numpy says `cannot reshape array of size 6`. A tailor who keeps the measures of his first customer can serve "
        "twins. Look for a condition in front of the line that stores the shape: is it filled once, or with every "
        "forward? As long as all batches are alike, as in a first trial, nothing shows; the small rest at the end of an "
        "epoch is the first to complain. Which parts of that shape does the argument of backward tell by itself?"
    ),
)
class FirstBatchShapeKept(Flatten):
    batch_shape = None

    def forward(self, input_batch, training=True):
        if self.batch_shape is None:
            self.batch_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.batch_shape)


@misconception(
    "first-batch-shape-filled",
    "Flatten",
    title="backward fills an array of the first batch's shape, row by row",
    hint=(
        "How many samples has the array that your backward returns, and how many has its argument? Print both lengths for "
        "a batch of two samples, then for one of five. In a loop that fills places made for two, the third row finds no "
        "place: index 2 is out of bounds. It is worse the other way round. After a first batch of five, a batch of two "
        "fills two places, and the other three hold whatever was there, without any error. Someone who prints fifty "
        "name cards for a course should not put all fifty on the table when twelve people come the next time. Search for "
        "an if in forward that looks whether a shape is stored already. With batches of one size it never matters. Why "
        "should the size of an earlier batch be of interest when a new one has come?"
    ),
)
class FirstBatchShapeFilled(Flatten):
    batch_shape = None

    def forward(self, input_batch, training=True):
        if self.batch_shape is None:
            self.batch_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.batch_shape)
        for n, row in enumerate(output_gradient_batch):
            gradient[n] = row.reshape(self.batch_shape[1:])
        return gradient


@misconception(
    "rows-lost",
    "Flatten",
    title="The output has no rows at all: one list of all numbers of the batch",
    hint=(
        "How many axes does your output have, and how many does the statement give it? Print its shape for a batch of "
        "two samples. A shape with a single size, such as (24,), is a list, and a list has no rows in which the "
        "samples could stand. In small: `np.array([[1, 2], [3, 4]])` holds two children's ages and shoe sizes; laid "
        "out as 1, 2, 3, 4 it is four numbers of nobody. The method flatten of numpy does just that to every array, "
        "whatever its first axis counts, and its name fits the exercise's title all too well. For a single image the "
        "numbers and their order are right, and only the shape tells the difference. What could the dense layer "
        "behind multiply its weights with?"
    ),
)
class RowsLost(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch.reshape(-1)


@misconception(
    "build-for-images-only",
    "Flatten",
    title="build takes the shape apart into three sizes",
    hint=(
        "Which shapes of samples may come in? Read in the statement what build gets: a tuple, and nothing is said of "
        "its length. Call build with the shape of a sentence, say five words of eight numbers each, and then with a "
        "plain list of seven numbers. Does it raise that there are not enough values to unpack? Taking a tuple apart "
        "into channels, height and width asks for three entries, no more and no fewer. It is like a form with a field "
        "for the middle name that nobody without one can hand in. Images pass, so the usual trial finds nothing. The "
        "size of a row is one product over whatever entries there are; for (2, 3) it is 6, and for (7,) it is 7. Does "
        "any line of yours need the names of the axes?"
    ),
)
class BuildForImagesOnly(Flatten):
    def build(self, input_shape):
        super().build(input_shape)
        _channels, _height, _width = input_shape


@misconception("build-for-images-only", "Flatten", variant="by-number")
class BuildForImagesByNumber(Flatten):
    def build(self, input_shape):
        self.input_shape = (input_shape[0], input_shape[1], input_shape[2])


@misconception(
    "channels-after-the-pixels-both-ways",
    "Flatten",
    title="Rows run through the channels of each pixel, and backward undoes it",
    hint=(
        "Does an image come back unharmed after both of your passes? Then look at what lies between them, the row "
        "itself. The statement puts all of channel 0 first, then all of channel 1. Take two channels of one row: 1, "
        "2, 3 and 7, 8, 9. They become 1, 2, 3, 7, 8, 9; a layer that moves the channels to the end makes 1, 7, 2, "
        "8, 3, 9 of them, and its backward moves them home again. Two people who share a secret code understand each "
        "other well, and nobody else does. Weights that were trained with the usual order are such a third person. A "
        "round trip is perfect as long as both passes agree, so check forward by itself, against numbers that you "
        "wrote down by hand. One channel alone, or images of one pixel, cannot show it. Which two lines of yours "
        "could simply go?"
    ),
)
class ChannelsAfterThePixelsBothWays(ChannelsAfterThePixels):
    def backward(self, output_gradient_batch):
        channels, *sizes = self.input_shape
        gradient = output_gradient_batch.reshape(len(output_gradient_batch), *sizes, channels)
        return np.moveaxis(gradient, -1, 1)


@misconception(
    "backward-without-the-batch",
    "Flatten",
    title="backward asks for the shape of one sample only",
    hint=(
        "How many samples does the gradient hold that comes in, and how many fit into the shape that you ask for? "
        "Suppose that a sample is (1, 2, 5). Three of them have 30 numbers, and a shape made of input_shape alone "
        "has room for 10, so numpy says that it cannot reshape an array of size 30. A letter rack with places for "
        "one day cannot take the post of three. With a single sample the numbers do fit, and then an axis is "
        "missing: (1, 2, 5) comes back where (1, 1, 2, 5) went in, which a glance at the printed brackets hardly "
        "shows. build knows nothing of batches, and it should not. Which array that you hold in backward shows how "
        "many there are, and where in the new shape does that number belong?"
    ),
)
class BackwardWithoutTheBatch(Flatten):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.input_shape)


@misconception(
    "output-size-a-tuple",
    "Flatten",
    title="output_size is a shape with one entry instead of a number",
    hint=(
        "What is `type(layer.output_size)` after build: a whole number, or a tuple? A number with a comma behind it "
        "is something else to Python. In small: `(8)` is the number 8, and `(8,)` is a tuple with one entry. `8 == "
        "(8,)` is False, and `np.ones((3, (8,)))` is a TypeError, whereas `np.ones((3, 8))` is a table that a layer "
        "can use as weights. A shape is the right answer to another question: some layers of this track have an "
        "output_shape, and that would be the tuple. Printed, the two differ by two brackets and a comma, easily "
        "overlooked at the end of a line. np.prod around it makes the number after all, so a trial of that kind is "
        "content. What does the statement's table ask for here, a list of lengths or one length?"
    ),
)
class OutputSizeATuple(Flatten):
    @property
    def output_size(self):
        return (super().output_size,)


@misconception("output-size-a-tuple", "Flatten", variant="list")
class OutputSizeAList(Flatten):
    @property
    def output_size(self):
        return [super().output_size]


@misconception(
    "params-none",
    "Flatten",
    title="params returns None",
    hint=(
        "A layer that learns nothing has to say so in the way that all layers do. What does your params say? Print "
        "it: None, or a pair of curly brackets? None also comes out where a property has no return, such as one with "
        "pass in its body. Now think of the loop that asks. `for name in {}` runs zero times without a word; `for "
        "name in None` is a TypeError, because None cannot be walked through. Someone who goes from house to house "
        "to collect parcels is served by an empty box at the door, and not by a missing door. Nothing that this "
        "layer computes depends on it, so all outputs and gradients are right. The error appears in an optimizer, "
        "far away. Which value means: I was asked, and there are none?"
    ),
)
class ParamsNone(Flatten):
    @property
    def params(self):
        return None


@misconception(
    "params-a-list",
    "Flatten",
    title="params is an empty list instead of an empty dict",
    hint=(
        "Which brackets does your params print? Square ones are a list, curly ones a dict, and both can be empty. In "
        "how far does it matter when there is nothing inside? Somebody who asks for the names and values writes "
        "`.items()`, and `[].items()` is an AttributeError: lists have no names to give. `{} == []` is False as "
        "well, and `{**{}, **[]}` a TypeError. An empty phone book and an empty shopping list are different things "
        "to one who wants to look up a name. A loop with a plain for would accept either, which is why it may have "
        "worked in your hands. In other courses layers hand out lists of arrays; here each parameter has a name. "
        "Which kind do the layers return that do learn something?"
    ),
)
class ParamsAList(Flatten):
    @property
    def params(self):
        return []


@misconception(
    "output-size-from-a-pass",
    "Flatten",
    title="output_size is only known after a forward pass",
    hint=(
        "When does the next layer want to know the length of a row: before the first batch, or after it? Build a new "
        "layer and read output_size at once. None, or an AttributeError, tells that it reads something which only "
        "forward sets. In small: a `class Jug:` begins with self.litres = None, fill() sets it, and capacity returns "
        "it. A jug that has never been filled cannot say how much it holds, although whoever made it knew. What did "
        "build learn that is enough for the answer? For samples of (3, 1, 3) one can say 9 without having seen a "
        "single number. After a pass everything agrees, and people who look at the result in the last cell of a "
        "notebook see the right length. A network that builds one layer after the other, each with the size of the "
        "one before, does not get that far."
    ),
)
class OutputSizeFromAPass(Flatten):
    row_length = None

    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.row_length = output.shape[1]
        return output

    @property
    def output_size(self):
        return self.row_length


@misconception("output-size-from-a-pass", "Flatten", variant="zero-at-first")
class OutputSizeZeroAtFirst(OutputSizeFromAPass):
    row_length = 0


@misconception(
    "output-size-with-batch",
    "Flatten",
    title="After a forward pass output_size counts the whole batch",
    hint=(
        "Read output_size after build, then send two samples forward, and read it again. Has it doubled? Then a line "
        "in forward stores the size of what it was given, and that includes all samples. In numpy, `a.size` counts "
        "every number of an array: for `a = np.zeros((5, 3))` it is 15, although each of the five rows has 3. The "
        "length of a row is what the weights behind must fit, and no row gets longer when more of them come. A ruled "
        "notebook has as many squares per line on its last page as on its first. Before any pass your answer is "
        "right, and with batches of one it stays so; a network that builds all of its layers first never notices. "
        "Why should forward touch this number at all, when the shape of a sample has been fixed before?"
    ),
)
class OutputSizeWithBatch(Flatten):
    counted = None

    def build(self, input_shape):
        super().build(input_shape)
        self.counted = None

    def forward(self, input_batch, training=True):
        self.counted = input_batch.size
        return super().forward(input_batch, training)

    @property
    def output_size(self):
        return super().output_size if self.counted is None else self.counted


@misconception(
    "input-shape-from-a-pass",
    "Flatten",
    title="input_shape is set by forward and not by build",
    hint=(
        "Make a layer, call build with a shape, and print input_shape right away. Is it None, or missing? Then build "
        "lets its argument fall, and the shape is taken from the first batch that comes along. In small: a `class "
        "Seat:` with a method reserve(name) that has only pass in it, and a method sit(name) that writes the name "
        "down. Until somebody sits, the seat claims to be free, in spite of the reservation. The statement gives the "
        "task of remembering to build alone. It matters as soon as somebody asks between the two: for the length of "
        "a row, to make the weights of the next layer, or for a summary of the network. After a forward pass the "
        "attribute is there, and both passes are right, so a trial with data finds nothing. What would be left to do "
        "in forward, if build did its part?"
    ),
)
class InputShapeFromAPass(Flatten):
    def build(self, input_shape):
        pass

    def forward(self, input_batch, training=True):
        self.input_shape = input_batch.shape[1:]
        return super().forward(input_batch, training)


@misconception(
    "first-sample-only",
    "Flatten",
    title="Only the first sample of the batch is laid out",
    hint=(
        "How many rows come out when several samples go in? Count them with `len`. One row for three samples means "
        "that two have gone missing: look for an index 0 that takes something out of the batch. In small: `words = "
        'np.array([["no", "yes"], ["up", "down"]])`; words[0] is the first line alone, and whatever is done to it '
        "later, the second line is not in it. To think of one image helps to get the order right, and then the code "
        "must do the same for all. A postman who delivers the top letter of each bundle has done that one perfectly. "
        "Batches of a single image, as one has them at the prompt, are answered well. With more, the loss compares "
        "one prediction with many labels, and numpy may even stretch the one over all of them without a complaint. "
        "Where are the other samples when your method returns?"
    ),
)
class FirstSampleOnly(Flatten):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch[:1], training)


@misconception("first-sample-only", "Flatten", variant="no-rows")
class FirstSampleAsList(Flatten):
    def forward(self, input_batch, training=True):
        return input_batch[0].reshape(-1)


@misconception("first-sample-only", "Flatten", variant="others-zero")
class OtherSamplesZero(Flatten):
    def forward(self, input_batch, training=True):
        rows = super().forward(input_batch, training).copy()
        rows[1:] = 0
        return rows


@misconception("first-sample-only", "Flatten", variant="in-every-row")
class FirstSampleInEveryRow(Flatten):
    def forward(self, input_batch, training=True):
        return np.repeat(super().forward(input_batch[:1], training), len(input_batch), axis=0)


@misconception(
    "gradient-shape-changed-in-place",
    "Flatten",
    title="backward changes the shape of the gradient that it is given",
    hint=(
        "Is there a line in your backward that assigns to .shape, or calls resize on its argument? Whoever passed "
        "the array still holds it. Print the shape of G before and after `layer.backward(G)`: do its rows become "
        "images in the caller's hands? In small: `a = np.arange(4)` and `b = a`; after `b.shape = (2, 2)` the other "
        "name shows a table too, whereas a call of reshape gives a second look at the same numbers and leaves the "
        "first alone. If you borrow a folded map, you may make a copy, but do not refold it. What you return is "
        "right, to the last number, and in a chain of layers nobody looks back, so no result betrays it. A second "
        "call with the same G does notice, and so does a loss that wants to add two gradients later. Which of "
        "numpy's ways hands out a new array object?"
    ),
)
class GradientShapeChangedInPlace(Flatten):
    def backward(self, output_gradient_batch):
        output_gradient_batch.shape = (len(output_gradient_batch), *self.input_shape)
        return output_gradient_batch


@misconception(
    "input-gradient-written-over",
    "Flatten",
    title="Every backward writes its answer into the same array",
    hint=(
        "Call backward twice with different gradients of one size, keep both answers, and print the first one again. "
        "Does it show the second? Then your layer owns an array that it fills anew each time, and hands out itself. "
        "In small: `slate = np.zeros(2)`; a function that does slate[:] = x and returns slate gives, for `p = f(1)` "
        "and `q = f(4)`, a p full of fours. With one slate for the whole class, only the last pupil's sum can be "
        "read. Each answer is right at the moment when it is given, and training uses it at once, hence the mistake "
        "is quiet. But two losses of one network have their gradients added, and then one of them counts twice and "
        "the other never. If the number of samples changes, a new array is made, so tests with many sizes do not see "
        "it either. Which line creates the array, and how often does it run?"
    ),
)
class InputGradientWrittenOver(Flatten):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "shape-kept-in-training-only",
    "Flatten",
    title="The shape of the batch is kept only where training is True",
    hint=(
        "Which branch of your forward stores what backward needs, and who gets there when training is False? Send "
        "two samples of 3 numbers through in training, then five with training=False, and five rows of gradient "
        "back. The rows hold 15 numbers, and the shape that was kept asks for 6. A hotel that writes down only those "
        "guests who pay by card will wake the wrong room. The flag tells other layers, such as a dropout, to behave "
        "differently; here nothing depends on it. Gradients by the input are of interest outside training as well, "
        "for instance to see which pixels speak for a decision. As long as training and evaluation use batches of "
        "one size, the old shape happens to fit. What would be lost if the flag did not occur in this method, except "
        "for its first line?"
    ),
)
class ShapeKeptInTrainingOnly(Flatten):
    batch_shape = None

    def forward(self, input_batch, training=True):
        if training:
            self.batch_shape = input_batch.shape
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.batch_shape)


@misconception("shape-kept-in-training-only", "Flatten", variant="none-otherwise")
class ShapeNoneWithoutTraining(ShapeKeptInTrainingOnly):
    def forward(self, input_batch, training=True):
        self.batch_shape = None
        return super().forward(input_batch, training)


@misconception(
    "output-size-made-by-forward",
    "Flatten",
    title="output_size is an attribute that the first forward pass makes",
    hint=(
        "At which moment does output_size come into being? Follow the assignments to it through your file. If the "
        "only one stands in forward, the name does not exist on a layer that has been built and not yet used, and "
        "Python says so: the object has no attribute of that name. In small: a `class Cake:` with a method bake() "
        "that sets self.weight = 4. `Cake().weight` is an AttributeError, although the recipe would have told it. In "
        "a notebook, one object lives on through many cells, and somewhere a pass has been made already, so the "
        "number seems to be there always. Restart and build only, and it is gone. In the statement it is a property, "
        "which is worked out whenever somebody reads it, from what build was given. Who needs the number before any "
        "image has been seen, and what for?"
    ),
)
class OutputSizeMadeByForward(Flatten):
    made = None

    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.made = output.shape[1]
        return output

    @property
    def output_size(self):
        if self.made is None:
            raise AttributeError("'Flatten' object has no attribute 'output_size'")
        return self.made
