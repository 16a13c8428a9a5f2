"""What people get wrong in `upsampling2d`. Each class is the reference with one mistake."""

import numpy as np
from upsampling2d import UpSampling2D

from grader.misconceptions import misconception


@misconception(
    "one-corner-of-the-block",
    "UpSampling2D",
    title="backward_pass takes one element of each block instead of their sum",
    hint="A pixel was copied to many places. Through how many of them does it act on the loss?",
)
class OneCornerOfTheBlock(UpSampling2D):
    def backward_pass(self, accum_grad):
        return accum_grad[:, :, :: self.size[0], :: self.size[1]]


@misconception(
    "block-averaged",
    "UpSampling2D",
    title="backward_pass averages each block instead of summing it",
    hint="If the pixel grows by 1, by how much does each element of its block grow? Add up what that does to the loss.",
)
class BlockAveraged(UpSampling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.size[0] * self.size[1])


@misconception(
    "images-tiled",
    "UpSampling2D",
    title="The whole image is repeated instead of each pixel",
    hint="Write down the first row of the output for the row 1, 2. Which two numbers come first?",
)
class ImagesTiled(UpSampling2D):
    def forward_pass(self, X, training=True):
        return np.tile(X, (1, 1, *self.size))


@misconception(
    "factors-swapped",
    "UpSampling2D",
    title="The factors for rows and columns are swapped",
    hint="Which axis of an (N, C, H, W) array counts rows, and which entry of size belongs to it?",
)
class FactorsSwapped(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__(size[::-1], input_shape)


@misconception(
    "one-factor-for-both",
    "UpSampling2D",
    title="Rows and columns are both repeated by the first factor",
    hint="Where does your code use the second entry of size?",
)
class OneFactorForBoth(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((size[0], size[0]), input_shape)


@misconception(
    "always-doubled",
    "UpSampling2D",
    title="The factor is always 2",
    hint="Does your constructor use the size that it is given?",
)
class AlwaysDoubled(UpSampling2D):
    def __init__(self, size=(2, 2), input_shape=None):
        super().__init__((2, 2), input_shape)


@misconception(
    "zeros-between-pixels",
    "UpSampling2D",
    title="Each block holds its pixel once, and zeros",
    hint="Count the zeros in your output for an image of ones.",
)
class ZerosBetweenPixels(UpSampling2D):
    def forward_pass(self, X, training=True):
        rows, columns = self.size
        output = np.zeros((*X.shape[:2], rows * X.shape[2], columns * X.shape[3]))
        output[:, :, ::rows, ::columns] = X
        return output


@misconception(
    "output-shape-of-the-input",
    "UpSampling2D",
    title="output_shape leaves the factors out",
    hint="Compare output_shape with the shape of what forward_pass returns for one image.",
)
class OutputShapeOfTheInput(UpSampling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "accum-grad-changed",
    "UpSampling2D",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
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
    hint="The last batch of an epoch is often smaller. Where does your code get the number of samples from?",
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
