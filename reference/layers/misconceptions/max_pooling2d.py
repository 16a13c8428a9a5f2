"""What people get wrong in `max_pooling2d`. Each class is the reference with one mistake."""

import numpy as np
from max_pooling2d import MaxPooling2D

from grader.misconceptions import alternative, misconception


@alternative("each-of-the-tied", "MaxPooling2D")
class EachOfTheTied(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            values = self.layer_input[self.window(i, j)]
            input_grad[self.window(i, j)] += find_won(self, values) * accum_grad[:, :, i, j, None, None]
        return input_grad


def find_won(layer, values):
    """Returns where the largest value of each window is: the first one, or all of them where the layer takes it so."""
    if isinstance(layer, EachOfTheTied):
        return values == values.max(axis=(2, 3), keepdims=True)
    flat = values.reshape(*values.shape[:2], -1)
    return (np.arange(flat.shape[2]) == flat.argmax(axis=2)[:, :, None]).reshape(values.shape)


@misconception(
    "overlap-assigned",
    "MaxPooling2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint=(
        "An element can lie in several windows. What does your backward pass do with the gradient that such an "
        "element has already received? Look at the sign between the place and the new value: does the line put a "
        "number there, or does it bring one to it? Try a single row, 2, 7, 3, with windows of two elements that "
        "move by one. The 7 wins in both windows. If they bring 4 and 5, the 7 should end with 9; where the later "
        "gift replaces the earlier, it ends with 5. Two friends who pay 4 and 5 into one purse leave 9 in it. "
        "Windows that lie side by side share no element, so the usual setting never shows this."
    ),
)
class OverlapAssigned(MaxPooling2D):
    def backward_pass(self, accum_grad):
        total = np.zeros_like(super().backward_pass(accum_grad))
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                alone = np.zeros_like(accum_grad)
                alone[:, :, i, j] = accum_grad[:, :, i, j]
                part = super().backward_pass(alone)
                total = np.where(part != 0, part, total)
        return total


@misconception(
    "leftover-kept",
    "MaxPooling2D",
    title="Rows and columns that are left over form windows of their own",
    hint=(
        "How many whole windows fit into the image, and what does your formula do with a division that leaves a "
        "rest? Put the numbers of a small case into it: a row of five elements, windows of two, side by side. You "
        "can lay two such windows; one element stays alone. If your formula says three, it also counts the piece "
        "at the end, as somebody who makes three pairs out of five socks. A slice that sticks out raises no error "
        "in numpy: `np.arange(5)[4:6]` just has one element, so its largest value looks like any other. Sizes that "
        "divide without a rest give the same count both ways. Try an odd number of rows with an even one of "
        "columns."
    ),
)
class LeftoverKept(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return -(-max(height - kh, 0) // sh) + 1, -(-max(width - kw, 0) // sw) + 1


def declare_padded(variant, value):
    @misconception("leftover-kept", "MaxPooling2D", variant=variant)
    class LeftoverPadded(LeftoverKept):
        def forward_pass(self, X, training=True):
            below, beside = (
                max((count - 1) * step + size - length, 0)
                for count, step, size, length in zip(
                    self.count_windows(*X.shape[2:]), self.stride, self.pool_shape, X.shape[2:], strict=True
                )
            )
            output = super().forward_pass(
                np.pad(X, ((0, 0), (0, 0), (0, below), (0, beside)), constant_values=value), training
            )
            self.sizes = X.shape[2:]
            return output

        def backward_pass(self, accum_grad):
            return super().backward_pass(accum_grad)[:, :, : self.sizes[0], : self.sizes[1]]

    return LeftoverPadded


LeftoverPadded = declare_padded("padded", -np.inf)
LeftoverPaddedWithZeros = declare_padded("padded-with-zeros", 0.0)


@misconception(
    "size-divided-by-stride",
    "MaxPooling2D",
    title="The output size is the image size divided by the stride",
    hint=(
        "Which numbers does your formula for the output size use: the image and the stride only, or the window "
        "too? Draw four boxes in a row and a window that covers three of them. Move it by one: it fits in two "
        "places. The four divided by the step of one says four. So two of those windows would hang over the end, "
        "and a slice such as `[2, 6, 1, 5][3:6]` quietly has a single element instead of three. For windows that "
        "lie side by side, as many columns as one step, the simple division happens to be right, and that is the "
        "default of this layer. The mistake appears with the first window that is wider than its step."
    ),
)
class SizeDividedByStride(MaxPooling2D):
    def count_windows(self, height, width):
        return height // self.stride[0], width // self.stride[1]


@misconception(
    "pool-height-for-width",
    "MaxPooling2D",
    title="The height of the window is used for its width as well",
    hint=(
        "A window has rows and columns. Where does your code use the second entry of pool_shape, and where should "
        "it? Search for each place that reads the first one and ask whether it speaks of rows. For a trial take "
        "the single row 4, 6, 9 and one window of one row and three columns. Its largest element is 9. Code that "
        "takes the number of rows for both directions looks at one column only and answers 4. With a window taller "
        "than wide it is the other way round: it sees elements that belong to the neighbour. Square windows cannot "
        "tell the two entries apart, and nearly every example in books is square. So test your layer with two "
        "different numbers."
    ),
)
class PoolHeightForWidth(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__((pool_shape[0], pool_shape[0]), pool_shape if stride is None else stride, input_shape)


@misconception("pool-height-for-width", "MaxPooling2D", variant="and-for-the-default-stride")
class PoolHeightForWidthAndStride(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__((pool_shape[0], pool_shape[0]), stride, input_shape)


@misconception("pool-height-for-width", "MaxPooling2D", variant="in-the-window")
class PoolHeightForWidthInTheWindow(MaxPooling2D):
    def window(self, i, j):
        kh, (top, left) = self.pool_shape[0], (i * self.stride[0], j * self.stride[1])
        return np.s_[:, :, top : top + kh, left : left + kh]


@misconception("pool-height-for-width", "MaxPooling2D", variant="in-the-size")
class PoolHeightForWidthInTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        kh, (sh, sw) = self.pool_shape[0], self.stride
        return (height - kh) // sh + 1, (width - kh) // sw + 1


@misconception(
    "rows-and-columns-swapped",
    "MaxPooling2D",
    title="The rows and columns of the window are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of pool_shape belongs to it? Write down "
        "the table 1, 2 over 3, 4 and pool it by hand with windows of one row and two columns. Each row is a "
        "window, so 2 and 4 remain, one below the other. With the two entries exchanged each column is a window: 3 "
        "and 4 remain, side by side. Which of these does your layer print, and which shape has it? Somebody who "
        'says "width and height" out of habit, as for a screen, gets the second answer. A square window hides the '
        "exchange. An image that is wide and low may even be too small for a window that stands upright."
    ),
)
class RowsAndColumnsSwapped(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], stride, input_shape)


@misconception("rows-and-columns-swapped", "MaxPooling2D", variant="but-not-of-the-default-stride")
class RowsAndColumnsSwappedWithoutStride(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], pool_shape if stride is None else stride, input_shape)


@misconception("rows-and-columns-swapped", "MaxPooling2D", variant="in-the-window")
class RowsAndColumnsSwappedInTheWindow(MaxPooling2D):
    def window(self, i, j):
        kw, kh = self.pool_shape
        top, left = i * self.stride[0], j * self.stride[1]
        return np.s_[:, :, top : top + kh, left : left + kw]


@misconception("rows-and-columns-swapped", "MaxPooling2D", variant="in-the-size")
class RowsAndColumnsSwappedInTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        (kw, kh), (sh, sw) = self.pool_shape, self.stride
        return (height - kh) // sh + 1, (width - kw) // sw + 1


@misconception(
    "stride-ignored",
    "MaxPooling2D",
    title="The stride is ignored: windows always lie side by side",
    hint=(
        "Where does your code use stride after the constructor has stored it? Search the file for the name, and "
        "for each line say what changes in the result when the number changes. By hand: the row 3, 1, 4, 2 with "
        "windows of two elements has three windows if they move by one, (3, 1), (1, 4) and (4, 2), so the output "
        "is 3, 4, 4. Windows that always lie side by side give 3, 4. Make two layers that differ in the stride "
        "only, and compare the shapes of their outputs. If these are equal, the argument has no effect. Whoever "
        "never passes a stride gets the right numbers, as then the windows do lie side by side."
    ),
)
class StrideIgnored(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, None, input_shape)


@misconception(
    "stride-one-by-default",
    "MaxPooling2D",
    title="Without a stride the windows move by one",
    hint=(
        "What does a stride of None stand for? The statement says how the windows lie then. Print what your "
        "constructor keeps for a layer with windows of two rows and three columns and no stride. On paper, the row "
        "6, 2, 5, 8 in windows of two that lie side by side gives 6 and 8. The same windows moved by one give 6, "
        "5, 8: one number more, and the 5 comes from a window across the border of the other two. So this shows in "
        "the shape first. Other operations do move by one when nobody says anything, convolution for example, and "
        "that may be where the habit comes from. Layers that are given a stride do not notice."
    ),
)
class StrideOneByDefault(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 1 if stride is None else stride, input_shape)


@misconception("stride-one-by-default", "MaxPooling2D", variant="where-it-is-left-out")
class StrideOneWhereLeftOut(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=1, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)


@misconception(
    "stride-two-by-default",
    "MaxPooling2D",
    title="Without a stride the windows move by two",
    hint=(
        "Make two layers without a stride, one with windows of 2 by 2 and one with windows of 1 by 4. How far should "
        "the windows of each of them move? Try the second with the row 8, 1, 2, 3, 9, 4, 5, 6: the largest numbers "
        "of its halves are 8 and 9. Windows that move on by two places see 8, 9 and 9, so one number wins twice, and "
        "on the way back two gradients pile up on it. A reader turns the page after its last line, however many "
        "lines it has; to turn after every second one suits pages of two. That is the size which most networks use, "
        "and the one that you get without saying anything, so it works until somebody asks for another. Which line "
        "of your constructor meets None, and what does it put in its place?"
    ),
)
class StrideTwoByDefault(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 2 if stride is None else stride, input_shape)


@misconception("stride-two-by-default", "MaxPooling2D", variant="where-it-is-left-out")
class StrideTwoWhereLeftOut(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=2, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)


@misconception(
    "one-stride-for-both",
    "MaxPooling2D",
    title="The stride of the rows is used for the columns as well",
    hint=(
        "stride can be a pair of different numbers. Where does your code use its second entry, and where should "
        "it? Take windows of a single element, so that pooling only picks, and the table 1, 2, 3 over 4, 5, 6. "
        "Moving by one row and by two columns it picks 1, 3 and 4, 6: columns one and three. If the step of the "
        "rows is used for both, all six elements come through, and the output is three columns wide instead of "
        "two. Look at both places where a step matters, at the sizes and at the start of a window. As long as both "
        "steps are equal the results agree, and a single number as stride makes them equal always."
    ),
)
class OneStrideForBoth(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = (self.stride[0], self.stride[0])


@misconception("one-stride-for-both", "MaxPooling2D", variant="where-it-is-given")
class OneGivenStrideForBoth(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride[0] if isinstance(stride, tuple) else stride, input_shape)


@misconception("one-stride-for-both", "MaxPooling2D", variant="in-the-window")
class OneStrideForBothInTheWindow(MaxPooling2D):
    def window(self, i, j):
        (kh, kw), (top, left) = self.pool_shape, (i * self.stride[0], j * self.stride[0])
        return np.s_[:, :, top : top + kh, left : left + kw]


@misconception("one-stride-for-both", "MaxPooling2D", variant="in-the-size")
class OneStrideForBothInTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), sh = self.pool_shape, self.stride[0]
        return (height - kh) // sh + 1, (width - kw) // sh + 1


@misconception(
    "gradient-cropped",
    "MaxPooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint=(
        "Which shape has the gradient that you return when the windows do not cover the whole image? The statement "
        "says which array it must match. A row of five elements in windows of two, side by side, leaves the fifth "
        "one out. That element has no influence on the output, so its gradient is known; but it still needs a "
        "place. In small: `np.zeros(5) - np.zeros(4)` raises a ValueError, since nobody knows which element is "
        "missing. The layer before this one would meet that error, far away from the cause. Look at the line that "
        "makes your array: do its sizes come from the image, or are they worked out from the windows? Without a "
        "remainder both are equal."
    ),
)
class GradientCropped(MaxPooling2D):
    def backward_pass(self, accum_grad):
        rows, columns = accum_grad.shape[2:]
        bottom = (rows - 1) * self.stride[0] + self.pool_shape[0]
        right = (columns - 1) * self.stride[1] + self.pool_shape[1]
        return super().backward_pass(accum_grad)[:, :, :bottom, :right]


def declare_cropped(variant, find_sizes, index):
    """Declares a returned gradient of other sizes, whose elements are met by slices or one by one."""

    @misconception("gradient-cropped", "MaxPooling2D", variant=variant)
    class GradientOfOtherSizes(MaxPooling2D):
        def backward_pass(self, accum_grad):
            sizes = find_sizes(*accum_grad.shape[2:], self.pool_shape, self.stride)
            input_grad = np.zeros((*self.layer_input.shape[:2], *sizes))
            for i, j in np.ndindex(*accum_grad.shape[2:]):
                won = find_won(self, self.layer_input[self.window(i, j)])
                if index:
                    n, c, row, column = np.nonzero(won)
                    place = (n, c, row + i * self.stride[0], column + j * self.stride[1])
                    np.add.at(input_grad, place, accum_grad[n, c, i, j])
                else:
                    input_grad[self.window(i, j)] += won * accum_grad[:, :, i, j, None, None]
            return input_grad


for index in (True, False):
    how = "one-by-one" if index else "by-slices"
    declare_cropped(
        f"as-many-steps-{how}", lambda rows, columns, pool, step: (rows * step[0], columns * step[1]), index
    )
    declare_cropped(
        f"as-many-windows-{how}", lambda rows, columns, pool, step: (rows * pool[0], columns * pool[1]), index
    )


@misconception(
    "gradient-ignores-its-argument",
    "MaxPooling2D",
    title="The returned gradient does not depend on accum_grad",
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where in backward_pass does "
        "accum_grad appear other than for its shape? After one forward pass, send back an array full of 1 and then "
        "an array full of 5, and compare. Equal answers mean that the layer only says who won. A town counts which "
        "of its bakers won a contest; the prizes are 20 and 50 euros. A list of winners with a 1 beside each name "
        "is right about the names and pays nobody what was promised. A loss that is the plain sum of the outputs "
        "sends ones, so with it the two answers agree. Any other loss would teach the layers in front nothing."
    ),
)
class GradientIgnoresArgument(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.ones_like(accum_grad))


@misconception("gradient-ignores-its-argument", "MaxPooling2D", variant="once")
class WinnersAreOne(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return (super().backward_pass(np.ones_like(accum_grad)) != 0) * 1.0


@misconception(
    "gradients-accumulate",
    "MaxPooling2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward_pass twice in a row with the same argument and print both results. Are they equal? If the "
        "second is twice the first, ask where the array that you add to was made, and when. Python's best known "
        "example is `def f(x, box=[])` with box.append(x) and return len(box): f(7) gives 1, and the next f(7) "
        "gives 2, because one list serves all calls. A list made inside f would give 1 each time. Adding is right "
        "within one pass, where windows overlap; it must not reach into the next. The first batch of a training is "
        "therefore perfect. From then on each step also repeats all the steps before it."
    ),
)
class GradientsAccumulate(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        before = getattr(self, "before", None)
        if before is not None and before.shape == input_grad.shape:
            input_grad = input_grad + before
        self.before = input_grad
        return input_grad


@misconception("gradients-accumulate", "MaxPooling2D", variant="in-what-it-returned")
class GradientsAccumulateInPlace(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        if getattr(self, "before", None) is None or self.before.shape != input_grad.shape:
            self.before = np.zeros(input_grad.shape)
        self.before += input_grad
        return self.before


@misconception("gradients-accumulate", "MaxPooling2D", variant="until-the-next-forward-pass")
class GradientsAccumulateSinceForward(GradientsAccumulate):
    def forward_pass(self, X, training=True):
        self.before = None
        return super().forward_pass(X, training)


@misconception("gradients-accumulate", "MaxPooling2D", variant="whatever-the-batch")
class GradientsAccumulateOverBatches(MaxPooling2D):
    def backward_pass(self, accum_grad):
        self.before = getattr(self, "before", 0.0) + super().backward_pass(accum_grad)
        return self.before


@misconception("gradients-accumulate", "MaxPooling2D", variant="in-the-first-array")
class GradientsAccumulateInTheFirst(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        if getattr(self, "before", None) is None:
            self.before = np.zeros(input_grad.shape)
        for n in range(len(input_grad)):
            self.before[n] += input_grad[n]
        return self.before


@misconception(
    "channels-mixed",
    "MaxPooling2D",
    title="A window reaches over all channels",
    hint=(
        "Each channel of each image is pooled alone. Over which of the four axes does your code reduce? Try two "
        "channels, one full of 1 and one full of 5. The output should have one channel full of 1 and one full of "
        "5; if both are full of 5, the window reached through all channels. The same in two dimensions: for `a = "
        "np.array([[1, 2], [8, 9]])`, `a.max(axis=1)` is 2 and 9, one number for each row, whereas `a.max(axis=0)` "
        "is 8 and 9, where the rows are mixed. One filter of a network may look for edges and another for spots. "
        "Mixed together, nobody knows later what was found. Grey images have one channel and hide it."
    ),
)
class ChannelsMixed(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.max(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception("channels-mixed", "MaxPooling2D", variant="gradient-to-the-winner")
class ChannelsMixedBothWays(ChannelsMixed):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            values = self.layer_input[self.window(i, j)]
            won = values == values.max(axis=(1, 2, 3), keepdims=True)
            input_grad[self.window(i, j)] += won * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("channels-mixed", "MaxPooling2D", variant="all-gradients-to-the-winner")
class ChannelsMixedAndSummed(ChannelsMixedBothWays):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.broadcast_to(accum_grad.sum(axis=1, keepdims=True), accum_grad.shape))


@misconception("channels-mixed", "MaxPooling2D", variant="gradient-to-the-winner-s-place")
class ChannelsMixedPlaces(ChannelsMixed):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        self.layer_input = np.broadcast_to(X.max(axis=1, keepdims=True), X.shape)
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = X
        return input_grad


@misconception(
    "output-shape-of-the-input",
    "MaxPooling2D",
    title="output_shape returns the shape of the input",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two counts "
        "windows? For a trial take a layer of one channel, 4 by 4 pixels, with windows of 2 by 2 side by side: "
        "four windows, two in each direction. An answer of (1, 4, 4) describes what goes in. The method that you "
        "inherit may describe a layer that changes nothing about sizes; does yours have a method of its own, and "
        "do its lines run? The passes themselves never ask for this shape, so they work. The layer behind does: a "
        "flattening layer would announce 16 numbers for each image, and rows of 4 arrive."
    ),
)
class OutputShapeOfTheInput(MaxPooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "MaxPooling2D",
    title="output_shape returns numbers with a point instead of whole ones",
    hint=(
        "Print your output_shape: are all of its entries whole numbers? A 2.0 is none for Python, although it "
        "looks harmless. Python has two operators for division. Try both on 7 and 2 and on 6 and 2, and note which "
        "results carry a point. Then try `np.zeros(3.0)`: numpy raises a TypeError, because an array cannot have "
        "3.0 rows, let alone 3.5. That is what the next layer does with your answer when it makes its weights. "
        "With sizes that fit exactly, the numbers compare as equal, as 3.0 == 3 is True, so a test by == is "
        "silent. An image with a row left over can give a half, and there it shows; np.floor takes the half away "
        "and leaves the point. Which operator does your method use?"
    ),
)
class OutputShapeWithFractions(MaxPooling2D):
    def output_shape(self):
        sizes = zip(self.input_shape[1:], self.pool_shape, self.stride, strict=True)
        return (self.input_shape[0], *((size - k) / s + 1 for size, k, s in sizes))


@misconception("output-shape-with-fractions", "MaxPooling2D", variant="rounded-down")
class OutputShapeRoundedDown(MaxPooling2D):
    def output_shape(self):
        channels, rows, columns = super().output_shape()
        return channels, float(rows), float(columns)


@misconception(
    "accum-grad-changed",
    "MaxPooling2D",
    title="backward_pass writes into accum_grad",
    hint=(
        "The array in accum_grad belongs to whoever called you. Does any line of your backward_pass assign into "
        "it, or use an operator such as *= or += on it? Keep a copy before the call and compare afterwards: is "
        "every number as it was? In small: `a = np.array([1.0, 2.0])`, `b = a`, `b *= 0`, and a is now 0, 0, since "
        "both names mean one array; after `b = b * 0` a would still hold 1, 2. Your own result is right, so this "
        "layer shows nothing. But a network may hand one gradient to two branches, or ask for it again, and the "
        "second reader then finds an array that has been used as scrap paper."
    ),
)
class GradientChangedInPlace(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "largest-starts-at-zero",
    "MaxPooling2D",
    title="The search for the largest value starts at zero",
    hint=(
        "What does your layer return for a window of negative numbers? Look at what the search for the largest "
        'begins with. Temperatures of a cold week make the point: -5, -2 and -8. Somebody who starts with "the '
        'warmest so far is 0" and then compares ends with 0, a day that did not exist; whoever starts with the '
        "first of the days ends with -2. Some code also hides a zero in an array that is made beforehand and then "
        "compared with the windows, or in a frame of zeros around the image. Behind a ReLU no number is negative, "
        "so nothing is seen there. Behind a convolution or a batch norm about half of them are."
    ),
)
class LargestStartsAtZero(MaxPooling2D):
    def forward_pass(self, X, training=True):
        return np.maximum(super().forward_pass(X, training), 0)

    def backward_pass(self, accum_grad):
        # Where nothing is above the zero, its place stays what it was at first: row 0 and column 0 of the image.
        lost = np.zeros(accum_grad.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            largest = self.layer_input[self.window(i, j)].max(axis=(2, 3))
            lost[:, :, i, j] = np.where(largest <= 0, accum_grad[:, :, i, j], 0)
        input_grad = super().backward_pass(accum_grad - lost)
        input_grad[:, :, 0, 0] += lost.sum(axis=(2, 3))
        return input_grad


@misconception("largest-starts-at-zero", "MaxPooling2D", variant="nobody-wins")
class NobodyAboveZero(MaxPooling2D):
    def forward_pass(self, X, training=True):
        return np.maximum(super().forward_pass(X, training), 0)

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            values = self.layer_input[self.window(i, j)]
            won = find_won(self, values) & (values >= 0)
            input_grad[self.window(i, j)] += won * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("largest-starts-at-zero", "MaxPooling2D", variant="in-the-forward-pass")
class LargestStartsAtZeroForward(MaxPooling2D):
    def forward_pass(self, X, training=True):
        return np.maximum(super().forward_pass(X, training), 0)


@misconception("largest-starts-at-zero", "MaxPooling2D", variant="the-corner-wins")
class CornerWinsBelowZero(NobodyAboveZero):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            none = self.layer_input[self.window(i, j)].max(axis=(2, 3)) < 0
            input_grad[:, :, i * self.stride[0], j * self.stride[1]] += none * accum_grad[:, :, i, j]
        return input_grad


@misconception(
    "largest-magnitude",
    "MaxPooling2D",
    title="The value farthest from zero wins instead of the largest",
    hint=(
        "Of -9 and 2, which one is larger? Which one does your layer keep, and what does it compare? On the number "
        'line "larger" means further to the right, so 2 wins; -9 is only farther away from zero. Python shows both '
        "ideas: `max([-9, 2])` is 2, and `max([-9, 2], key=abs)` is -9. Look for abs, a square, or a sign in the "
        "lines that choose, and in those that prepare the values. A convolution answers with a strongly negative "
        "number where it sees the opposite of its pattern, and this layer is asked for the strongest agreement. "
        "Images whose pixels are all positive, as on a screen, give the same result with either idea."
    ),
)
class LargestMagnitude(MaxPooling2D):
    def forward_pass(self, X, training=True):
        highest, lowest = super().forward_pass(X, training), -super().forward_pass(-X, training)
        self.layer_input = X
        return np.where(highest >= -lowest, highest, lowest)


@misconception("largest-magnitude", "MaxPooling2D", variant="both-ways")
class LargestMagnitudeBothWays(LargestMagnitude):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        self.layer_input = np.abs(X)
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = X
        return input_grad


@misconception("largest-magnitude", "MaxPooling2D", variant="both-ways-without-its-sign")
class LargestMagnitudeWithoutSign(LargestMagnitudeBothWays):
    def forward_pass(self, X, training=True):
        return np.abs(super().forward_pass(X, training))


@misconception("largest-magnitude", "MaxPooling2D", variant="without-its-sign")
class LargestMagnitudeWithoutSignForward(LargestMagnitude):
    def forward_pass(self, X, training=True):
        return np.abs(super().forward_pass(X, training))


@misconception(
    "magnitude-in-the-backward-pass",
    "MaxPooling2D",
    title="The backward pass looks for the value farthest from zero",
    hint=(
        "Your outputs are right. Does the way back look for its winner by the same rule as the way there? Take a "
        "window with 2, -5, 1 and 0: the output is 2. Raise the 2 by a tenth and the output follows; raise the -5 by "
        "a tenth and nothing happens. So a gradient of 3 belongs to the 2. If it arrives at the -5, some line "
        "compares sizes without their signs. A thermometer at -20 is far from zero, and yet nobody calls that the "
        "warmest day of the week. Behind a ReLU there are no negative numbers, and both rules choose alike, which is "
        "why a network with one in front of this layer trains as it should. Give your layer an image in which every "
        "value is below zero: who gets the gradient then?"
    ),
)
class MagnitudeInTheBackwardPass(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        self.layer_input = np.abs(X)
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = X
        return input_grad


@misconception(
    "gradient-to-all",
    "MaxPooling2D",
    title="Every element of a window gets the window's gradient",
    hint=(
        "Change an element that is not the largest a little. Does the output change? Which gradient should it get, "
        "then? Take a window with 3 and 8. Raise the 3 to 3.1: the largest is still 8. Raise the 8 to 8.1 and the "
        "output follows. So of a gradient of 6, the first deserves nothing and the second all of it. If both "
        "receive 6, the layer hands out 12, more than it was given. Compare the sum of what you return with the "
        "sum of accum_grad: they should agree, unless there are ties. Where in your code is it decided which "
        "elements of a window receive something, and does that line look at the values of the images?"
    ),
)
class GradientToAll(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                input_grad[self.window(i, j)] += accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception(
    "gradient-shared-like-a-mean",
    "MaxPooling2D",
    title="The gradient is shared among all elements, as if the layer took a mean",
    hint=(
        "How many elements of a window decide its largest value? Change one of the others a little and look at the "
        "output. In a race of four runners, 12, 14, 15 and 19 seconds, the record of the day is 12. If the runner "
        "with 19 had needed 18, the record would be the same; had the first needed 11, the record would be 11. So "
        "a prize of 8 for the record goes to one runner, and not 2 to each. A mean would be different, as there "
        "each runner counts a quarter. Where does your backward pass divide by the size of the window? The sum of "
        "the gradient is right with such a division, so a check of the sum alone finds nothing."
    ),
)
class GradientSharedLikeAMean(GradientToAll):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.pool_shape[0] * self.pool_shape[1])


@misconception("gradient-to-all", "MaxPooling2D", variant="the-last-window-s")
class LastGradientToAll(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            input_grad[self.window(i, j)] = accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("gradient-shared-like-a-mean", "MaxPooling2D", variant="the-last-window-s")
class LastGradientSharedLikeAMean(LastGradientToAll):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "winners-of-the-first-sample",
    "MaxPooling2D",
    title="All samples use the winning places of the first sample",
    hint=(
        "Each image and each channel has its own largest elements. Does your code look for them in each one, or "
        "once for the whole batch? Two images of one row will do: 1, 9 and 7, 2, each a single window. The first "
        "image has its winner on the right, the second on the left. With gradients 3 and 4 one expects 0, 3 and 4, "
        "0. If the places of the first image serve for all, the second gets 0, 4, which rewards its 2 for being "
        "the smaller. Search for an index 0 or a slice of length 1 in the axis of the samples. The forward pass "
        "can be right all the same, and in a batch of one image nothing is wrong."
    ),
)
class WinnersOfTheFirstSample(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        self.layer_input = np.broadcast_to(X[:1], X.shape)
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = X
        return input_grad


@misconception(
    "ties-crash",
    "MaxPooling2D",
    title="Two equal largest values make backward_pass fail",
    hint=(
        "After a ReLU many elements are equal. What does your search for the place return when it finds two? Lists "
        "answer with one place: `[5, 1, 5].index(5)` is 0. A comparison answers with all of them: "
        "`np.flatnonzero(np.array([5, 1, 5]) == 5)` holds 0 and 2. Give the second answer to int() and Python "
        "raises a TypeError, since two numbers are not one. Does your code expect exactly one place where it may "
        "meet several? The statement allows any sharing among equal winners; it only asks that the pass comes to "
        "an end. Random numbers are practically never equal, so a test with them passes, and the first real "
        "network, with a window full of zeros, stops."
    ),
)
class TiesCrash(MaxPooling2D):
    def backward_pass(self, accum_grad):
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                values = self.layer_input[self.window(i, j)]
                if (values == values.max(axis=(2, 3), keepdims=True)).sum() > values.shape[0] * values.shape[1]:
                    raise TypeError("only length-1 arrays can be converted to Python scalars")
        return super().backward_pass(accum_grad)


def declare_crash(error):
    @misconception("ties-crash", "MaxPooling2D", variant=error.__name__.lower())
    class TiesCrashOtherwise(TiesCrash):
        def backward_pass(self, accum_grad):
            try:
                return super().backward_pass(accum_grad)
            except TypeError:
                raise error("there are two of them") from None


for error in (ValueError, IndexError, AssertionError):
    declare_crash(error)


@misconception(
    "input-overwritten",
    "MaxPooling2D",
    title="forward_pass writes into the images that it is given",
    hint=(
        "The caller may still need the images it gave you. Does your forward_pass assign into X, for instance to "
        "cross out a value that has been found? Print X before and after one pass. In small: `def best(scores):` "
        "with `m = max(scores)`, scores.remove(m) and return m gives 9 for a list of 4, 9, 6, and leaves the "
        "caller with 4, 6. Call it again for the same list and the answer is 6. Your outputs are right on the "
        "first pass, so the mistake sits quietly in the data. The second epoch then trains on images full of "
        "holes, and the layer before this one may have kept that very array for its own gradient. What could be "
        "changed in its place?"
    ),
)
class InputOverwritten(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.layer_input = X.copy()
        X[...] = -np.inf
        return output


@misconception("input-overwritten", "MaxPooling2D", variant="found-values-crossed-out")
class FoundValuesCrossedOut(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output, kept = super().forward_pass(X, training), X.copy()
        for i, j in np.ndindex(*output.shape[2:]):
            values = X[self.window(i, j)]
            output[:, :, i, j] = values.max(axis=(2, 3))
            values[find_won(self, values)] = -np.inf
        self.layer_input = kept
        return output


@misconception(
    "first-input-kept",
    "MaxPooling2D",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward_pass belongs to the latest forward_pass. When does your code store its input: in each call, or "
        "only in one of them? Look for a condition around that line, such as a test for None. A small case: `class "
        'Note` with a method keep(x) that stores x only if nothing is there yet. After keep("milk") and '
        'keep("bread") it says "milk". Now for a layer: send one row with its largest value on the left through '
        "it, then one with its largest value on the right, and go back with a gradient of 1. On which side does "
        "the 1 stand? With one batch all is well. From the second on, gradients go to places where last time's "
        "winners were."
    ),
)
class FirstInputKept(MaxPooling2D):
    def forward_pass(self, X, training=True):
        first = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if first is None else first
        return output


@misconception("first-input-kept", "MaxPooling2D", variant="image-by-image")
class FirstInputKeptForEachImage(FirstInputKept):
    def backward_pass(self, accum_grad):
        return go_back_image_by_image(self, accum_grad)


def go_back_image_by_image(layer, accum_grad):
    """Returns the gradient by the kept images, of which there may be more or fewer than gradients."""
    input_grad = np.zeros(layer.layer_input.shape)
    for n, i, j in np.ndindex(len(accum_grad), *accum_grad.shape[2:]):
        won = find_won(layer, layer.layer_input[n : n + 1][layer.window(i, j)])
        input_grad[n][layer.window(i, j)[1:]] += (won * accum_grad[n : n + 1, :, i, j, None, None])[0]
    return input_grad


@misconception(
    "input-kept-in-training-only",
    "MaxPooling2D",
    title="The input is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store what it needs in every case, "
        "or inside a condition? Follow the line that stores the input and look how far it is indented. Then try "
        "three calls: a pass of an image with training=True, one of another image with training=False, and "
        "backward_pass. Which image decides the places? It should be the second. A diary that is only written on "
        'working days cannot tell what happened on Sunday; asked for "yesterday", it answers with Friday. This '
        "layer does the same thing in both modes, so the flag has no work here. The training loop alone does not "
        "find out; a check of gradients on an evaluation pass does."
    ),
)
class InputKeptInTrainingOnly(MaxPooling2D):
    def forward_pass(self, X, training=True):
        before = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if training else before
        return output


@misconception("input-kept-in-training-only", "MaxPooling2D", variant="image-by-image")
class InputKeptInTrainingForEachImage(InputKeptInTrainingOnly):
    def backward_pass(self, accum_grad):
        return go_back_image_by_image(self, accum_grad)


class PlacesKept(MaxPooling2D):
    """The forward pass writes down the row and the column of each winner, and the backward pass reads them."""

    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.shape, self.places = X.shape, self.find_places(X, output.shape)
        return output

    def find_places(self, X, shape):
        places = np.zeros((2, *shape), dtype=int)
        for i, j in np.ndindex(*shape[2:]):
            values = X[self.window(i, j)]
            row, column = np.divmod(values.reshape(*shape[:2], -1).argmax(axis=2), values.shape[3])
            places[:, :, :, i, j] = row + i * self.stride[0], column + j * self.stride[1]
        return places

    def backward_pass(self, accum_grad):
        n, c, i, _ = np.indices(accum_grad.shape)
        rows, columns = self.places + 0 * i
        input_grad = np.zeros(self.shape)
        np.add.at(input_grad, (n, c, rows, columns), accum_grad)
        return input_grad


@misconception("input-kept-in-training-only", "MaxPooling2D", variant="the-places")
class PlacesKeptInTrainingOnly(PlacesKept):
    def forward_pass(self, X, training=True):
        before = getattr(self, "places", None)
        output = super().forward_pass(X, training)
        self.places = self.places if training else before
        return output


@misconception("input-kept-in-training-only", "MaxPooling2D", variant="the-places-and-the-shape")
class PlacesAndShapeKeptInTrainingOnly(PlacesKeptInTrainingOnly):
    def forward_pass(self, X, training=True):
        before = getattr(self, "shape", None)
        output = super().forward_pass(X, training)
        self.shape = self.shape if training else before
        return output


@misconception("input-kept-in-training-only", "MaxPooling2D", variant="else-none")
class NoInputOutsideTraining(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.layer_input = X if training else None
        return output


@misconception("input-kept-in-training-only", "MaxPooling2D", variant="else-nothing-to-index")
class NothingToIndexOutsideTraining(NoInputOutsideTraining):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise TypeError("'NoneType' object is not subscriptable")
        return super().backward_pass(accum_grad)


@misconception(
    "strides-swapped",
    "MaxPooling2D",
    title="The strides of rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of stride says how far a window moves "
        "down? Take windows of a single element and the table 1, 2, 3 over 4, 5, 6 over 7, 8, 9. With steps of one "
        "row and two columns, the picked elements are 1, 3, then 4, 6, then 7, 9: three rows of two. With the "
        "steps exchanged they are 1, 2, 3 and 7, 8, 9: two rows of three. Which of these comes out of your layer? "
        "The names x and y invite the exchange, since x runs along a row and is usually said first. Equal steps "
        "make both readings the same, and so does a single number."
    ),
)
class StridesSwapped(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = self.stride[::-1]


@misconception("strides-swapped", "MaxPooling2D", variant="in-the-window")
class StridesSwappedInTheWindow(MaxPooling2D):
    def window(self, i, j):
        kh, kw = self.pool_shape
        top, left = i * self.stride[1], j * self.stride[0]
        return np.s_[:, :, top : top + kh, left : left + kw]


@misconception("strides-swapped", "MaxPooling2D", variant="in-the-size")
class StridesSwappedInTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return (height - kh) // sw + 1, (width - kw) // sh + 1


@misconception(
    "stride-in-the-size-only",
    "MaxPooling2D",
    title="The stride counts in the output size, but the windows move by one",
    hint=(
        "On paper, where does the third window of a row begin when the stride is 2? Compare with the slice that "
        "your code takes for it. For the row 4, 1, 6, 2, 9, 3 and windows of two, side by side, three windows fit: "
        "(4, 1), (6, 2), (9, 3), and 4, 6, 9 remain. If the loop counts three windows but each begins only one "
        "further, they are (4, 1), (1, 6), (6, 2), and 4, 6, 6 remain: the 9 is never seen. The shape is right in "
        "both cases, so a check of shapes passes. Does the number of a window stand directly in your slice, as if "
        "it were a position? With steps of one it is."
    ),
)
class StrideInTheSizeOnly(MaxPooling2D):
    def window(self, i, j):
        kh, kw = self.pool_shape
        return np.s_[:, :, i : i + kh, j : j + kw]


@misconception("stride-in-the-size-only", "MaxPooling2D", variant="in-the-forward-pass")
class StrideInTheSizeAndBackward(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        kh, kw = self.pool_shape
        for i, j in np.ndindex(*output.shape[2:]):
            output[:, :, i, j] = X[:, :, i : i + kh, j : j + kw].max(axis=(2, 3))
        return output


@misconception(
    "stride-missing-in-backward",
    "MaxPooling2D",
    title="The windows of the backward pass move by one whatever the stride",
    hint=(
        "Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each of the two begin "
        "in your code? Put the two slices side by side. For a trial take the row 1, 5, 2, 7, windows of two, two "
        "apart, and the gradients 3 and 4. The winners are 5 and 7, so 0, 3, 0, 4 comes back. If the second window "
        "of the way back begins at position 1, it sees 5 and 2, and the 5 receives both: 0, 7, 0, 0. Nothing is "
        "lost in the sum, 7 in either case, which makes it hard to see. Sizes do not betray it, and with a step of "
        "one there is no difference at all."
    ),
)
class StrideMissingInBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        stride, self.stride = self.stride, (1, 1)
        input_grad = super().backward_pass(accum_grad)
        self.stride = stride
        return input_grad


def put_gradients(layer, accum_grad, step):
    """Returns the gradient whose windows are searched where they are, and laid down with another step."""
    input_grad = np.zeros(layer.layer_input.shape)
    for i, j in np.ndindex(*accum_grad.shape[2:]):
        n, c, row, column = np.nonzero(find_won(layer, layer.layer_input[layer.window(i, j)]))
        np.add.at(input_grad, (n, c, row + i * step[0], column + j * step[1]), accum_grad[n, c, i, j])
    return input_grad


@misconception("stride-missing-in-backward", "MaxPooling2D", variant="the-right-winners")
class StrideMissingInPlaces(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return put_gradients(self, accum_grad, (1, 1))


@misconception(
    "gradient-laid-side-by-side",
    "MaxPooling2D",
    title="The backward pass lays windows side by side, whatever the stride",
    hint=(
        "Where does the second window begin in the forward pass when windows overlap, and where does your backward "
        "pass put its gradient? Take the row 1, 5, 3 with windows of two that move by one. The 5 wins twice; with "
        "gradients 3 and 4 it should get 7, and 0, 7, 0 comes back. If the windows are laid out one behind the "
        "other on the way back, the result is 0, 3, 4, 0: longer than the row, and the middle element has been cut "
        "into two. Look at what you multiply the number of a window by, once on the way there and once on the way "
        "back. Windows that really lie side by side hide the difference."
    ),
)
class GradientLaidSideBySide(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X, (kh, kw) = self.layer_input, self.pool_shape
        N, C, rows, columns = accum_grad.shape
        input_grad = np.zeros((N, C, max(X.shape[2], rows * kh), max(X.shape[3], columns * kw)))
        for i in range(rows):
            for j in range(columns):
                values = X[self.window(i, j)]
                won = values == values.max(axis=(2, 3), keepdims=True)
                place = np.s_[:, :, i * kh : (i + 1) * kh, j * kw : (j + 1) * kw]
                input_grad[place] = won * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("gradient-laid-side-by-side", "MaxPooling2D", variant="one-by-one")
class GradientPutSideBySide(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return put_gradients(self, accum_grad, self.pool_shape)


@misconception("gradient-laid-side-by-side", "MaxPooling2D", variant="and-searched-there")
class GradientSearchedSideBySide(MaxPooling2D):
    def backward_pass(self, accum_grad):
        stride, self.stride = self.stride, self.pool_shape
        input_grad = super().backward_pass(accum_grad)
        self.stride = stride
        return input_grad


@misconception(
    "overlap-window-replaced",
    "MaxPooling2D",
    title="Each window writes its whole part of the gradient over what was there",
    hint=(
        "Two windows share some elements. After the second one has been treated, what is left of the gradient that "
        "the first one had put there? Follow the row 1, 6, 9 with windows of two that move by one, and the "
        "gradients 4 and 5. The 6 wins the first window, the 9 the second, so 0, 4, 5 is right. If each window "
        "writes down its whole part, winners and zeros, the first leaves 0, 4, and the second lays 0, 5 over its "
        "last two places: 0, 0, 5. The 4 is gone although nobody else won there. It is like wiping a shared board "
        "before writing on it. Compare the sums of both sides: what disappeared? Only windows that overlap show "
        "it."
    ),
)
class OverlapWindowReplaced(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = np.zeros_like(super().backward_pass(accum_grad))
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                alone = np.zeros_like(accum_grad)
                alone[:, :, i, j] = accum_grad[:, :, i, j]
                input_grad[self.window(i, j)] = super().backward_pass(alone)[self.window(i, j)]
        return input_grad


@misconception(
    "one-window-too-few",
    "MaxPooling2D",
    title="The output lacks its last row and its last column",
    hint=(
        "How many windows of two rows fit into an image of two rows? Put these numbers into your formula for the "
        "output size. One does, of course; a formula that counts only the steps between windows says none. It is "
        "the old story of the fence: a fence of 4 metres with a post at each metre needs 5 posts, as it begins and "
        "ends with one. For five elements and windows of two that move by one, write down where each begins: at 0, "
        "1, 2 and 3, so there are four. Does your formula say three? A missing last row raises no error. The "
        "network merely never looks at the right and lower edge of its images."
    ),
)
class OneWindowTooFew(MaxPooling2D):
    def count_windows(self, height, width):
        rows, columns = super().count_windows(height, width)
        return rows - 1, columns - 1


@misconception("one-window-too-few", "MaxPooling2D", variant="without-a-remainder")
class LastWindowTooFew(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return len(range(0, height - kh, sh)), len(range(0, width - kw, sw))


@misconception(
    "size-rounded",
    "MaxPooling2D",
    title="The number of windows is rounded to the nearest whole number",
    hint=(
        "Take seven rows, windows of two rows and a stride of three, and draw them. Does a window that sticks out "
        "at the bottom count? The windows begin in rows 0 and 3; one that began in row 6 would need a row 7, which "
        "is not there. What does your formula make of a count that is not whole? With 5 euros you can buy one "
        "ticket of 3 euros and not two, although 1.67 is nearer to 2. Python's round has another surprise: "
        "round(0.5) is 0 and round(1.5) is 2. Remainders of less than half a step come out right, so some image "
        "sizes pass, and others give one row that is made from half a window."
    ),
)
class SizeRounded(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh) + 1, round((width - kw) / sw) + 1


@misconception("size-rounded", "MaxPooling2D", variant="half-up")
class SizeRoundedHalfUp(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return int((height - kh) / sh + 1.5), int((width - kw) / sw + 1.5)


@misconception("size-rounded", "MaxPooling2D", variant="with-the-one")
class SizeRoundedWithTheOne(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh + 1), round((width - kw) / sw + 1)


@misconception(
    "window-left-out-of-the-size",
    "MaxPooling2D",
    title="The output size does not take the window into account",
    hint=(
        "The last window begins some rows before the end of the image. How many, and where does that number stand "
        "in your formula? Write down all starts for a row of five elements and windows of three that move by one: "
        "0, 1 and 2. A window that began at 3 would need an element number 5, and there is none. A formula that "
        "knows only the image and the stride allows every start up to 4 and says five. numpy does not complain, as "
        "`np.arange(5)[4:7]` simply has one element, so the additional outputs look like proper ones. Try windows "
        "of one element as well: with them the formula is right, which shows what it forgets about the others."
    ),
)
class WindowLeftOutOfTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        return (height - 1) // self.stride[0] + 1, (width - 1) // self.stride[1] + 1


@misconception("window-left-out-of-the-size", "MaxPooling2D", variant="and-one-more")
class WindowLeftOutAndOneMore(MaxPooling2D):
    def count_windows(self, height, width):
        return height // self.stride[0] + 1, width // self.stride[1] + 1


@misconception(
    "number-not-taken-as-stride",
    "MaxPooling2D",
    title="A single number as stride is not understood",
    hint=(
        "stride can be written in three ways. Make one layer for each of them and print what your constructor has "
        "made of it. Do all three look alike afterwards? In small: `a, b = (2, 3)` works, and `a, b = 2` raises a "
        "TypeError, because a number cannot be unpacked; `(2, 3)[1]` is 3, and `(2)[1]` is a TypeError as well. So "
        "somewhere a later line expects a pair and gets a number. The message appears in forward_pass, or in "
        "output_shape, far from the constructor. The best place for such questions is where the argument comes in: "
        "once asked there, no other method has to think of it. Which forms has your test used so far?"
    ),
)
class NumberNotTakenAsStride(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = pool_shape if stride is None else stride


@misconception("number-not-taken-as-stride", "MaxPooling2D", variant="by-the-constructor")
class NumberNotTakenByTheConstructor(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        sh, sw = pool_shape if stride is None else stride
        super().__init__(pool_shape, (sh, sw), input_shape)


@misconception(
    "gradient-averaged-over-the-batch",
    "MaxPooling2D",
    title="The gradient is divided by the number of images",
    hint=(
        "Each image has outputs and gradients of its own. Does an image get another gradient when it is sent along "
        "with others? Send one image with its gradient through your layer; then send the same image twice, in one "
        "batch, with the same gradient for both. Every number of the returned array should be the same as before. "
        "If it is half as large, look for a division by the number of samples or for a mean. A postman who carries "
        "five letters does not deliver a fifth of each. In a whole network the average over samples is taken once, "
        "by the loss, and accum_grad already contains it. A batch of one image hides this, and training just "
        "becomes slower with larger batches."
    ),
)
class GradientAveragedOverTheBatch(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "gradient-clipped",
    "MaxPooling2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with large gradients? After one forward pass, send back an array full of 2, and "
        "then one full of 2000. Is the second answer exactly a thousand times the first? The backward pass of this "
        "layer only moves numbers to places, so doubling what comes in doubles what goes out, however large it is. "
        "Look for np.clip, np.minimum or a comparison with a fixed bound. Limiting has its use, but it is the "
        "business of the optimizer or of the training loop, where everybody can see it. Hidden in one layer, it "
        "makes the gradient disagree with the loss. Ordinary training has small gradients, so a bound may go "
        "unnoticed for weeks."
    ),
)
class GradientClipped(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -10, 10))


def declare_clipped(bound):
    """Declares clipping at a bound: of what comes in, of what is returned, and of the length of all of it."""

    class GradientClippedElsewhere(MaxPooling2D):
        def backward_pass(self, accum_grad):
            return super().backward_pass(np.clip(accum_grad, -bound, bound))

    if bound != 10:  # that is the mistake itself
        variant = f"at-{bound}".replace(".", "-")
        misconception("gradient-clipped", "MaxPooling2D", variant=variant)(GradientClippedElsewhere)

    @misconception("gradient-clipped", "MaxPooling2D", variant=f"at-{bound}-at-the-end".replace(".", "-"))
    class GradientClippedAtTheEnd(MaxPooling2D):
        def backward_pass(self, accum_grad):
            return np.clip(super().backward_pass(accum_grad), -bound, bound)

    @misconception("gradient-clipped", "MaxPooling2D", variant=f"in-length-at-{bound}".replace(".", "-"))
    class GradientClippedInLength(MaxPooling2D):
        def backward_pass(self, accum_grad):
            input_grad = super().backward_pass(accum_grad)
            return input_grad * min(1, bound / max(np.sqrt(np.sum(input_grad**2)), 1e-300))


for bound in (0.5, 1, 2, 5, 10, 20, 50, 100):
    declare_clipped(bound)


@misconception(
    "input-dropped-after-backward",
    "MaxPooling2D",
    title="What the forward pass kept is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the things that it needs when "
        "the second call begins? Look for a line that sets an attribute to None, deletes it, or pops it from a "
        "list. In small: `tray = [4]`, then tray.pop() gives 4, and the next tray.pop() raises an IndexError; "
        "tray[0] would give 4 as often as one asks. Clearing looks tidy, but the next forward_pass replaces what "
        "was kept anyway, so no memory is won for long. A plain training loop goes back once for each way there "
        "and meets nothing. A network with two losses, or a check of gradients, asks a second time. What does the "
        "second call find in yours?"
    ),
)
class DroppedAfterBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception("input-dropped-after-backward", "MaxPooling2D", variant="nothing-to-index")
class NothingToIndexAfterBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise TypeError("'NoneType' object is not subscriptable")
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception("input-dropped-after-backward", "MaxPooling2D", variant="popped")
class PoppedByBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        if self.layer_input is None:
            raise IndexError("pop from empty list")
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception(
    "input-shared-by-layers",
    "MaxPooling2D",
    title="All layers share what the forward pass keeps",
    hint=(
        "A network may have two such layers. Is what backward_pass needs kept in the object, or in the class or "
        "the module? Try it with a smaller class: `class Box: content = None`, and a method put(x) that writes "
        "Box.content = x. After a.put(3) and b.put(8), a.content is 8; with an attribute of the object it would be "
        "3. Now two of your layers: one forward pass in each, with images of different size, then the way back in "
        "the first one. Which images does it look at? With a single layer all is well, so the tests of one layer "
        "tell you nothing. Search for names that stand outside every method, and for the word global."
    ),
)
class SharedByLayers(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.layer_input
        return output

    def backward_pass(self, accum_grad):
        self.layer_input = type(self).shared
        return super().backward_pass(accum_grad)


@misconception("input-shared-by-layers", "MaxPooling2D", variant="image-by-image")
class SharedByLayersForEachImage(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.layer_input
        return output

    def backward_pass(self, accum_grad):
        self.layer_input = type(self).shared
        return go_back_image_by_image(self, accum_grad)


@misconception(
    "output-shape-without-channels",
    "MaxPooling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have? For a layer whose input_shape is (3, 4, 4), with windows of 2 by 2 side by side, an answer "
        "such as (2, 2) tells how large each map is, but not how many of them there are. Think of somebody who "
        "orders a cupboard by its height and width and forgets the depth. What can a next layer do with it? It "
        "multiplies the entries to learn how many numbers an image has: 3 · 2 · 2 is 12, and 2 · 2 is 4. Pooling "
        "changes two of the sizes and keeps one, but all of them belong in the answer. The passes do not ask, so "
        "they work."
    ),
)
class OutputShapeWithoutChannels(MaxPooling2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "one-array-for-all-results",
    "MaxPooling2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Has it changed? Where "
        "does your layer make a new array, and where does it fill an old one? In small: `line = [0]`, a function "
        "that sets line[0] to its argument and returns line, and then `a = f(3)` and `b = f(8)`. Both names now "
        "show 8, for there is only one list. Had the function made its list inside, a would be 3. An array that is "
        "kept between calls saves little time, and it takes away what others hold: a list of outputs for ten "
        "batches would hold the tenth one ten times. Used at once, each result is right."
    ),
)
class OneArrayForAllResults(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "pooled", None) is None or self.pooled.shape != output.shape:
            self.pooled = output.copy()
        self.pooled[...] = output
        return self.pooled


@misconception(
    "forward-returns-nothing",
    "MaxPooling2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass, store the answer in a name and print its type. Is it NoneType? Then a line that hands "
        "the images to the caller is missing, or is not reached: which path through the method ends without one? "
        "In small: `def double(x):` with the line `y = 2 * x` and no more gives None for double(4); the 8 was "
        "worked out and then forgotten. Printing inside is no help either: print shows a number to a person, and "
        "the caller still gets None. Python adds the None by itself at the end of a function, without a warning. "
        "In a network, the error appears one layer later, as somebody tries to read the shape of nothing."
    ),
)
class ForwardReturnsNothing(MaxPooling2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "MaxPooling2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. What does it receive from your backward_pass? Store the "
        "answer, and ask `answer is None`. If that is True, find the last line of the method that runs: does it "
        "hand over a value, or does it only put numbers into an array? An array that lives inside a method "
        "vanishes with it. As with a cook who fills a plate and leaves it in the kitchen: the guest has nothing, "
        "though the dish was fine. Check indentation too, as a return inside the loop is another mistake with the "
        "same line, and one after a condition may be skipped. A network whose first layer is this one shows no "
        "error, for nobody uses that gradient."
    ),
)
class BackwardReturnsNothing(MaxPooling2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "MaxPooling2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Which arguments stand in the first line of your "
        "forward_pass, and which in the one of the statement? Count them. A pooling layer behaves alike in both "
        'modes, so it is tempting to leave one out. In small: `def greet(name):` and the call greet("Ada", True) '
        "give a TypeError about 2 positional arguments where 1 was expected; the body is never reached. A network "
        "does not know which layers care about the mode, so it tells all of them. Your own trials with one "
        "argument work, and so the gap is only found by a caller who names the mode. An argument that is not used "
        "is allowed."
    ),
)
class TrainingNotTaken(MaxPooling2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "MaxPooling2D.forward_pass"


@misconception(
    "training-has-no-default",
    "MaxPooling2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers hand over the images and nothing more. What is training then? The statement says it in the "
        "first line of the method; compare it with yours, sign by sign. A default is what Python takes when a "
        "caller is silent: with `def price(n, discount=0):` both price(3) and price(3, 1) are allowed. Without the "
        "part after the name, price(3) raises a TypeError that speaks of a missing positional argument. So your "
        "layer works wherever both are given, in a training loop for instance, and stops at the first short call, "
        "before any image has been looked at. How do your own trials call it: always in the long form?"
    ),
)
class TrainingHasNoDefault(MaxPooling2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "MaxPooling2D.forward_pass"


@misconception(
    "mean-instead-of-largest",
    "MaxPooling2D",
    title="The layer returns the mean of each window",
    hint=(
        "Two pooling layers look much alike. Which of a window's values should come out of this one? For the "
        "window 1, 2, 9, 0 the mean is 3, a number that does not even occur in it; the largest is 9. Print the "
        "output of your layer for these four and see which you get. Then find the line that reduces a window to "
        "one number, and read the name of the function in it. A mean tells how bright a region is on the whole; "
        "the largest tells whether something was found anywhere in it. One strong answer among weak ones is nearly "
        "lost in a mean. A test image with equal values in each window cannot show any difference."
    ),
)
class MeanInsteadOfLargest(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        for i in range(output.shape[2]):
            for j in range(output.shape[3]):
                output[:, :, i, j] = X[self.window(i, j)].mean(axis=(2, 3))
        return output


@misconception("mean-instead-of-largest", "MaxPooling2D", variant="both-ways")
class MeanBothWays(MeanInsteadOfLargest, GradientSharedLikeAMean):
    pass


@misconception(
    "smallest-wins",
    "MaxPooling2D",
    title="The smallest value of each window wins",
    hint=(
        "Print your output for one window of four different numbers. Which of the four comes out, and which "
        "comparison decides that? With 6, 3, 8, 5 it should be 8. If it is 3, follow the loop by hand: best is 6, "
        "then comes 3; does your code keep the 6 or exchange it? A single sign, < for >, turns the whole search "
        "around, and so does a minus in front of the values that is not taken back with care. Names do not help: a "
        "variable called largest can hold the smallest. A window of equal numbers gives the same either way. "
        "Behind a ReLU the smallest of a window is often 0, so the images would turn almost black."
    ),
)
class SmallestWins(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = -super().forward_pass(-X, training)
        self.negative, self.layer_input = -X, X
        return output

    def backward_pass(self, accum_grad):
        self.layer_input = self.negative
        return super().backward_pass(accum_grad)


@misconception("smallest-wins", "MaxPooling2D", variant="in-the-forward-pass")
class SmallestWinsForward(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = -super().forward_pass(-X, training)
        self.layer_input = X
        return output


@misconception(
    "value-in-place-of-gradient",
    "MaxPooling2D",
    title="The largest value itself is written where its gradient belongs",
    hint=(
        "Two numbers belong to each window on the way back: its largest value and its gradient. Which of them does "
        "your code write down? Choose them so that they cannot be confused: a window with 3 and 40, and a gradient "
        "of 0.5. The winner's place should receive 0.5. A 40 there means that the value from the forward pass was "
        "put back, and a 20 that both were multiplied. The value has done its work once it has decided the place. "
        "A letter goes to the address on it, and nobody delivers the address twice. With images of zeros and ones "
        "the winners are mostly 1, and then a product with them hides it well. Which array stands on the right "
        "side of your line?"
    ),
)
class ValueInPlaceOfGradient(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(np.ones_like(accum_grad))
        return input_grad * self.layer_input


@misconception("value-in-place-of-gradient", "MaxPooling2D", variant="once")
class ValueOnceInPlaceOfGradient(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return (super().backward_pass(np.ones_like(accum_grad)) != 0) * self.layer_input


@misconception("value-in-place-of-gradient", "MaxPooling2D", variant="multiplied")
class ValueTimesGradient(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.layer_input


@misconception(
    "winners-of-the-first-channel",
    "MaxPooling2D",
    title="All channels use the winning places of the first channel",
    hint=(
        "Each channel has its own largest elements. Does your code look for them in every channel, or only once "
        "for an image? Take one image of two channels with a single row each, 2, 6 in the first channel and 8, 1 "
        "in the second, as one window. With gradients of 1 and 10 the layer should send back 0, 1 for the first "
        "and 10, 0 for the second. If the second shows 0, 10, the place of the first channel was used again, and "
        "the 1 is paid for what the 8 did. Look for an index or a slice that picks channel 0 before the search. A "
        "grey image has a single channel and behaves. Do all your axes appear in the search?"
    ),
)
class WinnersOfTheFirstChannel(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        self.layer_input = np.broadcast_to(X[:, :1], X.shape)
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = X
        return input_grad


@misconception(
    "place-within-the-window",
    "MaxPooling2D",
    title="The gradient goes to the winner's place within its window, counted from the image's corner",
    hint=(
        "In which coordinates do you remember where the largest element was? A window finds it at, say, row 0 and column "
        "1, counted from its own corner. Seat 3 of row 2 is a different chair in every hall of a cinema. If the place is "
        "used as it is in the image, all windows hand their gradients to the same few elements at the top left. Give only "
        "the last window a gradient, and look where it lands. An image with a single window cannot show it, and neither "
        "can the first window of any image. What has to be added to the row and the column of a winner so that they count "
        "from the image's corner?"
    ),
)
class PlaceWithinTheWindow(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        input_grad = np.zeros(X.shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            values = X[self.window(i, j)][n, c]
            place = np.unravel_index(values.argmax(), values.shape)
            input_grad[(n, c, *place)] += accum_grad[n, c, i, j]
        return input_grad


@misconception("place-within-the-window", "MaxPooling2D", variant="the-last-one")
class LastPlaceWithinTheWindow(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        input_grad = np.zeros(X.shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            values = X[self.window(i, j)][n, c]
            place = np.unravel_index(values.argmax(), values.shape)
            input_grad[(n, c, *place)] = accum_grad[n, c, i, j]
        return input_grad


@misconception(
    "places-numbered-by-the-height",
    "MaxPooling2D",
    title="Places of a window are numbered by its height in the forward pass and by its width in the backward pass",
    hint=(
        "Your forward pass writes down a number for each winner, and your backward pass reads it. Do both count the "
        "places of a window in one way? In a theatre with 2 rows of 3 seats, counted from 0, the middle seat of the "
        "back row has number 4, as three seats come before its row. Somebody who allows two seats to a row calls it "
        "3, and an usher who allows three then leads the guest to the left end of that row. `np.unravel_index(4, (2, "
        "3))` is (1, 1), and for 3 it is (1, 0). Try one window of 2 by 3 with its largest value in that seat, and "
        "see where the gradient lands. Square windows have as many rows as columns, and winners in the first row "
        "have the same number in either count, so nothing shows there."
    ),
)
class PlacesNumberedByTheHeight(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        kh, kw = self.pool_shape
        # A search that starts at 0 never moves on to a smaller value, and stays at the first place.
        lowest = 0 if isinstance(self, LargestStartsAtZero) else -np.inf
        input_grad = np.zeros(X.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            place = self.window(i, j)
            flat = X[place].reshape(*X.shape[:2], -1)
            row, column = np.divmod(np.maximum(flat, lowest).argmax(axis=2), kw)
            won = np.arange(kh * kw) == (row * kh + column)[:, :, None]  # a number beyond the last place meets none
            input_grad[place] += won.reshape(X[place].shape) * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception("places-numbered-by-the-height", "MaxPooling2D", variant="out-of-the-window")
class PlacesOutOfTheWindow(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        kh, kw = self.pool_shape
        input_grad = np.zeros(X.shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            row, column = divmod(int(X[self.window(i, j)][n, c].argmax()), kw)
            row, column = divmod(row * kh + column, kw)
            input_grad[n, c, i * self.stride[0] + row, j * self.stride[1] + column] += accum_grad[n, c, i, j]
        return input_grad


@misconception(
    "given-strides-swapped",
    "MaxPooling2D",
    title="A pair that is given as stride is read as columns, rows",
    hint=(
        "Which entry of a pair is for going down, and is it the same one for the windows and for their steps? Your "
        "layer is right when nobody names a stride. Now name one: an image of 4 by 4 pixels, numbered from 0 to 15 "
        "along its rows, windows of a single pixel, and (1, 2). Going down by one and to the right by two, the "
        "first row of the output is 0, 2 and there are four such rows. If it reads 0, 1, 2, 3 and only two rows "
        "come out, the pair was unpacked in the other order. In small: `x, y = (1, 2)` puts the 1 into whatever "
        "name stands first. A number, or two equal ones, cannot show it. Look at the line that takes the pair "
        "apart: in which order stand its names?"
    ),
)
class GivenStridesSwapped(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        if stride is not None:
            self.stride = self.stride[::-1]


@misconception(
    "winner-divided-by-the-height",
    "MaxPooling2D",
    title="The number of a winner is divided by the height of the window instead of the width",
    hint=(
        "argmax over a flattened window gives one number. How do you get a row and a column from it, and which "
        "side of the window do you divide by? Windows are flattened row by row, so one row is as long as the "
        "window is wide. Take a shelf with 2 boards of 5 books, counted through from 0: book 7 is on board 7 // 5 "
        "= 1, at place 7 % 5 = 2. Dividing by the number of boards instead gives board 3, which does not exist, "
        "and place 1. Numpy sometimes complains about an index then; more often it finds another pixel there, of "
        "a neighbouring window, and says nothing. Square windows have equal sides, and winners at place 0 are at "
        "the corner by any count. What does np.unravel_index(7, (2, 5)) answer, and why does it want both sizes?"
    ),
)
class WinnerDividedByTheHeight(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        input_grad = np.zeros(X.shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            winner = int(X[self.window(i, j)][n, c].argmax())
            row, column = divmod(winner, self.pool_shape[0])
            input_grad[n, c, i * self.stride[0] + row, j * self.stride[1] + column] += accum_grad[n, c, i, j]
        return input_grad


@misconception("winner-divided-by-the-height", "MaxPooling2D", variant="the-rest-by-the-width")
class WinnersRowByTheHeight(MaxPooling2D):
    def backward_pass(self, accum_grad):
        X = self.layer_input
        kh, kw = self.pool_shape
        input_grad = np.zeros(X.shape)
        for n, c, i, j in np.ndindex(*accum_grad.shape):
            winner = int(X[self.window(i, j)][n, c].argmax())
            row, column = winner // kh, winner % kw
            input_grad[n, c, i * self.stride[0] + row, j * self.stride[1] + column] += accum_grad[n, c, i, j]
        return input_grad


@misconception(
    "output-shape-from-the-constructor",
    "MaxPooling2D",
    title="output_shape is worked out in the constructor, and never again",
    hint=(
        "Only the first layer of a network gets its input_shape when it is made. When do you count the windows? "
        "For every other layer, set_input_shape from layer.py stores the shape later, and nothing else happens at "
        "that moment. Make a layer with windows of (2, 2) and no shape, then tell it (1, 8, 14): its output is "
        "(1, 4, 7). If you get None, the count was due at a time when there was nothing to count, and nobody has "
        "come back to it. If another shape was known first, the old count stays, like a class list that was "
        "printed before two pupils moved in. The passes are not at fault. A layer that is given its shape at once "
        "and keeps it answers as it should. Can output_shape do its own counting, from what is stored at the "
        "time?"
    ),
)
class OutputShapeFromTheConstructor(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.kept_shape = None if input_shape is None else super().output_shape()

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "MaxPooling2D", variant="only-with-a-shape")
class OutputShapeOnlyWithAShape(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        if input_shape is not None:
            self.kept_shape = super().output_shape()

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "MaxPooling2D", variant="which-needs-a-shape")
class OutputShapeNeededAtOnce(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.kept_shape = super().output_shape()

    def output_shape(self):
        return self.kept_shape


class OwnWindows(MaxPooling2D):
    """The backward pass counts the windows of the image once more, however many gradients there are."""

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.layer_input.shape)
        for i, j in np.ndindex(*self.count_windows(*self.layer_input.shape[2:])):
            gradient = accum_grad[:, :, i, j, None, None]
            input_grad[self.window(i, j)] += find_won(self, self.layer_input[self.window(i, j)]) * gradient
        return input_grad


def go_back_over_own_windows(kind):
    return type("GoneBackOverOwnWindows", (kind, OwnWindows), {})


def look_at_each_element(kind):
    """The forward pass reads element by element, and finds the end of the image."""

    class EachElement(kind):
        def forward_pass(self, X, training=True):
            for i, j in np.ndindex(*self.count_windows(*X.shape[2:])):
                place = self.window(i, j)
                for axis in (2, 3):
                    if place[axis].stop > X.shape[axis]:
                        raise IndexError(f"index {X.shape[axis]} is out of bounds for axis {axis}")
            return super().forward_pass(X, training)

    return EachElement


def look_at_each_element_both_ways(kind):
    return look_at_each_element(go_back_over_own_windows(kind))


def go_back_to_kept_places(kind):
    return type("GoneBackToKeptPlaces", (kind, PlacesKept), {})


def count_for_the_next_layer(kind):
    """The passes are right."""

    class OutputShapeOnly(MaxPooling2D):
        def output_shape(self):
            pool, stride, shape = self.pool_shape, self.stride, self.input_shape
            other = kind(pool, stride, shape)
            return kind.output_shape(other)

    return OutputShapeOnly


COUNTED = {
    "leftover-kept": [LeftoverKept, LeftoverPadded, LeftoverPaddedWithZeros],
    "size-divided-by-stride": [SizeDividedByStride],
    "size-rounded": [SizeRounded, SizeRoundedHalfUp, SizeRoundedWithTheOne],
    "window-left-out-of-the-size": [WindowLeftOutOfTheSize, WindowLeftOutAndOneMore],
    "one-window-too-few": [OneWindowTooFew, LastWindowTooFew],
}
CUT = {
    "stride-ignored": [StrideIgnored],
    "stride-one-by-default": [StrideOneByDefault, StrideOneWhereLeftOut],
    "stride-two-by-default": [StrideTwoByDefault, StrideTwoWhereLeftOut],
    "one-stride-for-both": [OneStrideForBoth, OneGivenStrideForBoth],
    "rows-and-columns-swapped": [RowsAndColumnsSwapped, RowsAndColumnsSwappedWithoutStride],
    "strides-swapped": [StridesSwapped],
    "given-strides-swapped": [GivenStridesSwapped],
    "pool-height-for-width": [PoolHeightForWidth, PoolHeightForWidthAndStride],
}
WAYS = (
    go_back_over_own_windows,
    go_back_to_kept_places,
    look_at_each_element,
    look_at_each_element_both_ways,
    count_for_the_next_layer,
)
for id, kinds in (COUNTED | CUT).items():
    for number, kind in enumerate(kinds, start=1):
        for way in WAYS if id in COUNTED else WAYS[:2]:
            name = f"{way.__name__.replace('_', '-')}-{number}"
            misconception(id, "MaxPooling2D", variant=name)(way(kind))
