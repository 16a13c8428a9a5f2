"""What people get wrong in `average_pooling2d`. Each class is the reference with one mistake."""

import numpy as np
from average_pooling2d import AveragePooling2D

from grader.misconceptions import misconception


@misconception(
    "overlap-assigned",
    "AveragePooling2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint="An element can lie in several windows. What happens in your code to the gradient that it already has?",
)
class OverlapAssigned(AveragePooling2D):
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
    "AveragePooling2D",
    title="Rows and columns that are left over form windows of their own",
    hint="How many whole windows fit? Look at how your output size is rounded.",
)
class LeftoverKept(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return -(-max(height - kh, 0) // sh) + 1, -(-max(width - kw, 0) // sw) + 1


@misconception(
    "size-divided-by-stride",
    "AveragePooling2D",
    title="The output size is the image size divided by the stride",
    hint="With windows of 3 rows and a stride of 1, how many windows fit into 4 rows? What does your formula say?",
)
class SizeDividedByStride(AveragePooling2D):
    def count_windows(self, height, width):
        return height // self.stride[0], width // self.stride[1]


@misconception(
    "pool-height-for-width",
    "AveragePooling2D",
    title="The height of the window is used for its width as well",
    hint="Where does your code use the second entry of pool_shape?",
)
class PoolHeightForWidth(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__((pool_shape[0], pool_shape[0]), pool_shape if stride is None else stride, input_shape)


@misconception(
    "rows-and-columns-swapped",
    "AveragePooling2D",
    title="The rows and columns of the window are swapped",
    hint="Which axis of an (N, C, H, W) array counts rows, and which entry of pool_shape belongs to it?",
)
class RowsAndColumnsSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], stride, input_shape)


@misconception(
    "stride-ignored",
    "AveragePooling2D",
    title="The stride is ignored: windows always lie side by side",
    hint="Where does your code use stride? Try a window of 2 with a stride of 1.",
)
class StrideIgnored(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, None, input_shape)


@misconception(
    "stride-one-by-default",
    "AveragePooling2D",
    title="Without a stride the windows move by one",
    hint="What does a stride of None stand for? The statement says how the windows lie then.",
)
class StrideOneByDefault(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 1 if stride is None else stride, input_shape)


@misconception(
    "one-stride-for-both",
    "AveragePooling2D",
    title="The stride of the rows is used for the columns as well",
    hint="stride can be a pair. Where does your code use its second entry?",
)
class OneStrideForBoth(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = (self.stride[0], self.stride[0])


@misconception(
    "gradient-cropped",
    "AveragePooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint="The gradient by the input has the shape of the input. Which shape does yours have with a remainder?",
)
class GradientCropped(AveragePooling2D):
    def backward_pass(self, accum_grad):
        rows, columns = accum_grad.shape[2:]
        bottom = (rows - 1) * self.stride[0] + self.pool_shape[0]
        right = (columns - 1) * self.stride[1] + self.pool_shape[1]
        return super().backward_pass(accum_grad)[:, :, :bottom, :right]


@misconception(
    "gradient-ignores-its-argument",
    "AveragePooling2D",
    title="The returned gradient does not depend on accum_grad",
    hint="If accum_grad doubles, what should happen to the gradient that you return?",
)
class GradientIgnoresArgument(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.ones_like(accum_grad))


@misconception(
    "gradients-accumulate",
    "AveragePooling2D",
    title="Gradients of earlier calls are added in",
    hint="Call backward_pass twice with the same argument. Does your code start from zeros each time?",
)
class GradientsAccumulate(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        before = getattr(self, "before", None)
        if before is not None and before.shape == input_grad.shape:
            input_grad = input_grad + before
        self.before = input_grad
        return input_grad


@misconception(
    "channels-mixed",
    "AveragePooling2D",
    title="A window reaches over all channels",
    hint="Each channel is pooled alone. Over which axes does your code reduce?",
)
class ChannelsMixed(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.mean(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception(
    "output-shape-of-the-input",
    "AveragePooling2D",
    title="output_shape returns the shape of the input",
    hint="Compare output_shape with the shape of what forward_pass returns for one image.",
)
class OutputShapeOfTheInput(AveragePooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "AveragePooling2D",
    title="output_shape divides without rounding",
    hint="Which of Python's two division operators gives whole numbers?",
)
class OutputShapeWithFractions(AveragePooling2D):
    def output_shape(self):
        sizes = zip(self.input_shape[1:], self.pool_shape, self.stride, strict=True)
        return (self.input_shape[0], *((size - k) / s + 1 for size, k, s in sizes))


@misconception(
    "accum-grad-changed",
    "AveragePooling2D",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
)
class GradientChangedInPlace(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "whole-gradient-to-each",
    "AveragePooling2D",
    title="Every element of a window gets the window's whole gradient",
    hint="If one element of a window of six grows by 1, by how much does the mean grow?",
)
class WholeGradientToEach(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "sum-instead-of-mean",
    "AveragePooling2D",
    title="The layer adds up its windows and never divides",
    hint="What should the layer return for an image that is 1 everywhere?",
)
class SumInsteadOfMean(WholeGradientToEach):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "always-divided-by-four",
    "AveragePooling2D",
    title="Sums are divided by four, whatever the window",
    hint="How many elements has your window? Is that the number you divide by?",
)
class AlwaysDividedByFour(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1]) / 4

    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.pool_shape[0] * self.pool_shape[1]) / 4


@misconception(
    "divided-by-height-squared",
    "AveragePooling2D",
    title="The gradient is divided by the square of the window's height",
    hint="How many elements has a window of kh rows and kw columns?",
)
class DividedByHeightSquared(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1] / self.pool_shape[0]


@misconception(
    "gradient-to-the-largest",
    "AveragePooling2D",
    title="The gradient goes to the largest element, as in max pooling",
    hint="Which elements of a window change its mean?",
)
class GradientToTheLargest(AveragePooling2D):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.image_shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                values = self.layer_input[self.window(i, j)]
                largest = values == values.max(axis=(2, 3), keepdims=True)
                input_grad[self.window(i, j)] += largest * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception(
    "divided-by-the-number-of-windows",
    "AveragePooling2D",
    title="The gradient of an element is averaged over the windows it lies in",
    hint="Where windows overlap, an element acts on several outputs. Does the chain rule add or average?",
)
class DividedByTheNumberOfWindows(AveragePooling2D):
    def backward_pass(self, accum_grad):
        size = self.pool_shape[0] * self.pool_shape[1]
        counts = super().backward_pass(np.full_like(accum_grad, size))
        return super().backward_pass(accum_grad) / np.maximum(counts, 1)


@misconception(
    "first-shape-kept",
    "AveragePooling2D",
    title="The shape of the first batch is kept for ever",
    hint="The last batch of an epoch is often smaller. When does your code store the shape of its input?",
)
class FirstShapeKept(AveragePooling2D):
    def forward_pass(self, X, training=True):
        first = self.image_shape
        output = super().forward_pass(X, training)
        self.image_shape = X.shape if first is None else first
        return output


@misconception(
    "shape-kept-in-training-only",
    "AveragePooling2D",
    title="The shape of the input is kept only where training is True",
    hint="Does your forward_pass store what backward_pass needs in every case?",
)
class ShapeKeptInTrainingOnly(AveragePooling2D):
    def forward_pass(self, X, training=True):
        before = self.image_shape
        output = super().forward_pass(X, training)
        self.image_shape = X.shape if training else before
        return output
