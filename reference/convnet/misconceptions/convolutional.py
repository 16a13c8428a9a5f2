"""What people get wrong in `convolutional`. Each class is the reference with one mistake."""

import numpy as np
from convolutional import Convolutional

from grader.misconceptions import misconception


class Wrong(Convolutional):
    """The base of all wrong models: it reports the name that the class has in a submission."""

    def get_config(self):
        return {**super().get_config(), "type": "Convolutional"}


def gather(layer, see, G):
    """Returns the kernels' gradient, where `see(i, j)` are the pixels that element (i, j) is paired with."""
    gradient = np.zeros(layer.kernels.shape)
    for i, j in layer._places():
        gradient[:, :, i, j] = np.einsum("nfhw,nchw->fc", G, see(i, j))
    return gradient


def scatter(layer, kernels, G, put):
    """Returns the padded images' gradient, where `put(gradient, i, j, share)` stores one share."""
    gradient = np.zeros(layer.padded.shape)
    for i, j in layer._places():
        put(gradient, i, j, np.einsum("nfhw,fc->nchw", G, kernels[:, :, i, j]))
    return gradient


def add(layer):
    """Returns the right way to store a share."""

    def put(gradient, i, j, share):
        view = layer._seen(gradient, i, j)
        view += share

    return put


def crop(layer, padded_gradient):
    """Returns the part of the padded gradient that belongs to the images."""
    _, H, W = layer.input_shape
    p = layer.padding
    return padded_gradient[:, :, p : p + H, p : p + W]


@misconception(
    "kernel-flipped",
    "Convolutional",
    title="The kernels are turned by 180 degrees before they meet the window",
    hint="Mathematicians turn the kernel, layers do not. Which pixel does your code multiply with kernels[f, c, 0, 0]?",
)
class KernelFlipped(Wrong):
    def forward(self, input_batch, training=True):
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        output = super().forward(input_batch, training)
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        return output

    def backward(self, output_gradient_batch):
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        gradient = super().backward(output_gradient_batch)
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        self.kernels_gradient = self.kernels_gradient[:, :, ::-1, ::-1]
        return gradient


@misconception(
    "input-gradient-flipped",
    "Convolutional",
    title="The input gradient uses kernels that are turned the wrong way",
    hint="Put a gradient of 1 at one output position. Which element of the kernel should the upper left "
    "pixel of its window receive?",
)
class InputGradientFlipped(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels[:, :, ::-1, ::-1], output_gradient_batch, add(self)))


@misconception(
    "kernels-gradient-flipped",
    "Convolutional",
    title="The kernels' gradient comes out turned by 180 degrees",
    hint="forward does not turn the kernel. Does your code turn something when it computes the kernels' gradient?",
)
class KernelsGradientFlipped(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient[:, :, ::-1, ::-1]
        return gradient


@misconception(
    "stride-ignored-in-forward",
    "Convolutional",
    title="The windows of the forward pass are one pixel apart, whatever the stride",
    hint="Where in the padded image does the second window of a row begin when the stride is 3?",
)
class StrideIgnoredInForward(Wrong):
    def forward(self, input_batch, training=True):
        stride, self.stride = self.stride, 1
        output = super().forward(input_batch, training)
        self.stride = stride
        return output


@misconception(
    "stride-ignored-in-kernels-gradient",
    "Convolutional",
    title="The kernels' gradient pairs positions with neighbouring pixels, whatever the stride",
    hint="Which window of the image made output position (0, 1)? Does the sum for the kernels' gradient "
    "use the same window?",
)
class StrideIgnoredInKernelsGradient(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        _, h, w = self.output_shape
        see = lambda i, j: self.padded[:, :, i : i + h, j : j + w]  # noqa: E731
        self.kernels_gradient = gather(self, see, output_gradient_batch)
        return gradient


@misconception(
    "stride-ignored-in-input-gradient",
    "Convolutional",
    title="The input gradient puts the windows one pixel apart, whatever the stride",
    hint="Where does the window of output position (0, 1) begin? Does its gradient go to the same place?",
)
class StrideIgnoredInInputGradient(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        _, h, w = self.output_shape

        def put(gradient, i, j, share):
            gradient[:, :, i : i + h, j : j + w] += share

        return crop(self, scatter(self, self.kernels, output_gradient_batch, put))


@misconception(
    "overlaps-overwritten",
    "Convolutional",
    title="In the input gradient, overlapping windows overwrite each other",
    hint="A pixel that lies in four windows receives four shares. What does your code do with what is there already?",
)
class OverlapsOverwritten(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)

        def put(gradient, i, j, share):
            self._seen(gradient, i, j)[...] = share

        return crop(self, scatter(self, self.kernels, output_gradient_batch, put))


@misconception(
    "cropped-with-minus-padding",
    "Convolutional",
    title="The padding is cut off with [p:-p]",
    hint="What is a[0:-0]? Try your layer without padding, and print the shape of what backward returns.",
)
class CroppedWithMinusPadding(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = scatter(self, self.kernels, output_gradient_batch, add(self))
        return gradient[:, :, self.padding : -self.padding, self.padding : -self.padding]


@misconception(
    "padding-not-cropped",
    "Convolutional",
    title="The gradient of the padded images is returned whole",
    hint="The caller gave you images of shape (N, C, H, W). Which shape has the gradient that you return "
    "when the padding is 2?",
)
class PaddingNotCropped(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return scatter(self, self.kernels, output_gradient_batch, add(self))


@misconception(
    "leftovers-cut-off",
    "Convolutional",
    title="The input gradient lacks the rows and columns that no window covers",
    hint="The gradient has the shape of the images, even where the stride leaves a rest. What is the "
    "gradient of a pixel that nobody saw?",
)
class LeftoversCutOff(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        _, H, W = self.input_shape
        k, s, p = self.kernel_size, self.stride, self.padding
        return gradient[:, :, : H - max((H + 2 * p - k) % s - p, 0), : W - max((W + 2 * p - k) % s - p, 0)]


@misconception(
    "unpadded-images-in-backward",
    "Convolutional",
    title="The kernels' gradient looks at the images as if they were padded at their end only",
    hint="forward used padded images. Which images, and which indices, does the kernels' gradient use in your code?",
)
class UnpaddedImagesInBackward(Wrong):
    def backward(self, output_gradient_batch):
        p = self.padding
        shifted = np.roll(self.padded, (-p, -p), axis=(2, 3))
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = gather(self, lambda i, j: self._seen(shifted, i, j), output_gradient_batch)
        return gradient


@misconception(
    "last-channel-only",
    "Convolutional",
    title="The sum over the input channels keeps only the last channel",
    hint="Try an image with two channels. Does the loop over channels add to the output, or does it set it?",
)
class LastChannelOnly(Wrong):
    def forward(self, input_batch, training=True):
        kernels = self.kernels
        self.kernels = kernels * (np.arange(kernels.shape[1]) == kernels.shape[1] - 1)[:, None, None]
        output = super().forward(input_batch, training)
        self.kernels = kernels
        return output


@misconception(
    "bias-for-each-channel",
    "Convolutional",
    title="The bias is added once for each input channel",
    hint="With kernels of zeros, what should the output be? Try it with three input channels.",
)
class BiasForEachChannel(Wrong):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not self.no_bias:
            output += (input_batch.shape[1] - 1) * self.biases[:, None, None]
        return output


@misconception(
    "bias-left-out",
    "Convolutional",
    title="The bias is left out of the forward pass",
    hint="With kernels of zeros, what should the output be? What is yours, and which parameter is missing?",
)
class BiasLeftOut(Wrong):
    def forward(self, input_batch, training=True):
        no_bias, self.no_bias = self.no_bias, True
        output = super().forward(input_batch, training)
        self.no_bias = no_bias
        return output


@misconception(
    "no-bias-ignored",
    "Convolutional",
    title="no_bias changes nothing",
    hint="Where does your forward look at no_bias? And who may change it after the constructor?",
)
class NoBiasIgnored(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, False)
        self.biases = self.biases + 1


@misconception(
    "bias-gradient-per-pixel",
    "Convolutional",
    title="The biases' gradient keeps the positions",
    hint="A kernel has one bias for its whole map. Over which axes must its gradient be summed?",
)
class BiasGradientPerPixel(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch.sum(axis=0)
        return gradient


@misconception(
    "bias-gradient-total",
    "Convolutional",
    title="All biases share one gradient, the sum over everything",
    hint="Each kernel has a bias of its own. Which axis must stay when you sum?",
)
class BiasGradientTotal(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = np.full(self.output_depth, output_gradient_batch.sum())
        return gradient


@misconception(
    "gradients-averaged",
    "Convolutional",
    title="The parameter gradients are averaged over the batch",
    hint="This track sums over the batch; dividing is the business of the loss. Where does your code divide?",
)
class GradientsAveraged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient / len(output_gradient_batch)
        self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "gradients-accumulate",
    "Convolutional",
    title="Gradients of earlier calls are added in",
    hint="What does params hold after two calls of backward with the same argument? Where do your "
    "gradients start from zero?",
)
class GradientsAccumulate(Wrong):
    def backward(self, output_gradient_batch):
        by_kernels, by_biases = self.kernels_gradient, self.biases_gradient
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient + by_kernels
        if not self.no_bias:
            self.biases_gradient = self.biases_gradient + by_biases
        return gradient


@misconception(
    "gradient-clipped",
    "Convolutional",
    title="Gradients are clipped inside the layer",
    hint="What does your layer do with a gradient of 100? Limiting steps is the optimizer's business.",
)
class GradientClipped(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = np.clip(self.kernels_gradient, -100, 100)
        self.biases_gradient = np.clip(self.biases_gradient, -100, 100)
        return gradient


@misconception(
    "backward-trains",
    "Convolutional",
    title="backward changes the parameters itself",
    hint="In this track the optimizer changes parameters. Does your backward assign into kernels or biases?",
)
class BackwardTrains(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels -= 0.01 * self.kernels_gradient
        return gradient


@misconception(
    "first-images-kept",
    "Convolutional",
    title="backward uses the images of the first forward pass for ever",
    hint="backward belongs to the latest forward. When does your code store its images: once, or each time?",
)
class FirstImagesKept(Wrong):
    def forward(self, input_batch, training=True):
        first = getattr(self, "padded", None)
        output = super().forward(input_batch, training)
        self.padded = self.padded if first is None else first
        return output


@misconception(
    "images-kept-in-training-only",
    "Convolutional",
    title="The images are kept only where training is True",
    hint="Does your forward store its images in every case, also in a pass outside training?",
)
class ImagesKeptInTrainingOnly(Wrong):
    def forward(self, input_batch, training=True):
        before = getattr(self, "padded", None)
        output = super().forward(input_batch, training)
        self.padded = self.padded if training else before
        return output


@misconception(
    "same-is-half-the-kernel",
    "Convolutional",
    title="'same' pads by half the kernel's size, rounded down",
    hint="The two formulas agree for odd kernels. What does the statement say about a kernel of size 4?",
)
class SameIsHalfTheKernel(Wrong):
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):  # fmt: skip
        number = kernel_size // 2 if padding == "same" else padding
        super().__init__(output_depth, kernel_size, None, initialization, no_bias, number, stride)
        self.padding_as_given = padding
        if input_shape is not None:
            self.build(input_shape)


@misconception(
    "same-is-no-padding",
    "Convolutional",
    title="Texts are not understood as paddings: 'same' does not pad",
    hint="What number of zeros does 'same' stand for with a kernel of size 3? What does your layer do with the word?",
)
class SameIsNoPadding(Wrong):
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):  # fmt: skip
        number = 0 if isinstance(padding, str) else padding
        super().__init__(output_depth, kernel_size, None, initialization, no_bias, number, stride)
        self.padding_as_given = padding
        if input_shape is not None:
            self.build(input_shape)


@misconception(
    "output-shape-for-squares",
    "Convolutional",
    title="The width of the output is computed from the height",
    hint="Try images that are wider than high. Which numbers does your formula for W_out use?",
)
class OutputShapeForSquares(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        depth, height, _ = self.output_shape
        self.output_shape = (depth, height, height)


@misconception(
    "output-size-rounded-up",
    "Convolutional",
    title="The output size is rounded up",
    hint="A window that would reach over the edge does not count. What does your formula say for H = 6, k "
    "= 3, stride 2?",
)
class OutputSizeRoundedUp(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        sizes = (-(-(n + 2 * self.padding - self.kernel_size) // self.stride) + 1 for n in input_shape[1:])
        self.output_shape = (self.output_depth, *sizes)

    def forward(self, input_batch, training=True):
        right = self.output_shape
        Convolutional.build.__get__(Shapes(self))(self.input_shape)
        output = super().forward(input_batch, training)
        missing = [(0, 0), (0, 0), (0, right[1] - output.shape[2]), (0, right[2] - output.shape[3])]
        self.output_shape = right
        return np.pad(output, missing)


class Shapes:
    """Stands in for a layer while the right output shape is computed; no weights are drawn."""

    def __init__(self, layer):
        self.__dict__["layer"] = layer

    def __getattr__(self, name):
        return "auto" if name == "initialization" else getattr(self.layer, name)

    def __setattr__(self, name, value):
        setattr(self.layer, name, value)


@misconception(
    "built-once",
    "Convolutional",
    title="A second build changes nothing",
    hint="The same layer may be built again for other images. What does your build look at before it sets "
    "output_shape?",
)
class BuiltOnce(Wrong):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "he-and-xavier-swapped",
    "Convolutional",
    title="The variances of he and xavier are swapped",
    hint="He initialization makes up for a ReLU, which loses half of the signal. Which of the two "
    "variances should be larger?",
)
class HeAndXavierSwapped(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights("xavier" if method == "he" else "he", no_bias)


@misconception(
    "variance-as-deviation",
    "Convolutional",
    title="The variance is used as standard deviation",
    hint="By what do you multiply standard normal draws to get a variance of v? Is it v itself?",
)
class VarianceAsDeviation(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        fan_in = self.input_shape[0] * self.kernel_size**2
        self.kernels *= np.sqrt((2 if method == "he" else 1) / fan_in)


@misconception(
    "fan-in-without-kernel",
    "Convolutional",
    title="The variance counts the channels but not the pixels of the kernel",
    hint="How many products does one element of the output sum up? Which of your numbers are missing in it?",
)
class FanInWithoutKernel(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels *= self.kernel_size


@misconception(
    "fan-out",
    "Convolutional",
    title="The variance counts the kernels instead of the input channels",
    hint="How many products does one element of the output sum up? Does that number depend on output_depth?",
)
class FanOut(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels *= np.sqrt(self.input_shape[0] / self.output_depth)


@misconception(
    "auto-draws-at-once",
    "Convolutional",
    title="'auto' draws weights in build",
    hint="With 'auto', who decides how weights are drawn, and when? Look at what build does then.",
)
class AutoDrawsAtOnce(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        if self.initialization == "auto":
            self.init_weights("he", self.no_bias)


@misconception(
    "fixed-seed",
    "Convolutional",
    title="The generator is seeded before each draw",
    hint="Call init_weights twice and compare the kernels. What should be different, and what in your code makes them "
    "equal?",
)
class FixedSeed(Wrong):
    def init_weights(self, method, no_bias):
        np.random.seed(0)
        super().init_weights(method, no_bias)


@misconception(
    "loaded-arrays-shared",
    "Convolutional",
    title="load_params keeps the very arrays that it is given",
    hint="Who else holds the arrays in that dict, and what happens to your layer when they change one?",
)
class LoadedArraysShared(Wrong):
    def load_params(self, params):
        self.kernels, self.biases = params["kernels"], params["biases"]


@misconception(
    "biases-not-loaded",
    "Convolutional",
    title="load_params forgets the biases",
    hint="What does params hold, and what does load_params take back? Compare the names one by one.",
)
class BiasesNotLoaded(Wrong):
    def load_params(self, params):
        self.kernels[...] = params["kernels"]


@misconception(
    "params-are-copies",
    "Convolutional",
    title="params hands out copies",
    hint="An optimizer writes into the arrays of params. Whose arrays does it change with your code?",
)
class ParamsAreCopies(Wrong):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "config-with-numbers",
    "Convolutional",
    title="get_config gives the number of padded pixels, not the argument",
    hint="A layer is made again from its configuration. Compare get_config()['padding'] with what you "
    "passed to the constructor.",
)
class ConfigWithNumbers(Wrong):
    def get_config(self):
        return {**super().get_config(), "padding": self.padding}


@misconception(
    "config-incomplete",
    "Convolutional",
    title="get_config forgets arguments",
    hint="Could somebody build an equal layer from your get_config? Go through the arguments of the constructor.",
)
class ConfigIncomplete(Wrong):
    def get_config(self):
        config = super().get_config()
        del config["stride"], config["no_bias"]
        return config


@misconception(
    "gradient-argument-changed",
    "Convolutional",
    title="backward writes into the gradient that it is given",
    hint="The caller may still need the array. Does your code assign into output_gradient_batch, or use an "
    "operator such as *= on it?",
)
class GradientArgumentChanged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= 0
        return gradient


@misconception(
    "training-not-taken",
    "Convolutional",
    title="forward has no argument training",
    hint="The network tells every layer whether it trains, also one that does the same in both cases. Which arguments "
    "does the statement give to forward?",
)
class TrainingNotTaken(Wrong):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "Convolutional",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(Wrong):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "images-dropped-after-backward",
    "Convolutional",
    title="backward throws the stored images away",
    hint="backward may be called twice after one forward. What is left of the images when the second call begins?",
)
class ImagesDroppedAfterBackward(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.padded = None
        return gradient


@misconception(
    "cropped-with-minus-padding-into-an-array",
    "Convolutional",
    title="The padding is cut off with [p:-p] and assigned to an array of the image's size",
    hint="What is a[0:-0]? Try your layer without padding, and look at the two shapes in the error's text.",
)
class CroppedWithMinusPaddingIntoArray(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        whole, p = scatter(self, self.kernels, output_gradient_batch, add(self)), self.padding
        gradient = np.zeros((len(whole), *self.input_shape))
        for n in range(len(whole)):
            gradient[n] = whole[n, :, p:-p, p:-p]
        return gradient


@misconception(
    "windows-side-by-side",
    "Convolutional",
    title="The windows lie side by side, whatever the stride",
    hint="Where in the padded image does the second window of a row begin: after the first one, or one stride further? "
    "Look at what your loop multiplies the position with.",
)
class WindowsSideBySide(Wrong):
    def forward(self, input_batch, training=True):
        right, p, k = self.stride, self.padding, self.kernel_size
        sides = [
            (size - 1) * k + k - (n + 2 * p)
            for size, n in zip(self.output_shape[1:], input_batch.shape[2:], strict=True)
        ]
        wider = [(0, max(side, 0)) for side in sides]
        self.stride = k
        output = super().forward(np.pad(input_batch, [(0, 0), (0, 0), *wider]), training)
        self.stride = right
        self.padded = np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)])
        return output


@misconception(
    "last-position-left-out",
    "Convolutional",
    title="The output lacks its last row and column",
    hint="How many places are there to put a kernel of 3 pixels on a row of 5, one pixel apart? Count them by hand, then "
    "look at your formula.",
)
class LastPositionLeftOut(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        depth, height, width = self.output_shape
        self.output_shape = (depth, height - 1, width - 1)


@misconception(
    "padding-counted-once",
    "Convolutional",
    title="The output size counts the padding on one side only",
    hint="Zeros stand on both sides of the image. How many pixels has a padded row of 5 with a padding of 2, and what "
    "does your formula say?",
)
class PaddingCountedOnce(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        k, s, p = self.kernel_size, self.stride, self.padding
        self.output_shape = (self.output_depth, *((n + p - k) // s + 1 for n in input_shape[1:]))


@misconception(
    "padding-is-half-the-kernel",
    "Convolutional",
    title="The padding is always half the kernel's size",
    hint="Only one of the texts asks for a padding that follows the kernel. What does your layer do when it is given a "
    "number, or nothing at all?",
)
class PaddingIsHalfTheKernel(Wrong):
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):  # fmt: skip
        super().__init__(output_depth, kernel_size, None, initialization, no_bias, kernel_size // 2, stride)
        self.padding_as_given = padding
        if input_shape is not None:
            self.build(input_shape)


@misconception(
    "kernels-gradient-averaged",
    "Convolutional",
    title="Only the kernels' gradient is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch. Does one of them divide where the statement has a "
    "sum?",
)
class KernelsGradientAveraged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "biases-gradient-averaged",
    "Convolutional",
    title="Only the biases' gradient is averaged over the batch",
    hint="Compare how your two parameter gradients treat the batch. Does one of them use a mean where the statement has "
    "a sum?",
)
class BiasesGradientAveraged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "last-sample-only",
    "Convolutional",
    title="The kernels' gradient holds the share of the last sample only",
    hint="All samples of a batch share one kernel. In the loop over the samples, does your code add to the gradient, or "
    "set it?",
)
class LastSampleOnly(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        last = lambda i, j: self._seen(self.padded, i, j)[-1:]  # noqa: E731
        self.kernels_gradient = gather(self, last, output_gradient_batch[-1:])
        return gradient


@misconception(
    "last-kernel-only",
    "Convolutional",
    title="The input gradient holds the share of the last kernel only",
    hint="Every kernel looks at every pixel. In the loop over the kernels, does your code add to the gradient of the "
    "images, or set it?",
)
class LastKernelOnly(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels[-1:], output_gradient_batch[:, -1:], add(self)))


@misconception(
    "output-printed",
    "Convolutional",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(Wrong):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "Convolutional",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward, besides the gradients that "
    "you keep in the object?",
)
class BackwardReturnsNothing(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "gradient-ignores-its-argument",
    "Convolutional",
    title="The input gradient does not depend on the output gradient",
    hint="If output_gradient_batch doubles, what should happen to the gradient that you return? Where does your code use "
    "it?",
)
class GradientIgnoresItsArgument(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels, np.ones_like(output_gradient_batch), add(self)))


@misconception(
    "gradients-doubled",
    "Convolutional",
    title="The parameter gradients carry a factor of 2",
    hint="A squared loss has a 2 in its derivative, but that is already inside the gradient that your layer is given. "
    "What else does this layer multiply by?",
)
class GradientsDoubled(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient, self.biases_gradient = 2 * self.kernels_gradient, 2 * self.biases_gradient
        return gradient


@misconception(
    "params-empty",
    "Convolutional",
    title="params is the empty dict of a layer that learns nothing",
    hint="An optimizer finds everything that it may change in params. What does it find in yours after build and a "
    "backward pass?",
)
class ParamsEmpty(Wrong):
    @property
    def params(self):
        return {}


@misconception(
    "loaded-values-added",
    "Convolutional",
    title="load_params adds the given values to those that are there",
    hint="After load_params the layer has just the values that it was given, whatever it had learnt before. Does your "
    "code replace the old numbers?",
)
class LoadedValuesAdded(Wrong):
    def load_params(self, params):
        self.kernels += params["kernels"]
        self.biases += params["biases"]


@misconception(
    "output-written-over",
    "Convolutional",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
)
class OutputWrittenOver(Wrong):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "Convolutional",
    title="Every backward writes its answer into the same array",
    hint="Somebody may still hold the gradient of an earlier batch. Does your backward make a new array each time, or "
    "fill one that it keeps?",
)
class InputGradientWrittenOver(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "method-ignored",
    "Convolutional",
    title="Every method draws as he does",
    hint="Two methods, two variances. Where does your code look at the name that init_weights was given?",
)
class MethodIgnored(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights("he", no_bias)


@misconception(
    "one-product-too-many",
    "Convolutional",
    title="The variance counts the bias as one more product",
    hint="How many products does one element of the output sum up? Does the bias multiply anything? Try a kernel of one "
    "pixel.",
)
class OneProductTooMany(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        fan_in = self.input_shape[0] * self.kernel_size**2
        self.kernels *= np.sqrt(fan_in / (fan_in + 1))


@misconception(
    "shape-of-the-first-build-kept",
    "Convolutional",
    title="forward uses the output shape of the first build",
    hint="A second build replaces everything that depends on the images. Which numbers does your forward use that were "
    "computed only once?",
)
class ShapeOfTheFirstBuildKept(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        self.first = getattr(self, "first", self.output_shape)

    def forward(self, input_batch, training=True):
        right, self.output_shape = self.output_shape, self.first
        output = super().forward(input_batch, training)
        self.output_shape = right
        return output


@misconception(
    "biases-gradient-mean-of-everything",
    "Convolutional",
    title="The biases' gradient is a mean over batch and positions",
    hint=(
        "How large does the gradient of a bias become when the image grows? The bias of a kernel is added at every "
        "position of every image, so each of them has its say, and all these add up. If ten people each put two coins "
        "into a box, there are twenty in it; a mean would say two, however many came. Take a gradient of ones: the number "
        "that belongs to a kernel counts samples and positions. The kernels' own gradients are sums in your layer, so one "
        "optimizer would move both at very different speed. With a single image of one position both agree. What do you "
        "do with the batch and with the positions, and is it the same as for the kernels?"
    ),
)
class BiasesGradientMean(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch.mean(axis=(0, 2, 3))
        return gradient


@misconception(
    "last-place-only",
    "Convolutional",
    title="The kernels' gradient holds the share of the last position only",
    hint=(
        "A kernel is used at every position, and each position has its share in the gradient. How many shares are left at "
        "the end of your loop? Set the output gradient to zero everywhere but at the first position: is the gradient of "
        "the kernels zero, too? Then every round writes over what the rounds before have found. If somebody notes the "
        "day's takings of a shop on a slip each evening and throws the old slip away, the month's account shows one day. "
        "The bias and the gradient by the images can be right at the same time. An output of a single position hides it. "
        "Which operator stands in the loop where the shares come in?"
    ),
)
class LastPlaceOnly(Wrong):
    def backward(self, output_gradient_batch):
        last = np.zeros(output_gradient_batch.shape)
        last[:, :, -1, -1] = output_gradient_batch[:, :, -1, -1]
        super().backward(last)
        kernels_gradient = self.kernels_gradient
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = kernels_gradient
        return gradient
