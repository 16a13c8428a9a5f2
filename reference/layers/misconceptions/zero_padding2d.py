"""What people get wrong in `zero_padding2d`. Each class is the reference with one mistake."""

import numpy as np
from zero_padding2d import ZeroPadding2D

from grader.misconceptions import misconception


@misconception(
    "crop-with-minus-zero",
    "ZeroPadding2D",
    title="The crop ends at minus the padding, also where the padding is 0",
    hint="What does x[2:-1] give, and what does x[2:-0] give? Try both on a short list.",
)
class CropWithMinusZero(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        (top, bottom), (left, right) = self.padding
        return accum_grad[:, :, top:-bottom, left:-right]


@misconception(
    "rows-and-columns-swapped",
    "ZeroPadding2D",
    title="The widths for rows and columns are swapped",
    hint="The first entry of padding belongs to the rows. Which axis of an (N, C, H, W) array counts rows?",
)
class RowsAndColumnsSwapped(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        super().__init__(padding, input_shape)
        self.padding = self.padding[::-1]


@misconception(
    "far-side-like-near-side",
    "ZeroPadding2D",
    title="Bottom and right get the widths of top and left",
    hint="Take padding ((1, 2), (3, 4)). How many of its four numbers does your code use?",
)
class FarSideLikeNearSide(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        super().__init__(padding, input_shape)
        self.padding = tuple((first, first) for first, _ in self.padding)


@misconception(
    "sides-reversed",
    "ZeroPadding2D",
    title="Top and bottom, and left and right, are exchanged",
    hint="Where does the first row of the image land when only the top is padded?",
)
class SidesReversed(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        super().__init__(padding, input_shape)
        self.padding = tuple((last, first) for first, last in self.padding)


@misconception(
    "pair-read-as-before-and-after",
    "ZeroPadding2D",
    title="A pair of numbers is read as (before, after) for both axes",
    hint="Read again what a pair (rows, columns) stands for. How much goes above, and how much on the left?",
)
class PairReadAsBeforeAndAfter(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, tuple) and isinstance(padding[0], int):
            padding = (padding, padding)
        super().__init__(padding, input_shape)


@misconception(
    "channels-last",
    "ZeroPadding2D",
    title="The axes are taken as (N, H, W, C)",
    hint="In this track channels come before rows and columns. Which two axes does your code pad?",
)
class ChannelsLast(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        return np.pad(X, ((0, 0), *self.padding, (0, 0)))


@misconception(
    "edge-repeated",
    "ZeroPadding2D",
    title="The frame repeats the edge of the image instead of zeros",
    hint="Look at the first row of your output. Which numbers stand in the frame, and where do they come from?",
)
class EdgeRepeated(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        return np.pad(X, ((0, 0), (0, 0), *self.padding), mode="edge")


@misconception(
    "gradient-not-cropped",
    "ZeroPadding2D",
    title="The gradient keeps the frame",
    hint="The gradient by the input has the shape of the input. Which shape does yours have?",
)
class GradientNotCropped(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "gradient-from-the-corner",
    "ZeroPadding2D",
    title="The crop starts at the corner instead of behind the frame",
    hint="Where in the padded image is the first pixel of the input? That is where its gradient is.",
)
class GradientFromTheCorner(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        (top, bottom), (left, right) = self.padding
        height, width = accum_grad.shape[2:]
        return accum_grad[:, :, : height - top - bottom, : width - left - right]


@misconception(
    "output-shape-of-the-input",
    "ZeroPadding2D",
    title="output_shape leaves the padding out",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two counts "
        "the frame?"
    ),
)
class OutputShapeOfTheInput(ZeroPadding2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "frame-of-the-gradient-cleared-in-place",
    "ZeroPadding2D",
    title="backward_pass writes zeros into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
)
class FrameClearedInPlace(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad).copy()
        accum_grad[...] = 0
        return input_grad


@misconception(
    "crop-by-the-near-side",
    "ZeroPadding2D",
    title="The crop takes the widths of top and left off all sides",
    hint=(
        "Take padding ((1, 2), (3, 4)) and mark in the padded image what belongs to the input. How much goes away "
        "below, and on the right?"
    ),
)
class CropByTheNearSide(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        (top, _), (left, _) = self.padding
        height, width = accum_grad.shape[2:]
        return accum_grad[:, :, top : height - top, left : width - left]


@misconception(
    "gradient-padded-again",
    "ZeroPadding2D",
    title="The backward pass puts a frame around the gradient instead of taking it off",
    hint=(
        "Which of the two passes makes images larger, and which one smaller? Compare the shape of your gradient "
        "with that of the input."
    ),
)
class GradientPaddedAgain(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        return self.forward_pass(accum_grad)


@misconception(
    "number-for-rows-only",
    "ZeroPadding2D",
    title="A single number widens the rows above and below only",
    hint=(
        "A single number stands for four widths. Print what your constructor makes of 2, and count how many of "
        "its sides are 2."
    ),
)
class NumberForRowsOnly(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            padding = ((padding, padding), (0, 0))
        super().__init__(padding, input_shape)


@misconception(
    "number-split-between-sides",
    "ZeroPadding2D",
    title="A single number is shared between two opposite sides",
    hint=(
        "With a padding of 2, how many rows of zeros does the statement put above the image, and how many does "
        "your layer?"
    ),
)
class NumberSplitBetweenSides(ZeroPadding2D):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            padding = ((padding // 2, padding - padding // 2),) * 2
        super().__init__(padding, input_shape)


@misconception(
    "channels-padded-as-well",
    "ZeroPadding2D",
    title="The channels get a frame, too",
    hint=(
        "Print the shape of your output. Which of the four axes may grow in this layer, and which two must keep "
        "their sizes?"
    ),
)
class ChannelsPaddedAsWell(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        return np.pad(X, ((0, 0), self.padding[0], *self.padding))


@misconception(
    "output-shape-near-sides-only",
    "ZeroPadding2D",
    title="output_shape counts the frame above and on the left only",
    hint=(
        "A frame has four sides. How many of the widths does your formula for the number of rows add to the "
        "height of the image?"
    ),
)
class OutputShapeNearSidesOnly(ZeroPadding2D):
    def output_shape(self):
        channels, height, width = self.input_shape
        return (channels, height + self.padding[0][0], width + self.padding[1][0])


@misconception(
    "output-shape-without-channels",
    "ZeroPadding2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have?"
    ),
)
class OutputShapeWithoutChannels(ZeroPadding2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "first-batch-size-kept",
    "ZeroPadding2D",
    title="The padded array is made for the size of the first batch",
    hint=(
        "The last batch of an epoch is often smaller. Where does the number of images in your array of zeros come from?"
    ),
)
class FirstBatchSizeKept(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        self.samples = getattr(self, "samples", len(X))
        output = np.zeros((self.samples, *super().forward_pass(X, training).shape[1:]))
        output[...] = super().forward_pass(X, training)
        return output


@misconception(
    "one-array-for-all-results",
    "ZeroPadding2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "padded", None) is None or self.padded.shape != output.shape:
            self.padded = output.copy()
        self.padded[...] = output
        return self.padded


@misconception(
    "forward-returns-nothing",
    "ZeroPadding2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(ZeroPadding2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "ZeroPadding2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(ZeroPadding2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "ZeroPadding2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(ZeroPadding2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "ZeroPadding2D.forward_pass"


@misconception(
    "training-has-no-default",
    "ZeroPadding2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(ZeroPadding2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "ZeroPadding2D.forward_pass"
