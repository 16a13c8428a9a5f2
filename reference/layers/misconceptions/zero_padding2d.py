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
    hint="Look at the first row of your output. Which numbers stand in the frame?",
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
    hint="Compare output_shape with the shape of what forward_pass returns for one image.",
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
