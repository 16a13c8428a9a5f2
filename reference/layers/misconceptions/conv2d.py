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
    hint="Somebody may give the same optimizer to two layers. Do you store the object itself, or something made from it?",
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
    hint="Where in backward_pass does your code look at self.trainable?",
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
    title="The input gradient is right for a filter turned by 180 degrees",
    hint="Pixel (p, q) met weight (a, b) at output (p - a, q - b). Which weight belongs to which place in your sum?",
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
    hint="Where does your code use stride? Compare output_shape for strides of 1 and 2.",
)
class StrideIgnored(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, 1)


@misconception(
    "one-stride-for-both",
    "Conv2D",
    title="The stride of the rows is used for the columns as well",
    hint="stride can be a pair. Where does your code use its second entry?",
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
    hint="Where does your formula for the sizes use the second entry of filter_shape?",
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
    hint="How many whole windows fit? Look at how your output size is rounded.",
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
    hint="For a filter with an even size the zeros cannot be split evenly. On which side does the statement put the rest?",
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
    hint='Read again how many zeros "same" means. Does the number depend on the stride?',
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
    hint="With W all zeros, what should the layer return? What does yours return?",
)
class BiasLeftOut(Conv2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) - self.w0.reshape(1, -1, 1, 1)


@misconception(
    "bias-for-each-channel",
    "Conv2D",
    title="The bias is added once for each input channel",
    hint="With W all zeros and three input channels, what does your layer return?",
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
    hint="Does your forward_pass store its input in every case?",
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
    hint="List every number that backward_pass changes. Does your count have all of them?",
)
class ParametersWithoutBias(Conv2D):
    def parameters(self):
        return self.W.size


@misconception(
    "output-shape-keeps-the-channels",
    "Conv2D",
    title="output_shape gives the number of input channels",
    hint="Each filter makes one channel of the output. How many are there?",
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
