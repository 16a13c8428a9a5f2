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
    hint=(
        "How many whole windows fit into the image? Look at what your formula does with a division that leaves a rest."
    ),
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
    hint=(
        "A window has rows and columns. Where does your code use the second entry of pool_shape, and where should it?"
    ),
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
    hint="stride can be a pair of different numbers. Where does your code use its second entry, and where should it?",
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
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where does your code use "
        "accum_grad?"
    ),
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
    hint="Each channel of each image is pooled alone. Over which of the four axes does your code reduce?",
)
class ChannelsMixed(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return np.repeat(output.max(axis=1, keepdims=True), X.shape[1], axis=1)


@misconception(
    "output-shape-of-the-input",
    "MaxPooling2D",
    title="output_shape returns the shape of the input",
    hint=(
        "Compare output_shape with the shape of what forward_pass returns for one image. Which of the two counts "
        "windows?"
    ),
)
class OutputShapeOfTheInput(MaxPooling2D):
    def output_shape(self):
        return self.input_shape


@misconception(
    "output-shape-with-fractions",
    "MaxPooling2D",
    title="output_shape divides without rounding",
    hint=(
        "Print your output_shape: are all of its entries whole numbers? Which of Python's two division operators "
        "gives these?"
    ),
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
    hint=(
        "What does your layer return for a window of negative numbers? Look at what the search for the largest "
        "begins with."
    ),
)
class LargestStartsAtZero(MaxPooling2D):
    def forward_pass(self, X, training=True):
        return np.maximum(super().forward_pass(X, training), 0)


@misconception(
    "largest-magnitude",
    "MaxPooling2D",
    title="The value farthest from zero wins instead of the largest",
    hint="Of -9 and 2, which one is larger? Which one does your layer keep, and what does it compare?",
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
    hint=(
        "How many elements of a window decide its largest value? Change one of the others a little and look at "
        "the output."
    ),
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
    hint=(
        "backward_pass belongs to the latest forward_pass. When does your code store its input: in each call, or "
        "in one of them?"
    ),
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
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store what it needs in every "
        "case, or inside a condition?"
    ),
)
class InputKeptInTrainingOnly(MaxPooling2D):
    def forward_pass(self, X, training=True):
        before = self.layer_input
        output = super().forward_pass(X, training)
        self.layer_input = X if training else before
        return output


@misconception(
    "strides-swapped",
    "MaxPooling2D",
    title="The strides of rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of stride says how far a window moves down?"
    ),
)
class StridesSwapped(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = self.stride[::-1]


@misconception(
    "stride-in-the-size-only",
    "MaxPooling2D",
    title="The stride counts in the output size, but the windows move by one",
    hint=(
        "On paper, where does the third window of a row begin when the stride is 2? Compare with the slice that "
        "your code takes for it."
    ),
)
class StrideInTheSizeOnly(MaxPooling2D):
    def window(self, i, j):
        kh, kw = self.pool_shape
        return np.s_[:, :, i : i + kh, j : j + kw]


@misconception(
    "stride-missing-in-backward",
    "MaxPooling2D",
    title="The windows of the backward pass move by one whatever the stride",
    hint=(
        "Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each of the two "
        "begin in your code?"
    ),
)
class StrideMissingInBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        stride, self.stride = self.stride, (1, 1)
        input_grad = super().backward_pass(accum_grad)
        self.stride = stride
        return input_grad


@misconception(
    "gradient-laid-side-by-side",
    "MaxPooling2D",
    title="The backward pass lays windows side by side, whatever the stride",
    hint=(
        "Where does window (1, 0) begin in the forward pass when windows overlap, and where does your backward "
        "pass put its gradient?"
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


@misconception(
    "overlap-window-replaced",
    "MaxPooling2D",
    title="Each window writes its whole part of the gradient over what was there",
    hint=(
        "Two windows share some elements. After the second one has been treated, what is left of the gradient "
        "that the first one had put there?"
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
    hint="How many windows of two rows fit into two rows? Put these numbers into your formula for the output size.",
)
class OneWindowTooFew(MaxPooling2D):
    def count_windows(self, height, width):
        rows, columns = super().count_windows(height, width)
        return rows - 1, columns - 1


@misconception(
    "size-rounded",
    "MaxPooling2D",
    title="The number of windows is rounded to the nearest whole number",
    hint=(
        "Take seven rows, windows of two rows and a stride of three, and draw them. Does a window that sticks out "
        "at the bottom count?"
    ),
)
class SizeRounded(MaxPooling2D):
    def count_windows(self, height, width):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return round((height - kh) / sh) + 1, round((width - kw) / sw) + 1


@misconception(
    "window-left-out-of-the-size",
    "MaxPooling2D",
    title="The output size does not take the window into account",
    hint=(
        "The last window begins some rows before the end of the image. How many, and where does that number stand "
        "in your formula?"
    ),
)
class WindowLeftOutOfTheSize(MaxPooling2D):
    def count_windows(self, height, width):
        return (height - 1) // self.stride[0] + 1, (width - 1) // self.stride[1] + 1


@misconception(
    "number-not-taken-as-stride",
    "MaxPooling2D",
    title="A single number as stride is not understood",
    hint=(
        "stride can be written in three ways. Make one layer for each of them and print what your constructor has "
        "made of it."
    ),
)
class NumberNotTakenAsStride(MaxPooling2D):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        super().__init__(pool_shape, stride, input_shape)
        self.stride = pool_shape if stride is None else stride


@misconception(
    "gradient-averaged-over-the-batch",
    "MaxPooling2D",
    title="The gradient is divided by the number of images",
    hint=(
        "Each image has outputs and gradients of its own. Does an image get another gradient when it is sent "
        "along with others?"
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
        "What does your layer do with a gradient of 100? Limiting steps is the business of somebody else in a network."
    ),
)
class GradientClipped(MaxPooling2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(np.clip(accum_grad, -10, 10))


@misconception(
    "input-dropped-after-backward",
    "MaxPooling2D",
    title="What the forward pass kept is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the things that it needs when "
        "the second call begins?"
    ),
)
class DroppedAfterBackward(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.layer_input = None
        return input_grad


@misconception(
    "input-shared-by-layers",
    "MaxPooling2D",
    title="All layers share what the forward pass keeps",
    hint=(
        "A network may have two such layers. Is what backward_pass needs kept in the object, or in the class or module?"
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


@misconception(
    "output-shape-without-channels",
    "MaxPooling2D",
    title="output_shape leaves out the channels",
    hint=(
        "output_shape describes one whole image. How many sizes does input_shape have, and how many does your "
        "answer have?"
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
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
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
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached?"
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
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
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
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
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
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
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
        "Two pooling layers look much alike. Which of a window's values should come out of this one, for the "
        "window 1, 2, 9, 0?"
    ),
)
class MeanInsteadOfLargest(MaxPooling2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        for i in range(output.shape[2]):
            for j in range(output.shape[3]):
                output[:, :, i, j] = X[self.window(i, j)].mean(axis=(2, 3))
        return output


@misconception(
    "smallest-wins",
    "MaxPooling2D",
    title="The smallest value of each window wins",
    hint=(
        "Print your output for one window of four different numbers. Which of the four comes out, and which "
        "comparison decides that?"
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


@misconception(
    "value-in-place-of-gradient",
    "MaxPooling2D",
    title="The largest value itself is written where its gradient belongs",
    hint=(
        "Two numbers belong to each window on the way back: its largest value and its gradient. Which of them "
        "does your code write down?"
    ),
)
class ValueInPlaceOfGradient(MaxPooling2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(np.ones_like(accum_grad))
        return input_grad * self.layer_input


@misconception(
    "winners-of-the-first-channel",
    "MaxPooling2D",
    title="All channels use the winning places of the first channel",
    hint=(
        "Each channel has its own largest elements. Does your code look for them in every channel, or only once "
        "for an image?"
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
