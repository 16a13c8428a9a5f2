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
    hint=(
        "How many whole windows fit into the image? Look at what your formula does with a division that leaves a rest."
    ),
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
    hint=(
        "A window has rows and columns. Where does your code use the second entry of pool_shape, and where should it?"
    ),
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
    hint="stride can be a pair of different numbers. Where does your code use its second entry, and where should it?",
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
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where does your code use "
        "accum_grad?"
    ),
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
    hint="Each channel of each image is pooled alone. Over which of the four axes does your code reduce?",
)
class ChannelsMixed(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.mean(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception(
    "output-shape-of-the-input",
    "AveragePooling2D",
    title="output_shape returns the shape of the input",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two counts "
        "windows?"
    ),
)
class OutputShapeOfTheInput(AveragePooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "AveragePooling2D",
    title="output_shape divides without rounding",
    hint=(
        "Print your output_shape: are all of its entries whole numbers? Which of Python's two division operators "
        "gives these?"
    ),
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
    hint="What should the layer return for an image that is 1 everywhere, and what does yours return?",
)
class SumInsteadOfMean(WholeGradientToEach):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "always-divided-by-four",
    "AveragePooling2D",
    title="Sums are divided by four, whatever the window",
    hint="How many elements has your window, and is that the number that you divide by? Try windows of another size.",
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
    hint=(
        "How many elements has a window of two rows and five columns? By which number does your backward pass "
        "divide then?"
    ),
)
class DividedByHeightSquared(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1] / self.pool_shape[0]


@misconception(
    "gradient-to-the-largest",
    "AveragePooling2D",
    title="The gradient goes to the largest element, as in max pooling",
    hint="Change the elements of a window one after the other. Which of them change its mean, and by how much?",
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
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store what it needs in every "
        "case, or inside a condition?"
    ),
)
class ShapeKeptInTrainingOnly(AveragePooling2D):
    def forward_pass(self, X, training=True):
        before = self.image_shape
        output = super().forward_pass(X, training)
        self.image_shape = X.shape if training else before
        return output


@misconception(
    "strides-swapped",
    "AveragePooling2D",
    title="The strides of rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of stride says how far a window moves down?"
    ),
)
class StridesSwapped(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = self.stride[::-1]


@misconception(
    "stride-in-the-size-only",
    "AveragePooling2D",
    title="The stride counts in the output size, but the windows move by one",
    hint=(
        "On paper, where does the third window of a row begin when the stride is 2? Compare with the slice that "
        "your code takes for it."
    ),
)
class StrideInTheSizeOnly(AveragePooling2D):
    def window(self, i, j):
        kh, kw = self.pool_shape
        return np.s_[:, :, i : i + kh, j : j + kw]


@misconception(
    "stride-missing-in-backward",
    "AveragePooling2D",
    title="The windows of the backward pass move by one whatever the stride",
    hint=(
        "Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each of the two "
        "begin in your code?"
    ),
)
class StrideMissingInBackward(AveragePooling2D):
    def backward_pass(self, accum_grad):
        stride, self.stride = self.stride, (1, 1)
        input_grad = super().backward_pass(accum_grad)
        self.stride = stride
        return input_grad


@misconception(
    "gradient-laid-side-by-side",
    "AveragePooling2D",
    title="The backward pass lays windows side by side, whatever the stride",
    hint=(
        "Where does window (1, 0) begin in the forward pass when windows overlap, and where does your backward "
        "pass put its gradient?"
    ),
)
class GradientLaidSideBySide(AveragePooling2D):
    def backward_pass(self, accum_grad):
        height, width = self.image_shape[2:]
        kh, kw = self.pool_shape
        shares = (accum_grad / (kh * kw)).repeat(kh, axis=2).repeat(kw, axis=3)
        below, right = max(height - shares.shape[2], 0), max(width - shares.shape[3], 0)
        return np.pad(shares, ((0, 0), (0, 0), (0, below), (0, right)))


@misconception(
    "one-window-too-few",
    "AveragePooling2D",
    title="The output lacks its last row and its last column",
    hint="How many windows of two rows fit into two rows? Put these numbers into your formula for the output size.",
)
class OneWindowTooFew(AveragePooling2D):
    def count_windows(self, height, width):
        rows, columns = super().count_windows(height, width)
        return rows - 1, columns - 1


@misconception(
    "size-rounded",
    "AveragePooling2D",
    title="The number of windows is rounded to the nearest whole number",
    hint=(
        "Take seven rows, windows of two rows and a stride of three, and draw them. Does a window that sticks out "
        "at the bottom count?"
    ),
)
class SizeRounded(AveragePooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh) + 1, round((width - kw) / sw) + 1


@misconception(
    "window-left-out-of-the-size",
    "AveragePooling2D",
    title="The output size does not take the window into account",
    hint=(
        "The last window begins some rows before the end of the image. How many, and where does that number stand "
        "in your formula?"
    ),
)
class WindowLeftOutOfTheSize(AveragePooling2D):
    def count_windows(self, height, width):
        return (height - 1) // self.stride[0] + 1, (width - 1) // self.stride[1] + 1


@misconception(
    "number-not-taken-as-stride",
    "AveragePooling2D",
    title="A single number as stride is not understood",
    hint=(
        "stride can be written in three ways. Make one layer for each of them and print what your constructor has "
        "made of it."
    ),
)
class NumberNotTakenAsStride(AveragePooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = pool_shape if stride is None else stride


@misconception(
    "gradient-averaged-over-the-batch",
    "AveragePooling2D",
    title="The gradient is divided by the number of images",
    hint=(
        "Each image has outputs and gradients of its own. Does an image get another gradient when it is sent "
        "along with others?"
    ),
)
class GradientAveragedOverTheBatch(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / len(accum_grad)


@misconception(
    "gradient-clipped",
    "AveragePooling2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with a gradient of 100? Limiting steps is the business of somebody else in a network."
    ),
)
class GradientClipped(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -10, 10))


@misconception(
    "shape-dropped-after-backward",
    "AveragePooling2D",
    title="What the forward pass kept is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the things that it needs when "
        "the second call begins?"
    ),
)
class DroppedAfterBackward(AveragePooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.image_shape = None
        return input_grad


@misconception(
    "shape-shared-by-layers",
    "AveragePooling2D",
    title="All layers share what the forward pass keeps",
    hint=(
        "A network may have two such layers. Is what backward_pass needs kept in the object, or in the class or module?"
    ),
)
class SharedByLayers(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.image_shape
        return output

    def backward_pass(self, accum_grad):
        self.image_shape = type(self).shared
        return super().backward_pass(accum_grad)


@misconception(
    "output-shape-without-channels",
    "AveragePooling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have?"
    ),
)
class OutputShapeWithoutChannels(AveragePooling2D):
    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "one-array-for-all-results",
    "AveragePooling2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "pooled", None) is None or self.pooled.shape != output.shape:
            self.pooled = output.copy()
        self.pooled[...] = output
        return self.pooled


@misconception(
    "forward-returns-nothing",
    "AveragePooling2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(AveragePooling2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "AveragePooling2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(AveragePooling2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "AveragePooling2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(AveragePooling2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "AveragePooling2D.forward_pass"


@misconception(
    "training-has-no-default",
    "AveragePooling2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(AveragePooling2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "AveragePooling2D.forward_pass"


@misconception(
    "gradient-where-equal-to-the-mean",
    "AveragePooling2D",
    title="The gradient goes to the elements that equal the window's output",
    hint=(
        "That rule belongs to max pooling. How many elements of a window are equal to its mean, and how many act on it?"
    ),
)
class GradientWhereEqualToTheMean(AveragePooling2D):
    def forward_pass(self, X, training=True):
        self.layer_input, self.output = X, super().forward_pass(X, training)
        return self.output

    def backward_pass(self, accum_grad):
        input_grad = np.zeros(self.image_shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                equal = self.layer_input[self.window(i, j)] == self.output[:, :, i, j, None, None]
                input_grad[self.window(i, j)] += equal * accum_grad[:, :, i, j, None, None]
        return input_grad


@misconception(
    "largest-instead-of-mean",
    "AveragePooling2D",
    title="The layer returns the largest value of each window",
    hint="Two pooling layers look much alike. What should come out of this one for the window 1, 2, 9, 0?",
)
class LargestInsteadOfMean(AveragePooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        for i in range(output.shape[2]):
            for j in range(output.shape[3]):
                output[:, :, i, j] = X[self.window(i, j)].max(axis=(2, 3))
        return output


@misconception(
    "divided-by-the-stride",
    "AveragePooling2D",
    title="The gradient is divided by the strides instead of the window's size",
    hint=(
        "Make the stride smaller than the window. By how much does a window's mean grow when one of its elements "
        "grows by 1?"
    ),
)
class DividedByTheStride(AveragePooling2D):
    def backward_pass(self, accum_grad):
        size = self.pool_shape[0] * self.pool_shape[1]
        return super().backward_pass(accum_grad) * size / (self.stride[0] * self.stride[1])


@misconception(
    "gradient-divided-twice",
    "AveragePooling2D",
    title="The gradient is divided by the window's size twice",
    hint=(
        "Add up the gradients of one window's elements when it does not overlap with others. Which sum should "
        "that be, and what is yours?"
    ),
)
class GradientDividedTwice(AveragePooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (self.pool_shape[0] * self.pool_shape[1])


@misconception(
    "mean-of-the-rows-only",
    "AveragePooling2D",
    title="The mean is taken over the rows of a window and the sum over its columns",
    hint=(
        "A window has two directions. For an image that is 1 everywhere, what should each output be, and what is "
        "it in your layer?"
    ),
)
class MeanOfTheRowsOnly(AveragePooling2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) * self.pool_shape[1]

    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.pool_shape[1]
