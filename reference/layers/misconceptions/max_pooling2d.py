"""What people get wrong in `max_pooling2d`. Each class is the reference with one mistake."""

import numpy as np
from max_pooling2d import MaxPooling2D

from grader.misconceptions import misconception


@misconception(
    "overlap-assigned",
    "MaxPooling2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint="An element can lie in several windows. What happens in your code to the gradient that it already has?",
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
    hint="How many whole windows fit? Look at how your output size is rounded.",
)
class LeftoverKept(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return -(-max(height - kh, 0) // sh) + 1, -(-max(width - kw, 0) // sw) + 1


@misconception(
    "size-divided-by-stride",
    "MaxPooling2D",
    title="The output size is the image size divided by the stride",
    hint="With windows of 3 rows and a stride of 1, how many windows fit into 4 rows? What does your formula say?",
)
class SizeDividedByStride(MaxPooling2D):
    def count_windows(self, height, width):
        return height // self.stride[0], width // self.stride[1]


@misconception(
    "pool-height-for-width",
    "MaxPooling2D",
    title="The height of the window is used for its width as well",
    hint="Where does your code use the second entry of pool_shape?",
)
class PoolHeightForWidth(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__((pool_shape[0], pool_shape[0]), pool_shape if stride is None else stride, input_shape)


@misconception(
    "rows-and-columns-swapped",
    "MaxPooling2D",
    title="The rows and columns of the window are swapped",
    hint="Which axis of an (N, C, H, W) array counts rows, and which entry of pool_shape belongs to it?",
)
class RowsAndColumnsSwapped(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape[::-1], stride, input_shape)


@misconception(
    "stride-ignored",
    "MaxPooling2D",
    title="The stride is ignored: windows always lie side by side",
    hint="Where does your code use stride? Try a window of 2 with a stride of 1.",
)
class StrideIgnored(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, None, input_shape)


@misconception(
    "stride-one-by-default",
    "MaxPooling2D",
    title="Without a stride the windows move by one",
    hint="What does a stride of None stand for? The statement says how the windows lie then.",
)
class StrideOneByDefault(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, 1 if stride is None else stride, input_shape)


@misconception(
    "one-stride-for-both",
    "MaxPooling2D",
    title="The stride of the rows is used for the columns as well",
    hint="stride can be a pair. Where does your code use its second entry?",
)
class OneStrideForBoth(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = (self.stride[0], self.stride[0])


@misconception(
    "gradient-cropped",
    "MaxPooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint="The gradient by the input has the shape of the input. Which shape does yours have with a remainder?",
)
class GradientCropped(MaxPooling2D):
    def backward_pass(self, accum_grad):
        rows, columns = accum_grad.shape[2:]
        bottom = (rows - 1) * self.stride[0] + self.pool_shape[0]
        right = (columns - 1) * self.stride[1] + self.pool_shape[1]
        return super().backward_pass(accum_grad)[:, :, :bottom, :right]


@misconception(
    "gradient-ignores-its-argument",
    "MaxPooling2D",
    title="The returned gradient does not depend on accum_grad",
    hint="If accum_grad doubles, what should happen to the gradient that you return?",
)
class GradientIgnoresArgument(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.ones_like(accum_grad))


@misconception(
    "gradients-accumulate",
    "MaxPooling2D",
    title="Gradients of earlier calls are added in",
    hint="Call backward_pass twice with the same argument. Does your code start from zeros each time?",
)
class GradientsAccumulate(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        before = getattr(self, "before", None)
        if before is not None and before.shape == input_grad.shape:
            input_grad = input_grad + before
        self.before = input_grad
        return input_grad


@misconception(
    "channels-mixed",
    "MaxPooling2D",
    title="A window reaches over all channels",
    hint="Each channel is pooled alone. Over which axes does your code reduce?",
)
class ChannelsMixed(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.max(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception(
    "output-shape-of-the-input",
    "MaxPooling2D",
    title="output_shape returns the shape of the input",
    hint="Compare output_shape with the shape of what forward_pass returns for one image.",
)
class OutputShapeOfTheInput(MaxPooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "MaxPooling2D",
    title="output_shape divides without rounding",
    hint="Which of Python's two division operators gives whole numbers?",
)
class OutputShapeWithFractions(MaxPooling2D):
    def output_shape(self):
        sizes = zip(self.input_shape[1:], self.pool_shape, self.stride, strict=True)
        return (self.input_shape[0], *((size - k) / s + 1 for size, k, s in sizes))


@misconception(
    "accum-grad-changed",
    "MaxPooling2D",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
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
    hint="What does your layer return for a window of negative numbers?",
)
class LargestStartsAtZero(MaxPooling2D):
    def forward_pass(self, X, training=True):
        return np.maximum(super().forward_pass(X, training), 0)


@misconception(
    "largest-magnitude",
    "MaxPooling2D",
    title="The value farthest from zero wins instead of the largest",
    hint="Of -9 and 2, which one is larger? Which one does your layer keep?",
)
class LargestMagnitude(MaxPooling2D):
    def forward_pass(self, X, training=True):
        highest, lowest = super().forward_pass(X, training), -super().forward_pass(-X, training)
        self.layer_input = X
        return np.where(highest >= -lowest, highest, lowest)


@misconception(
    "gradient-to-all",
    "MaxPooling2D",
    title="Every element of a window gets the window's gradient",
    hint="Change an element that is not the largest a little. Does the output change? Which gradient should it get?",
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
    hint="How many elements of a window decide its largest value?",
)
class GradientSharedLikeAMean(GradientToAll):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "winners-of-the-first-sample",
    "MaxPooling2D",
    title="All samples use the winning places of the first sample",
    hint="Each image and each channel has its own largest elements. Does your code look for them in each one?",
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
    hint="After a ReLU many elements are equal. What does your search for the place return when it finds two?",
)
class TiesCrash(MaxPooling2D):
    def backward_pass(self, accum_grad):
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                values = self.layer_input[self.window(i, j)]
                if (values == values.max(axis=(2, 3), keepdims=True)).sum() > values.shape[0] * values.shape[1]:
                    raise TypeError("only length-1 arrays can be converted to Python scalars")
        return super().backward_pass(accum_grad)


@misconception(
    "input-overwritten",
    "MaxPooling2D",
    title="forward_pass crosses out the values that it has used in X",
    hint="The caller may still need the images it gave you. Does your code assign into X?",
)
class InputOverwritten(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.layer_input = X.copy()
        X[...] = -np.inf
        return output


@misconception(
    "first-input-kept",
    "MaxPooling2D",
    title="The input of the first forward pass is kept for ever",
    hint="backward_pass belongs to the latest forward_pass. When does your code store its input?",
)
class FirstInputKept(MaxPooling2D):
    def forward_pass(self, X, training=True):
        first = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if first is None else first
        return output


@misconception(
    "input-kept-in-training-only",
    "MaxPooling2D",
    title="The input is kept only where training is True",
    hint="Does your forward_pass store what backward_pass needs in every case?",
)
class InputKeptInTrainingOnly(MaxPooling2D):
    def forward_pass(self, X, training=True):
        before = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if training else before
        return output
