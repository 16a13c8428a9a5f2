"""What people get wrong in `average_pooling`. Each class is the reference with one mistake."""

import numpy as np
from average_pooling import AveragePooling2D

from grader.misconceptions import misconception


def windows(layer):
    """Yields each position of the output with the slices of its window."""
    for r, c in np.ndindex(layer.output_shape[1:]):
        top, left = r * layer.stride, c * layer.stride
        yield r, c, np.s_[:, :, top : top + layer.pool_size, left : left + layer.pool_size]


@misconception(
    "overlaps-overwritten",
    "AveragePooling2D",
    title="A pixel in several windows keeps the share of the last one only",
    hint="In the worked example, one pixel lies in four windows. Does your code add to its gradient, or set it?",
)
class OverlapsOverwritten(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        for r, c, window in windows(self):
            gradient[window] = output_gradient_batch[:, :, r, c, None, None] / self.pool_size**2
        return gradient


@misconception(
    "overlaps-averaged",
    "AveragePooling2D",
    title="The shares of a pixel in several windows are averaged",
    hint="A pixel that lies in two windows moves two outputs. Does your code divide by the number of windows?",
)
class OverlapsAveraged(AveragePooling2D):
    def backward(self, output_gradient_batch):
        counts = super().backward(np.full_like(output_gradient_batch, self.pool_size**2))
        return super().backward(output_gradient_batch) / np.maximum(counts, 1)


@misconception(
    "whole-gradient-to-each",
    "AveragePooling2D",
    title="Every pixel of a window receives the whole gradient",
    hint="Move one pixel of a window of four by 1. By how much does the mean move?",
)
class WholeGradientToEach(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch * self.pool_size**2)


@misconception(
    "gradient-to-one-pixel",
    "AveragePooling2D",
    title="Only the first pixel of a window receives the gradient",
    hint="Which pixels of a window does the mean depend on? Which of them get something from your backward?",
)
class GradientToOnePixel(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        self._seen(gradient, 0, 0)[...] = output_gradient_batch
        return gradient


@misconception(
    "gradient-to-maximum",
    "AveragePooling2D",
    title="The largest pixel of a window receives the gradient, as in max pooling",
    hint="Which pixels of a window does the mean depend on? Does backward need the images at all?",
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


@misconception(
    "window-summed",
    "AveragePooling2D",
    title="The output is the sum of the window",
    hint="What is the average of an image of ones? What does your forward return for it?",
)
class WindowSummed(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size**2


@misconception(
    "divided-by-side",
    "AveragePooling2D",
    title="Sums are divided by pool_size instead of by the number of pixels",
    hint="How many pixels has a window with pool_size 3? Compare that number with the one you divide by.",
)
class DividedBySide(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size

    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size


@misconception(
    "divided-by-four",
    "AveragePooling2D",
    title="The divisor is 4 for every window",
    hint="Does your divisor follow pool_size? Try a window of 3 x 3, in both passes.",
)
class DividedByFour(AveragePooling2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training) * self.pool_size**2 / 4

    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.pool_size**2 / 4


@misconception(
    "stride-ignored",
    "AveragePooling2D",
    title="The stride is always the size of the window",
    hint="Which attribute holds the second argument of the constructor, and where do your methods use it?",
)
class StrideIgnored(AveragePooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size)


@misconception(
    "default-stride-one",
    "AveragePooling2D",
    title="Without a stride, windows are one pixel apart",
    hint="What does None stand for in the constructor? How far apart are windows then, by default?",
)
class DefaultStrideOne(AveragePooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 1 if stride is None else stride)


@misconception(
    "size-without-window",
    "AveragePooling2D",
    title="The output size is H // stride",
    hint="How many windows of 3 pixels, 1 apart, fit into 5 pixels? What does your formula say?",
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


@misconception(
    "output-shape-for-squares",
    "AveragePooling2D",
    title="The width of the output is computed from the height",
    hint="Try images that are wider than high. Which numbers does your formula for W_out use?",
)
class OutputShapeForSquares(AveragePooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, _ = self.output_shape
        self.output_shape = (C, H_out, H_out)


@misconception(
    "leftovers-pooled",
    "AveragePooling2D",
    title="Windows that reach over the edge are counted",
    hint="What does the statement say about rows that fill no window? Compare your H_out with the formula "
    "for H = 5, k = 2.",
)
class LeftoversPooled(AveragePooling2D):
    def build(self, input_shape):
        k, s = self.pool_size, self.stride
        wider = [n + -(n - k) % s for n in input_shape[1:]]
        super().build((input_shape[0], *wider))

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        extra = [(0, -(n - k) % s) for n in input_batch.shape[2:]]
        self.right_shape = input_batch.shape
        return super().forward(np.pad(input_batch, [(0, 0), (0, 0), *extra]), training)

    def backward(self, output_gradient_batch):
        _, _, H, W = self.right_shape
        return super().backward(output_gradient_batch)[:, :, :H, :W]


@misconception(
    "leftovers-cut-off",
    "AveragePooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint="Which shape must the gradient have? What is the gradient of a pixel that nobody saw?",
)
class LeftoversCutOff(AveragePooling2D):
    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        k, s = self.pool_size, self.stride
        return super().backward(output_gradient_batch)[:, :, : (H_out - 1) * s + k, : (W_out - 1) * s + k]


@misconception(
    "gaps-filled",
    "AveragePooling2D",
    title="The gradient is stretched to blocks as wide as the stride",
    hint="With windows of 2 pixels that lie 3 apart, which pixels does no mean depend on? What is their gradient?",
)
class GapsFilled(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros((self.batch_size, *self.input_shape))
        block = np.ones((self.stride, self.stride)) / self.pool_size**2
        stretched = np.kron(output_gradient_batch, block)[:, :, : gradient.shape[2], : gradient.shape[3]]
        gradient[:, :, : stretched.shape[2], : stretched.shape[3]] = stretched
        return gradient


@misconception(
    "channels-mixed",
    "AveragePooling2D",
    title="The mean is taken over the channels as well",
    hint="Each channel is pooled by itself. Over which axes does your mean run, and which must stay?",
)
class ChannelsMixed(AveragePooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return np.broadcast_to(output.mean(axis=1, keepdims=True), output.shape)


@misconception(
    "averaged-over-batch",
    "AveragePooling2D",
    title="The gradient is divided by the number of samples",
    hint="Row i of the gradient belongs to sample i alone. Does it change when other samples join the batch?",
)
class AveragedOverBatch(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.batch_size


@misconception(
    "first-batch-size-kept",
    "AveragePooling2D",
    title="The batch size of the first forward pass is kept for ever",
    hint="The last batch of an epoch is often smaller. When does your code store the shape of its images?",
)
class FirstBatchSizeKept(AveragePooling2D):
    def forward(self, input_batch, training=True):
        first = getattr(self, "batch_size", None)
        output = super().forward(input_batch, training)
        self.batch_size = first or self.batch_size
        return output


@misconception(
    "shape-kept-in-training-only",
    "AveragePooling2D",
    title="The shape of the images is kept only where training is True",
    hint="Does your forward store what backward needs in every case, also in a pass outside training?",
)
class ShapeKeptInTrainingOnly(AveragePooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "batch_size", 0)
        output = super().forward(input_batch, training)
        self.batch_size = self.batch_size if training else before
        return output


@misconception(
    "gradients-accumulate",
    "AveragePooling2D",
    title="Gradients of earlier calls are added in",
    hint="Call backward twice with the same argument. Where does your gradient start from zero: once, or each time?",
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
    hint="What does your layer do with a gradient of 1000? Limiting steps is the optimizer's business.",
)
class GradientClipped(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return np.clip(super().backward(output_gradient_batch), -50, 50)


@misconception(
    "built-once",
    "AveragePooling2D",
    title="A second build changes nothing",
    hint="The same layer may be built again for other images. What does your build look at before it sets "
    "output_shape?",
)
class BuiltOnce(AveragePooling2D):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "gradient-argument-changed",
    "AveragePooling2D",
    title="backward writes into the gradient that it is given",
    hint="The caller may still need the array. Does your code divide output_gradient_batch in place, with an operator "
    "such as /=?",
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
    hint="The network tells every layer whether it trains, also one that does the same in both cases. Which arguments "
    "does the statement give to forward?",
)
class TrainingNotTaken(AveragePooling2D):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "AveragePooling2D",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(AveragePooling2D):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "images-dropped-after-backward",
    "AveragePooling2D",
    title="backward throws away what forward stored",
    hint="backward may be called twice after one forward. What is left of what it needs when the second call begins?",
)
class ImagesDroppedAfterBackward(AveragePooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.batch_size = None
        return gradient


@misconception(
    "last-window-left-out",
    "AveragePooling2D",
    title="The last window of each row and column is left out",
    hint="How many places are there to put a window of 2 pixels on a row of 5, one pixel apart? Count them by hand, then "
    "look at your formula.",
)
class LastWindowLeftOut(AveragePooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, W_out = self.output_shape
        self.output_shape = (C, H_out - 1, W_out - 1)


@misconception(
    "gradient-laid-side-by-side",
    "AveragePooling2D",
    title="backward lays the windows side by side, whatever the stride",
    hint="Where in the image does the second window of a row begin when the stride is not the size of the window? Does "
    "its gradient go to the same place?",
)
class GradientLaidSideBySide(AveragePooling2D):
    def backward(self, output_gradient_batch):
        k, (C, H, W) = self.pool_size, self.input_shape
        blocks = np.kron(output_gradient_batch, np.ones((k, k))) / k**2
        high, wide = blocks.shape[2:]
        gradient = np.zeros((self.batch_size, C, max(H, high), max(W, wide)))
        gradient[:, :, :high, :wide] = blocks
        return gradient[:, :, :H, :W]


@misconception(
    "output-printed",
    "AveragePooling2D",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(AveragePooling2D):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "AveragePooling2D",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward?",
)
class BackwardReturnsNothing(AveragePooling2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-written-over",
    "AveragePooling2D",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
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
    hint="Somebody may still hold the gradient of an earlier batch. Does your backward make a new array each time, or "
    "fill one that it keeps?",
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
    hint="Create a layer without any argument and print its pool_size. What does the first line of the class in the "
    "statement say?",
)
class DefaultNotTheStatements(AveragePooling2D):
    def __init__(self, pool_size=3, stride=None):
        super().__init__(pool_size, stride)


@misconception(
    "gradient-by-the-max-mask",
    "AveragePooling2D",
    title="The gradient goes to pixels that are equal to the output",
    hint="In max pooling one pixel of a window is the output. Is any pixel of a window equal to its mean, and does the "
    "mean depend on that pixel alone?",
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


@misconception(
    "gradient-ignores-its-argument",
    "AveragePooling2D",
    title="The gradient does not depend on the argument of backward",
    hint="If output_gradient_batch doubles, what should happen to your answer? Where does your code use it?",
)
class GradientIgnoresItsArgument(AveragePooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.ones_like(output_gradient_batch))


@misconception(
    "output-size-kept",
    "AveragePooling2D",
    title="output_size counts the pixels of the input",
    hint="A layer that pools has fewer pixels after it than before. Which shape does your output_size multiply?",
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
