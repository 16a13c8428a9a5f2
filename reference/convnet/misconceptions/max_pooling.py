"""What people get wrong in `max_pooling`. Each class is the reference with one mistake."""

import numpy as np
from max_pooling import MaxPooling2D

from grader.misconceptions import misconception


def windows(layer):
    """Yields each position of the output with the slices of its window."""
    for r, c in np.ndindex(layer.output_shape[1:]):
        top, left = r * layer.stride, c * layer.stride
        yield r, c, np.s_[:, :, top : top + layer.pool_size, left : left + layer.pool_size]


@misconception(
    "overlaps-overwritten",
    "MaxPooling2D",
    title="A pixel that is the maximum of several windows keeps the gradient of the last one only",
    hint="In the worked example, 8 is the maximum of four windows. Does your code add to its gradient, or set it?",
)
class OverlapsOverwritten(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            hit = self.images[window] == self.maxima[:, :, r, c, None, None]
            gradient[window][hit] = np.broadcast_to(output_gradient_batch[:, :, r, c, None, None], hit.shape)[hit]
        return gradient


@misconception(
    "window-overwritten",
    "MaxPooling2D",
    title="Each window's gradient replaces what earlier windows left in its pixels",
    hint="A window also holds pixels that are the maximum of a neighbouring window. What happens to their gradient?",
)
class WindowOverwritten(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            hit = self.images[window] == self.maxima[:, :, r, c, None, None]
            gradient[window] = hit * output_gradient_batch[:, :, r, c, None, None]
        return gradient


@misconception(
    "gradient-to-all",
    "MaxPooling2D",
    title="All pixels of a window receive its gradient",
    hint="Move a pixel that is not the maximum a little: how much does the output change?",
)
class GradientToAll(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            gradient[window] += output_gradient_batch[:, :, r, c, None, None]
        return gradient


@misconception(
    "gradient-averaged-over-window",
    "MaxPooling2D",
    title="The gradient is shared among all pixels of a window, as in average pooling",
    hint="Move a pixel that is not the maximum a little: how much does the output change?",
)
class GradientAveragedOverWindow(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            gradient[window] += output_gradient_batch[:, :, r, c, None, None] / self.pool_size**2
        return gradient


@misconception(
    "mask-returned",
    "MaxPooling2D",
    title="The gradient does not depend on the argument of backward",
    hint="If output_gradient_batch doubles, what should happen to your answer? Where does your code use it?",
)
class MaskReturned(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.ones_like(output_gradient_batch))


@misconception(
    "value-sent-back",
    "MaxPooling2D",
    title="The maximum itself is sent back instead of its gradient",
    hint="The mask picks a place. What belongs there in the backward pass: the pixel, or the gradient of the output?",
)
class ValueSentBack(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(self.maxima)


@misconception(
    "routed-by-value",
    "MaxPooling2D",
    title="The gradient goes to every pixel of the image that has the maximum's value",
    hint="Two windows can have equal maxima. Where does your code look for the value: in its window, or in "
    "the whole image?",
)
class RoutedByValue(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, _ in windows(self):
            hit = self.images == self.maxima[:, :, r, c, None, None]
            gradient += hit * output_gradient_batch[:, :, r, c, None, None]
        return gradient


@misconception(
    "ties-crash",
    "MaxPooling2D",
    title="backward fails where a window has two equal maxima",
    hint="Try an image of zeros. What does your search for the maximum return when it finds several places?",
)
class TiesCrash(MaxPooling2D):
    def backward(self, output_gradient_batch):
        for n, channel in np.ndindex(self.images.shape[:2]):
            for r, c, window in windows(self):
                int(np.flatnonzero(self.images[window][n, channel] == self.maxima[n, channel, r, c]).item())
        return super().backward(output_gradient_batch)


@misconception(
    "stride-ignored",
    "MaxPooling2D",
    title="The stride is always the size of the window",
    hint="Which attribute holds the second argument of the constructor, and where do your methods use it?",
)
class StrideIgnored(MaxPooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size)


@misconception(
    "default-stride-one",
    "MaxPooling2D",
    title="Without a stride, windows are one pixel apart",
    hint="What does None stand for in the constructor? How far apart are windows then, by default?",
)
class DefaultStrideOne(MaxPooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 1 if stride is None else stride)


@misconception(
    "size-without-window",
    "MaxPooling2D",
    title="The output size is H // stride",
    hint="How many windows of 3 pixels, 1 apart, fit into 5 pixels? What does your formula say?",
)
class SizeWithoutWindow(MaxPooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H, W = input_shape
        self.output_shape = (C, H // self.stride, W // self.stride)


@misconception(
    "output-shape-for-squares",
    "MaxPooling2D",
    title="The width of the output is computed from the height",
    hint="Try images that are wider than high. Which numbers does your formula for W_out use?",
)
class OutputShapeForSquares(MaxPooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, _ = self.output_shape
        self.output_shape = (C, H_out, H_out)


@misconception(
    "leftovers-pooled",
    "MaxPooling2D",
    title="Windows that reach over the edge are counted",
    hint="What does the statement say about rows that fill no window? Compare your H_out with the formula "
    "for H = 5, k = 2.",
)
class LeftoversPooled(MaxPooling2D):
    def build(self, input_shape):
        k, s = self.pool_size, self.stride
        wider = [n + -(n - k) % s for n in input_shape[1:]]
        super().build((input_shape[0], *wider))
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        extra = [(0, -(n - k) % s) for n in input_batch.shape[2:]]
        return super().forward(np.pad(input_batch, [(0, 0), (0, 0), *extra], constant_values=-np.inf), training)

    def backward(self, output_gradient_batch):
        _, H, W = self.input_shape
        return super().backward(output_gradient_batch)[:, :, :H, :W]


@misconception(
    "leftovers-cut-off",
    "MaxPooling2D",
    title="The gradient lacks the rows and columns that no window covers",
    hint="Which shape must the gradient have? What is the gradient of a pixel that nobody saw?",
)
class LeftoversCutOff(MaxPooling2D):
    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        k, s = self.pool_size, self.stride
        return super().backward(output_gradient_batch)[:, :, : (H_out - 1) * s + k, : (W_out - 1) * s + k]


@misconception(
    "maximum-starts-at-zero",
    "MaxPooling2D",
    title="The search for the maximum begins at zero",
    hint="What is the maximum of -3 and -5? What does your layer say for an image of negative numbers?",
)
class MaximumStartsAtZero(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.maxima = np.maximum(super().forward(input_batch, training), 0)
        return self.maxima


@misconception(
    "largest-magnitude",
    "MaxPooling2D",
    title="The pixel with the largest magnitude is taken",
    hint="Which of -5 and 3 is larger? What does your comparison do with a minus sign?",
)
class LargestMagnitude(MaxPooling2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        lowest = -super().forward(-input_batch, training)
        highest = super().forward(input_batch, training)
        self.maxima = np.where(-lowest > highest, lowest, highest)
        return self.maxima


@misconception(
    "channels-mixed",
    "MaxPooling2D",
    title="The maximum is taken over the channels as well",
    hint="Each channel is pooled by itself. Over which axes does your maximum run, and which must stay?",
)
class ChannelsMixed(MaxPooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return np.broadcast_to(output.max(axis=1, keepdims=True), output.shape)


@misconception(
    "first-images-kept",
    "MaxPooling2D",
    title="backward uses the images of the first forward pass for ever",
    hint="backward belongs to the latest forward. When does your code store what it needs: once, or each time?",
)
class FirstImagesKept(MaxPooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "images", None), getattr(self, "maxima", None)
        output = super().forward(input_batch, training)
        if before[0] is not None:
            self.images, self.maxima = before
        return output


@misconception(
    "images-kept-in-training-only",
    "MaxPooling2D",
    title="The images are kept only where training is True",
    hint="Does your forward store what backward needs in every case, also in a pass outside training?",
)
class ImagesKeptInTrainingOnly(MaxPooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "images", None), getattr(self, "maxima", None)
        output = super().forward(input_batch, training)
        if not training:
            self.images, self.maxima = before
        return output


@misconception(
    "gradients-accumulate",
    "MaxPooling2D",
    title="Gradients of earlier calls are added in",
    hint="Call backward twice with the same argument. Where does your gradient start from zero: once, or each time?",
)
class GradientsAccumulate(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.total = 0
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        self.total = self.total + super().backward(output_gradient_batch)
        return self.total


@misconception(
    "gradient-clipped",
    "MaxPooling2D",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.clip(output_gradient_batch, -10, 10))


@misconception(
    "built-once",
    "MaxPooling2D",
    title="A second build changes nothing",
    hint="The same layer may be built again for other images. What does your build look at before it sets "
    "output_shape?",
)
class BuiltOnce(MaxPooling2D):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "gradient-argument-changed",
    "MaxPooling2D",
    title="backward writes into the gradient that it is given",
    hint="The caller may still need the array. Does your code assign into output_gradient_batch, or work on a copy?",
)
class GradientArgumentChanged(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= 0
        return gradient


@misconception(
    "images-changed",
    "MaxPooling2D",
    title="backward writes into the images of the forward pass",
    hint="The images belong to the caller. Does backward make an array of its own for its answer?",
)
class ImagesChanged(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.images[...] = gradient
        return gradient


@misconception(
    "training-not-taken",
    "MaxPooling2D",
    title="forward has no argument training",
    hint="The network tells every layer whether it trains, also one that does the same in both cases. Which arguments "
    "does the statement give to forward?",
)
class TrainingNotTaken(MaxPooling2D):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "MaxPooling2D",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(MaxPooling2D):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "images-dropped-after-backward",
    "MaxPooling2D",
    title="backward throws away what forward stored",
    hint="backward may be called twice after one forward. What is left of what it needs when the second call begins?",
)
class ImagesDroppedAfterBackward(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.images = None
        return gradient


@misconception(
    "last-window-left-out",
    "MaxPooling2D",
    title="The last window of each row and column is left out",
    hint="How many places are there to put a window of 2 pixels on a row of 5, one pixel apart? Count them by hand, then "
    "look at your formula.",
)
class LastWindowLeftOut(MaxPooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, W_out = self.output_shape
        self.output_shape = (C, H_out - 1, W_out - 1)


@misconception(
    "gradient-laid-side-by-side",
    "MaxPooling2D",
    title="backward lays the windows side by side, whatever the stride",
    hint="Where in the image does the second window of a row begin when the stride is not the size of the window? Does "
    "its gradient go to the same place?",
)
class GradientLaidSideBySide(MaxPooling2D):
    def backward(self, output_gradient_batch):
        k, (_, rows, columns) = self.pool_size, self.output_shape
        N, C, H, W = self.images.shape
        gradient = np.zeros((N, C, max(H, rows * k), max(W, columns * k)))
        for r, c, window in windows(self):
            hit = self.images[window] == self.maxima[:, :, r, c, None, None]
            share = hit * output_gradient_batch[:, :, r, c, None, None]
            gradient[:, :, r * k : (r + 1) * k, c * k : (c + 1) * k] = share
        return gradient[:, :, :H, :W]


@misconception(
    "output-printed",
    "MaxPooling2D",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(MaxPooling2D):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "MaxPooling2D",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward?",
)
class BackwardReturnsNothing(MaxPooling2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-written-over",
    "MaxPooling2D",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
)
class OutputWrittenOver(MaxPooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "MaxPooling2D",
    title="Every backward writes its answer into the same array",
    hint="Somebody may still hold the gradient of an earlier batch. Does your backward make a new array each time, or "
    "fill one that it keeps?",
)
class InputGradientWrittenOver(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "default-not-the-statements",
    "MaxPooling2D",
    title="Without an argument the window has another size than the statement's",
    hint="Create a layer without any argument and print its pool_size. What does the first line of the class in the "
    "statement say?",
)
class DefaultNotTheStatements(MaxPooling2D):
    def __init__(self, pool_size=3, stride=None):
        super().__init__(pool_size, stride)


@misconception(
    "mean-for-maximum",
    "MaxPooling2D",
    title="The output is the mean of the window",
    hint="Which pixel of a window should survive? Try an image with one bright pixel: does your output show its value?",
)
class MeanForMaximum(MaxPooling2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        return np.mean([self._seen(input_batch, i, j) for i, j in self._places()], axis=0)


@misconception(
    "minimum-taken",
    "MaxPooling2D",
    title="The smallest pixel of each window is taken",
    hint="Look at the first window of the worked example. Which of its pixels does your comparison keep?",
)
class MinimumTaken(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.images = input_batch
        self.maxima = np.min([self._seen(input_batch, i, j) for i, j in self._places()], axis=0)
        return self.maxima


@misconception(
    "output-size-kept",
    "MaxPooling2D",
    title="output_size counts the pixels of the input",
    hint="A layer that pools has fewer pixels after it than before. Which shape does your output_size multiply?",
)
class OutputSizeKept(MaxPooling2D):
    @property
    def output_size(self):
        return int(np.prod(self.input_shape))


@misconception(
    "stride-missing-in-backward",
    "MaxPooling2D",
    title="The windows of backward move by one pixel whatever the stride",
    hint=(
        "Where does the window of the second output begin? Your forward pass moves on by the stride. Does your backward "
        "pass put the gradient back at the same place? With a stride of 3 the second window begins at pixel 3; one that "
        "begins at pixel 1 looks at other pixels, finds the wrong maximum or none at all, and the last pixels of the "
        "image never receive anything. A postman who counts every house instead of every third one delivers to the wrong "
        "doors. With a stride of 1 both agree. Compare the two lines that cut out a window, one in each pass, letter by "
        "letter."
    ),
)
class StrideMissingInBackward(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        k, s = self.pool_size, self.stride
        for r, c in np.ndindex(*self.output_shape[1:]):
            here, moved = np.s_[:, :, r * s : r * s + k, c * s : c * s + k], np.s_[:, :, r : r + k, c : c + k]
            is_maximum = self.images[here] == self.maxima[:, :, r, c, None, None]
            gradient[moved] += is_maximum * output_gradient_batch[:, :, r, c, None, None]
        return gradient
