"""What people get wrong in `conv2d`. Each class is the reference with one mistake."""

import numpy as np
from conv2d import Conv2D

from grader.misconceptions import misconception


def gradients(layer, accum_grad):
    """Returns what the reference computes by W and by w0, without a step."""
    grads = {}
    keep = layer.W_opt, layer.w0_opt, layer.trainable
    layer.W_opt, layer.w0_opt, layer.trainable = Recorder(grads, "W"), Recorder(grads, "w0"), True
    grads["X"] = Conv2D.backward_pass(layer, accum_grad)
    layer.W_opt, layer.w0_opt, layer.trainable = keep
    return grads


class Recorder:
    """An optimizer that notes the gradient and changes nothing."""

    def __init__(self, grads, name):
        self.grads, self.name = grads, name

    def update(self, w, grad):
        self.grads[self.name] = grad
        return w


def step(layer, grad_W, grad_w0):
    """Updates both parameters, where the layer is trainable."""
    if layer.trainable:
        layer.W = layer.W_opt.update(layer.W, grad_W)
        layer.w0 = layer.w0_opt.update(layer.w0, grad_w0)


@misconception(
    "updated-weights",
    "Conv2D",
    title="The input gradient uses the weights after the update",
    hint="The gradient you return belongs to the weights that produced the output. Which ones are in self.W by then?",
)
class UpdatedWeights(Conv2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)
        return gradients(self, accum_grad)["X"]


@misconception(
    "shared-optimizer",
    "Conv2D",
    title="W and w0 share one optimizer object",
    hint="An optimizer can have a memory of its parameter. How many of them does your layer hold after initialize?",
)
class SharedOptimizer(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0_opt = self.W_opt


@misconception(
    "callers-optimizer",
    "Conv2D",
    title="The layer trains with the caller's own optimizer object",
    hint=(
        "Somebody may give the same optimizer to two layers. Do you store the object itself, or something made from it?"
    ),
)
class CallersOptimizer(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = self.w0_opt = optimizer


@misconception(
    "update-thrown-away",
    "Conv2D",
    title="The value that update returns is thrown away",
    hint="update does not change the array that it is given. Where does its result go in your code?",
)
class UpdateThrownAway(Conv2D):
    def backward_pass(self, accum_grad):
        return gradients(self, accum_grad)["X"]


@misconception(
    "trainable-ignored",
    "Conv2D",
    title="The layer learns although trainable is False",
    hint=(
        "Set trainable to False, go back once, and compare W. Where in backward_pass does your code look at "
        "self.trainable?"
    ),
)
class TrainableIgnored(Conv2D):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, True
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        return input_grad


@misconception(
    "frozen-returns-nothing",
    "Conv2D",
    title="A frozen layer returns no gradient",
    hint="The layers before a frozen one still learn. What does your backward_pass return when trainable is False?",
)
class FrozenReturnsNothing(Conv2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "training-sets-trainable",
    "Conv2D",
    title="The training flag of forward_pass is stored as trainable",
    hint="training says how one forward pass is used; trainable, whether the layer learns. Do you mix the two?",
)
class TrainingSetsTrainable(Conv2D):
    def forward_pass(self, X, training=True):
        self.trainable = training
        return super().forward_pass(X, training)


@misconception(
    "filter-turned-in-forward",
    "Conv2D",
    title="forward_pass turns the filter by 180 degrees",
    hint="The formula is a cross-correlation. Which pixel of a window meets the first weight of the filter?",
)
class FilterTurnedInForward(Conv2D):
    def forward_pass(self, X, training=True):
        W = self.W
        self.W = W[:, :, ::-1, ::-1]
        output = super().forward_pass(X, training)
        self.W = W
        return output


@misconception(
    "filter-turned-in-backward",
    "Conv2D",
    title="On the way back each pixel meets the weights of a filter turned by 180 degrees",
    hint=(
        "Take one pixel and one window that holds it. Which weight met the pixel there on the way forward, and which "
        "one brings it the gradient in your code?"
    ),
)
class FilterTurnedInBackward(Conv2D):
    def backward_pass(self, accum_grad):
        W = self.W
        self.W = W[:, :, ::-1, ::-1]
        input_grad = gradients(self, accum_grad)["X"]
        self.W = W
        super().backward_pass(accum_grad)
        return input_grad


@misconception(
    "weight-gradient-turned",
    "Conv2D",
    title="The gradient of W is turned by 180 degrees",
    hint="Which pixels did weight (0, 0) of a filter meet in the forward pass? Are these the ones in its gradient?",
)
class WeightGradientTurned(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"][:, :, ::-1, ::-1], grads["w0"])
        return grads["X"]


@misconception(
    "stride-missing-in-weight-gradient",
    "Conv2D",
    title="The windows in the gradient of W move by one whatever the stride",
    hint="Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each one start?",
)
class StrideMissingInWeightGradient(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        stride, self.stride = self.stride, (1, 1)
        grad_W = gradients(self, accum_grad)["W"]
        self.stride = stride
        step(self, grad_W, grads["w0"])
        return grads["X"]


@misconception(
    "stride-missing-in-input-gradient",
    "Conv2D",
    title="The windows in the input gradient move by one whatever the stride",
    hint="Where in the padded image does the window of output (i, j) start when the stride is 2?",
)
class StrideMissingInInputGradient(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        stride, self.stride = self.stride, (1, 1)
        input_grad = gradients(self, accum_grad)["X"]
        self.stride = stride
        step(self, grads["W"], grads["w0"])
        return input_grad


@misconception(
    "stride-ignored",
    "Conv2D",
    title="The stride is ignored",
    hint=(
        "Compare output_shape for strides of 1 and 2. Where does your code use stride, in the sizes and in the windows?"
    ),
)
class StrideIgnored(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, 1)


@misconception(
    "one-stride-for-both",
    "Conv2D",
    title="The stride of the rows is used for the columns as well",
    hint="stride can be a pair of different numbers. Where does your code use its second entry, and where should it?",
)
class OneStrideForBoth(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = (self.stride[0], self.stride[0])


@misconception(
    "strides-swapped",
    "Conv2D",
    title="The strides of rows and columns are swapped",
    hint="Which axis of an (N, C, H, W) array counts rows, and which entry of stride belongs to it?",
)
class StridesSwapped(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = self.stride[::-1]


@misconception(
    "overlap-assigned",
    "Conv2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint="A pixel lies in several windows. What happens in your code to the gradient that it already has?",
)
class OverlapAssigned(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        grad_P = np.zeros(self.padded_input.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                grad_P[self.window(i, j)] = np.tensordot(accum_grad[:, :, i, j], self.W, axes=1)
        (top, _), (left, _) = self.pads()
        height, width = grads["X"].shape[2:]
        step(self, grads["W"], grads["w0"])
        return grad_P[:, :, top : top + height, left : left + width]


@misconception(
    "filter-height-for-width",
    "Conv2D",
    title="The output's width is computed with the filter's height",
    hint="A filter has rows and columns. Where does your formula for the sizes use the second entry of filter_shape?",
)
class FilterHeightForWidth(Conv2D):
    def output_shape(self):
        _, height, width = self.input_shape
        (top, bottom), (left, right) = self.pads()
        kh = self.filter_shape[0]
        rows = (height + top + bottom - kh) // self.stride[0] + 1
        return (self.n_filters, rows, (width + left + right - kh) // self.stride[1] + 1)


@misconception(
    "size-rounded-up",
    "Conv2D",
    title="The output size is rounded up",
    hint=(
        "How many whole windows fit into the padded image? Look at what your formula does with a division that "
        "leaves a rest."
    ),
)
class SizeRoundedUp(Conv2D):
    def output_shape(self):
        _, height, width = self.input_shape
        padded = height + sum(self.pads()[0]), width + sum(self.pads()[1])
        steps = [-(-(size - k) // s) for size, k, s in zip(padded, self.filter_shape, self.stride, strict=True)]
        return (self.n_filters, steps[0] + 1, steps[1] + 1)


@misconception(
    "same-without-the-odd-zero",
    "Conv2D",
    title='Padding "same" puts (k - 1) // 2 zeros on both sides',
    hint="How many rows has the output for a filter with two rows? Compare with the image.",
)
class SameWithoutTheOddZero(Conv2D):
    def pads(self):
        if self.padding != "same":
            return super().pads()
        return tuple(((size - 1) // 2, (size - 1) // 2) for size in self.filter_shape)


@misconception(
    "odd-zero-on-the-near-side",
    "Conv2D",
    title='Padding "same" puts the odd zero above and on the left',
    hint=(
        "For a filter with an even size the zeros cannot be split evenly. On which side does the statement put "
        "the rest?"
    ),
)
class OddZeroOnTheNearSide(Conv2D):
    def pads(self):
        if self.padding != "same":
            return super().pads()
        return tuple((size // 2, (size - 1) // 2) for size in self.filter_shape)


@misconception(
    "same-depends-on-the-stride",
    "Conv2D",
    title='Padding "same" keeps the size of the image at any stride',
    hint=(
        'Read again how many zeros "same" means. Does the number depend on the stride, and on the size of the image?'
    ),
)
class SameDependsOnTheStride(Conv2D):
    def pads(self):
        if self.padding != "same":
            return super().pads()
        totals = [
            (size - 1) * s + k - size
            for size, k, s in zip(self.input_shape[1:], self.filter_shape, self.stride, strict=True)
        ]
        return tuple((total // 2, total - total // 2) for total in totals)


@misconception(
    "padding-swapped",
    "Conv2D",
    title='Padding "same" uses the filter\'s height for columns and its width for rows',
    hint="The zeros above and below make up for the filter's rows. Which entry of filter_shape is that?",
)
class PaddingSwapped(Conv2D):
    def pads(self):
        return super().pads()[::-1]


@misconception(
    "crop-with-minus-zero",
    "Conv2D",
    title="The frame is cut off at minus the padding, also where the padding is 0",
    hint="What does x[0:-1] give, and what does x[0:-0] give? Try both on a short list.",
)
class CropWithMinusZero(Conv2D):
    def backward_pass(self, accum_grad):
        pads = self.pads()
        self.pads = lambda: ((0, 0), (0, 0))
        grad_P = super().backward_pass(accum_grad)
        del self.pads
        (top, bottom), (left, right) = pads
        return grad_P[:, :, top:-bottom, left:-right]


@misconception(
    "gradient-not-cropped",
    "Conv2D",
    title="The returned gradient keeps the frame of the padding",
    hint="The gradient by the input has the shape of the input. Which shape does yours have with padding?",
)
class GradientNotCropped(Conv2D):
    def backward_pass(self, accum_grad):
        self.pads = lambda: ((0, 0), (0, 0))
        grad_P = super().backward_pass(accum_grad)
        del self.pads
        return grad_P


@misconception(
    "unpadded-input-kept",
    "Conv2D",
    title="The gradient of W is computed from the images without their frame",
    hint="Which array did the windows of the forward pass come from? Is that the one that your backward_pass reads?",
)
class UnpaddedInputKept(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        P = self.padded_input
        (top, bottom), (left, right) = self.pads()
        image = P[:, :, top : P.shape[2] - bottom, left : P.shape[3] - right]
        self.padded_input = np.zeros(P.shape)
        self.padded_input[:, :, : image.shape[2], : image.shape[3]] = image
        grad_W = gradients(self, accum_grad)["W"]
        self.padded_input = P
        step(self, grad_W, grads["w0"])
        return grads["X"]


@misconception(
    "last-channel-only",
    "Conv2D",
    title="Only the last channel of the image counts, because the sum over channels is missing",
    hint="Set all channels but the first to zero, then all but the last. Do both change your output?",
)
class OneChannelOnly(Conv2D):
    def forward_pass(self, X, training=True):
        last = np.zeros_like(X)
        last[:, -1] = X[:, -1]
        output = super().forward_pass(last, training)
        super().forward_pass(X, training)
        return output


@misconception(
    "bias-left-out",
    "Conv2D",
    title="The bias is left out of the forward pass",
    hint="With W all zeros and w0 not, what should the layer return, and what does yours return?",
)
class BiasLeftOut(Conv2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) - self.w0.reshape(1, -1, 1, 1)


@misconception(
    "bias-for-each-channel",
    "Conv2D",
    title="The bias is added once for each input channel",
    hint="With W all zeros and three input channels, what does your layer return? How often does your code add w0?",
)
class BiasForEachChannel(Conv2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) + (X.shape[1] - 1) * self.w0.reshape(1, -1, 1, 1)


@misconception(
    "bias-gradient-total",
    "Conv2D",
    title="The bias gradient is summed over the filters as well",
    hint="Each filter has a bias of its own. Which axis of accum_grad should survive the sum?",
)
class BiasGradientTotal(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], np.full_like(grads["w0"], accum_grad.sum()))
        return grads["X"]


@misconception(
    "bias-for-each-place",
    "Conv2D",
    title="The bias gradient is not summed over the places of the output",
    hint="What shape has w0 after one step? One number for each filter is all that it should hold.",
)
class BiasForEachPlace(Conv2D):
    def forward_pass(self, X, training=True):
        if self.w0.size == self.n_filters:
            return super().forward_pass(X, training)
        w0, self.w0 = self.w0, np.zeros((self.n_filters, 1))
        output = super().forward_pass(X, training) + w0
        self.w0 = w0
        return output

    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        self.w0 = self.w0.reshape(self.n_filters, *((1, 1) if self.w0.ndim == 2 else self.w0.shape[1:]))
        step(self, grads["W"], accum_grad.sum(axis=0))
        return grads["X"]


@misconception(
    "gradients-averaged",
    "Conv2D",
    title="The parameter gradients are averaged over the batch",
    hint="This track sums over the batch; dividing is the business of the loss. Where does your code divide?",
)
class GradientsAveraged(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"] / len(accum_grad), grads["w0"] / len(accum_grad))
        return grads["X"]


@misconception(
    "gradients-averaged-over-places",
    "Conv2D",
    title="The parameter gradients are averaged over the places of the output",
    hint="Every place of the output adds its part to the gradient of W. Where does your code divide?",
)
class GradientsAveragedOverPlaces(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        places = accum_grad.shape[2] * accum_grad.shape[3]
        step(self, grads["W"] / places, grads["w0"] / places)
        return grads["X"]


@misconception(
    "gradients-accumulate",
    "Conv2D",
    title="Gradients of earlier calls are added in",
    hint="After a step the old gradient has done its work. Does your code start from zero in each backward_pass?",
)
class GradientsAccumulate(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.grad_W, self.grad_w0 = 0, 0

    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        self.grad_W = self.grad_W + grads["W"]
        self.grad_w0 = self.grad_w0 + grads["w0"]
        step(self, self.grad_W, self.grad_w0)
        return grads["X"]


@misconception(
    "gradient-clipped",
    "Conv2D",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, np.clip(grads["W"], -50, 50), np.clip(grads["w0"], -50, 50))
        return grads["X"]


@misconception(
    "input-kept-in-training-only",
    "Conv2D",
    title="The input is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store its input in every case, or "
        "inside a condition?"
    ),
)
class InputKeptInTrainingOnly(Conv2D):
    def forward_pass(self, X, training=True):
        before = self.padded_input
        output = super().forward_pass(X, training)
        self.padded_input = self.padded_input if training else before
        return output


@misconception(
    "limit-without-channels",
    "Conv2D",
    title="The limit of the draw leaves the channels out",
    hint="How many numbers are added up for one element of the output? All of them count.",
)
class LimitWithoutChannels(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0])


@misconception(
    "normal-draw",
    "Conv2D",
    title="The weights are drawn from a normal distribution",
    hint="Two distributions are easily confused here. Which one has a limit that no draw passes?",
)
class NormalDraw(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = np.random.normal(0, 1 / np.sqrt(self.W[0].size), self.W.shape)


@misconception(
    "parameters-without-bias",
    "Conv2D",
    title="parameters counts only W",
    hint=(
        "List every number that backward_pass changes for a layer with one small filter. Does your count have all "
        "of them?"
    ),
)
class ParametersWithoutBias(Conv2D):
    def parameters(self):
        return self.W.size


@misconception(
    "output-shape-keeps-the-channels",
    "Conv2D",
    title="output_shape gives the number of input channels",
    hint=(
        "Each filter makes one channel of the output. How many are there, and which number stands first in your answer?"
    ),
)
class OutputShapeKeepsTheChannels(Conv2D):
    def output_shape(self):
        return (self.input_shape[0], *super().output_shape()[1:])


@misconception(
    "accum-grad-changed",
    "Conv2D",
    title="backward_pass writes into accum_grad",
    hint="The caller may still need the array it gave you. Does your code assign into accum_grad?",
)
class GradientChangedInPlace(Conv2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 0
        return input_grad


@misconception(
    "crop-with-minus-zero-assigned",
    "Conv2D",
    title="The part inside the frame is taken up to minus the padding and put into an array of the image's size",
    hint=(
        "What does x[0:-1] give, and what does x[0:-0] give? Without padding, how many rows has the part that you "
        "put into your array?"
    ),
)
class CropWithMinusZeroAssigned(Conv2D):
    def backward_pass(self, accum_grad):
        pads = self.pads()
        (top, bottom), (left, right) = pads
        framed = np.pad(super().backward_pass(accum_grad), ((0, 0), (0, 0), *pads))
        input_grad = np.zeros((*framed.shape[:2], framed.shape[2] - top - bottom, framed.shape[3] - left - right))
        for n in range(len(input_grad)):
            input_grad[n] = framed[n, :, top:-bottom, left:-right]
        return input_grad


@misconception(
    "stride-in-the-size-only",
    "Conv2D",
    title="The stride counts in the output size, but the windows move by one",
    hint=(
        "On paper, where does the third window of a row begin when the stride is 2? Compare with the slice that "
        "your code takes for it."
    ),
)
class StrideInTheSizeOnly(Conv2D):
    def window(self, i, j):
        kh, kw = self.filter_shape
        return np.s_[:, :, i : i + kh, j : j + kw]


@misconception(
    "same-with-half-the-filter-on-both-sides",
    "Conv2D",
    title='Padding "same" puts k // 2 zeros on both sides',
    hint="How many rows has the output for a filter with two rows? Compare with the image: who has added a row?",
)
class SameWithHalfTheFilter(Conv2D):
    def pads(self):
        if self.padding != "same":
            return super().pads()
        return tuple((size // 2, size // 2) for size in self.filter_shape)


@misconception(
    "padding-number-shared",
    "Conv2D",
    title="A number as padding is shared between two opposite sides",
    hint=(
        "With a padding of 2, how many rows of zeros does the statement put above the image, and how many does "
        "your layer?"
    ),
)
class PaddingNumberShared(Conv2D):
    def pads(self):
        if isinstance(self.padding, str):
            return super().pads()
        return ((self.padding // 2, self.padding - self.padding // 2),) * 2


@misconception(
    "padding-number-ignored",
    "Conv2D",
    title="A number as padding is treated like no padding",
    hint=(
        "padding can be a word or a number. Make a layer with a padding of 3 and print its output_shape: which "
        "branch of your code does it take?"
    ),
)
class PaddingNumberIgnored(Conv2D):
    def pads(self):
        return super().pads() if self.padding == "same" else ((0, 0), (0, 0))


@misconception(
    "edge-repeated",
    "Conv2D",
    title="The frame repeats the edge of the image instead of zeros",
    hint=(
        "Print the padded image for an image of ones, with a filter of three rows. Which numbers stand in its frame?"
    ),
)
class EdgeRepeated(Conv2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        P = np.pad(X, ((0, 0), (0, 0), *self.pads()), mode="edge")
        for i in range(output.shape[2]):
            for j in range(output.shape[3]):
                output[:, :, i, j] = np.tensordot(P[self.window(i, j)], self.W, axes=((1, 2, 3), (1, 2, 3)))
        self.padded_input = P
        return output + self.w0.reshape(1, -1, 1, 1)


@misconception(
    "one-window-too-few",
    "Conv2D",
    title="The output lacks its last row and its last column",
    hint=(
        "How many places has a filter of two rows in an image of two rows? Put these numbers into your formula "
        "for the output size."
    ),
)
class OneWindowTooFew(Conv2D):
    def output_shape(self):
        filters, rows, columns = super().output_shape()
        return (filters, rows - 1, columns - 1)


@misconception(
    "number-not-taken-as-stride",
    "Conv2D",
    title="A single number as stride is not understood",
    hint=(
        "stride can be a pair or one number, and one number is the default. Print what your constructor makes of it."
    ),
)
class NumberNotTakenAsStride(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = stride


@misconception(
    "last-filter-only",
    "Conv2D",
    title="The input gradient comes from the last filter alone",
    hint=(
        "Each pixel acts on the outputs of all filters. What happens in your code to the gradient that the "
        "filters before have left?"
    ),
)
class LastFilterOnly(Conv2D):
    def backward_pass(self, accum_grad):
        last = np.zeros_like(accum_grad)
        last[:, -1] = accum_grad[:, -1]
        input_grad = gradients(self, last)["X"]
        super().backward_pass(accum_grad)
        return input_grad


@misconception(
    "last-image-only",
    "Conv2D",
    title="The gradient of W comes from the last image of the batch alone",
    hint=(
        "All images of a batch share one W. What happens in your code to the gradient of W that the images before "
        "have left?"
    ),
)
class LastImageOnly(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        last = np.zeros_like(accum_grad)
        last[-1] = accum_grad[-1]
        step(self, gradients(self, last)["W"], grads["w0"])
        return grads["X"]


@misconception(
    "weight-gradient-averaged",
    "Conv2D",
    title="The gradient of W alone is averaged over the batch",
    hint=(
        "Both parameters are shared by all images of the batch. Compare how your code adds up the gradient of W "
        "and that of w0."
    ),
)
class WeightGradientAveraged(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"] / len(accum_grad), grads["w0"])
        return grads["X"]


@misconception(
    "bias-gradient-averaged",
    "Conv2D",
    title="The gradient of w0 alone is averaged over the batch",
    hint=(
        "Both parameters are shared by all images of the batch. Compare how your code adds up the gradient of w0 "
        "and that of W."
    ),
)
class BiasGradientAveraged(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], grads["w0"] / len(accum_grad))
        return grads["X"]


@misconception(
    "bias-gradient-of-another-shape",
    "Conv2D",
    title="The gradient of w0 has another shape than w0",
    hint=(
        "Print the shape of w0 after initialize and that of its gradient. What does numpy make of the difference "
        "of two such arrays?"
    ),
)
class BiasGradientOfAnotherShape(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)))
        return grads["X"]


@misconception(
    "update-arguments-swapped",
    "Conv2D",
    title="update gets the gradient first and the parameter second",
    hint=(
        "An optimizer takes two arrays of the same shape and cannot tell them apart. Which of them does it expect "
        "first?"
    ),
)
class UpdateArgumentsSwapped(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        if self.trainable:
            self.W = self.W_opt.update(grads["W"], self.W)
            self.w0 = self.w0_opt.update(grads["w0"], self.w0)
        return grads["X"]


@misconception(
    "steps-uphill",
    "Conv2D",
    title="W and w0 move along their gradients instead of against them",
    hint=(
        "The optimizer already knows that the loss shall go down. Which sign has the gradient that your code "
        "hands to it?"
    ),
)
class StepsUphill(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, -grads["W"], -grads["w0"])
        return grads["X"]


@misconception(
    "input-dropped-after-backward",
    "Conv2D",
    title="What the forward pass kept is dropped after one backward pass",
    hint=(
        "backward_pass may be called twice after one forward_pass. What is left of the things that it needs when "
        "the second call begins?"
    ),
)
class InputDroppedAfterBackward(Conv2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.padded_input = None
        return input_grad


@misconception(
    "first-input-kept",
    "Conv2D",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward_pass belongs to the latest forward_pass. When does your code store its input: in each call, or "
        "in one of them?"
    ),
)
class FirstInputKept(Conv2D):
    def forward_pass(self, X, training=True):
        first = self.padded_input
        output = super().forward_pass(X, training)
        self.padded_input = self.padded_input if first is None else first
        return output


@misconception(
    "input-shared-by-layers",
    "Conv2D",
    title="All layers share what the forward pass keeps",
    hint=(
        "A network has several such layers. Is what backward_pass needs kept in the object, or in the class or module?"
    ),
)
class InputSharedByLayers(Conv2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.padded_input
        return output

    def backward_pass(self, accum_grad):
        self.padded_input = type(self).shared
        return super().backward_pass(accum_grad)


@misconception(
    "bias-drawn",
    "Conv2D",
    title="The biases are drawn as well",
    hint=(
        "How many draws does the statement allow, and for which of the two parameters? Print w0 right after initialize."
    ),
)
class BiasDrawn(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0 = np.random.uniform(-0.1, 0.1, self.w0.shape)


@misconception(
    "one-sided-draw",
    "Conv2D",
    title="All weights are drawn above zero",
    hint=(
        "A uniform draw has two ends. Print the smallest weight of a large layer: where should it lie, and where "
        "does yours?"
    ),
)
class OneSidedDraw(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = (self.W + np.sqrt(1 / self.W[0].size)) / 2


@misconception(
    "limit-from-the-filters",
    "Conv2D",
    title="The limit of the draw counts the outputs instead of the inputs",
    hint=(
        "The limit keeps one output from growing with the number of things that are added up for it. Is the "
        "number of filters among these?"
    ),
)
class LimitFromTheFilters(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0] / self.n_filters)


@misconception(
    "seeded-inside",
    "Conv2D",
    title="The layer seeds the generator itself",
    hint=(
        "Initialize a layer twice and compare the two draws. Whoever wants equal draws seeds the generator "
        "outside: who else does here?"
    ),
)
class SeededInside(Conv2D):
    def initialize(self, optimizer):
        np.random.seed(0)
        super().initialize(optimizer)


@misconception(
    "drawn-once",
    "Conv2D",
    title="A second initialize keeps the weights of the first",
    hint=(
        "initialize is a fresh start, also for a layer that has weights already. Under which condition does yours draw?"
    ),
)
class DrawnOnce(Conv2D):
    def initialize(self, optimizer):
        W = self.W
        super().initialize(optimizer)
        self.W = self.W if W is None else W


@misconception(
    "unset-before-initialize",
    "Conv2D",
    title="W and w0 do not exist before initialize",
    hint=(
        "Which values have these attributes between the constructor and initialize? The docstring of the class "
        "says it for each of them."
    ),
)
class UnsetBeforeInitialize(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        del self.W, self.w0


@misconception(
    "parameters-inherited",
    "Conv2D",
    title="parameters is not written, so that the base class answers 0",
    hint=(
        "The base class has a method for layers that learn nothing. Does your class have one of its own with "
        "exactly that name?"
    ),
)
class ParametersInherited(Conv2D):
    def parameters(self):
        return 0


@misconception(
    "output-shape-without-filters",
    "Conv2D",
    title="output_shape leaves out the number of filters",
    hint=(
        "output_shape describes one whole output. How many axes has it for one image, and how many sizes does "
        "your answer have?"
    ),
)
class OutputShapeWithoutFilters(Conv2D):
    def forward_pass(self, X, training=True):
        self.output_shape = super().output_shape
        output = super().forward_pass(X, training)
        del self.output_shape
        return output

    def output_shape(self):
        return super().output_shape()[1:]


@misconception(
    "one-array-for-all-results",
    "Conv2D",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(Conv2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[...] = output
        return self.output


@misconception(
    "forward-returns-nothing",
    "Conv2D",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass and look at what comes back. Which line of it hands the images to the caller, and is "
        "that line reached?"
    ),
)
class ForwardReturnsNothing(Conv2D):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "Conv2D",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(Conv2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Conv2D",
    title="forward_pass does not take the argument training",
    hint=(
        "A network calls every layer in the same way. Compare the first line of your forward_pass with the one in "
        "the statement."
    ),
)
class TrainingNotTaken(Conv2D):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Conv2D.forward_pass"


@misconception(
    "training-has-no-default",
    "Conv2D",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(Conv2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Conv2D.forward_pass"
