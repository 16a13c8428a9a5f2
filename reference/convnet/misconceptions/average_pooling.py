"""What people get wrong in `average_pooling`. Each class is the reference with one mistake."""

import numpy as np
from average_pooling import AveragePooling2D

from grader.misconceptions import misconception


def windows(layer):
    """Yields each position of the output with the slices of its window."""
    for r, c in np.ndindex(layer.output_shape[1:]):
        top, left = r * layer.stride, c * layer.stride
        yield r, c, np.s_[:, :, top : top + layer.pool_size, left : left + layer.pool_size]


class WindowByWindow(AveragePooling2D):
    """The reference in a loop over the windows of output_shape: one that is cut off at the edge raises no error."""

    whole = True
    share_by_pixels = False
    sliced = False

    def forward(self, input_batch, training=True):
        self.batch_size = len(input_batch)
        output = np.zeros((self.batch_size, *self.output_shape))
        with np.errstate(all="ignore"):
            for r, c, window in windows(self):
                pixels = input_batch[window]
                divisor = self.pool_size**2 if self.whole else pixels[0, 0].size
                output[:, :, r, c] = np.divide(pixels.sum(axis=(2, 3)), divisor)
        return output

    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for r, c, window in windows(self):
            divisor = max(gradient[window][0, 0].size, 1) if self.share_by_pixels else self.pool_size**2
            if self.sliced:  # beyond the argument's edge there is nothing, where an index raises an error
                gradient[window] += output_gradient_batch[:, :, r : r + 1, c : c + 1] / divisor
            else:
                gradient[window] += output_gradient_batch[:, :, r, c, None, None] / divisor
        return gradient


class MeanByMean(WindowByWindow):
    """A window that is cut off gives the mean of what it has."""

    whole = False


class MeanByMeanAndBack(MeanByMean):
    """And its gradient is shared among what it has."""

    share_by_pixels = True


class ByView(AveragePooling2D):
    """forward takes all windows of the images, whatever output_shape says."""

    def forward(self, input_batch, training=True):
        self.batch_size = len(input_batch)
        k, s = self.pool_size, self.stride
        view = np.lib.stride_tricks.sliding_window_view(input_batch, (k, k), axis=(2, 3))
        return view[:, :, ::s, ::s].mean(axis=(4, 5))


class ByViewAndWindowByWindow(ByView):
    """And backward is a loop over the windows of output_shape."""

    def backward(self, output_gradient_batch):
        return WindowByWindow.backward(self, output_gradient_batch)

    whole, share_by_pixels, sliced = True, False, False


WAYS = {
    "window-by-window": WindowByWindow,
    "mean-by-mean": MeanByMean,
    "mean-by-mean-and-back": MeanByMeanAndBack,
    "by-a-view": ByView,
    "by-a-view-and-window-by-window": ByViewAndWindowByWindow,
}


def declare_ways(id, build, ways=tuple(WAYS), prefix="", sliced=False):
    """Declares variants of a mistake in `build`, which is a method, with other forms of forward and backward."""
    for name in ways:
        body = {"build": build, "sliced": sliced}
        misconception(id, "AveragePooling2D", variant=prefix + name)(type("AveragePooling2D", (WAYS[name],), body))


def count_with(count):
    """Returns a `build` that has count(n, k, s) windows along a side of n pixels."""

    def build(self, input_shape):
        self.input_shape = input_shape
        counts = (count(n, self.pool_size, self.stride) for n in input_shape[1:])
        self.output_shape = (input_shape[0], *counts)

    return build


@misconception(
    "overlaps-overwritten",
    "AveragePooling2D",
    title="A pixel in several windows keeps only the share that is written last",
    hint=(
        "A pixel that lies in several windows influences several outputs. Does your code add to its gradient, or set "
        "it? Try a row of three numbers a, b, c with windows of two, one apart: the outputs are (a + b) / 2 and (b + "
        "c) / 2. Move b by 1, and both outputs move by a half. So with a gradient of 1 at both, b gets 1 in all, "
        "while a and c get a half. Whoever assigns in a loop leaves only what the last round wrote: a half for b too. "
        "In small: `box[0] = 5` and then `box[0] = 7` leave 7, and nobody knows of the 5. Where windows do not "
        "overlap, and that is the default, each pixel is written once and all is right."
    ),
)
class OverlapsOverwritten(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for r, c, window in windows(self):
            gradient[window] = output_gradient_batch[:, :, r, c, None, None] / self.pool_size**2
        return gradient


@misconception("overlaps-overwritten", "AveragePooling2D", variant="pixel-by-pixel")
class OverlapsOverwrittenByPixels(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for i, j in self._places():
            self._seen(gradient, i, j)[...] = output_gradient_batch / self.pool_size**2
        return gradient


@misconception(
    "overlaps-averaged",
    "AveragePooling2D",
    title="The shares of a pixel in several windows are averaged",
    hint=(
        "A pixel in two windows moves two outputs. Does your code divide by the number of windows that it lies in? "
        "Take a row 1, 3, 5 with windows of two, one apart: the means are 2 and 4. Raise the middle number from 3 to "
        "4: the means become 2.5 and 4.5, so together they have risen by a whole. A gradient of 1 at each output "
        "should therefore give the middle pixel 1, and dividing by two windows leaves it with a half. Who works in "
        "two shops gets two wages, not their average. The idea of averaging seems natural in a layer of this name, "
        "but the divisor belongs to the pixels of a window, not to the windows of a pixel. As long as windows do not "
        "overlap the count is 1, and nothing shows."
    ),
)
class OverlapsAveraged(AveragePooling2D):
    def backward(self, output_gradient_batch):
        counts = super().backward(np.full_like(output_gradient_batch, self.pool_size**2))
        return super().backward(output_gradient_batch) / np.maximum(counts, 1)


@misconception(
    "whole-gradient-to-each",
    "AveragePooling2D",
    title="Every pixel of a window receives the whole gradient",
    hint=(
        "Move one pixel of a window of four by 1. By how much does the mean move? Try it with 2, 4, 6, 8, whose mean "
        "is 5; with 2, 4, 6, 12 it is 6, so a step of 4 in one pixel makes a step of 1 in the mean. Your backward "
        "hands each pixel the gradient of the output as a whole, as if each of them alone were the output. Add up "
        "what you return for a single window and compare with what came in: four people who share a cake cannot each "
        "get all of it. Your gradients have the right pattern and the right signs, so a picture of them looks "
        "perfect. Only differences of your own forward pass, or a comparison of sums, show that a factor is missing. "
        "With windows of one pixel there is none."
    ),
)
class WholeGradientToEach(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch * self.pool_size**2)


@misconception(
    "gradient-to-one-pixel",
    "AveragePooling2D",
    title="Only the first pixel of a window receives the gradient",
    hint=(
        "Which pixels of a window does the mean depend on? And which of them get something from your backward? Put a "
        "gradient of 8 on a single window and print what you return: how many entries are not zero? In small: the "
        "mean of 1, 5, 9 is 5. Raise any one of the three by 3, and it becomes 6; no place is preferred. If only the "
        "corner of each window receives, the others are told that they have no influence. A letter to a family of "
        "four that is put into one person's drawer has arrived, but three never hear of it. The total may even be "
        "right, since one pixel gets what four should share. With windows of one pixel nothing differs. Which slices "
        "does your code write to, and how many places of a window do they reach?"
    ),
)
class GradientToOnePixel(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        self._seen(gradient, 0, 0)[...] = output_gradient_batch
        return gradient


@misconception("gradient-to-one-pixel", "AveragePooling2D", variant="its-share")
class ShareToOnePixel(GradientToOnePixel):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.pool_size**2


@misconception(
    "gradient-to-maximum",
    "AveragePooling2D",
    title="The largest pixel of a window receives the gradient, as in max pooling",
    hint=(
        "Does backward need the pictures themselves here? Take the window 1, 2, 9 with the mean 4, and raise the 1 to "
        "4: the mean becomes 5. The largest number was not involved. So the influence of a pixel does not depend on "
        "its rank, nor on any value in the window. Your backward seems to look for the winner, as max pooling must. "
        "In an election the winner takes the seat; in a common purse every coin counts, the small ones too. A test: "
        "run forward on two different images, then backward with the same argument. Should the two answers differ? In "
        "a window where all pixels are equal, each counts as a winner, and the pattern looks right at least. What "
        "must be known of a window to share out its gradient?"
    ),
)
class GradientToMaximum(AveragePooling2D):
    def forward(self, input_batch, training=True):
        self.images = input_batch
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            pixels = self.images[window]
            hit = pixels == pixels.max(axis=(2, 3), keepdims=True)
            gradient[window] += hit * output_gradient_batch[:, :, r, c, None, None]
        return gradient


@misconception("gradient-to-maximum", "AveragePooling2D", variant="its-share")
class ShareToMaximum(GradientToMaximum):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.pool_size**2


@misconception("gradient-to-maximum", "AveragePooling2D", variant="first-of-equals")
class GradientToFirstMaximum(GradientToMaximum):
    def backward(self, output_gradient_batch):
        gradient, k, s = np.zeros(self.images.shape), self.pool_size, self.stride
        for n, d, r, c in np.ndindex(output_gradient_batch.shape):
            pixels = self.images[n, d, r * s : r * s + k, c * s : c * s + k]
            i, j = np.unravel_index(pixels.argmax(), pixels.shape)
            gradient[n, d, r * s + i, c * s + j] += output_gradient_batch[n, d, r, c]
        return gradient


@misconception(
    "window-summed",
    "AveragePooling2D",
    title="The output is the sum of the window",
    hint=(
        "What is the average of an image of ones? What does your forward return for it? An average lies between the "
        "smallest and the largest number; for 3, 4, 5, 8 it is 5, while 20 is larger than all of them. So compare "
        "your output with the extremes of each window. In small: four friends find coins worth 20 in all; the sum "
        "says what they have together, the mean what each gets. Without the division a map becomes brighter in every "
        "such layer: with windows of 2 by 2, four layers in a row multiply by 256. Your backward may be right for the "
        "mean, and then does not fit your forward. On windows of one pixel, or images of zeros, both are the same. Is "
        "the last step missing, or in the wrong place?"
    ),
)
class WindowSummed(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size**2


@misconception("window-summed", "AveragePooling2D", variant="in-both-passes")
class WindowSummedInBothPasses(WindowSummed):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch * self.pool_size**2)


@misconception(
    "divided-by-side",
    "AveragePooling2D",
    title="Sums are divided by pool_size instead of by the number of pixels",
    hint=(
        "How many pixels has a window with pool_size 3? Draw it and count; then compare with the number that you "
        "divide by. For an image of ones the mean is 1, whatever the window; is yours? In small: np.ones((4, "
        "4)).sum() is 16 and not 4, and .mean() is 1. pool_size is the length of a side. A square garden with a side "
        "of 5 metres needs grass for more than 5 square metres. Dividing by the side is right for windows in a row, "
        "and the formula in one dimension is easily carried over. Both of your passes use the same number, so "
        "differences of your own forward pass agree with your backward, and only the comparison with a value that you "
        "know shows the mistake. For windows of one pixel side and area coincide."
    ),
)
class DividedBySide(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size

    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size


@misconception("divided-by-side", "AveragePooling2D", variant="in-forward")
class DividedBySideInForward(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size


@misconception(
    "divided-by-four",
    "AveragePooling2D",
    title="The divisor is 4 for every window",
    hint=(
        "Does your divisor follow pool_size? Try an image of ones with windows of 3 by 3: the mean of ones is 1, and "
        "a fixed divisor gives 9 / 4, which is 2.25. With windows of 2 by 2, the default and the size in most "
        "examples, you are right, and that is how such a number comes into the code. In small: `def mean(numbers): "
        "return sum(numbers) / 4` is right for [1, 2, 3, 6], with 3, and wrong for [3, 3], with 1.5. Look for "
        "constants in both passes: each number that is written out should have a reason that holds for every layer. "
        "As forward and backward share the same mistake, they fit each other, so a gradient check is content. Where "
        "in your object does the size of the window stand?"
    ),
)
class DividedByFour(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size**2 / 4

    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size**2 / 4


@misconception("divided-by-four", "AveragePooling2D", variant="in-forward")
class DividedByFourInForward(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size**2 / 4


@misconception("divided-by-four", "AveragePooling2D", variant="in-backward")
class DividedByFourInBackward(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size**2 / 4


@misconception(
    "stride-ignored",
    "AveragePooling2D",
    title="The stride is always the size of the window",
    hint=(
        "Which attribute holds the second argument of the constructor, and where do your methods use it? Make a layer "
        "with windows of 3 and a stride of 1, and print both attributes. Then count by hand: on a row of 6 pixels, "
        "windows of 3 fit at 4 places if they move by one, and at 2 if they move by three. Which number does your "
        "output_shape have? In small: `range(0, 6, 3)` has 2 entries, `range(0, 4)` has 4. A photographer who walks "
        "along a wall can take a picture at every step, or only where the last one ended; the size of his pictures "
        "does not settle that. If nobody gives a stride, or one that equals the window, your layer is right. In all "
        "other cases even the shapes differ."
    ),
)
class StrideIgnored(AveragePooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size)


@misconception("stride-ignored", "AveragePooling2D", variant="window-by-window")
class StrideIgnoredWindowByWindow(WindowByWindow):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size)


def declare_stride_ignored(name, way, methods):
    """Declares one that keeps the stride and takes the size of the window for it in these methods."""

    def use_size(method):
        def call(self, *args, **kwargs):
            kept, self.stride = self.stride, self.pool_size
            try:
                return getattr(way, method)(self, *args, **kwargs)
            finally:
                self.stride = kept

        return call

    body = {method: use_size(method) for method in methods}
    misconception("stride-ignored", "AveragePooling2D", variant=name)(type("AveragePooling2D", (way,), body))


for name, way in {"": AveragePooling2D, **{f"-{name}": WAYS[name] for name in list(WAYS)[:2]}}.items():
    declare_stride_ignored(f"attribute-kept{name}", way, ["build", "forward", "backward"])
    declare_stride_ignored(f"sizes-kept{name}", way, ["forward", "backward"])
    declare_stride_ignored(f"in-forward{name}", way, ["forward"])


@misconception(
    "default-stride-one",
    "AveragePooling2D",
    title="Without a stride, windows are one pixel apart",
    hint=(
        "What does None stand for in the constructor? Make a layer with a window of 3 and no stride, and print the "
        "attribute: by how many pixels do your windows move? A default that depends on another argument cannot be a "
        "plain number in the signature. In small: tiles that are laid on a floor without further instructions lie "
        "side by side, so a tile of 3 begins where the one before ends: 0, 3, 6. With a distance of 1 they would lie "
        "on top of each other. On a row of 6 pixels the two readings give 2 windows and 4. Convolution layers often "
        "move by one by default, and the habit is easily brought along. If a stride is given, your layer does what it "
        "should; it is only the unsaid that is different."
    ),
)
class DefaultStrideOne(AveragePooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 1 if stride is None else stride)


@misconception("default-stride-one", "AveragePooling2D", variant="window-by-window")
class DefaultStrideOneWindowByWindow(WindowByWindow):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 1 if stride is None else stride)


@misconception(
    "size-without-window",
    "AveragePooling2D",
    title="The output size is H // stride",
    hint=(
        "How many windows of 4 pixels, 2 apart, fit into a row of 8? Draw them: they begin at 0, 2 and 4. The next "
        "would begin at 6, and needs pixels 6 to 9. Does your formula say 3, or more? A division by the stride alone "
        "counts all places where a window could begin, also those from which it would reach over the edge. In small: "
        "three friends who want to sit side by side in a row of 4 seats have 2 ways to do so, not 4. Windows as wide "
        "as their stride hide the mistake, since then the last beginning has all its pixels. For others, slices at "
        "the edge are shorter, without an error, and their sums are divided by too large a number. Which quantity "
        "does not appear in your formula?"
    ),
)
class SizeWithoutWindow(AveragePooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H, W = input_shape
        self.output_shape = (C, H // self.stride, W // self.stride)

    def windows(self, images):
        _, H_out, W_out = self.output_shape
        k, s = self.pool_size, self.stride
        for i in range(H_out):
            for j in range(W_out):
                yield i, j, images[:, :, i * s : i * s + k, j * s : j * s + k]

    def forward(self, input_batch, training=True):
        self.batch_size = len(input_batch)
        output = np.zeros((self.batch_size, *self.output_shape))
        for i, j, window in self.windows(input_batch):
            output[:, :, i, j] = window.sum(axis=(2, 3)) / self.pool_size**2
        return output

    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for i, j, window in self.windows(gradient):
            window += output_gradient_batch[:, :, i, j][:, :, None, None] / self.pool_size**2
        return gradient


declare_ways("size-without-window", count_with(lambda n, k, s: n // s))
declare_ways("size-without-window", count_with(lambda n, k, s: n // s), list(WAYS)[:3], "sliced-", sliced=True)


@misconception("size-without-window", "AveragePooling2D", variant="mean-by-mean-and-one-slice")
class SizeWithoutWindowOneSlice(MeanByMean):
    build = count_with(lambda n, k, s: n // s)
    backward = AveragePooling2D.backward


@misconception(
    "output-shape-for-squares",
    "AveragePooling2D",
    title="The width of the output is computed from the height",
    hint=(
        "Try an image that is wider than high, say 4 by 10 pixels, with windows of 2. Which sizes has the output by "
        "hand, and which ones by your build? Look at the line for the width: does it start from W? In small: `h, w = "
        "4, 10`, then `rows = h // 2`, `columns = h // 2` gives 2 and 2 where 2 and 5 are wanted; such lines come "
        "about by copying the first and changing only its left side. Pictures in examples are often square, and for "
        "those everything is right. In a wide picture the right part would never be looked at; in a high one windows "
        "are asked for beyond the edge, where slices are empty, or shorter than they should be. Which letter stands "
        "in your second line?"
    ),
)
class OutputShapeForSquares(AveragePooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, _ = self.output_shape
        self.output_shape = (C, H_out, H_out)


def build_for_squares(self, input_shape):
    """Computes the width from the height."""
    AveragePooling2D.build(self, input_shape)
    C, H_out, _ = self.output_shape
    self.output_shape = (C, H_out, H_out)


declare_ways("output-shape-for-squares", build_for_squares)


@misconception("output-shape-for-squares", "AveragePooling2D", variant="mean-by-mean-and-one-slice")
class OutputShapeForSquaresOneSlice(MeanByMean):
    build = build_for_squares
    backward = AveragePooling2D.backward


@misconception(
    "leftovers-pooled",
    "AveragePooling2D",
    title="Windows that reach over the edge are counted",
    hint=(
        "What does the statement say about rows that fill no window? Take a row of 7 pixels and windows of 3, side by "
        "side: two fit, and one pixel is left. How many outputs does your layer give? If it is three, the last window "
        "reaches over the edge, onto zeros or onto nothing. In small: 7 // 3 is 2, and -(-7 // 3) is 3; rounding down "
        "and rounding up differ by one exactly where something is left over. With zeros beyond the edge, the mean of "
        "a bright border pixel 9 would be 3, so the picture gets dark at its rim. Other programs have an option for "
        "this behaviour, and some turn it on by themselves. Images whose sides are multiples of the window have no "
        "rest; with them you are right."
    ),
)
class LeftoversPooled(AveragePooling2D):
    def build(self, input_shape):
        k, s = self.pool_size, self.stride
        wider = [n + -(n - k) % s for n in input_shape[1:]]
        super().build((input_shape[0], *wider))
        self.wider_shape = self.input_shape
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        extra = [(0, -(n - k) % s) for n in input_batch.shape[2:]]
        return super().forward(np.pad(input_batch, [(0, 0), (0, 0), *extra]), training)

    def backward(self, output_gradient_batch):
        right_shape, self.input_shape = self.input_shape, self.wider_shape
        try:
            _, H, W = right_shape
            return super().backward(output_gradient_batch)[:, :, :H, :W]
        finally:
            self.input_shape = right_shape


@misconception(
    "leftovers-cut-off",
    "AveragePooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint=(
        "Which shape must the gradient have? Compare it with the shape of the images, for a picture of 7 rows and "
        "windows of 3 side by side. One row is seen by no window. It had no influence on any output; what is the "
        "gradient of a pixel without influence? In small: for f(a, b, c) = a + b the slopes are 1, 1 and 0. Three "
        "numbers, as there are three inputs; the third is not left out because it is dull. An attendance list names "
        "also those who said nothing. The layer before yours has made a picture of 7 rows and wants an answer for "
        "each, so a shorter array raises an error there, or is stretched by broadcasting into something wrong. Where "
        "the sides are multiples of the window nothing is cut off."
    ),
)
class LeftoversCutOff(AveragePooling2D):
    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        k, s = self.pool_size, self.stride
        return super().backward(output_gradient_batch)[:, :, : (H_out - 1) * s + k, : (W_out - 1) * s + k]


@misconception("leftovers-cut-off", "AveragePooling2D", variant="blocks-as-wide-as-the-stride")
class LeftoversCutOffBlocks(AveragePooling2D):
    def backward(self, output_gradient_batch):
        C, H_out, W_out = self.output_shape
        kept, self.input_shape = self.input_shape, (C, H_out * self.stride, W_out * self.stride)
        try:
            return super().backward(output_gradient_batch)
        finally:
            self.input_shape = kept


@misconception(
    "gaps-filled",
    "AveragePooling2D",
    title="The gradient is stretched to blocks as wide as the stride",
    hint=(
        "Take windows of one pixel that lie 3 apart: in a row of 6 they see the pixels 0 and 3. What is the gradient "
        "of the other four? Nobody looked at them, so moving them changes nothing. And what does your backward say "
        "about them? Stretching each gradient to a block as wide as the stride pays out shares to pixels between the "
        "windows. In small: np.kron([1, 2], [1, 1, 1]) has six entries and none is zero, and np.kron([1, 2], [1, 0, "
        "0]) leaves gaps. A lamp post every 30 metres lights up 10 metres around it, not the whole road. When stride "
        "and window have one size, blocks and windows are the same and everything fits. Which of the two numbers "
        "decides how far a window reaches, and which only where it starts?"
    ),
)
class GapsFilled(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        block = np.ones((self.stride, self.stride)) / self.pool_size**2
        stretched = np.kron(output_gradient_batch, block)[:, :, : gradient.shape[2], : gradient.shape[3]]
        gradient[:, :, : stretched.shape[2], : stretched.shape[3]] = stretched
        return gradient


def declare_gaps_filled(name, strict, by_block):
    """Declares one that fails where blocks do not fit if it is strict, and that shares by the block or by the window."""

    @misconception("gaps-filled", "AveragePooling2D", variant=name)
    class Filled(AveragePooling2D):
        def backward(self, output_gradient_batch):
            gradient, s = np.zeros((self.batch_size, *self.input_shape)), self.stride
            divisor = s * s if by_block else self.pool_size**2
            stretched = output_gradient_batch.repeat(s, axis=2).repeat(s, axis=3) / divisor
            high, wide = stretched.shape[2:]
            if not strict:
                stretched = stretched[:, :, : gradient.shape[2], : gradient.shape[3]]
            gradient[:, :, :high, :wide] = stretched
            return gradient


declare_gaps_filled("strict", True, False)
declare_gaps_filled("by-the-block", False, True)
declare_gaps_filled("strict-by-the-block", True, True)


@misconception(
    "channels-mixed",
    "AveragePooling2D",
    title="The mean is taken over the channels as well",
    hint=(
        "Each channel is pooled by itself. Over which axes does your mean run, and which ones must stay? Try an image "
        "with two channels, one all 2 and one all 10. The output should have a channel of 2 and one of 10; are both 6 "
        "in yours? In small: np.array([[1, 1], [9, 9]]).mean() is 5, while .mean(axis=1) gives 1 and 9. If red and "
        "blue are mixed at each pixel, a picture turns grey. The shape alone does not tell, since broadcasting can "
        "put the mixed values back into every channel. With a single channel nothing is mixed and nothing shows, and "
        "a worked example in grey is right. The next layer would see several copies of one map, and whatever the "
        "channels had learnt to tell apart is gone. Which axis number belongs to the channels?"
    ),
)
class ChannelsMixed(AveragePooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return np.broadcast_to(output.mean(axis=1, keepdims=True), output.shape)


@misconception("channels-mixed", "AveragePooling2D", variant="in-both-passes")
class ChannelsMixedInBothPasses(ChannelsMixed):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        return np.broadcast_to(gradient.mean(axis=1, keepdims=True), gradient.shape).copy()


@misconception(
    "averaged-over-batch",
    "AveragePooling2D",
    title="The gradient is divided by the number of samples",
    hint=(
        "Row i of the gradient belongs to sample i alone. Does it change when others join the batch? Run one image "
        "through forward and backward, then the same image together with three others, with the same gradient for it. "
        "Is its part now a quarter of what it was? This layer divides by the number of pixels in a window, and by "
        "nothing else; it is called an average because of those. In small: the average height of each of three "
        "classes is computed within the class. The number of classes plays no part in it. If a loss is a mean over "
        "samples, that division happens in the loss and is already in what arrives. With one image in the batch it is "
        "a division by 1. In a deep network with many such layers the first ones hardly learn."
    ),
)
class AveragedOverBatch(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.batch_size


@misconception(
    "first-batch-size-kept",
    "AveragePooling2D",
    title="The batch size of the first forward pass is kept for ever",
    hint=(
        "The last batch of an epoch is often smaller. When does your code store the number of its images: in every "
        "forward, or only in the first? Run a batch of 5, then one of 2, then backward for the second, and print the "
        "shape of the answer. In small: `size = size or len(batch)` sets size once; the second time it is not None "
        "any more and stays. A waiter who lays the table for yesterday's number of guests has places left over, or "
        "too few. With batches of one size, nothing can be seen, and most loops have them until the very end of an "
        "epoch. Then comes an error about shapes, or, where broadcasting helps, an answer with rows that belong to "
        "nobody. Which line should know what the latest forward has seen?"
    ),
)
class FirstBatchSizeKept(AveragePooling2D):
    def forward(self, input_batch, training=True):
        first = getattr(self, "batch_size", None)
        output = super().forward(input_batch, training)
        self.batch_size = first or self.batch_size
        return output


@misconception("first-batch-size-kept", "AveragePooling2D", variant="in-forward-too")
class FirstBatchSizeKeptInForward(FirstBatchSizeKept):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        result = np.zeros((self.batch_size, *self.output_shape))
        result[...] = output
        return result


@misconception("first-batch-size-kept", "AveragePooling2D", variant="sample-by-sample")
class FirstBatchSizeKeptBySamples(FirstBatchSizeKept):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return np.stack([output[number] for number in range(self.batch_size)])

    def backward(self, output_gradient_batch):
        return super().backward(np.stack([output_gradient_batch[number] for number in range(self.batch_size)]))


@misconception("first-batch-size-kept", "AveragePooling2D", variant="until-build")
class FirstBatchSizeKeptUntilBuild(FirstBatchSizeKept):
    def build(self, input_shape):
        super().build(input_shape)
        self.batch_size = None


@misconception(
    "shape-kept-in-training-only",
    "AveragePooling2D",
    title="The shape of the images is kept only where training is True",
    hint=(
        "Does your forward store what backward needs in every call, or under a condition? Call forward with "
        "training=False on a new layer, then backward. Does it find the size of this batch, of an earlier one, or "
        'none? In small: `if rainy: umbrella = "here"` and a later use of umbrella goes wrong on the first dry day. '
        "It seems sensible to save work when nobody trains. Yet a gradient by the input is also wanted outside "
        "training, to see which pixels a decision rests on. In this layer the flag makes no difference to anything. "
        "In a training, where each backward follows a training pass, the mistake stays hidden; an evaluation of "
        "another batch in between, and backward would answer for the batch before. Which lines stand under your if?"
    ),
)
class ShapeKeptInTrainingOnly(AveragePooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "batch_size", 0)
        output = super().forward(input_batch, training)
        self.batch_size = self.batch_size if training else before
        return output


@misconception("shape-kept-in-training-only", "AveragePooling2D", variant="none-outside-training")
class ShapeNoneOutsideTraining(AveragePooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.batch_size = self.batch_size if training else None
        return output


@misconception(
    "gradients-accumulate",
    "AveragePooling2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward twice with the same argument and compare the answers. Is the second one twice the first? Then "
        "ask where your array of zeros is made: once for each forward, or at the start of each backward. In small: a "
        "shop assistant who adds up purchases on one slip has to take a new slip for the next customer; with 4 and "
        "then 4 he says 8 otherwise. Within one call adding is right: pixels may lie in several windows, and their "
        "shares have to be gathered. Between calls it is not. In a training with one backward for each forward the "
        "sum never has more than one term, so this goes unnoticed. A check that asks several times, with one "
        "direction after the other, gets the sum of all earlier answers. What lives longer than it should?"
    ),
)
class GradientsAccumulate(AveragePooling2D):
    def forward(self, input_batch, training=True):
        self.total = 0
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        self.total = self.total + super().backward(output_gradient_batch)
        return self.total


@misconception(
    "gradient-clipped",
    "AveragePooling2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with a very large gradient? Multiply the argument by 1000 and look whether the "
        "answer is exactly 1000 times as large. A mean is linear: there is nothing in it that could get tired. In "
        "small: np.clip([30, 600], -50, 50) gives 30 and 50, so the second was twenty times the first and is now not "
        "even twice as large. Who reads a map on which all mountains above some height are drawn alike cannot find "
        "the highest. Limiting steps may be wise, but then for the whole network and by the one who makes the steps; "
        "a layer without parameters makes none. Ordinary numbers stay below your limit, so each example with small "
        "gradients is right to the last digit. Which two numbers in your code say where it lies?"
    ),
)
class GradientClipped(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return np.clip(super().backward(output_gradient_batch), -50, 50)


def declare_clipped(name, clip, at_entry=False):
    """Declares one that clips the answer in this way, or the argument of backward."""

    @misconception("gradient-clipped", "AveragePooling2D", variant=name)
    class Clipped(AveragePooling2D):
        def backward(self, output_gradient_batch):
            if at_entry:
                return super().backward(clip(output_gradient_batch))
            return clip(super().backward(output_gradient_batch))


def clip_elements(bound):
    """Returns a function that clips every element of an array."""
    return lambda array: np.clip(array, -bound, bound)


def clip_norm(bound):
    """Returns a function that shortens an array whose norm is larger than the bound."""
    return lambda array: array * min(1, bound / max(np.linalg.norm(array), 1e-300))


for bound in (0.1, 0.5, 1, 2, 3, 5, 10, 100):
    declare_clipped(f"at-{bound}", clip_elements(bound))
for bound in (1, 5, 10, 100):
    declare_clipped(f"at-entry-at-{bound}", clip_elements(bound), at_entry=True)
for bound in (1, 5, 10):
    declare_clipped(f"by-norm-at-{bound}", clip_norm(bound))
    declare_clipped(f"at-entry-by-norm-at-{bound}", clip_norm(bound), at_entry=True)


@misconception(
    "built-once",
    "AveragePooling2D",
    title="A second build changes nothing",
    hint=(
        "One layer may be built again for other images. Build yours for 1 channel of 6 by 6, then for 3 channels of "
        "10 by 8, and print both shapes. Do they tell of the second build? Look for a condition that asks whether "
        'something is there already. In small: `settings.setdefault("size", 6)` followed by '
        '`settings.setdefault("size", 10)` leaves 6; the second call is polite and changes nothing. A tailor who '
        "keeps the measures of the boy will not make a suit for the man. Here nothing was learnt that could be lost "
        "by building anew, so there is nothing to protect. In a program that builds each layer exactly once you would "
        "never notice. After a second build the outputs have the old size: a corner of the new picture, or slices "
        "beyond its edge."
    ),
)
class BuiltOnce(AveragePooling2D):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "gradient-argument-changed",
    "AveragePooling2D",
    title="backward writes into the gradient that it is given",
    hint=(
        "The caller may still need the array that it gave you. Keep a copy of it, call backward, and compare: are its "
        "numbers smaller now? An operator such as /= writes its result into the array on its left, and inside your "
        "method the argument's name is only a second label for the caller's array. In small: `a = np.array([8.0, "
        "4.0])`, `b = a`, `b /= 2`, and a is 4, 2; with `b = b / 2` it stays 8, 4. The answer of the first call is "
        "right. A second call with the same array gets a gradient that has been divided before, and its answer "
        "shrinks once more. In a network that branches, two layers may receive one array, and the second of them is "
        "served leftovers. Windows of one pixel divide by 1 and hide it."
    ),
)
class GradientArgumentChanged(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch /= self.pool_size**2
        return gradient


@misconception(
    "training-not-taken",
    "AveragePooling2D",
    title="forward has no argument training",
    hint=(
        "Which arguments does the statement give to forward, and which ones stand in your first line? The network "
        "tells every layer whether it trains, also one that does the same in both cases. In small: with `def f(x): "
        "return x`, the call f(3, training=False) raises a TypeError about an unexpected argument, before a single "
        "line of f has run. A plug with two pins does not go into a socket with one, even if the device never uses "
        "the second. Your arithmetic may be perfect, and a test of your own that calls forward with the images alone "
        "will say so. In a network the loop over its layers uses one and the same call for all of them, dropout and "
        "batch normalisation included. May a method take something and leave it unused?"
    ),
)
class TrainingNotTaken(AveragePooling2D):
    def forward(self, input_batch):
        return super().forward(input_batch)

    forward.__qualname__ = "AveragePooling2D.forward"  # the name that the error shows


@misconception(
    "training-has-no-default",
    "AveragePooling2D",
    title="forward cannot be called without training",
    hint=(
        "Somebody may say nothing about training. What happens in your forward when it is called with the images "
        "alone? Try it: a TypeError about a missing argument, or an output? In small: `def tea(cup, sugar): ...` "
        'cannot be called as tea("blue"), and with a value written behind the last name in the first line it can. A '
        "form that insists on an answer to a question which does not matter to the office sends people home for "
        "nothing. In a network that always passes the flag everything runs, so this may live long. The short scripts "
        "break: a look at a single layer, a gradient check, an example from the statement. Which value does the "
        "statement give to those who are silent, and where does your first line mention one?"
    ),
)
class TrainingHasNoDefault(AveragePooling2D):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)

    forward.__qualname__ = "AveragePooling2D.forward"  # the name that the error shows


@misconception(
    "images-dropped-after-backward",
    "AveragePooling2D",
    title="backward throws away what forward stored",
    hint=(
        "backward may be called twice after one forward. What is left of what it needs when the second call begins? "
        "Print the attributes of your layer after forward and after backward: which of them has become None? In "
        "small: a recipe on a slip that is thrown away with the first plate cannot be used for the second, though the "
        "guests at the table are the same. Storing the size of a batch, or its shape, costs a few bytes, so there is "
        "no reason to hurry with the cleaning. In a loop with one forward and one backward in turn nothing is missed. "
        "A program that asks for the gradients of two losses, or compares with small differences, calls again, and "
        "meets an error about None, or an empty array. When does the information really become out of date?"
    ),
)
class ImagesDroppedAfterBackward(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.batch_size = None
        return gradient


def declare_dropping(error):
    """Declares one whose second backward ends in this exception."""

    @misconception("images-dropped-after-backward", "AveragePooling2D", variant=error.__name__)
    class Dropping(AveragePooling2D):
        def backward(self, output_gradient_batch):
            if self.batch_size is None:
                raise error("nothing is kept")
            gradient = super().backward(output_gradient_batch)
            self.batch_size = None
            return gradient


for error in (AttributeError, IndexError, KeyError):
    declare_dropping(error)


@misconception(
    "last-window-left-out",
    "AveragePooling2D",
    title="The last window of each row and column is left out",
    hint=(
        "How many places are there for a window of 3 on a row of 7, two apart? Lay it down with your fingers: it "
        "begins at 0, 2 and 4, and the last one ends with the row. Your count is one short; where is it lost? In "
        "small: a fence of 10 metres with a post every 5 metres has three posts, at 0, 5 and 10, although 10 / 5 is "
        "2. Distances are one fewer than the things between which they lie. The outputs that you do compute are "
        "right, each in its place, so that a look at the top left corner finds nothing wrong. The right column and "
        "the bottom row are missing, with the pixels that only they have seen. On an image that has room for a single "
        "window, nothing at all would be left."
    ),
)
class LastWindowLeftOut(AveragePooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, W_out = self.output_shape
        self.output_shape = (C, H_out - 1, W_out - 1)


declare_ways("last-window-left-out", count_with(lambda n, k, s: (n - k) // s), ("window-by-window", "by-a-view"))
declare_ways(
    "last-window-left-out", count_with(lambda n, k, s: -(-(n - k) // s)), ("window-by-window",), "at-the-edge-"
)


@misconception("last-window-left-out", "AveragePooling2D", variant="at-the-edge")
class LastWindowLeftOutAtTheEdge(AveragePooling2D):
    build = count_with(lambda n, k, s: -(-(n - k) // s))


@misconception("last-window-left-out", "AveragePooling2D", variant="zeros-in-its-place")
class LastWindowZero(AveragePooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        output[:, :, -1] = output[:, :, :, -1] = 0
        return output


@misconception("last-window-left-out", "AveragePooling2D", variant="zeros-in-both-passes")
class LastWindowZeroInBothPasses(LastWindowZero):
    def backward(self, output_gradient_batch):
        seen = output_gradient_batch.copy()
        seen[:, :, -1] = seen[:, :, :, -1] = 0
        return super().backward(seen)


@misconception(
    "gradient-laid-side-by-side",
    "AveragePooling2D",
    title="backward lays the windows side by side, whatever the stride",
    hint=(
        "Where in the row does the second window begin when the stride is not the size of the window? And where does "
        "its gradient go in your backward? Take windows of 2 and a stride of 3: the first covers the pixels 0 and 1, "
        "the second 3 and 4. Blocks that are simply joined cover 0, 1 and then 2, 3, so from the second window on "
        "everybody gets the share of a neighbour. In small: seats that were sold as 0, 3, 6 and are occupied as 0, 2, "
        "4. With a stride smaller than the window the blocks are too far apart, and pixels that lie in two windows "
        "get only one share. With the default stride, and always for the first window, you are right. Does your "
        "backward use both numbers of the layer, or only one?"
    ),
)
class GradientLaidSideBySide(AveragePooling2D):
    def backward(self, output_gradient_batch):
        k, (C, H, W) = self.pool_size, self.input_shape
        blocks = np.kron(output_gradient_batch, np.ones((k, k))) / k**2
        high, wide = blocks.shape[2:]
        gradient = np.zeros((self.batch_size, C, max(H, high), max(W, wide)))
        gradient[:, :, :high, :wide] = blocks
        return gradient[:, :, :H, :W]


@misconception("gradient-laid-side-by-side", "AveragePooling2D", variant="strict")
class GradientLaidSideBySideStrictly(AveragePooling2D):
    def backward(self, output_gradient_batch):
        k, gradient = self.pool_size, np.zeros((self.batch_size, *self.input_shape))
        blocks = np.kron(output_gradient_batch, np.ones((k, k))) / k**2
        gradient[:, :, : blocks.shape[2], : blocks.shape[3]] = blocks
        return gradient


@misconception(
    "output-printed",
    "AveragePooling2D",
    title="forward prints its output instead of returning it",
    hint=(
        "Write `Y = layer.forward(X)` and ask for type(Y). An array, or NoneType? Showing a value on the screen and "
        "handing it back to the caller are different things, though they look alike in a shell. In small: `def f(x): "
        "print(x + 1)` shows 4 for f(3); but `[f(3), f(5)]` is a list of two None, and sum of it raises a TypeError. "
        "A cook who calls the name of the dish through the window has not served it. You can see that each printed "
        "mean is right, which makes the error message all the more puzzling when it comes up in the next layer, which "
        "was given nothing. It also costs time: a training with thousands of batches would print each of them. Which "
        "statement ends a method with a value?"
    ),
)
class OutputPrinted(AveragePooling2D):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "AveragePooling2D",
    title="backward returns nothing",
    hint=(
        "The layer before this one has to learn too. What does it get from your backward? Assign the result to a name "
        "and print its type. A method that reaches its end without a return answers None, however carefully it has "
        "computed. In small: `def third(x): y = x / 3` gives None for third(9), and the 3 is gone with the end of the "
        "call. This layer has no parameters, so handing on is the only purpose of its backward: a postman without a "
        "letter box of his own. As the last thing in a chain going back, directly behind the data, nobody would ask "
        "it for anything and nothing is missed. In the middle of a network the layer before it fails, with an error "
        "about None in code that is not to blame. Where does your finished array go?"
    ),
)
class BackwardReturnsNothing(AveragePooling2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-written-over",
    "AveragePooling2D",
    title="Every forward writes its output into the same array",
    hint=(
        "Somebody may still hold the output of an earlier batch. Run forward on two different batches of one size, "
        "keep both results, and compare. Are they equal, are they even one object? In small: `board = np.zeros(2)`, "
        "`a = board`, `board[:] = [1, 2]`, `b = board`, `board[:] = [3, 4]`: now a and b both show 3, 4. Everyone who "
        "photographed the board has his numbers; everyone who only pointed at it sees the latest. Saving the time to "
        "make an array is a fair aim in a long loop, but the price is paid by others. Batches of different size force "
        "a new array, and code that uses each output at once before the next pass never sees any harm. Who compares "
        "the answers for two batches finds no difference at all. When is your array made?"
    ),
)
class OutputWrittenOver(AveragePooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "AveragePooling2D",
    title="Every backward writes its answer into the same array",
    hint=(
        "Keep the gradient of one backward, call backward with other numbers, and look at the kept one. Has it "
        "changed in your hands? Then both calls handed out one and the same array. In small: `answer = [0]`, `first = "
        "answer`, `answer[0] = 6`, and first is [6], as there is only one list with two names. A library that lends "
        "out its only copy of a book and prints a new text into it while you read would be strange. Each answer is "
        "right at the moment of the call, so a loop that goes on at once has no trouble. But whoever collects the "
        "gradients of several losses to add them up would add the last one to itself. A batch of another size makes "
        "you take a new array, and then everything looks right. Which array do you write to, and since when does it "
        "exist?"
    ),
)
class InputGradientWrittenOver(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "default-not-the-statements",
    "AveragePooling2D",
    title="Without an argument the window has another size than the statement's",
    hint=(
        "Make a layer without any argument and print its pool_size and its stride. Do they agree with the first line "
        "of the class in the statement? A default is part of the agreement: who says nothing relies on it. In small: "
        "`def parcel(weight=2)` and `def parcel(weight=5)` accept the same calls, and only the empty one is answered "
        "differently. Maybe the value comes from another program, or from an experiment that was not undone. Each "
        "call that names a window is right, and each method computes properly for the size it has. So shapes are the "
        "first to tell: for a side of 12, windows of 2 leave 6 outputs, windows of 4 leave 3. A network that was "
        "written with the statement in hand would then stop in a later layer, at a product whose sizes do not fit. "
        "Which number stands behind the equals sign?"
    ),
)
class DefaultNotTheStatements(AveragePooling2D):
    def __init__(self, pool_size=3, stride=None):
        super().__init__(pool_size, stride)


def declare_default(size):
    """Declares one with this size of the window as its default."""

    @misconception("default-not-the-statements", "AveragePooling2D", variant=f"at-{size}")
    class Default(AveragePooling2D):
        def __init__(self, pool_size=size, stride=None):
            super().__init__(pool_size, stride)


for size in (1, 4, 5, 8):
    declare_default(size)


@misconception(
    "gradient-by-the-max-mask",
    "AveragePooling2D",
    title="The gradient goes to pixels that are equal to the output",
    hint=(
        "In max pooling the output is one of the pixels, so one can look for it in the window. Is any pixel of a "
        "window equal to its mean? Take 1, 2, 6: the mean is 3, and no number in the list is 3. A comparison finds "
        "nobody, and the gradient is lost. In 1, 3, 5 the middle one is equal to the mean by chance, and would get "
        "all, though each of the three moves the mean by the same amount. In small: the average family has 1.7 "
        "children; one does not find it by knocking on doors. A window of equal pixels is the exception in which all "
        "are found. So with most pictures your gradient consists of zeros, and the layers before learn nothing, "
        "without any error. Does the influence of a pixel depend on its value here?"
    ),
)
class GradientByTheMaxMask(AveragePooling2D):
    def forward(self, input_batch, training=True):
        self.images, self.means = input_batch, super().forward(input_batch, training)
        return self.means

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            hit = self.images[window] == self.means[:, :, r, c, None, None]
            gradient[window] += hit * output_gradient_batch[:, :, r, c, None, None]
        return gradient


@misconception("gradient-by-the-max-mask", "AveragePooling2D", variant="its-share")
class ShareByTheMaxMask(GradientByTheMaxMask):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.pool_size**2


@misconception(
    "gradient-ignores-its-argument",
    "AveragePooling2D",
    title="The gradient does not depend on the argument of backward",
    hint=(
        "If output_gradient_batch doubles, what should happen to your answer? Call backward with some numbers, then "
        "with their double, and divide. Is the quotient 2 everywhere, or 1? The argument says how much each output "
        "matters to the loss; without it, a layer can only tell how inputs move outputs. In small: a price of 3 for "
        "each loaf is half of an answer; how much is to be paid depends on the number of loaves, and for one loaf the "
        "two coincide. A first test with an array of ones has just this weakness. With zeros everywhere, your answer "
        "should be zeros; is it? In a training all images would push the layers before in the same direction, right "
        "or wrong, so nothing sensible is learnt. In which line should the argument enter?"
    ),
)
class GradientIgnoresItsArgument(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.ones_like(output_gradient_batch))


@misconception("gradient-ignores-its-argument", "AveragePooling2D", variant="one-number-everywhere")
class GradientIsOneNumber(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return np.full((self.batch_size, *self.input_shape), 1 / self.pool_size**2)


@misconception(
    "output-size-kept",
    "AveragePooling2D",
    title="output_size counts the pixels of the input",
    hint=(
        "A layer that pools has fewer pixels after it than before. Which shape does your output_size multiply, the "
        "one that comes in or the one that goes out? Build a layer for 1 channel of 8 by 8 with windows of 4 and "
        "count by hand: 64 pixels come in, 4 means go out. In small: a printer that puts four pages on one sheet "
        "turns 64 pages into 16 sheets; who orders envelopes for the sheets must not count the pages. A dense layer "
        "behind yours asks for this number to know how many weights it needs. With the wrong one it would have "
        "sixteen times too many, and its first product fails with an error about shapes, far from here. With windows "
        "of one pixel, next to each other, both shapes are equal and nothing shows. Which attribute did you take?"
    ),
)
class OutputSizeKept(AveragePooling2D):
    @property
    def output_size(self):
        return int(np.prod(self.input_shape))


@misconception(
    "gradient-divided-by-side",
    "AveragePooling2D",
    title="The gradient is divided by pool_size instead of by the number of pixels",
    hint=(
        "How many pixels share the gradient of one window? A window of three by three has nine of them. Somebody who "
        "deals a pack of 36 cards to nine players gives each four; with the side in place of the count, each would get "
        "twelve, and 108 cards would be needed. Put a gradient of 36 on a single window and add up what you return: it "
        "should be 36 again. Your forward pass divides by the right number already, so both passes disagree, and "
        "differences of your own forward pass show it. By what does yours divide on the way back?"
    ),
)
class GradientDividedBySide(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size


@misconception(
    "stride-missing-in-backward",
    "AveragePooling2D",
    title="The windows of backward move by one pixel, whatever the stride",
    hint=(
        "Where does the window of the third output begin in your forward pass, and where in your backward pass? Take a "
        "row of 9 pixels, windows of 2 and a stride of 3: the third window covers the pixels 6 and 7. Send a gradient of "
        "1 at the third output and zeros at the others. The two halves should come out at 6 and 7; here they come out at "
        "2 and 3. The pixels at the far end never receive anything, whatever you send, and the first ones receive too "
        "much. Every fourth seat of a row was sold, and the refunds go to whoever sits at its beginning. With a "
        "stride of 1 both passes agree, and the first window always does; the sum of what you return is right as well, "
        "so it is no test. Which of your two loops forgets a factor when it cuts out a window?"
    ),
)
class StrideMissingInBackward(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient, k = np.zeros((self.batch_size, *self.input_shape)), self.pool_size
        for r, c in np.ndindex(self.output_shape[1:]):
            gradient[:, :, r : r + k, c : c + k] += output_gradient_batch[:, :, r, c, None, None] / k**2
        return gradient


@misconception(
    "gradient-divided-by-window-count",
    "AveragePooling2D",
    title="The gradient is divided by the number of windows instead of by the pixels of one",
    hint=(
        "Two numbers are near at hand in backward: how many pixels a window has, and how many windows there are. Which "
        "one does your division use? A picture of 6 by 8 with windows of 2, side by side, has 12 windows of 4 pixels. Put "
        "a gradient of 12 at one output and zeros at the others, and add up what you return. It should be 12 again, 3 for "
        "each pixel; with the wrong count each gets 1, and the sum is 4. Three hungry tables with four guests each do not "
        "make the cake of one table smaller. A wider picture would change your answer, although the window in question "
        "is the same. Where a picture has as many windows as a window has pixels, such as 4 by 4 with windows of 2, both "
        "counts are one number and nothing shows. Who shares the gradient of one output?"
    ),
)
class GradientDividedByWindowCount(AveragePooling2D):
    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        return super().backward(output_gradient_batch * (self.pool_size**2 / (H_out * W_out)))


@misconception("gradient-divided-by-window-count", "AveragePooling2D", variant="of-all-channels")
class GradientDividedByAllWindows(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch * (self.pool_size**2 / np.prod(self.output_shape)))


@misconception(
    "default-stride-two",
    "AveragePooling2D",
    title="Without a stride, windows are two pixels apart, whatever their size",
    hint=(
        "Make a layer with windows of 5 and no stride, and print its stride. Do you find a 5, or a 2 that stands in your "
        "code as a plain number? In the statement the missing value follows another argument. Count on a row of 11 "
        "pixels: windows of 5 that touch begin at 0 and 5, so there are two; two apart they begin at 0, 2, 4 and 6, so "
        "there are four, and they overlap. A shelf board is as long as the shelf is wide, not as long as the last one "
        "that you sawed. Since windows of 2 are the usual ones, and the default too, your number is right there, and all "
        "first trials agree. Whoever names the stride never meets it either. What has to be known before the missing "
        "value can be chosen?"
    ),
)
class DefaultStrideTwo(AveragePooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 2 if stride is None else stride)


@misconception("default-stride-two", "AveragePooling2D", variant="window-by-window")
class DefaultStrideTwoWindowByWindow(WindowByWindow):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 2 if stride is None else stride)


@misconception(
    "part-windows-averaged",
    "AveragePooling2D",
    title="A window that reaches over the edge gives the mean of the pixels that it has",
    hint=(
        "A slice that reaches beyond the end of an array is no error in Python: `[4, 8, 3][2:5]` is [3]. Does "
        "your forward take the mean of such a slice? In a row of 5 pixels with windows of 2, side by side, two "
        "windows are whole, and the third would consist of the last pixel. The mean of one number is that number, "
        "so nothing looks suspicious; only the output is one longer than the statement says. Find the place where "
        "you count windows, and see whether a fraction becomes the next larger number there. A ruler of 5 cm "
        "holds two pieces of 2 cm and a rest, and the rest is no piece. If the stride is wider than the window, "
        "the last slice can even be empty, and its mean is not a number. Sizes that come out even have no such "
        "slice. How do you round?"
    ),
)
class PartWindowsAveraged(AveragePooling2D):
    def build(self, input_shape):
        k, s = self.pool_size, self.stride
        super().build((input_shape[0], *(n + -(n - k) % s for n in input_shape[1:])))
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        self.batch_size = len(input_batch)
        output = np.zeros((self.batch_size, *self.output_shape))
        for r, c, window in windows(self):
            output[:, :, r, c] = self.reduce(input_batch[window])
        return output

    def reduce(self, pixels):
        return pixels.mean(axis=(2, 3))

    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for r, c, window in windows(self):
            gradient[window] += output_gradient_batch[:, :, r, c, None, None] / self.pool_size**2
        return gradient


def count_part_windows(n, k, s):
    """Counts one more window where something is left over."""
    return -(-(n - k) // s) + 1


def count_beginnings(n, k, s):
    """Counts every place where a window could begin."""
    return -(-n // s)


MEANS = ["mean-by-mean", "mean-by-mean-and-back"]
declare_ways("part-windows-averaged", count_with(count_part_windows), MEANS[1:])
declare_ways("part-windows-averaged", count_with(count_part_windows), MEANS, "sliced-", sliced=True)
declare_ways("part-windows-averaged", count_with(count_beginnings), MEANS, "at-every-beginning-")
declare_ways("part-windows-averaged", count_with(count_beginnings), MEANS, "sliced-at-every-beginning-", sliced=True)


@misconception(
    "part-windows-summed",
    "AveragePooling2D",
    title="A window that reaches over the edge is summed and divided like a whole one",
    hint=(
        "Your forward adds up a window and divides by the number of its pixels. Is every window whole? A slice at "
        "the end of a row may be shorter than you think: `np.arange(7)[6:9]` has one element, and numpy raises no "
        "error. Its sum over 3 is a third of the only pixel, as if two black ones had been there. Such a window "
        "exists only because the count was rounded up. Put 7 pixels, a window of 3 and a stride of 3 into your "
        "formula: two whole windows fit. Someone who packs eggs in boxes of six and sells what is left as a full "
        "box will hear about it. backward then asks for the gradient of a window that the next layer has never "
        "seen, and often ends in an IndexError. Where nothing is left over, all is well. What does int() do to a "
        "fraction, and what does ceil?"
    ),
)
class PartWindowsSummed(PartWindowsAveraged):
    def reduce(self, pixels):
        return pixels.sum(axis=(2, 3)) / self.pool_size**2


declare_ways("part-windows-summed", count_with(count_part_windows), ["window-by-window"], "sliced-", sliced=True)
declare_ways("part-windows-summed", count_with(count_beginnings), ["window-by-window"], "at-every-beginning-")
declare_ways(
    "part-windows-summed", count_with(count_beginnings), ["window-by-window"], "sliced-at-every-beginning-", sliced=True
)
