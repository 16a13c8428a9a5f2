"""What people get wrong in `upsampling2d`. Each class is the reference with one mistake."""

import itertools

import numpy as np
from upsampling2d import UpSampling2D

from grader.misconceptions import misconception


def collect(accum_grad, size, way):
    """Returns the sums of blocks of `size`, which may not fit, in one of the ways to write them."""
    samples, channels, height, width = accum_grad.shape
    rows, columns = size
    small = samples, channels, height // rows, width // columns
    if way == "reshaped":
        return accum_grad.reshape(*small[:3], rows, small[3], columns).sum(axis=(3, 5))
    input_grad = np.zeros(small)
    if way == "scattered":
        for i, j in np.ndindex(height, width):
            input_grad[:, :, i // rows, j // columns] += accum_grad[:, :, i, j]
    elif way == "cut-off":
        for i, j in np.ndindex(small[2:]):
            block = accum_grad[:, :, i * rows : (i + 1) * rows, j * columns : (j + 1) * columns]
            input_grad[:, :, i, j] = block.sum(axis=(2, 3))
    else:
        input_grad = sum(accum_grad[:, :, a::rows, b::columns] for a, b in np.ndindex(rows, columns))
    return input_grad


# where a factor is wrong, and how the blocks are summed where that is backward
WRONG_FACTORS = [
    *itertools.product(("everywhere", "passes", "backward"), ("reshaped", "scattered", "strided", "cut-off")),
    *itertools.product(("forward", "shape", "forward-and-shape"), ("rightly",)),
]


@misconception(
    "one-corner-of-the-block",
    "UpSampling2D",
    title="backward_pass takes one element of each block instead of their sum",
    hint=(
        "A pixel was copied to many places. Through how many of them does it act on the loss, and how many does "
        "your backward pass read? Make it small: y1 = x, y2 = x, y3 = x, and the loss 2 · y1 + 3 · y2 + 4 · y3. "
        "Let x grow by 1 and work out by how much the loss grows: 9, not 2. A slice with a step takes the first "
        "number of each block and steps over the others. A rumour that one person tells to three friends comes "
        "back from all three. The shape of such an answer is right, and for factors of 1 the numbers are, too. "
        "Send back a gradient that is zero in the first place of each block: does anything arrive?"
    ),
)
class OneCornerOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        return accum_grad[:, :, :: self.size[0], :: self.size[1]]


for corner in ("upper-right", "lower-left", "middle"):

    @misconception("one-corner-of-the-block", "UpSampling2D", variant=corner)
    class AnotherCornerOfTheBlock(UpSampling2D):
        corner = corner

        def backward_pass(self, accum_grad):
            rows, columns = self.size
            places = {"upper-right": (0, columns - 1), "lower-left": (rows - 1, 0), "middle": (rows // 2, columns // 2)}
            i, j = places[self.corner]
            return accum_grad[:, :, i::rows, j::columns]


@misconception(
    "block-averaged",
    "UpSampling2D",
    title="backward_pass averages each block instead of summing it",
    hint=(
        "If the pixel grows by 1, by how much does each element of its block grow? Add up what that does to the "
        "loss, and see whether your code divides somewhere. In small, the price of one roll goes up by 1 cent and "
        "you buy 6 of them: the bill grows by 6 cents. Somebody who averages over the rolls says 1. An average "
        "would belong to a layer that averages on the way forward; here each copy has its full value. Send a "
        "gradient of ones through a block of 3 by 2 and look at the result: is it one, or as large as the block? "
        "With factors of 1 it makes no difference. Training goes on with it, only slower in front of the layer."
    ),
)
class BlockAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.size[0] * self.size[1])


@misconception(
    "images-tiled",
    "UpSampling2D",
    title="The whole image is repeated instead of each pixel",
    hint=(
        "Write down the first row of the output for an image with the row 5, 8 and two copies of each column. "
        "Which two numbers come first? Copies should lie beside each other: 5, 5, 8, 8. If you get 5, 8, 5, 8, the "
        "image was laid beside itself like tiles on a wall. numpy has a function for each of the two. Try both on "
        "a short list: `np.tile([7, 9], 2)` gives 7, 9, 7, 9, and `np.repeat([7, 9], 2)` gives 7, 7, 9, 9. Both "
        "results have the same size and contain the same numbers equally often, so shapes and sums agree. An image "
        "of one colour shows no difference, but a face would appear four times, and small."
    ),
)
class ImagesTiled(UpSampling2D):
    def forward_pass(self, X, training=True):
        return np.tile(X, (1, 1, *self.size))


@misconception(
    "factors-swapped",
    "UpSampling2D",
    title="The factors for rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of size belongs to it? Enlarge one "
        "pixel, 4, by hand with a size of (3, 1): three rows with one number each, a small tower. If your layer "
        "prints 4, 4, 4 in one row, the two factors were exchanged. Look for x and y, or width and height, in your "
        "names, for there people say the horizontal direction first; a shape in numpy says it last. Equal factors "
        "hide the exchange, and 2 by 2, the default, is of that kind. Test with two different ones, and on an "
        "image whose sides differ as well. Does output_shape agree with the pass?"
    ),
)
class FactorsSwapped(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__(size[::-1], input_shape)


for place, way in WRONG_FACTORS:
    if (place, way) != ("everywhere", "reshaped"):

        @misconception("factors-swapped", "UpSampling2D", variant=f"{place}-{way}")
        class FactorsSwappedSomewhere(UpSampling2D):
            place, way = place, way

            @property
            def wrong(self):
                return self.size[::-1]

            def forward_pass(self, X, training=True):
                if self.place in ("backward", "shape"):
                    return super().forward_pass(X, training)
                return X.repeat(self.wrong[0], axis=2).repeat(self.wrong[1], axis=3)

            def backward_pass(self, accum_grad):
                if self.place in ("forward", "shape", "forward-and-shape"):
                    return super().backward_pass(accum_grad)
                return collect(accum_grad, self.wrong, self.way)

            def output_shape(self):
                if self.place in ("passes", "forward", "backward"):
                    return super().output_shape()
                channels, height, width = self.input_shape
                return (channels, self.wrong[0] * height, self.wrong[1] * width)


@misconception(
    "one-factor-for-both",
    "UpSampling2D",
    title="Rows and columns are both repeated by the first factor",
    hint=(
        "size has two entries, one for each direction. Where does your code use the second one? Search for every "
        "place that reads size and write down which entry it takes. Then enlarge the single pixel 4 with a size of "
        "(1, 3): one row of three, 4, 4, 4. With the first factor for both directions nothing happens, and 4 comes "
        "out alone. The other way round, (3, 1), makes a block of nine instead of a tower of three. A copier that "
        'is told "twice as high, four times as wide" and hears only the first half spoils the poster. As long as '
        "both factors are equal nobody notices, and examples tend to have equal ones. Is the backward pass "
        "affected too?"
    ),
)
class OneFactorForBoth(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((size[0], size[0]), input_shape)


for place, way in WRONG_FACTORS:
    if (place, way) != ("everywhere", "reshaped"):

        @misconception("one-factor-for-both", "UpSampling2D", variant=f"{place}-{way}")
        class OneFactorSomewhere(UpSampling2D):
            place, way = place, way

            @property
            def wrong(self):
                return (self.size[0], self.size[0])

            def forward_pass(self, X, training=True):
                if self.place in ("backward", "shape"):
                    return super().forward_pass(X, training)
                return X.repeat(self.wrong[0], axis=2).repeat(self.wrong[1], axis=3)

            def backward_pass(self, accum_grad):
                if self.place in ("forward", "shape", "forward-and-shape"):
                    return super().backward_pass(accum_grad)
                return collect(accum_grad, self.wrong, self.way)

            def output_shape(self):
                if self.place in ("passes", "forward", "backward"):
                    return super().output_shape()
                channels, height, width = self.input_shape
                return (channels, self.wrong[0] * height, self.wrong[1] * width)


@misconception(
    "always-doubled",
    "UpSampling2D",
    title="The factor is always 2",
    hint=(
        "Make a layer with a size of (5, 3) and print its output_shape. Does the constructor keep the size that it "
        "is given, or does a 2 stand somewhere in your file? Look for it in slices and shapes too. A smaller "
        "object with the same fault: `class Stamp:`, whose constructor takes n and then sets self.n = 2. "
        "Stamp(2).n is 2 and looks right, and Stamp(7).n is 2 as well. A default is what holds when nobody says "
        "anything; it must give way as soon as somebody does. A layer that is made without a size behaves, and a "
        "test with the default alone cannot find the mistake. What does Python do with an argument that no line "
        "reads?"
    ),
)
class AlwaysDoubled(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((2, 2), input_shape)


for place, way in WRONG_FACTORS:
    if (place, way) != ("everywhere", "reshaped"):

        @misconception("always-doubled", "UpSampling2D", variant=f"{place}-{way}")
        class DoubledSomewhere(UpSampling2D):
            place, way = place, way

            @property
            def wrong(self):
                return (2, 2)

            def forward_pass(self, X, training=True):
                if self.place in ("backward", "shape"):
                    return super().forward_pass(X, training)
                return X.repeat(self.wrong[0], axis=2).repeat(self.wrong[1], axis=3)

            def backward_pass(self, accum_grad):
                if self.place in ("forward", "shape", "forward-and-shape"):
                    return super().backward_pass(accum_grad)
                return collect(accum_grad, self.wrong, self.way)

            def output_shape(self):
                if self.place in ("passes", "forward", "backward"):
                    return super().output_shape()
                channels, height, width = self.input_shape
                return (channels, self.wrong[0] * height, self.wrong[1] * width)


@misconception(
    "zeros-between-pixels",
    "UpSampling2D",
    title="Each block holds its pixel once, and zeros",
    hint=(
        "Count the zeros in your output for an image of ones. How many should there be, and what stands in a "
        "block? With the row 6, 9 and a factor of 3 for the columns, six numbers come out. If they are 6, 0, 0, 9, "
        "0, 0, each pixel stands in the first place of its block and the rest was never filled. Where do the zeros "
        "come from: an array that was made beforehand, and then written to with steps? Look at which of its places "
        "your code assigns. Another kind of layer, used in front of convolutions, does spread pixels with zeros "
        "between them; this one repeats. The shape is right in both, and the picture looks much darker."
    ),
)
class ZerosBetweenPixels(UpSampling2D):
    def forward_pass(self, X, training=True):
        rows, columns = self.size
        output = np.zeros((*X.shape[:2], rows * X.shape[2], columns * X.shape[3]))
        output[:, :, ::rows, ::columns] = X
        return output


for corner in ("last", "middle"):

    @misconception("zeros-between-pixels", "UpSampling2D", variant=corner)
    class ZerosAroundPixels(UpSampling2D):
        corner = corner

        def forward_pass(self, X, training=True):
            rows, columns = self.size
            i, j = (rows - 1, columns - 1) if self.corner == "last" else (rows // 2, columns // 2)
            output = np.zeros((*X.shape[:2], rows * X.shape[2], columns * X.shape[3]))
            output[:, :, i::rows, j::columns] = X
            return output


@misconception(
    "output-shape-of-the-input",
    "UpSampling2D",
    title="output_shape leaves the factors out",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two uses the "
        "factors? Take one channel of 1 by 1 pixel and a size of (2, 3). The pass makes a block of six numbers out "
        "of it; the old shape speaks of one. Anyone who enlarges a photograph orders a frame for the new size. "
        "Perhaps output_shape is the one that you inherited, which can know nothing about factors; look for the "
        "def in your own class and for a slip in its name. The passes never call it. The first to ask is the layer "
        "behind, when it makes its weights, and it will be six times too small. With factors of 1 the answer is "
        "right."
    ),
)
class OutputShapeOfTheInput(UpSampling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "accum-grad-changed",
    "UpSampling2D",
    title="backward_pass writes into accum_grad",
    hint=(
        "The array in accum_grad belongs to whoever called you. Does any line of backward_pass assign into it, "
        "perhaps to collect a block in its first place? Keep a copy, go back once, and compare. In small: `a = "
        "np.array([1.0, 2.0])`, then `b = a.reshape(2, 1)` and `b += 5`. Print a: it is 6, 7, because reshape "
        "mostly gives a second view on the same numbers. With `b = b + 5` a would still be 1, 2. Your own answer "
        "is right in either case, since it was taken before or during the change. The next reader of that "
        "gradient, another branch or a second call, works with what you have left behind."
    ),
)
class GradientChangedInPlace(UpSampling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "first-batch-size-kept",
    "UpSampling2D",
    title="backward_pass is made for the size of the first batch",
    hint=(
        "The last batch of an epoch is often smaller. Where does your backward pass get the number of samples "
        "from, and when was it stored? Go forward and back with three images, then with two. Two images of 2 by 2 "
        "numbers hold 8, and a shape for three needs 12, so numpy stops with a ValueError about an array of size "
        "8. Look for an attribute that is set only once, or with a condition around it. A bus driver who counted "
        "40 passengers in the morning should not wait for 40 in the evening. Equal batches hide it, and a training "
        "whose samples divide evenly never meets it. Which array in backward_pass shows the number without any "
        "memory?"
    ),
)
class FirstBatchSizeKept(UpSampling2D):
    def forward_pass(self, X, training=True):
        self.samples = getattr(self, "samples", len(X))
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        channels, height, width = accum_grad.shape[1:]
        rows, columns = self.size
        blocks = accum_grad.reshape(self.samples, channels, height // rows, rows, width // columns, columns)
        return blocks.sum(axis=(3, 5))


@misconception("first-batch-size-kept", "UpSampling2D", variant="array")
class FirstBatchArrayFilled(FirstBatchSizeKept):
    def backward_pass(self, accum_grad):
        input_grad = UpSampling2D.backward_pass(self, accum_grad)
        kept = np.zeros((self.samples, *input_grad.shape[1:]))
        kept[:] = input_grad
        return kept


@misconception("first-batch-size-kept", "UpSampling2D", variant="loop")
class FirstBatchLooped(FirstBatchSizeKept):
    def backward_pass(self, accum_grad):
        input_grad = UpSampling2D.backward_pass(self, accum_grad)
        kept = np.zeros_like(input_grad)
        for sample in range(self.samples):
            kept[sample] = input_grad[sample]
        return kept


@misconception(
    "rows-repeated-only",
    "UpSampling2D",
    title="The rows are repeated and the columns are not",
    hint=(
        "Print the shape of your output. Which of the two directions has grown, and where does your code treat the "
        "other one? One pixel, 4, with a size of (2, 3) should become a block of two rows with three numbers each. "
        "If a tower of two comes out, the columns were left alone. repeat works on one axis per call, and its "
        "result has to go on to whatever comes next: with `a = np.array([[1, 2]])`, the line a.repeat(2, axis=0) "
        "on its own changes nothing in a. So look also for a second step whose result nobody takes. A factor of 1 "
        "for the columns hides it. Does output_shape say the same as your pass?"
    ),
)
class RowsRepeatedOnly(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0], axis=2)


@misconception(
    "axes-off-by-one",
    "UpSampling2D",
    title="The repetition runs over the wrong axes",
    hint=(
        "An array (N, C, H, W) has four axes. Which of them does your code repeat, counted from 0? Write the "
        "numbers under the letters. Then take one image with 1 channel of 1 by 2 pixels and a size of (3, 2): 1 "
        "channel with 3 by 4 pixels is wanted. If 3 channels with 2 by 2 pixels come out, every axis has been "
        "taken one too far to the left. People count from one, and numpy counts from zero; a number from the end, "
        "such as -1, avoids the question. In small, `np.zeros((2, 3)).repeat(4, axis=1).shape` is (2, 12), so axis "
        "1 is the second. The wrong shape tells it at once, if you look at each of the four sizes."
    ),
)
class AxesOffByOne(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0], axis=1).repeat(self.size[1], axis=2)


for axes in [(0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 3), (2, 1), (2, 2), (3, 3)]:

    @misconception("axes-off-by-one", "UpSampling2D", variant="{}-{}".format(*axes))
    class OtherAxes(UpSampling2D):
        axes = axes

        def forward_pass(self, X, training=True):
            return X.repeat(self.size[0], axis=self.axes[0]).repeat(self.size[1], axis=self.axes[1])


@misconception(
    "repeated-without-an-axis",
    "UpSampling2D",
    title="The image is flattened while it is repeated",
    hint=(
        "What does np.repeat do with an array of four axes when it is not told which one to repeat? Print the "
        "shape of its result. A table is enough for a trial: `np.repeat(np.array([[1, 2], [3, 4]]), 2)` gives 1, "
        "1, 2, 2, 3, 3, 4, 4, in one long row. The rows have been lost, and with them the places of the pixels. "
        "With `axis=0` the answer is a table again, of four rows and two columns. Does each of your calls name its "
        "direction? The number of elements is what it should be, so a count does not help, and reshaping the long "
        "row into images puts copies beside each other that belong below each other, unless the images have one "
        "column."
    ),
)
class RepeatedWithoutAnAxis(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0]).repeat(self.size[1])


@misconception("repeated-without-an-axis", "UpSampling2D", variant="columns")
class ColumnsWithoutAnAxis(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0], axis=2).repeat(self.size[1])


@misconception("repeated-without-an-axis", "UpSampling2D", variant="rows")
class RowsWithoutAnAxis(UpSampling2D):
    def forward_pass(self, X, training=True):
        return X.repeat(self.size[0]).repeat(self.size[1], axis=3)


@misconception("repeated-without-an-axis", "UpSampling2D", variant="reshaped")
class RepeatedAndReshaped(UpSampling2D):
    def forward_pass(self, X, training=True):
        samples, channels, height, width = X.shape
        rows, columns = self.size
        return X.repeat(rows * columns).reshape(samples, channels, rows * height, columns * width)


@misconception(
    "split-the-wrong-way",
    "UpSampling2D",
    title="The backward pass sums places that are far apart instead of blocks",
    hint=(
        "Splitting an axis in two gives a coarse and a fine place. Which of the two new axes counts places within "
        "one block? Try six numbers, 1 to 6, that were made from three pixels by a factor of 2; the blocks are 1, "
        "2 and 3, 4 and 5, 6, so the sums are 3, 7, 11. Print np.arange(1, 7) once in the shape (3, 2) and once in "
        "(2, 3), and see in which of them a block lies together. Adding 1, 2, 3 and 4, 5, 6 place by place gives "
        "5, 7, 9: that many sums as well, but of numbers that stand far apart. The total is 21 in both. A gradient "
        "of equal numbers hides the mistake, and so does an image of one pixel."
    ),
)
class SplitTheWrongWay(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        places = accum_grad.reshape(samples, channels, rows, height // rows, columns, width // columns)
        return places.sum(axis=(2, 4))


@misconception("split-the-wrong-way", "UpSampling2D", variant="blocks-kept")
class PlacesSummedOverTheBlocks(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        blocks = accum_grad.reshape(samples, channels, height // rows, rows, width // columns, columns)
        return blocks.sum(axis=(2, 4))


@misconception("split-the-wrong-way", "UpSampling2D", variant="rows")
class RowsSplitTheWrongWay(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        places = accum_grad.reshape(samples, channels, rows, height // rows, width // columns, columns)
        return places.sum(axis=(2, 5))


@misconception("split-the-wrong-way", "UpSampling2D", variant="columns")
class ColumnsSplitTheWrongWay(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        places = accum_grad.reshape(samples, channels, height // rows, rows, columns, width // columns)
        return places.sum(axis=(3, 4))


@misconception(
    "gradient-from-the-corner",
    "UpSampling2D",
    title="The backward pass cuts the top left part out of the gradient",
    hint=(
        "A pixel of the input was spread over a block of the output. In which part of accum_grad lies the block of "
        "the last pixel? Take a row of two pixels and a factor of 2, and the gradient 5, 6, 7, 8. The first pixel "
        "owns 5 and 6, and the second 7 and 8. A piece of the right size cut out at the beginning holds 5, 6: both "
        "numbers belong to the first pixel, and nobody hears the second. Which lines of your backward pass make "
        "the array smaller: do they collect, or do they cut? The shape is right, and when all gradients are 0 "
        "except at the corner it looks nearly right. Nudge the last pixel and watch the output."
    ),
)
class GradientFromTheCorner(UpSampling2D):
    def backward_pass(self, accum_grad):
        height, width = accum_grad.shape[2] // self.size[0], accum_grad.shape[3] // self.size[1]
        return accum_grad[:, :, :height, :width]


@misconception(
    "gradient-as-it-came",
    "UpSampling2D",
    title="The gradient keeps the size of the enlarged image",
    hint=(
        "The gradient by the input has the shape of the input. Compare it with what your backward_pass returns for "
        "one image. Three pixels in a row with a factor of 2 became six, and six numbers come back; the layer in "
        "front has three pixels and needs one number for each. Trying `np.zeros(3) + np.ones(6)` raises a "
        "ValueError, and so would that layer. Think of a treasurer who receives six bills for three members, two "
        "for each: how many amounts does he send out, and what is in each? With factors of 1 there is nothing to "
        "gather, and the array may pass as it is. What happens forward to one pixel, and what does that mean on "
        "the way back?"
    ),
)
class GradientAsItCame(UpSampling2D):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "gradient-enlarged-again",
    "UpSampling2D",
    title="The backward pass enlarges the gradient once more",
    hint=(
        "Forward, images become larger. What has to happen to their sizes on the way back? Print the shape of your "
        "gradient. For one row of 2 pixels and a factor of 3, six numbers go out and six gradients come in. If "
        "your layer returns eighteen, it has enlarged once more, perhaps by calling forward_pass from "
        "backward_pass. The way back is not the same way again: a road that splits into three lanes brings the "
        "cars of three lanes together when they return. Only for factors of 1 do both directions look alike. How "
        "many gradients does one pixel receive from its block, and how many numbers may it hand on to the layer in "
        "front?"
    ),
)
class GradientEnlargedAgain(UpSampling2D):
    def backward_pass(self, accum_grad):
        return self.forward_pass(accum_grad)


@misconception(
    "columns-averaged",
    "UpSampling2D",
    title="The backward pass averages over the columns of each block",
    hint=(
        "A block has rows and columns, and each of its elements counts in full. How does your code reduce each of "
        "the two directions: with the same function? For the block 1, 3 over 5, 7, adding up both ways gives 16. "
        "If you add down the columns, 6 and 10, and then take their mean, the result is 8: half of it, since there "
        "are two columns. With three columns it would be a third. Look for a mean, or for a division by one of the "
        "two factors. A single column to a block hides it, and a test with such a size is content. If all your "
        "numbers are too small by exactly the second factor, this is the place to look."
    ),
)
class ColumnsAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / self.size[1]


@misconception(
    "rows-averaged",
    "UpSampling2D",
    title="The backward pass averages over the rows of each block",
    hint=(
        "Which function gathers the rows of a block, and which its columns? Both directions should be gathered alike. "
        "Take a block with the gradient 2, 4 over 6, 12: the pixel is owed 24, all four together. Whoever first takes "
        "the mean down each column gets 4 and 8, and their sum is only 12, since two rows were melted into one. Four "
        "rows would leave a quarter. Somebody who carries two crates up the stairs has lifted both of them, not one of "
        "average weight. A layer of size (1, 5) has blocks of a single row, and there nothing is lost; with (5, 1) "
        "the answer is five times too small. Divide the wanted gradient by yours: if the first factor comes out each "
        "time, look for a mean or for a division by it."
    ),
)
class RowsAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / self.size[0]


@misconception(
    "first-column-of-the-block",
    "UpSampling2D",
    title="The rows of each block are added up, but only its first column counts",
    hint=(
        "A block has two directions. Over how many of them does your backward pass add up? Take a block of 2 rows "
        "and 3 columns with the gradient 1, 2, 3 over 4, 5, 6. All six numbers reach the loss through one pixel, "
        "which makes 21. Adding downwards gives 5, 7, 9, and whoever then keeps the front one returns 5. Fill the "
        "first column of every block with zeros: does anything arrive at the pixels? Someone who counts the votes of "
        "a country town by town, and then reports the first town alone, has added well and forgotten most people. "
        "Blocks of one column have nothing to forget, and a size like (4, 1) lets the mistake pass. The shape of the "
        "result is right in each case. Where does an index 0 stand in your code?"
    ),
)
class FirstColumnOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        blocks = accum_grad.reshape(samples, channels, height // rows, rows, width // columns, columns)
        return blocks.sum(axis=3)[..., 0]


@misconception(
    "first-row-of-the-block",
    "UpSampling2D",
    title="The columns of each block are added up, but only its first row counts",
    hint=(
        "How many rows does the block of one pixel have, and from how many of them does its gradient come in your "
        "code? Send back 1, 1, 1 over 5, 5, 5 through a block of 2 by 3: the pixel has been copied to all six places, "
        "and 18 arrives if all of them are heard. A 3 means that the second row was never read. Fill the first row of "
        "each block with zeros and see whether anything is left. A teacher who collects the tests of the front row "
        "and goes home has marked them carefully, but not the class. With a size like (1, 6) a block has just one "
        "row, and no difference is to be seen. The shape fits as well. Is there a step of slicing, or an index, "
        "before or after your sum that skips rows?"
    ),
)
class FirstRowOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        return collect(accum_grad[:, :, :: self.size[0]], (1, self.size[1]), "reshaped")


@misconception(
    "largest-of-the-block",
    "UpSampling2D",
    title="The backward pass takes the largest element of each block",
    hint=(
        "A pixel was copied to all places of its block. Does it act on the loss through one of them, or through "
        "each? Think of a teacher who writes one sentence on the board, and four pupils copy it. If the sentence "
        "has a mistake, all four copies have it, and the harm is not that of the worst copy but of all together. "
        "In numbers: gradients of 2, 6, 1, 3 make 12, whereas the largest alone is 6. Some other layer in this "
        "track does choose one element of a window; has a line of it come along? Negative gradients show it most "
        "clearly: for -2 and -5 a maximum gives -2. A block of one element hides it."
    ),
)
class LargestOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        samples, channels, height, width = accum_grad.shape
        rows, columns = self.size
        return accum_grad.reshape(samples, channels, height // rows, rows, width // columns, columns).max(axis=(3, 5))


@misconception("largest-of-the-block", "UpSampling2D", variant="from-zero")
class LargestFromZero(LargestOfTheBlock):
    def backward_pass(self, accum_grad):
        return np.maximum(super().backward_pass(accum_grad), 0)


@misconception("largest-of-the-block", "UpSampling2D", variant="without-sign")
class LargestWithoutSign(LargestOfTheBlock):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.abs(accum_grad))


@misconception("largest-of-the-block", "UpSampling2D", variant="by-absolute-value")
class LargestByAbsoluteValue(LargestOfTheBlock):
    def backward_pass(self, accum_grad):
        highest, lowest = super().backward_pass(accum_grad), -super().backward_pass(-accum_grad)
        return np.where(highest >= -lowest, highest, lowest)


@misconception(
    "output-shape-without-channels",
    "UpSampling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have? Enlarging changes rows and columns and leaves the channels as they are; what is unchanged "
        "still has to be said. For 4 channels of 1 by 1 pixel and a size of (2, 3), an image has 4 · 2 · 3 = 24 "
        "numbers, but (2, 3) speaks of 6. Somebody who orders paper for four posters and names only height and "
        "width gets one sheet. Try `a, b, c = (2, 3)`: Python says that there are not enough values to unpack, and "
        "a convolution behind yours would do just that. Each pass works without this method."
    ),
)
class OutputShapeWithoutChannels(UpSampling2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "output-shape-added",
    "UpSampling2D",
    title="output_shape adds the factors instead of multiplying by them",
    hint=(
        "How many rows has an image of five rows after each of them is repeated three times? Draw them as strokes "
        "and count, then ask how your formula got its number. Five groups of three strokes are 15; five plus three "
        "is 8. The two operations agree rarely, 2 + 2 and 2 · 2 are the trap, and an image of 2 by 2 pixels with "
        "the default size is exactly that. Compare your output_shape with the shape of a real output: both "
        "describe the same array. In a cinema with 5 rows of 3 seats nobody looks for 8 people. The passes do not "
        "use this method, and so the error waits for the layer that is built behind."
    ),
)
class OutputShapeAdded(UpSampling2D):
    def output_shape(self):
        channels, height, width = self.input_shape
        return (channels, self.size[0] + height, self.size[1] + width)


@misconception(
    "one-array-for-all-results",
    "UpSampling2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array? If the old result shows the new images, it was one and the same array all the time. In "
        'small: `screen = ["", ""]`, a function that sets both entries to its argument and returns screen; after '
        '`a = f("cat")` and `b = f("dog")`, a is ["dog", "dog"]. A screen can show one picture at a time, a print '
        "stays what it is. Which of the two should an output be? Passes that are used at once, or batches of "
        "different sizes, do not show it. Somebody who enlarges ten images and then saves them gets ten copies of "
        "the last."
    ),
)
class OneArrayForAllResults(UpSampling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "enlarged", None) is None or self.enlarged.shape != output.shape:
            self.enlarged = output.copy()
        self.enlarged[...] = output
        return self.enlarged


@misconception("one-array-for-all-results", "UpSampling2D", variant="of-the-first-shape")
class FirstArrayForAllResults(UpSampling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "enlarged", None) is None:
            self.enlarged = np.empty(output.shape)
        self.enlarged[...] = output
        return self.enlarged


@misconception(
    "forward-returns-nothing",
    "UpSampling2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and ask for the type of what comes back. If it is NoneType, which line of the method "
        "should hand the enlarged images to the caller, and is it reached? A calculation alone leaves no trace: in "
        "`def triple(x):` with just `np.repeat(x, 3)` below, three copies are made and dropped, and triple(5) is "
        "None. The functions of numpy that repeat give a new array and do not touch the old one, so X does not "
        "hold the result either. Has the name on the last line perhaps been printed? What appears on the screen is "
        "for people. The layer behind receives None and fails with a message about a thing that has no shape."
    ),
)
class ForwardReturnsNothing(UpSampling2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "UpSampling2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. What does your backward_pass give it? Print the answer of "
        "one call; None means that the sums never left the method. Walk through it with a finger: where is the "
        "smaller array made, which name does it get, and which line mentions that name last? In small, `def "
        "total(x):` with the one line `s = sum(x)` gives None for total([4, 5]), though s was 9 for an instant. A "
        "sum that stays in a drawer pays no bill. A decoder often has such a layer in its middle, so the training "
        "stops at once; at the very front of a network, nobody would miss the answer."
    ),
)
class BackwardReturnsNothing(UpSampling2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "UpSampling2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement: is every argument there? Enlarging is the same whether one trains or not, which is a good "
        'reason to ignore an argument, but not to refuse it. In small: `def copy(page):` and the call copy("A4", '
        'True) end in a TypeError, "takes 1 positional argument but 2 were given", before any copying. Plugs of '
        "all lamps in a house have the same two pins, whatever the lamp does. You may have called your layer with "
        "the images only, and then it works. How many arguments does the loop of a network send?"
    ),
)
class TrainingNotTaken(UpSampling2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "UpSampling2D.forward_pass"


@misconception(
    "training-has-no-default",
    "UpSampling2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "What is training when somebody enlarges an image and says nothing else? Most callers do just that. Put "
        "your first line of the method below the one in the statement and compare them from left to right. In "
        'small: `def enlarge(photo, glossy):` makes enlarge("me") a TypeError about 1 missing argument, while with '
        'a value given in that line the same call works, and enlarge("me", True) is possible in both cases. The '
        "value makes no difference to this layer, but its absence does. A network that passes the mode each time "
        "never finds out. Which of your own trials used the short form, and what did Python answer?"
    ),
)
class TrainingHasNoDefault(UpSampling2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "UpSampling2D.forward_pass"


@misconception(
    "last-of-the-block",
    "UpSampling2D",
    title="The gradient of a pixel is that of the last element of its block",
    hint=(
        "Every element of a block was copied from the same pixel, so all of them say how that pixel should move. How many "
        "are heard in your backward pass? Set the gradient to zero everywhere but at the first element of a block: the "
        "pixel should still receive it. If it receives nothing, a loop over the elements keeps only what it saw last. "
        "Three friends who ask you for 2, 3 and 4 euros need 9; somebody who remembers only the last request brings 4. "
        "With factors of 1 there is one element to a block, and nothing shows. What happens in your loop to the shares "
        "that came before?"
    ),
)
class LastOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        rows, columns = self.size
        return accum_grad[:, :, rows - 1 :: rows, columns - 1 :: columns].copy()


@misconception(
    "blocks-begin-one-apart",
    "UpSampling2D",
    title="The blocks of backward_pass begin one element apart",
    hint=(
        "Where does the block of the second pixel begin in the enlarged image? Take two pixels in a row and the "
        "size (1, 2), so that the row has four elements, and send the gradient 1, 2, 3, 4 back. The first pixel "
        "answers for 1 and 2, the second for 3 and 4, which makes 3 and 7. If yours are 3 and 5, the second block "
        "was cut out one element after the first, and the 2 was counted twice while the 4 went missing. In a house "
        "with two rooms to each flat, the second flat does not begin at the second door. A gradient that is the "
        "same everywhere does not tell, since every block then has the same sum, and a size of (1, 1) does not "
        "either. What is the distance between two neighbouring blocks?"
    ),
)
class BlocksBeginOneApart(UpSampling2D):
    def backward_pass(self, accum_grad):
        rows, columns = self.size
        height, width = accum_grad.shape[2] // rows, accum_grad.shape[3] // columns
        input_grad = np.zeros((*accum_grad.shape[:2], height, width))
        for i, j in np.ndindex(height, width):
            input_grad[:, :, i, j] = accum_grad[:, :, i : i + rows, j : j + columns].sum(axis=(2, 3))
        return input_grad


@misconception(
    "output-shape-from-the-constructor",
    "UpSampling2D",
    title="output_shape is worked out in the constructor, and never again",
    hint=(
        "A layer behind others gets its input_shape after it was made. What does your output_shape say then? Try "
        "UpSampling2D((3, 1)) without a shape, followed by set_input_shape((1, 2, 6)): the answer should be (1, "
        "6, 6). None, or the size for another image, comes from a product that the constructor has computed and "
        "put away. set_input_shape changes one attribute and does not know of others that were made from it. A "
        "price tag written in the morning is wrong after the price has changed, unless somebody reads the price "
        "again at the till. The passes themselves look at the arrays, so images are enlarged correctly all the "
        "time; only the next layer is misled about its size. If the constructor is given the shape, no difference "
        "can be seen. What would have to be computed later?"
    ),
)
class OutputShapeFromTheConstructor(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__(size, input_shape)
        self.kept_shape = None if input_shape is None else super().output_shape()

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "UpSampling2D", variant="missing")
class OutputShapeMissing(OutputShapeFromTheConstructor):
    def output_shape(self):
        if self.kept_shape is None:
            raise AttributeError("'UpSampling2D' object has no attribute 'kept_shape'")
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "UpSampling2D", variant="zeros")
class OutputShapeOfZeros(OutputShapeFromTheConstructor):
    def output_shape(self):
        return self.kept_shape or (0, 0, 0)


@misconception("output-shape-from-the-constructor", "UpSampling2D", variant="empty")
class OutputShapeEmpty(OutputShapeFromTheConstructor):
    def output_shape(self):
        return self.kept_shape or ()


@misconception("output-shape-from-the-constructor", "UpSampling2D", variant="raises")
class OutputShapeInConstructor(OutputShapeFromTheConstructor):
    def __init__(self, size=(2, 2), input_shape=None):
        if input_shape is None:
            raise TypeError("cannot unpack non-iterable NoneType object")
        super().__init__(size, input_shape)
