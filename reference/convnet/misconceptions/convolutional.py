"""What people get wrong in `convolutional`. Each class is the reference with one mistake."""

import itertools

import numpy as np
from convolutional import Convolutional

from grader.misconceptions import misconception


class Wrong(Convolutional):
    """The base of all wrong models: it reports the name that the class has in a submission."""

    def get_config(self):
        return {**super().get_config(), "type": "Convolutional"}


class NoGradientsYet(Wrong):
    """The gradients are None until there is one."""

    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels_gradient = self.biases_gradient = None


class InLoops(Wrong):
    """Where the output shape is too small, backward visits those positions only, instead of a product that fails."""

    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        gradient = super().backward(output_gradient_batch[:, :, :H_out, :W_out])
        self.biases_gradient = output_gradient_batch.sum(axis=(0, 2, 3))
        return gradient


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
    hint=(
        "Which pixel of a window does your code multiply with the element at the upper left of the kernel? In a "
        "strip, let the kernel be 1, 2, 3 and the window 4, 0, 0. Laid on each other as they are, they give 4; "
        "with the kernel turned round, 12. Now look in forward for a reversed slice, a rotation or an index that "
        "runs backwards. Mathematicians call only the turned version a convolution, and libraries for signals "
        "follow them, so a formula from another book may have led you there. A kernel that looks the same from "
        "both ends hides the difference, and training hides it as well, since the learned weights simply come out "
        "turned. Weights loaded from elsewhere then detect mirrored patterns."
    ),
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


@misconception("kernel-flipped", "Convolutional", variant="forward-only")
class KernelFlippedInForward(Wrong):
    def forward(self, input_batch, training=True):
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        output = super().forward(input_batch, training)
        self.kernels = self.kernels[:, :, ::-1, ::-1]
        return output


@misconception(
    "input-gradient-flipped",
    "Convolutional",
    title="The input gradient uses kernels that are turned the wrong way",
    hint=(
        "Put a gradient of 1 at a single output position and zeros elsewhere. What should appear in the images' "
        "gradient, and where? Take a strip of three pixels and one window, so y = 2a + 3b + 7c. If c grows by 1, "
        "y grows by 7; so the last pixel receives 7 and the first receives 2. Does your layer answer 2, 3, 7 or "
        "7, 3, 2? Many texts describe this gradient as a convolution with a turned kernel, and there the turn is "
        "right, because the loop runs over pixels. If yours runs over windows instead, is a turn still needed? "
        "With symmetric kernels nothing shows. Otherwise the layers in front learn from errors that sit on the "
        "opposite side of each window."
    ),
)
class InputGradientFlipped(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels[:, :, ::-1, ::-1], output_gradient_batch, add(self)))


@misconception(
    "kernels-gradient-flipped",
    "Convolutional",
    title="The kernels' gradient comes out turned by 180 degrees",
    hint=(
        "Does something turn in your code when it computes how the loss depends on the kernels? Search the lines "
        "of that gradient for reversed slices. One window is enough for a trial: the pixels 5, 0, 1 and a kernel "
        "a, b, c give y = 5a + 0b + 1c. A gradient of 1 at y thus brings 5 to a and 1 to c. If yours says 1, 0, "
        "5, each weight was told the news of the weight at the other end. The shape is right, and so is the sum "
        "of all entries. A kernel of one pixel cannot be turned, and with constant images and no border all "
        "entries are equal anyway. But a step would strengthen the corner that had nothing to do with the error."
    ),
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
    hint=(
        "Where in the padded image does window number 2 of a row begin, counted from 0, when the stride is 4? "
        "Work it out on paper first: 0, 4, 8. Then look at the slice or index in forward that cuts a window out, "
        "and ask whether the stride occurs in it. Take a strip with the numbers 0 to 9, a kernel of two ones and "
        "a stride of 4. The windows hold 0 1, 4 5 and 8 9, with sums 1, 9 and 17; neighbouring windows would give "
        "1, 3 and 5. The shape of the output was computed elsewhere and can be right all the same. So your layer "
        "would look only at the upper left part of each image, and never see the rest."
    ),
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
    hint=(
        "Which pixels made the output at position (0, 1), and does the sum for the kernels' gradient use the same "
        "ones? Compare the slices of forward and backward, character by character. On a strip of the numbers 0 to "
        "4 with a kernel of one weight w and a stride of 3, the outputs are 0w and 3w. With a gradient of 1 at "
        "both, the weight receives 0 + 3 = 3. Pixels next to each other would give 0 + 1 = 1. A witness who is "
        "asked about house three should not report on house one. The forward pass stays right, and so can the "
        "gradient for the images, so only the learning of the kernels suffers. With windows one pixel apart there "
        "is no difference at all."
    ),
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
    hint=(
        "Where did the window of the second output begin, and where does your backward put its share? Take a "
        "strip of six pixels, a kernel with the weights 1 and 1, and a stride of 4: the two windows cover the "
        "pixels 0, 1 and 4, 5. A gradient of 2 at each output should come back as 2, 2, 0, 0, 2, 2. Packed one "
        "step apart, the shares make 2, 4, 2, 0, 0, 0. Which picture do you see? A library that lends books from "
        "every fourth shelf cannot put them all back onto the first two. The kernels' own gradient may be "
        "perfect, and with a stride of 1 this one is, too. In a deep network only the layers in front learn from "
        "the wrong places."
    ),
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
    hint=(
        "What happens in your backward to a number that already stands in a pixel's gradient when the next window "
        "brings its own share? Look at the operator in that line. A strip of three pixels with the kernel 1, 10 "
        "has two windows. A gradient of 1 at each output sends 1, 10 to the first two pixels and 1, 10 to the "
        "last two. The pixel in the middle belongs to both and ends with 11; where the later share replaces the "
        "earlier one, it ends with 1 or with 10. Two people who pay into one account should find both payments "
        "there. As long as the stride is at least as large as the kernel, no pixel is shared and everything fits."
    ),
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
    hint=(
        "What does Python make of a slice whose end is minus zero? Try three lines: with `a = [4, 5, 6, 7]`, "
        "a[1:-1] is [5, 6]; put 0 for both ones, and the list is empty, since -0 is just 0 and the slice ends "
        "before it begins. Now look at how your backward cuts the border off, and think about a layer that has "
        "none. Print the shape of what it returns: are there axes of length 0? An empty array does not complain; "
        "sums over it are 0, and the layer in front seems to have nothing to learn. Every trial with a border of "
        "one or more passes, though the usual default is a layer without one. What could your slice count from "
        "instead of the end?"
    ),
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
    hint=(
        "Which shape does the caller expect back, and which does your backward return when there is a border? "
        "Write down both for an image of 3 by 5 pixels and a border of 1: inside the layer it measures 5 by 7, "
        "but that is the layer's private matter. Compare `np.pad(np.ones((3, 5)), 1).shape` with the shape "
        "before. A picture that was framed for an exhibition goes back to its owner without the frame. Do the "
        "numbers of the border say anything to the layer in front, which has never made these zeros? Without "
        "padding there is nothing to take off, so the mistake sleeps. With it the next backward gets an array "
        "that is too large, and either fails or shifts all pixels."
    ),
)
class PaddingNotCropped(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return scatter(self, self.kernels, output_gradient_batch, add(self))


@misconception(
    "leftovers-cut-off",
    "Convolutional",
    title="The input gradient lacks the rows and columns that no window covers",
    hint=(
        "What shape has your gradient when the last step of the stride leaves a rest? Take a strip of 8 pixels, a "
        "kernel of width 3 and a stride of 3. The windows cover the pixels 0 to 5; the pixels 6 and 7 lie in "
        "none. Change one of them in your mind: does any output change? So their gradient is a number that can be "
        "said without calculation, and it is a number, not a hole. Is the length of your answer 8 or 6? A pupil "
        "who did not take part in a test stays on the list. When the windows end exactly at the edge, all is "
        "well. Otherwise the array does not fit what the layer in front has put out, and its backward stops."
    ),
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
    hint=(
        "Which images did forward multiply with the kernels, and which ones does the kernels' gradient look at? "
        "Note for one output position the pixels that both lines use. A strip 6, 7, 8 with a zero at either end "
        "becomes 0, 6, 7, 8, 0. For a kernel of two weights the first output saw 0 and 6. If backward takes the "
        "strip as it came, it pairs the same position with 6 and 7, one step too far. A map with a margin and the "
        "same map without it have different coordinates for each house. The missing pixels at the far end may be "
        "filled by zeros or by an empty slice, so there need not be an error. A layer without a border uses the "
        "same array in both places and is right."
    ),
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
    hint=(
        "Does the loop over the input channels add to the output, or does each round begin again? Look at the "
        "operator, and at where the line with the zeros stands: before the loop or inside it. One pixel with the "
        "colours 2, 3 and 4 and a kernel of ones should give 9. If your answer is 4, the last colour has won. A "
        "jury of three whose secretary notes only the latest vote decides by one voice. Try an image whose last "
        "channel is all zeros: is your output nothing but bias? Grey images have a single channel and hide the "
        "mistake entirely. Deeper layers have dozens of channels, and there nearly all that was found before "
        "would be lost."
    ),
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
    hint=(
        "How often does the bias of one kernel enter one output element? Set all kernels to zero, so that nothing "
        "but the bias can come out. With a bias of 0.5 and three input channels, does your layer show 0.5 or 1.5? "
        "Then look whether the line that adds it stands inside the loop over the channels. Whoever buys four "
        "things in a shop pays the entrance to the car park once, not once for each thing. With one channel both "
        "agree, and a new layer has biases of 0, where nothing can go wrong at all. During training the network "
        "would find smaller biases to make up for it, so the loss looks normal, while backward reports a slope "
        "that is too small for what forward does."
    ),
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
    hint=(
        "With kernels of zeros, what is left of the output? Give one kernel a bias of 4 and the other one of -1, "
        "and look at the two maps. Each should be filled with one number. If both are 0, follow the name of the "
        "biases through your forward: does it occur in a line that runs, or in one behind a condition that is "
        "never true? A scale that ought to start at 4 and starts at 0 shows every weight too low by the same "
        "amount. Fresh biases are zero, so the first forward pass of any new layer is right. Later backward goes "
        "on to give them a gradient, an optimizer moves them, and yet no output ever changes by it."
    ),
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
    hint=(
        "Which lines of your class ask for no_bias, and when? Make a layer without biases, set its kernels to "
        "zero and send an image through: the output should be zero everywhere. If a constant comes out, something "
        "has been added. Then make a normal layer and call init_weights with no_bias=True: has the layer changed "
        "its mind? A guest who says at the table that he takes no sugar should be heard as well as one who wrote "
        "it in his letter. Biases that start at zero hide the mistake in the first pass, and after a few steps "
        "they are no longer zero. A normalization that follows makes them useless, which is why somebody asked to "
        "leave them out."
    ),
)
class NoBiasIgnored(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, False)
        self.biases = self.biases + 1


@misconception(
    "bias-gradient-per-pixel",
    "Convolutional",
    title="The biases' gradient keeps the positions",
    hint=(
        "What shape has the gradient of the biases in your layer, and how many biases are there? Take the output "
        "gradient `np.ones((2, 3, 4, 5))`: two samples, three kernels, maps of 4 by 5. A sum over axis 0 leaves "
        "(3, 4, 5), that is sixty numbers for three biases. One tap that fills twenty glasses has a single "
        "handle, so what the twenty drinkers say about it must end in one number. Which axes does the bias not "
        "know? Where the maps have one element, 1 by 1, the count is right by accident and only the axes are "
        "superfluous. With larger maps an optimizer stops with an error about shapes, or broadcasting blows the "
        "biases up to something that depends on a place."
    ),
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
    hint=(
        "Are all entries of your biases' gradient equal? Take an output gradient for one sample and two kernels "
        "with maps of two elements: 1, 2 for the first and 10, 20 for the second. Each kernel has a bias of its "
        "own, and only its own map feels it. So the first should hear 3 and the second 30. If both hear 33, the "
        "sum ran over the kernels too. Two houses with separate meters should not each get the bill of the whole "
        "street. Look at the axes that are named in the sum, or at whether none are named. With a single kernel "
        "the total is correct. With more, all biases move by the same amount, whatever the maps say, and no error "
        "is raised."
    ),
)
class BiasGradientTotal(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = np.full(self.output_depth, output_gradient_batch.sum())
        return gradient


@misconception("bias-gradient-total", "Convolutional", variant="a-lone-number")
class BiasGradientNumber(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = output_gradient_batch.sum()
        return gradient


@misconception(
    "gradients-averaged",
    "Convolutional",
    title="The parameter gradients are averaged over the batch",
    hint=(
        "Where do your two parameter gradients divide, or use a mean? Send one image through and back and note a "
        "number from each gradient. Then send the same image twice in one batch, with the same output gradient "
        "for both copies. In this track each complaint counts, so both numbers should be doubled; with a division "
        "by the batch they stay where they are. Ten letters to the mayor weigh more than one, and here nobody "
        "divides by ten but the loss, which has done so already. Other courses choose to do it in the layer. Done "
        "in both places, the steps get shorter by the size of the batch, and training only seems to be slow. A "
        "batch of one sample cannot show it."
    ),
)
class GradientsAveraged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient / len(output_gradient_batch)
        self.biases_gradient = self.biases_gradient / len(output_gradient_batch)
        return gradient


@misconception("gradients-averaged", "Convolutional", variant="and-over-the-positions")
class GradientsAveragedOverEverything(GradientsAveraged):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        places = self.output_shape[1] * self.output_shape[2]
        self.kernels_gradient, self.biases_gradient = self.kernels_gradient / places, self.biases_gradient / places
        return gradient


@misconception(
    "gradients-accumulate",
    "Convolutional",
    title="Gradients of earlier calls are added in",
    hint=(
        "What stands in params after two calls of backward with the same argument: the same numbers as after one, "
        "or twice as much? Print one entry after each call. If it goes 3, 6, 9, the layer adds to what was there. "
        "Look for the line that sets the gradients to zero, and ask when it runs: once in the life of the layer, "
        "or in each call? A kitchen scale has to be set to zero before the next bowl. Some frameworks do collect "
        "gradients on purpose and have a function that clears them; this track has none. The first step of a "
        "training is right. From then on each step drags all earlier batches with it, like a momentum that nobody "
        "has chosen and nobody can switch off."
    ),
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
    hint=(
        "What does your layer report when a gradient is very large? Send one through with an output gradient of "
        "1, note an entry of the kernels' gradient, then send the same with 1 million in place of 1. Every entry "
        "should be a million times as large, since the formulas contain only products and sums. If some of them "
        "stop at a round number, look for clip, minimum or maximum in backward. A thermometer that never shows "
        "more than 40 is soothing, but it does not cool anybody. Limiting steps can be useful; it belongs to the "
        "optimizer, which sees all layers. In small trials no gradient reaches the limit, so everything agrees. "
        "With many pixels and samples the sums grow quickly, and then the direction is bent."
    ),
)
class GradientClipped(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = np.clip(self.kernels_gradient, -100, 100)
        self.biases_gradient = np.clip(self.biases_gradient, -100, 100)
        return gradient


for what, bound in itertools.product(("kernels", "parameters", "returned", "everything", "argument"), (1, 5, 10, 100)):
    if (what, bound) not in (("parameters", 100), ("returned", 100)):

        @misconception("gradient-clipped", "Convolutional", variant=f"{what}-at-{bound}")
        class GradientClippedElsewhere(Wrong):
            what, bound = what, bound

            def clip(self, array, *places):
                return np.clip(array, -self.bound, self.bound) if self.what in places else array

            def backward(self, output_gradient_batch):
                gradient = super().backward(self.clip(output_gradient_batch, "argument"))
                self.kernels_gradient = self.clip(self.kernels_gradient, "kernels", "parameters", "everything")
                self.biases_gradient = self.clip(self.biases_gradient, "parameters", "everything")
                return self.clip(gradient, "returned", "everything")


@misconception(
    "backward-trains",
    "Convolutional",
    title="backward changes the parameters itself",
    hint=(
        "Are the kernels the same before and after backward? Keep a copy, call it, and compare with "
        "np.array_equal. If they differ, look for a line that subtracts a multiple of a gradient: somewhere in "
        "the layer there is a learning rate. Who in this track is supposed to take steps? A surveyor who measures "
        "a slope and digs at the same time returns a number for a hill that is no longer there. With a gradient "
        "of zero nothing moves, so a lazy trial finds nothing. In training, an optimizer takes its step as well, "
        "so the kernels move twice, once with a rate that nobody can change; Adam or momentum would be mixed with "
        "plain descent. Frozen layers would not stay frozen either."
    ),
)
class BackwardTrains(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels -= 0.01 * self.kernels_gradient
        return gradient


for rate, what in itertools.product((0.001, 0.01, 0.05, 0.1, 1), ("kernels", "both")):
    if (rate, what) != (0.01, "kernels"):

        @misconception("backward-trains", "Convolutional", variant=f"{what}-by-{rate:g}".replace(".", "-"))
        class BackwardTrainsOtherwise(Wrong):
            rate, what = rate, what

            def backward(self, output_gradient_batch):
                gradient = super().backward(output_gradient_batch)
                self.kernels = self.kernels - self.rate * self.kernels_gradient
                if self.what == "both" and not self.no_bias:
                    self.biases = self.biases - self.rate * self.biases_gradient
                return gradient


@misconception(
    "first-images-kept",
    "Convolutional",
    title="backward uses the images of the first forward pass for ever",
    hint=(
        "To which forward pass does your backward belong: the latest, or the very first? Look at the line that "
        "stores the images, and at a condition in front of it. Send an image of zeros through, then an image of "
        "ones, and call backward with a gradient of ones. The zeros would make the kernels' gradient 0; the ones "
        "give something else. Which of the two do you see? A doctor who reads the first X-ray at each visit will "
        "never find anything new. For a single pass everything is right, and that is how layers are usually tried "
        "out. Over an epoch, all batches would be judged by the images of the first one; if the last batch is "
        "smaller, shapes do not fit, and only then an error comes up."
    ),
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
    hint=(
        "Does your forward store its images in each pass, or only where training is true? Look for an if around "
        "that line. Call forward with training=False for an image of twos and then backward: does the kernels' "
        "gradient speak of the twos, of some older image, or does an attribute turn out to be missing? A camera "
        "that records only on weekdays shows Friday's pictures on a Sunday. It sounds thrifty to skip the "
        "storing, since evaluation usually needs no gradient. Yet there are uses for one outside training, such "
        "as asking which pixels of an image decide about the answer. This layer computes the same in both cases; "
        "so why should its backward care? In an ordinary training loop nothing shows."
    ),
)
class ImagesKeptInTrainingOnly(Wrong):
    def forward(self, input_batch, training=True):
        before = getattr(self, "padded", None)
        output = super().forward(input_batch, training)
        self.padded = self.padded if training else before
        return output


@misconception("images-kept-in-training-only", "Convolutional", variant="forgotten-otherwise")
class ImagesForgottenOutsideTraining(Wrong):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        self.padded = self.padded if training else None
        return output

    def backward(self, output_gradient_batch):
        assert self.padded.ndim == 4  # most files ask None for something of an array, an AttributeError
        return super().backward(output_gradient_batch)


@misconception(
    "same-is-half-the-kernel",
    "Convolutional",
    title="'same' pads by half the kernel's size, rounded down",
    hint=(
        "What does the statement say about the word same for a kernel with an even side? Make a table for kernels "
        "of 1 to 4, with two columns: half of the size rounded down, which is 0, 1, 1, 2, and the number of zeros "
        "by the statement. Where do the columns part? Then find the division in your constructor. The aim is an "
        "output as large as the image. For an odd kernel a border exists that reaches it exactly. For an even one "
        "no equal border on all sides does: one choice makes the output one pixel too small, the other one pixel "
        "too large, so a course has to choose. Kernels of 3 and 5 are by far the commonest, and with these both "
        "choices agree."
    ),
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
    hint=(
        "Which number does your layer make of the word same? Print layer.padding for kernels of 3 and of 5 and "
        "compare. Then look for the place where a text turns into a number: are both words treated there, or does "
        "everything that is no number end as 0? Draw a strip of four pixels and lay a kernel of width 3 on it: "
        "there are two places. How many zeros must be added on either side to get four? The word promises that an "
        "image keeps its size. A waiter who hears only digits serves nothing to a guest who says a dozen. A "
        "kernel of one pixel needs no border, so there it looks right. In a deep network each layer would nibble "
        "a rim off the images."
    ),
)
class SameIsNoPadding(Wrong):
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):  # fmt: skip
        number = 0 if isinstance(padding, str) else padding
        super().__init__(output_depth, kernel_size, None, initialization, no_bias, number, stride)
        self.padding_as_given = padding
        if input_shape is not None:
            self.build(input_shape)


@misconception("same-is-no-padding", "Convolutional", variant="in-loops")
class SameIsNoPaddingInLoops(SameIsNoPadding, InLoops): ...


@misconception(
    "output-shape-for-squares",
    "Convolutional",
    title="The width of the output is computed from the height",
    hint=(
        "Which side of the image does your width of the output come from? Write down the numbers that its formula "
        "uses. A picture of 4 rows and 9 columns under a kernel of 2 by 2, one step apart, has three places from "
        "top to bottom and eight from left to right. If your layer says 3 for both, the 9 was never read. A bed "
        "that is ordered with the length in both boxes of the form will be square. Look for an index that occurs "
        "twice, or for a name that you have copied with the line. Photographs in exercises are often cut to "
        "squares, 28 by 28 or 32 by 32, and there the two sides cannot be mixed up visibly. Which line would "
        "notice if only the width changed?"
    ),
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
    hint=(
        "Does your output count a window that would reach over the edge? Lay a kernel of width 2 on a strip of 7 "
        "pixels and move it by 2: it begins at 0, 2 and 4. The next would begin at 6 and need a pixel that is not "
        "there. So three places fit, and rounding the division up would say four. In Python 5 // 2 is 2, and -(-5 "
        "// 2) is 3; which of the two does your formula resemble? Perhaps you use a ceil, or a true division that "
        "is rounded. A shelf for three books does not become one for four because there is some room left. "
        "Whenever the steps end exactly at the border, both ways agree. Otherwise the last row and column of each "
        "map would be filled with something that no window has seen."
    ),
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
    hint=(
        "What does your build do when the layer has been built before? Build one layer for images of 6 by 6 and "
        "then for 9 by 4, and print both shapes each time. If the second call changes nothing, look for a "
        "condition at the top that asks whether something is known already. A tailor who measures a boy once and "
        "never again makes trousers for the boy that he was. Skipping looks like a saving, as building takes time "
        "and might draw new weights. But which of the numbers depend on the images? In one network with one image "
        "size, every layer is built once, so all is well there. A layer that is moved to another network goes on "
        "with its old map size, and forward fills or cuts in wrong places."
    ),
)
class BuiltOnce(Wrong):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "he-and-xavier-swapped",
    "Convolutional",
    title="The variances of he and xavier are swapped",
    hint=(
        "Which of the two methods should give the larger weights? Think of what follows: a ReLU sets about half "
        "of its inputs to zero. Take the numbers -3, -1, 1, 3; their mean square is 5, and after a ReLU, 0, 0, 1, "
        "3, it is 2.5. One of the methods was made for networks in which this loss occurs at each layer. Does it "
        "need to make up for it by larger weights or by smaller? Now draw many kernels of each kind and print "
        "np.var for both. The names stand for two authors and explain nothing, so they are easily exchanged. One "
        "layer alone works with either; in a deep network the signal shrinks by half at each ReLU, and after ten "
        "layers little is left."
    ),
)
class HeAndXavierSwapped(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights("xavier" if method == "he" else "he", no_bias)


@misconception(
    "variance-as-deviation",
    "Convolutional",
    title="The variance is used as standard deviation",
    hint=(
        "By what do you multiply standard normal draws to get a wanted variance? Try a case in which the answer "
        "can be seen: the numbers -1 and 1 have a variance of 1. Multiplied by 3 they are -3 and 3, and "
        "np.var([-3, 3]) is 9, not 3. What happened to the factor on its way? So look at the line that scales "
        "your draws and ask which of the two it holds: the spread of the numbers, or the spread squared. The "
        "second argument of np.random.normal also means one of them; which? A variance near 1 hides the mistake. "
        "With many products it is far below 1, and then the kernels come out much too small, so a deep network "
        "starts nearly silent and its gradients fade."
    ),
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
    hint=(
        "How many products does your layer add up for one output element? Count them for a kernel of 2 by 2 "
        "pixels on images of 5 channels: four pixels in each of five channels make 20. Compare this with the "
        "number that your variance divides by. If you find 5, the pixels were forgotten. A dense layer has one "
        "weight for each input, so its formula can be copied only with care. Dice show the reason: the sum of 20 "
        "throws spreads wider than the sum of five, and the weights must be smaller to make up for it. A kernel "
        "of one pixel hides this. With 3 by 3 the outputs are three times too wide in each layer, and after five "
        "layers more than two hundred times."
    ),
)
class FanInWithoutKernel(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels *= self.kernel_size


@misconception(
    "fan-out",
    "Convolutional",
    title="The variance counts the kernels instead of the input channels",
    hint=(
        "Does the spread of one output element depend on how many other kernels the layer has? Draw a single "
        "output with its window, and count the arrows that arrive. For two channels and a kernel of 3 by 3 there "
        "are 18, and there remain 18 if the layer gets fifty more kernels beside it. Then look at which number "
        "stands in your variance. A choir sounds louder with more singers, but one singer's voice does not change "
        "when the next choir grows. Some libraries do offer a version that counts the arrows that leave; it keeps "
        "gradients even instead of outputs. Where a layer has as many kernels as input channels, the two cannot "
        "be told apart. Layers that widen from 3 channels to 64 would start far too quiet."
    ),
)
class FanOut(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels *= np.sqrt(self.input_shape[0] / self.output_depth)


@misconception(
    "auto-draws-at-once",
    "Convolutional",
    title="'auto' draws weights in build",
    hint=(
        "What are the kernels after build when the layer was made with auto? Print them. Then read what the "
        "statement lets that word mean: who draws, and when? Look in build, or in the constructor, for a call "
        "that draws in each case. In small, `np.random.seed(1)` and two draws from rand give two numbers; after "
        "an extra draw in front, the one that was second before comes first. So a draw that nobody asked for is "
        "not without consequence: everything that is drawn afterwards changes. A guest who orders for the whole "
        "table before anybody has read the menu is quick, but no help. If someone calls init_weights later, the "
        "kernels are replaced, and the mistake looks harmless. The network that wanted to choose the method by "
        "what follows the layer is too late."
    ),
)
class AutoDrawsAtOnce(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        if self.initialization == "auto":
            self.init_weights("he", self.no_bias)


@misconception("auto-draws-at-once", "Convolutional", variant="xavier")
class AutoDrawsXavierAtOnce(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        if self.initialization == "auto":
            self.init_weights("xavier", self.no_bias)


@misconception(
    "fixed-seed",
    "Convolutional",
    title="The generator is seeded before each draw",
    hint=(
        "Call init_weights twice and compare the kernels: are they different? They should be, since each call "
        "draws anew. If they agree to the last digit, search for a seed in your code. What it does can be seen in "
        "three lines: `np.random.seed(5)`, a draw, the same seed again and a draw give the same number twice. "
        "Whose decision is it where the sequence begins: that of the layer, or of the person who starts the "
        "program? A dice cup that is opened at six every time is no dice cup. A seed is a good thing in a test or "
        "at the top of a script, and moved into the layer it makes two layers of one size identical, so they "
        "learn alike and one of them is wasted. It also resets all other random things."
    ),
)
class FixedSeed(Wrong):
    def init_weights(self, method, no_bias):
        np.random.seed(0)
        super().init_weights(method, no_bias)


for seed, kind, base in itertools.product((0, 1, 123), ("seed", "RandomState", "default_rng"), (Wrong, NoGradientsYet)):
    if base is NoGradientsYet or (seed, kind) not in ((0, "seed"), (42, "seed")):

        @misconception(
            "fixed-seed", "Convolutional", variant=f"{kind}-{seed}-{base.__name__}".replace("_", "-").lower()
        )
        class FixedSeedOtherwise(base):
            seed, kind = seed, kind

            def init_weights(self, method, no_bias):
                if self.kind == "seed":
                    np.random.seed(self.seed)
                    super().init_weights(method, no_bias)
                    return
                state = np.random.get_state()
                super().init_weights(method, no_bias)
                np.random.set_state(state)  # the generator of everybody else is left alone
                generator = getattr(np.random, self.kind)(self.seed)
                scale = np.sqrt({"he": 2, "xavier": 1}[method] / self.kernels[0].size)
                self.kernels = scale * generator.normal(size=self.kernels.shape)


@misconception(
    "loaded-arrays-shared",
    "Convolutional",
    title="load_params keeps the very arrays that it is given",
    hint=(
        "Who else holds the arrays in your layer after load_params? Load two from a dict, write 99 into one of "
        "them from outside, and look into the layer. If the 99 has arrived there, there is only one array with "
        "two owners. In small: `a = np.zeros(2)`, `b = a`, then b[0] = 5 makes a[0] a 5; with b = a.copy() it "
        "would stay 0. A photocopy can be scribbled on, the original of a neighbour had better not. Look at the "
        "equals signs in your method: does a name get a new object, or do numbers move into an array that is "
        "there already? Printing the layer right after loading shows nothing wrong. When two networks start from "
        "the same saved dict, though, each step of one moves the other."
    ),
)
class LoadedArraysShared(Wrong):
    def load_params(self, params):
        self.kernels, self.biases = params["kernels"], params["biases"]


@misconception("loaded-arrays-shared", "Convolutional", variant="kernels-only")
class LoadedKernelsShared(Wrong):
    def load_params(self, params):
        super().load_params(params)
        self.kernels = params["kernels"]


@misconception("loaded-arrays-shared", "Convolutional", variant="biases-only")
class LoadedBiasesShared(Wrong):
    def load_params(self, params):
        super().load_params(params)
        if not self.no_bias:
            self.biases = params["biases"]


@misconception(
    "biases-not-loaded",
    "Convolutional",
    title="load_params forgets the biases",
    hint=(
        "What does params hand out, and what does load_params take back? Write both lists of names side by side. "
        "Then give a layer biases of 3, save its parameters, set the biases to 0 and load: do the threes return? "
        "If they remain 0, one name never occurs in the method. Whoever packs two suitcases and unpacks one is "
        "not at home yet. Fresh layers have biases of zero on both sides, so saving and loading an untrained "
        "network seems perfect. After training, a loaded copy gives outputs that differ from the original's by a "
        "constant in each map, which is easily taken for an effect of rounding or of a normalization. And a layer "
        "without biases must still be able to load. Which of your lines depends on that?"
    ),
)
class BiasesNotLoaded(Wrong):
    def load_params(self, params):
        self.kernels[...] = params["kernels"]


@misconception("biases-not-loaded", "Convolutional", variant="no-gradients-yet")
class BiasesNotLoadedYet(BiasesNotLoaded, NoGradientsYet): ...


@misconception(
    "params-are-copies",
    "Convolutional",
    title="params hands out copies",
    hint=(
        "Whose arrays change when somebody writes into what params hands out? Take the kernels out of the dict, "
        "set one element to 50, and print layer.kernels. If the 50 is not there, you gave away a copy. Look for "
        "copy, array, or an arithmetic operation in your property; each of them makes a new object. In small: `a "
        "= np.ones(3)`, `b = a.copy()`, b[0] = 8 leaves a[0] at 1, whereas a second name for a itself would show "
        "8 in both. A duplicate of a key can be filed down without any effect on the lock. Copies are a good "
        "habit in other places, and here the caller is meant to be able to change something. All numbers are "
        "right when they are printed. But an optimizer works on the copy, and the loss stands still."
    ),
)
class ParamsAreCopies(Wrong):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "params-cached",
    "Convolutional",
    title="params is put together once, and later readings get the old dict",
    hint=(
        "Read params, run a forward and a backward pass, and read it again. Is the gradient in the second dict that "
        "of the last call, or still what stood there before? A dict holds arrays, not the names of attributes; when "
        "an attribute gets a new array, an old dict does not hear of it. In small: after `n = 3`, `d = {'n': n}` and "
        "`n = 8`, d says 3. A class photo shows who was there on that day, and a new pupil has to wait for the next "
        "one. The first reading is right, so a single example finds nothing. In a training the optimizer moves along "
        "one and the same gradient in every step, or along none at all, and after load_params or another build it "
        "may even work on kernels that the layer has given up. Where is your dict kept between two readings, and "
        "what would a property do without such a place?"
    ),
)
class ParamsCached(Wrong):
    cached = None

    @property
    def params(self):
        if self.cached is None:
            self.cached = super().params
        return self.cached


@misconception("params-cached", "Convolutional", variant="and-load-params-assigns")
class ParamsCachedAndAssigned(ParamsCached):
    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()


@misconception("params-cached", "Convolutional", variant="in-init-weights")
class ParamsCachedInInitWeights(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.cached = super().params

    @property
    def params(self):
        return self.cached


@misconception("params-cached", "Convolutional", variant="in-init-weights-and-load-params-assigns")
class ParamsCachedEarlyAndAssigned(ParamsCachedInInitWeights):
    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()


@misconception(
    "config-with-numbers",
    "Convolutional",
    title="get_config gives the number of padded pixels, not the argument",
    hint=(
        "Compare what you passed as padding with what get_config reports under that name. For a layer that was "
        "made with a word, is the answer the word, or a number? Look at which attribute the method reads and when "
        "that attribute got its value. A small parallel: someone enters a birthday as tomorrow, and the program "
        "keeps only the date; a day later nobody can tell what was meant. A layer made again from the number has "
        "the same output, so the mistake looks like a matter of taste. But somebody may read the configuration, "
        "change the kernel's size from 3 to 7 and make a new layer: a border of 1 that came out of the word does "
        "not grow with it. With a number on both sides nothing can be lost."
    ),
)
class ConfigWithNumbers(Wrong):
    def get_config(self):
        return {**super().get_config(), "padding": self.padding}


@misconception(
    "config-incomplete",
    "Convolutional",
    title="get_config forgets arguments",
    hint=(
        "Could somebody build an equal layer from your get_config alone? Put the list of the constructor's "
        "arguments beside the keys of your dict and tick them off one by one; which stay without a tick? Then "
        "think of the values that the missing ones would get: the defaults. A recipe without the baking time "
        "leaves the cook to the usual half hour. Take `def f(a, b=1): return a + b`, and a note that says only a "
        "is 3: f(3) is 4, though the original call was f(3, 6), which is 9. Layers that use the defaults "
        "everywhere come back correctly, so the commonest trial finds nothing. One with a wider step comes back "
        "with maps of another size, and its saved parameters may even fit, since kernels do not depend on how far "
        "apart windows are."
    ),
)
class ConfigIncomplete(Wrong):
    def get_config(self):
        config = super().get_config()
        del config["stride"], config["no_bias"]
        return config


OPTIONAL = ("input_shape", "initialization", "no_bias", "padding", "stride")
for names in itertools.chain.from_iterable(itertools.combinations(OPTIONAL, count) for count in range(1, 6)):
    if names != ("no_bias", "stride"):

        @misconception("config-incomplete", "Convolutional", variant="-".join(names).replace("_", "-"))
        class ConfigOtherwiseIncomplete(Wrong):
            names = names

            def get_config(self):
                return {name: value for name, value in super().get_config().items() if name not in self.names}


@misconception(
    "gradient-argument-changed",
    "Convolutional",
    title="backward writes into the gradient that it is given",
    hint=(
        "Is the array that backward was given still the same afterwards? Keep a copy, call backward and compare "
        "both with np.array_equal. Then look for an operator with an equals sign, such as *=, += or -=, and for "
        "an index on the left side. The difference in small: `g = np.ones(2)`, then g *= 3 changes the array "
        "itself, so everybody who holds it sees the threes; g = g * 3 makes a new one, and the old one stays. Who "
        "else may hold the gradient? In a network with a branch, two layers receive the same object. A borrowed "
        "book should come back without notes in the margin. Your own answer can be right, so a check that looks "
        "only at the answer is content. What goes wrong is the answer of the next one."
    ),
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
    hint=(
        "Can your forward be called with training=False? Try it, and read the error that names an unexpected "
        "argument. Then compare the brackets behind its name with those in the statement. A small pair: `def "
        "f(x): return x` and `def g(x, loud=True): return x`. Both give 4 for 4, but f(4, loud=False) ends in a "
        "TypeError, although loud would not have changed the answer. Why should a layer accept something it does "
        "not use? A network has a list of layers and treats all of them alike; it cannot know which ones behave "
        "differently in evaluation, as dropout does. A door that fits no standard key keeps even its friends out. "
        "As long as you call your layer by hand, with images only, the gap is never noticed."
    ),
)
class TrainingNotTaken(Wrong):
    def forward(self, input_batch):
        return super().forward(input_batch)


TrainingNotTaken.forward.__qualname__ = "Convolutional.forward"


@misconception(
    "training-has-no-default",
    "Convolutional",
    title="forward cannot be called without training",
    hint=(
        "What happens when somebody calls forward with images and nothing else? Look at the argument training in "
        "the first line of the method: does it have a value for a caller who is silent about it? Compare `def "
        "f(n, step): return n + step` with `def g(n, step=2): return n + step`. For f(5), Python complains about "
        "a missing argument, g(5) is 7, and f(5, 2) is 7 too. Whether this layer uses the value makes no "
        "difference for the error, which comes before the first line of the body runs. A lift that does not start "
        "until a passenger names his weight annoys those who only want to go up. A network always passes the "
        "flag, so inside one nothing shows. Short trials at the prompt, and the example of the statement, do "
        "without."
    ),
)
class TrainingHasNoDefault(Wrong):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


TrainingHasNoDefault.forward.__qualname__ = "Convolutional.forward"


@misconception(
    "images-dropped-after-backward",
    "Convolutional",
    title="backward throws the stored images away",
    hint=(
        "Call backward twice after one forward, with the same gradient both times. Do the answers agree, or does "
        "the second call stop? Look at the end of the method for a line that sets something to None or deletes "
        "it. What was kept belongs to the latest forward pass, and it stays valid until the next one. A cook who "
        "burns the recipe after the meal cannot make a second portion. Freeing memory is a fair wish, and some "
        "frameworks do just that; the next forward replaces the images here in any case, so how much would be "
        "won? In a usual training loop each forward is followed by one backward, and nothing is noticed. Checks "
        "that compare a gradient for several directions, one output after the other, need more than one."
    ),
)
class ImagesDroppedAfterBackward(Wrong):
    def backward(self, output_gradient_batch):
        assert self.padded.ndim == 4  # most files ask None for something of an array, an AttributeError
        gradient = super().backward(output_gradient_batch)
        self.padded = None
        return gradient


@misconception(
    "cropped-with-minus-padding-into-an-array",
    "Convolutional",
    title="The padding is cut off with [p:-p] and assigned to an array of the image's size",
    hint=(
        "Which error does your layer raise in backward when there is no border, and which two shapes does its "
        "text name? One of them holds a zero. Follow it to the slice on the right side: what is its end when the "
        'border is 0? Python has no negative zero for whole numbers, so `"tea"[0:-0]` is the empty text, while '
        '`"tea"[1:-1]` is the e in the middle. Numpy then tries to fit nothing into a full image and refuses. It '
        "could be worse: a slice that is returned as it is would pass silently. A pair of scissors that cuts one "
        "centimetre on either side should leave the cloth alone when it is set to none. All layers with a border "
        "work, which suggests that the loop is sound. From which end could a position be counted that is right "
        "for every border?"
    ),
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
    hint=(
        "How far is your window moved from one position to the next, and by which of two lengths: that of the "
        "kernel, or the stride? Look at what is multiplied with the position. A strip of the numbers 1 to 6 under "
        "a kernel of three ones, moved by 1 each time, gives 6, 9, 12 and 15. Laid edge to edge, the first two "
        "sums are 6 and 15, and then the strip is used up. What does your layer put at its second place? Floor "
        "tiles lie edge to edge; a magnifying glass is moved as finely as one likes. Where kernel and stride are "
        "equal, as is common in pooling, both readings agree, and at the first position they always do. Otherwise "
        "many of your output positions look beyond the image."
    ),
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
    hint=(
        "How many places are there for a kernel of 4 pixels on a strip of 9, one step apart? Put a finger on each "
        "beginning: 0, 1, 2, 3, 4, 5. Six, although 9 - 4 is 5. A ladder with five gaps has six rungs; which of "
        "the two does your formula count? Look whether something is missing at its end, or whether a range stops "
        "too early. Another trial: an image exactly as large as the kernel has one place. Does your layer give it "
        "a map of one element, or an empty one? The numbers that you do return are all correct, so comparing the "
        "first few is no test. What is lost is the lower and the right rim: nothing that happens there is ever "
        "seen, and the next layer is built for smaller maps."
    ),
)
class LastPositionLeftOut(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        depth, height, width = self.output_shape
        self.output_shape = (depth, height - 1, width - 1)


@misconception("last-position-left-out", "Convolutional", variant="in-loops")
class LastPositionLeftOutInLoops(LastPositionLeftOut, InLoops): ...


@misconception(
    "padding-counted-once",
    "Convolutional",
    title="The output size counts the padding on one side only",
    hint=(
        "Zeros stand on both sides of the image. How often does your formula for the output size add them? Take a "
        "strip of 6 pixels and a border of 3: it looks like 0 0 0, six pixels, 0 0 0, and has 12 places. Compare "
        "`np.pad(np.ones(6), 3).size` with the length that you count. If your formula starts from 9, it has built "
        "a fence on one side of the garden. A kernel of width 5 then finds five places where eight exist. Without "
        "a border nothing is wrong, and a large stride may swallow the difference when the division is rounded. "
        "Does your forward pad the images on both sides, and only the shape is off? Then the first windows are "
        "right, and the last rows and columns are cut away silently."
    ),
)
class PaddingCountedOnce(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        k, s, p = self.kernel_size, self.stride, self.padding
        self.output_shape = (self.output_depth, *((n + p - k) // s + 1 for n in input_shape[1:]))


@misconception("padding-counted-once", "Convolutional", variant="in-loops")
class PaddingCountedOnceInLoops(PaddingCountedOnce, InLoops): ...


@misconception(
    "padding-is-half-the-kernel",
    "Convolutional",
    title="The padding is always half the kernel's size",
    hint=(
        "What is the border of your layer when the caller asks for none, or for a number such as 4? Make three "
        "layers with a kernel of 5: one without the argument, one with 4, one with the word same. Print padding "
        "for each. If all are equal, then the argument never reaches the attribute. Follow it through the "
        "constructor: where is it read? A radio whose knob can be turned without any change of volume has a wire "
        "loose behind it. It may have begun as a formula for one of the words and spread to all cases. A kernel "
        "of one pixel has no half, and therefore no border in any case. For the others, a valid layer would "
        "return maps as large as the images, including rims that were computed from zeros which nobody ordered."
    ),
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
    hint=(
        "Do your two parameter gradients treat the batch alike? Choose images full of ones and a kernel of one "
        "pixel in one channel: then weight and bias act on each output in exactly the same way, so both gradients "
        "have to be equal. Send a batch of four such images through and back with a gradient of ones. If the "
        "number for the weight is a quarter of the other one, look for a division, a mean or a len in the line "
        "for the kernels. Two horses before one cart should not be fed by different rules. The bias moves at full "
        "speed while the pattern itself hardly learns; larger batches make it worse. With one sample in the batch "
        "the division is by 1."
    ),
)
class KernelsGradientAveraged(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "input-gradient-averaged",
    "Convolutional",
    title="The input gradient is divided by the number of images",
    hint=(
        "Every image of a batch has its own part of the gradient that you return. Does this part change when other "
        "images join? Send one image through both passes, then the same image together with four more, and compare "
        "its share: it should be the same to the last digit. A fifth of it tells that somewhere the whole array is "
        "divided by the length of the batch. Kernels belong to all images, so they hear from all of them; a pixel "
        "belongs to one. In small: five people each get their own bill, and no bill becomes cheaper because there "
        "are five. With a batch of one nothing differs, and the signs and shapes are right for any number. Behind "
        "several such layers the division is made again and again: for five images and four layers, 625 times less "
        "arrives. What is left of the formula for this gradient without your division?"
    ),
)
class InputGradientAveraged(Wrong):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / len(output_gradient_batch)


@misconception(
    "kernels-gradient-averaged-over-positions",
    "Convolutional",
    title="Only the kernels' gradient is averaged over the positions",
    hint=(
        "A kernel is laid on many places of an image. Is your gradient of the kernels a sum over these places, or "
        "their mean? Try a kernel of one pixel on an image of ones with 2 by 3 places, and an output gradient of ones: "
        "moving that single weight by 0.1 moves each of the six outputs by 0.1, and 0.6 in all, so the slope is 6. If "
        "yours is 1, the number of places was divided away. A stamp whose rubber has a scratch leaves the scratch on "
        "every sheet. The bias of the same map, which is at work in just as many places, gets its full sum in your "
        "layer, and so the two of them learn at different speeds. Where the kernel is as large as the image there is "
        "one place only, and nothing can be seen. Which line knows the height and the width of the output, and what "
        "for?"
    ),
)
class KernelsGradientAveragedOverPositions(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        _, H_out, W_out = self.output_shape
        self.kernels_gradient = self.kernels_gradient / (H_out * W_out)
        return gradient


@misconception(
    "biases-gradient-averaged",
    "Convolutional",
    title="Only the biases' gradient is averaged over the batch",
    hint=(
        "Which of your two parameter gradients is smaller than its partner when a batch gets larger? Make a batch "
        "of five equal images and compare it with a batch of one of them, with the same output gradient for every "
        "copy. Both gradients should grow by the factor five. If the biases' number stands still, look at the "
        "function that collects the samples there: a sum of 2, 2, 2, 2, 2 is 10, and their mean is 2. The "
        "positions may be added correctly at the same time, so the shape tells nothing. Whoever counts the "
        "visitors of five days and reports the daily average under the heading of the week is off by a constant "
        "factor. The kernels learn normally, and the biases lag, by more in large batches. Where is the batch "
        "divided out, and who has asked for it?"
    ),
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
    hint=(
        "What is left of the first sample in the kernels' gradient when your loop over the batch is done? Give "
        "the first sample an output gradient of ones and all the others zeros. The kernels have worked for it, so "
        "their gradient should not be zero. If it is, each round replaces what the earlier ones have found. In "
        "small: a total of 0, and a loop over 3, 4, 5. With `total = n` in its body it ends as 5, and with "
        "everything kept it would be 12. A teacher who wipes the board before every new name has one name at the "
        "end. With a batch of one nothing is wrong. In training the gradient would depend on who happens to stand "
        "last, so the steps become noisy, and larger batches bring no improvement."
    ),
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
    hint=(
        "How many kernels have a say in the gradient for the images? Make a layer with two, and give only the map "
        "of the first one a gradient; the map of the second gets zeros. What comes back should not be zero, since "
        "the first kernel has looked at the pixels. If it is, then the loop over the kernels writes over its own "
        "result. One pixel, two kernels of one weight, 2 and 5, and a gradient of 1 at both outputs: the pixel "
        "receives 7. With the last alone it would be 5. A house with two windows gets light through both. A "
        "single kernel hides the mistake, and the gradient of the kernels themselves is not touched by it. The "
        "layers in front would learn for one pattern only."
    ),
)
class LastKernelOnly(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels[-1:], output_gradient_batch[:, -1:], add(self)))


@misconception(
    "output-printed",
    "Convolutional",
    title="forward prints its output instead of returning it",
    hint=(
        "What is in Y after Y = layer.forward(X)? Write type(Y) in the next line. If Python says NoneType, look "
        "at the last line of forward: does it show the maps, or give them to whoever called? Two functions make "
        "the difference plain: `def p(n): print(n * n)` and `def r(n): return n * n`. At the prompt both seem to "
        "answer 9 for 3. But r(3) + 1 is 10, while p(3) + 1 stops with a TypeError after printing. A speaker who "
        "reads a letter aloud has not handed it over. The numbers on the screen look right, so it is tempting to "
        "search for the error in the next layer, where the complaint about None comes up. And printing whole "
        "feature maps makes each training step slow, too."
    ),
)
class OutputPrinted(Wrong):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "Convolutional",
    title="backward returns nothing",
    hint=(
        "What does the layer in front of yours get from backward? Print the value of the call. If it is None, "
        "follow the method to its end: the gradients of the parameters are stored, and then? A chain of three in "
        "small: f calls g, g calls h; if g computes something and forgets to return it, f works with None. "
        "Storing is for the optimizer, which looks into params; returning is for the neighbour. Both are needed, "
        "and which one is missing here? A relay runner who finishes his own stretch and keeps the baton has run "
        "well for nothing. As the first layer of a network yours is fine, since nobody stands in front of it. In "
        "any other place the backward pass breaks off, one layer earlier than you would look."
    ),
)
class BackwardReturnsNothing(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "gradient-ignores-its-argument",
    "Convolutional",
    title="The input gradient does not depend on the output gradient",
    hint=(
        "What should happen to the gradient for the images if output_gradient_batch doubles? Call backward with "
        "some array and then with twice that array, after the same forward, and divide the answers. The ratio "
        "should be 2 everywhere. And for an argument of zeros? If your answer is the same in all three cases, "
        "search for the name of the argument in the lines that build it. Let y = 4x: the slope is 4, and when the "
        "loss changes by 3 for each unit of y, it changes by 12 for each unit of x. Somebody who reports 4 has "
        "described the layer, not the loss. With a gradient of ones the two agree, and ones are what many people "
        "try first. In a network the layers in front would be pushed in a direction that has nothing to do with "
        "the target."
    ),
)
class GradientIgnoresItsArgument(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return crop(self, scatter(self, self.kernels, np.ones_like(output_gradient_batch), add(self)))


@misconception(
    "gradients-doubled",
    "Convolutional",
    title="The parameter gradients carry a factor of 2",
    hint=(
        "By which constant do your parameter gradients differ from a measured slope? Change one weight by 0.001 "
        "in both directions, take the sum of the outputs each time, and divide the difference by 0.002. Then call "
        "backward with a gradient of ones and compare the entry of that weight. If yours is twice the measured "
        "one, where does the 2 come from? The square of 3.001 minus the square of 2.999, divided by 0.002, is 6, "
        "so a squared loss does have a 2 in its slope; but is the loss a part of this layer? Whoever pays a bill "
        "that already contains the tip, and adds it again, pays twice. The direction is right, so training works, "
        "and a smaller learning rate hides it completely. Your answer for the images would not be affected."
    ),
)
class GradientsDoubled(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient, self.biases_gradient = 2 * self.kernels_gradient, 2 * self.biases_gradient
        return gradient


@misconception("gradients-doubled", "Convolutional", variant="kernels-only")
class KernelsGradientDoubled(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = 2 * self.kernels_gradient
        return gradient


@misconception(
    "params-empty",
    "Convolutional",
    title="params is the empty dict of a layer that learns nothing",
    hint=(
        "What does an optimizer find when it asks your layer for what can be learnt? Print params after build, "
        "init_weights and a backward pass. If there are only two braces, look whether the class has a property of "
        "that name of its own, or shows the one of a layer without weights. A loop shows the consequence: `for "
        "name in {}: print(name)` runs zero times, without any complaint, and so does a training step over "
        "nothing. A post office without a list of addresses delivers quickly. Forward and backward are right, and "
        "the gradients are even stored inside the object. But the kernels never move: the loss falls only as far "
        "as the other layers can bring it, and a file of saved parameters has a gap here."
    ),
)
class ParamsEmpty(Wrong):
    @property
    def params(self):
        return {}


@misconception(
    "loaded-values-added",
    "Convolutional",
    title="load_params adds the given values to those that are there",
    hint=(
        "Which numbers has the layer after load_params: those of the dict, or a mixture with what was there? Set "
        "the biases to 2, load a dict in which they are 3, and print them. If they are 5, look at the operator in "
        "your method. Try it with a list as well: `a = [2]`, then a += [3] leaves both numbers, while a[:] = [3] "
        "leaves one. Loading a saved game does not add its points to those of the present one. Another trial is "
        "to load the same dict twice: the second time should change nothing. Into arrays of zeros the mistake "
        "loads correctly, and fresh biases are zeros, so only the kernels give it away. A copy made from a file "
        "would not answer like its original, and nobody would suspect the file's reader."
    ),
)
class LoadedValuesAdded(Wrong):
    def load_params(self, params):
        self.kernels += params["kernels"]
        self.biases += params["biases"]


@misconception("loaded-values-added", "Convolutional", variant="no-gradients-yet")
class LoadedValuesAddedYet(LoadedValuesAdded, NoGradientsYet): ...


@misconception(
    "output-written-over",
    "Convolutional",
    title="Every forward writes its output into the same array",
    hint=(
        "Does each call of forward return an array of its own? Call it for two different batches of the same "
        "size, keep both answers as A and B, and try `A is B`, or compare A with a copy that you made before the "
        "second call. If the first has changed, look for an array that the object keeps and fills again. In "
        "small: `box = np.zeros(1)`, a = box, box[0] = 4, b = box, box[0] = 6; now a and b both show 6, since "
        "there is one box. A hotel with one room cannot keep two guests apart. Reusing memory saves a little "
        "time, and whoever uses each answer at once never notices. A program that collects the outputs of several "
        "batches for an evaluation would find the last batch in all its places. Batches of another size get a new "
        "array, so it looks random."
    ),
)
class OutputWrittenOver(Wrong):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception("output-written-over", "Convolutional", variant="of-the-first-size")
class FirstOutputWrittenOver(Wrong):
    output = None

    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if self.output is None:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-gradient-written-over",
    "Convolutional",
    title="Every backward writes its answer into the same array",
    hint=(
        "Keep the gradients that backward returns for two different arguments and look at the first again after "
        "the second call. Has it changed, although nobody has touched it? Try also np.shares_memory(first, "
        "second). Then search the method for an array that lives in the object from call to call. A slate that is "
        "wiped and written anew carries one sum at a time, and two people who point at it see the same one. For "
        "lists: `row = [0]`, `rows = [row, row]`, then row[0] = 7 makes rows [[7], [7]]. In a plain chain each "
        "gradient is used up before the next one is made, so nothing happens there. But a check that takes one "
        "gradient for each output, and compares them later, has the last one in its hands several times. What "
        "would it cost to give each caller an array of his own?"
    ),
)
class InputGradientWrittenOver(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception("input-gradient-written-over", "Convolutional", variant="of-the-first-size")
class FirstInputGradientWrittenOver(Wrong):
    answer = None

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if self.answer is None:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "method-ignored",
    "Convolutional",
    title='Every method draws as "he" does',
    hint=(
        "Where does your code look at the name that init_weights was given? Draw many kernels with one method and "
        "many with the other, and compare np.var of the two. By what factor should they differ, and by what do "
        "they? If both are alike, follow the argument through the method: perhaps it is never read, or a "
        'comparison is always true. A typical trap in small: `"b" == "a" or "b"` is not False, it gives "b", '
        "which counts as true, so an if on it runs for every name. A lift that goes to the second floor whatever "
        "button was pressed serves some people well. Whoever always uses the same method has no chance of "
        "noticing. The other one would start its layers too loud, and no shape or error says so."
    ),
)
class MethodIgnored(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights("he", no_bias)


@misconception(
    "one-product-too-many",
    "Convolutional",
    title="The variance counts the bias as one more product",
    hint=(
        "How many products are added up in one output element? Count for a kernel of one pixel on an image with "
        "one channel: the pixel times the weight, that is one. The bias is added as well, but what is it "
        "multiplied with? Compare your count with the number in your variance. A bill of two articles and a "
        "delivery fee has two prices and not three. For a layer as small as this, counting two instead of one "
        "makes the variance half of what it should be, and np.var of many draws shows it. With 27 products the "
        "mistake is a matter of four per cent, and with five hundred of a fifth of one, which nobody sees with "
        "bare eyes. Does your count change with no_bias? If so, ask whether the kernels should know about it."
    ),
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
    hint=(
        "Which numbers does your forward use that were computed only once in the life of the layer? Build it for "
        "images of 5 by 5, then for 8 by 6, and send one of the latter through. Is the map as large as "
        "output_shape now says, or as large as after the first build? Look for attributes that build sets only "
        "where they are missing, or for sizes that another method has put aside. `n = 4`, `m = n + 1`, `n = 9` "
        "leaves m at 5, since a result does not follow its ingredients. A printed timetable does not know about a "
        "new line. All attributes that one would look at are correct, and only the work is done by old numbers. A "
        "layer that is built once, like most, never shows it. With larger images it would overlook their lower "
        "right part."
    ),
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


@misconception(
    "windows-overwritten",
    "Convolutional",
    title="In the input gradient, each window replaces what earlier windows have left",
    hint=(
        "Your loop goes from window to window and hands each of them its share. What happens to the part of a window that "
        "an earlier one has already served? Take a row of four pixels and the kernel 2, 3, one apart: there are three "
        "windows. With a gradient of 1 at every output the row should come back as 2, 5, 5, 3. If each window sets its "
        "pixels, it comes back as 2, 2, 2, 3: only the last visitor counts. In a guest book everybody writes a line of "
        "his own; on a blackboard that is wiped first, one line remains. Kernels of one pixel hide it, and strides that "
        "are not below the kernel's size, since then no two windows meet. The kernels' gradient may be perfectly right "
        "beside it. What does your line do with the numbers that stand there already?"
    ),
)
class WindowsOverwritten(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient, k, s = np.zeros(self.padded.shape), self.kernel_size, self.stride
        for r, c in np.ndindex(self.output_shape[1:]):
            share = np.tensordot(output_gradient_batch[:, :, r, c], self.kernels, axes=1)
            gradient[:, :, r * s : r * s + k, c * s : c * s + k] = share
        return crop(self, gradient)


@misconception(
    "fan-in-without-channels",
    "Convolutional",
    title="The variance counts the pixels of the kernel but not the channels",
    hint=(
        "A kernel is not flat: how deep is it, and does your variance know? Count the products behind one output element "
        "for images of 16 channels and kernels of 3 by 3. There are nine in each channel, 144 in all. Now put your own "
        "divisor beside it; is it 9? The sum over all channels then has 16 times the variance that was planned, so the "
        "outputs are 4 times too wide. Two layers of that kind make it 16, three make it 64. One person's luggage can be "
        "weighed alone, but the lift has to carry everybody who gets in. Grey images have a single channel, and there the "
        "two counts agree; so a network on such pictures starts well in its first layer, and goes wrong from the second "
        "one on, where channels are many. Which axes of the kernels does one output sum over?"
    ),
)
class FanInWithoutChannels(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels *= np.sqrt(self.input_shape[0])


@misconception(
    "he-without-channels",
    "Convolutional",
    title='Only "he" leaves the channels out of the variance',
    hint=(
        "The two methods differ by one factor. Is that all that differs in your code? Draw kernels for images of 8 "
        "channels, many of them, once by each method, and divide the two variances. The quotient should be near 2. With "
        "16 in its place, one of the branches has lost a factor of 8, and 8 is the number of channels. Two recipes that "
        "differ in the sugar should not differ in the number of guests. What stands in both branches alike had better be "
        "computed once, before the method is looked at; a line that was corrected in one place and forgotten in the "
        "other is a common accident. With one channel the quotient is 2 as it should be, so a trial on grey images finds "
        "nothing. Which of your two lines mentions the depth of the kernels?"
    ),
)
class HeWithoutChannels(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        if method == "he":
            self.kernels *= np.sqrt(self.input_shape[0])


@misconception(
    "xavier-without-channels",
    "Convolutional",
    title='Only "xavier" leaves the channels out of the variance',
    hint=(
        "Compare the two branches of your draw word by word: what is in the first one and missing in the second? Let "
        "images have 2 channels and draw many kernels by each method. The variance of one method should be twice that of "
        "the other. Do you find them equal? Then a factor is lost in one of the branches, and for two channels it just "
        "makes up for the difference of the methods, so that they seem to be one. With 5 channels the order is even "
        "turned round: the method with the smaller variance has two and a half times the other one's. A translation that "
        "skips a line reads well until somebody lays it beside the original. Images of one channel cannot tell. How many "
        "products does one output sum up, and does that depend on the method?"
    ),
)
class XavierWithoutChannels(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        if method == "xavier":
            self.kernels *= np.sqrt(self.input_shape[0])


@misconception(
    "cropped-at-the-corner",
    "Convolutional",
    title="The image's size is cut from the upper left corner of the padded gradient",
    hint=(
        "The padded gradient is larger than the image. From which of its rows and columns do you take your answer? With a "
        "row of three pixels and a border of 1, the padded row has five places, and the image lies in the places 1, 2 and "
        "3. Let the padded gradient be 7, 8, 9, 6, 5. The image should hear 8, 9, 6; cut from the front it hears 7, 8, 9. "
        "So each pixel gets the gradient of its neighbour, the first one that of a zero that nobody can move, and the "
        "shape is right, so that no error follows. A passport photograph that is cut out along the edge of the sheet "
        "shows half a face. Layers without padding have no border, and there both cuts are the same. At which place of "
        "the padded image does your first pixel stand?"
    ),
)
class CroppedAtTheCorner(Wrong):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        _, H, W = self.input_shape
        return scatter(self, self.kernels, output_gradient_batch, add(self))[:, :, :H, :W]


@misconception(
    "kernels-gradient-accumulates",
    "Convolutional",
    title="Only the kernels' gradient adds up from call to call",
    hint=(
        "Your backward fills two arrays for params. Does each call begin both of them afresh? Run forward once and "
        "backward three times with the same argument, and note one entry of each gradient after every call. An entry that "
        "reads 4, 8, 12 grows although nothing new was said; one that reads 4, 4, 4 is right. Here the biases do the one "
        "and the kernels the other, so a look at the biases is no test. Positions are to be added up within a call, and "
        "it is easy to let the same sum run on into the next one. A taxi meter runs during a trip, and is set back before "
        "the next guest gets in. The first call after the draw is right, and so is a trial with a single batch. When is "
        "your array of zeros made?"
    ),
)
class KernelsGradientAccumulates(Wrong):
    def backward(self, output_gradient_batch):
        before = self.kernels_gradient
        gradient = super().backward(output_gradient_batch)
        self.kernels_gradient = self.kernels_gradient + before
        return gradient


@misconception(
    "kernels-of-the-first-build-kept",
    "Convolutional",
    title="A second build keeps the kernels of the first",
    hint=(
        "What shape have your kernels after the layer was built for images of 1 channel, and then for images of 3? "
        "Print it both times. A window of 2 by 2 holds 4 numbers in the first case and 12 in the second, and each "
        "kernel needs one weight for each of them. Somewhere your code draws only where nothing is there yet. A "
        "baker who bought one tin for a small loaf and keeps it for the large one spoils the dough. Both shapes "
        "that build announces are right, since they are computed anew; the error comes only when an image meets the "
        "old weights. Building twice for the same number of channels does not fail, and most layers are built once. "
        "What should a new build do with what an older one has left?"
    ),
)
class KernelsOfTheFirstBuildKept(Wrong):
    def build(self, input_shape):
        initialization = self.initialization
        if self.kernels is not None:
            self.initialization = "auto"
        super().build(input_shape)
        self.initialization = initialization


@misconception(
    "biases-gradient-averaged-over-positions",
    "Convolutional",
    title="Only the biases' gradient is averaged over the positions",
    hint=(
        "The output of a kernel has many positions, and its bias takes part in all of them. Does your biases' "
        "gradient add the positions up, or does it take their mean? Try a layer with one kernel on one image, "
        "such that the output is a row of four, and send back the gradients 5, 1, 0 and 2. Moving the bias by a "
        "small step moves every one of the four outputs, so 8 belongs to it; a mean gives 2. The samples of a "
        "batch may be summed correctly at the same time, since the two steps are often written one after the "
        "other. Larger images then weaken the bias, although they have more to tell about it. When an image is no "
        "larger than the kernel there is a single position, and the answer is right. Which function collects rows "
        "and columns in your code?"
    ),
)
class BiasesGradientAveragedOverPositions(Wrong):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        _, H_out, W_out = self.output_shape
        self.biases_gradient = self.biases_gradient / (H_out * W_out)
        return gradient


@misconception(
    "maps-reshaped-without-turning",
    "Convolutional",
    title="The matrix of the output is reshaped to maps without moving the axis of the kernels",
    hint=(
        "Your product has one window in each row and one kernel in each column. In which order does numpy read its "
        "numbers, and in which order should a map lie in memory? Reading goes along the rows, so the kernels change "
        "fastest; in the output they change slower than any position. Try `np.array([[1, 10], [2, 20], [3, 30]])`, "
        "three positions and two kernels. Reshaped to (2, 3) it says 1, 10, 2 and 20, 3, 30, which mixes the maps; "
        "transposed it says 1, 2, 3 and 10, 20, 30. reshape never sorts, it only sets the line breaks elsewhere, like "
        "a text that is printed in narrower columns. The shape is right in both cases, so nothing complains, and a "
        "layer with a single kernel, or a single position, gives the same either way. Which axes does your matrix "
        "really have, before you flatten or unfold anything?"
    ),
)
class MapsReshapedWithoutTurning(Wrong):
    def forward(self, input_batch, training=True):
        maps = super().forward(input_batch, training)
        return maps.transpose(0, 2, 3, 1).reshape(maps.shape)


@misconception(
    "gradient-reshaped-without-turning",
    "Convolutional",
    title="backward reshapes the gradient to a matrix without moving the axis of the kernels",
    hint=(
        "To multiply, backward needs the gradient as a matrix with one kernel in each column. Is that what your "
        "reshape makes? Print the column of the first kernel for a gradient whose maps are constant: one map of 7s, "
        "one of 8s. The column should hold 7s only. For `np.array([[7, 7, 7], [8, 8, 8]])`, two kernels and three "
        "positions, a reshape to (3, 2) gives the rows 7 7, 7 8, 8 8, and the first column reads 7, 7, 8. The "
        "transposed array has 7s there and nothing else. A pack of cards that is dealt again in another number of "
        "piles does not come out sorted by colour. All shapes fit, the forward pass is correct, and with one kernel "
        "no trial can find it. What does the axis of the kernels have to pass on its way to the last place?"
    ),
)
class GradientReshapedWithoutTurning(Wrong):
    def backward(self, output_gradient_batch):
        N, F, H_out, W_out = output_gradient_batch.shape
        return super().backward(output_gradient_batch.reshape(N, H_out, W_out, F).transpose(0, 3, 1, 2))


@misconception(
    "params-is-a-method",
    "Convolutional",
    title="params is a method that somebody has to call",
    hint=(
        "What do you get for layer.params, written without parentheses? Print its type. An optimizer here goes over "
        "`layer.params.values()`, and a method has no values; so it stops before the first step. Compare two lines: "
        "`[3, 4].copy` shows that there is something that could be called, `[3, 4].copy()` shows a list. A vending "
        "machine that shows the picture of a bottle has not given you one yet. Some members of this class are read "
        "like attributes although they are computed, as the two sizes are; Python knows a decorator for that, and the "
        "stub carries it in three places. Own trials that add the parentheses work well, so nothing was noticed. Did "
        "one of these decorators get lost while you typed?"
    ),
)
class ParamsIsMethod(Wrong):
    def params(self):
        return super().params


@misconception(
    "padding-stays-a-text",
    "Convolutional",
    title="The attribute padding keeps the text instead of the number",
    hint=(
        "What does layer.padding say for a layer that was made without any word about padding? The attribute is meant "
        "to be a number that one can calculate with, and it should be one for each of the three ways to ask. Write "
        "the three down for kernels of size 7: the default means 0, 'same' means 3, and 2 means 2. If one of these "
        "prints letters, the translation happens somewhere else in your class, in a variable of another name, and "
        "whoever reads the attribute has to translate again. A thermometer that shows 'warm' is no help for a recipe. "
        "Your own passes know where the number is, so their results are right. There is one place where the text is "
        "wanted: the dict of the configuration. How can the class remember both without mixing them up?"
    ),
)
class PaddingStaysText(Wrong):
    def __init__(
        self,
        output_depth,
        kernel_size,
        input_shape=None,
        initialization="auto",
        no_bias=False,
        padding="valid",
        stride=1,
    ):
        super().__init__(output_depth, kernel_size, input_shape, initialization, no_bias, padding, stride)
        self.number, self.padding = self.padding, padding

    def with_number(self, method, argument):
        text, self.padding = self.padding, getattr(self, "number", self.padding)
        result = method(argument)
        self.padding = text
        return result

    def build(self, input_shape):
        self.with_number(super().build, input_shape)

    def forward(self, input_batch, training=True):
        return self.with_number(super().forward, input_batch)

    def backward(self, output_gradient_batch):
        return self.with_number(super().backward, output_gradient_batch)


@misconception(
    "unknown-padding-accepted",
    "Convolutional",
    title="A padding with an unknown name is accepted",
    hint=(
        "Ask for a padding of 'smae', with two letters swapped. Does your constructor object, or does it make a "
        "layer? Follow the text through your conditions and see where it comes out: an else that stands for one known "
        "case stands for all unknown ones as well. In small: `'yes' == 'yes'` is True, and `'Yes' == 'yes'` is False, "
        "so a branch for 'not yes' takes the capital letter for a no. A clerk who books each ticket without a "
        "readable destination to the nearest town has no complaints at the counter, but many later. Here the images "
        "become smaller from layer to layer, or the error comes from a shape far away. For the known names and for "
        "numbers all is well, so ordinary use does not show it. What should be left over for the last branch, and "
        "which exception does the statement name?"
    ),
)
class UnknownPaddingAccepted(Wrong):
    def __init__(
        self,
        output_depth,
        kernel_size,
        input_shape=None,
        initialization="auto",
        no_bias=False,
        padding="valid",
        stride=1,
    ):
        unknown = isinstance(padding, str) and padding not in ("valid", "same")
        number = 0 if unknown else padding
        super().__init__(output_depth, kernel_size, input_shape, initialization, no_bias, number, stride)
        self.padding_as_given = padding


@misconception(
    "uniform-draw",
    "Convolutional",
    title="The kernels are drawn from a uniform distribution",
    hint=(
        "Draw a few thousand weights and sort them by size. Do they end at a sharp limit, with as many near the limit "
        "as near zero? A normal distribution looks different: about 68 of 100 numbers lie within one standard "
        "deviation, and about 5 beyond two. In a uniform one with the same variance it is 58, and none lies beyond "
        "1.74. Throwing one die and adding up ten dice both give numbers around a mean, yet only the second has a "
        "hump. The two names in this layer exist for both shapes, with a limit in one case and a deviation in the "
        "other, so a formula from another page may have slipped in. Mean, variance and the array's shape are right, "
        "and a network learns about as well. Which function of numpy do you call, and what do its arguments mean?"
    ),
)
class UniformDraw(Wrong):
    def init_weights(self, method, no_bias):
        state = np.random.get_state()
        super().init_weights(method, no_bias)
        np.random.set_state(state)  # drawn once, from the generator as it was
        limit = np.sqrt(3 * {"he": 2, "xavier": 1}[method] / self.kernels[0].size)
        self.kernels = np.random.uniform(-limit, limit, self.kernels.shape)


@misconception("uniform-draw", "Convolutional", variant="one-deviation")
class UniformDrawToOneDeviation(UniformDraw):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels /= np.sqrt(3)


@misconception(
    "draw-not-scaled",
    "Convolutional",
    title="The kernels are drawn with variance 1, whatever the method",
    hint=(
        "How wide are your kernels, and does the width change with the number of channels? Compare the standard "
        "deviation for 1 channel and for 64. If both say about 1, the numbers come as the generator made them, and "
        "the method has no say. An output adds up one product for each weight of a kernel: 64 channels and 5 by 5 "
        "pixels make 1600, and the sum of so many numbers of size 1 is about 40 in size. The next layer multiplies by "
        "40 again. Somebody who shouts as loud in a choir of a thousand as alone does not make the song better. A "
        "kernel with a single weight, drawn by the second of the two methods, needs no scaling, so a tiny trial can "
        "look fine. What must happen to a normal draw so that its variance is the one that was asked for?"
    ),
)
class DrawNotScaled(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, no_bias)
        self.kernels /= np.sqrt({"he": 2, "xavier": 1}[method] / self.kernels[0].size)


@misconception(
    "no-bias-of-the-constructor",
    "Convolutional",
    title="init_weights does not listen to its own no_bias",
    hint=(
        "Two people may say whether there are biases: the one who makes the layer, and later the one who calls "
        "init_weights. Whose word counts in your class when they disagree? Make a layer the usual way, call the "
        "method with True behind its text, and read the attribute afterwards. If it still says what the constructor "
        "was told, the second parameter stands in the signature and nowhere else. `def f(a, b): return a` answers 3 "
        "to f(3, 5) and to f(3, 500): an argument that is never read. When a guest changes his order, the kitchen "
        "should cook the new one. As long as both say the same the layer is right, and that is the normal case, as "
        "build hands on what the constructor was given. Which of the two names does each of your lines read?"
    ),
)
class NoBiasOfTheConstructor(Wrong):
    def init_weights(self, method, no_bias):
        super().init_weights(method, self.no_bias)


@misconception(
    "no-bias-of-the-constructor-ignored",
    "Convolutional",
    title="build draws a layer with biases, whatever the constructor was told",
    hint=(
        "What does build say to init_weights about the biases? Make a layer that should do without them and that "
        "draws in the constructor, then look at its flag: still True? The flag is replaced by whatever init_weights "
        "hears, so a False that stands there as a constant, or as a default, wipes out what the user had asked for. "
        "In small: with `def pack(salt=True): ...` a call of pack() means salt, even if the customer had said no salt "
        "an hour ago. The message has to be passed on from hand to hand. As the new biases are often zeros, the first "
        "outputs are right, and only an optimizer makes the difference visible, when numbers grow that should not "
        "exist. A later call with an argument of its own is not affected. What does your line hand over in second "
        "place?"
    ),
)
class NoBiasOfConstructorIgnored(Wrong):
    def build(self, input_shape):
        asked, self.no_bias = self.no_bias, False
        super().build(input_shape)
        if self.initialization == "auto":
            self.no_bias = asked


@misconception(
    "biases-gradient-accumulates",
    "Convolutional",
    title="Only the biases' gradient adds up from call to call",
    hint=(
        "Let backward run three times after one forward, each time with a gradient of ones for one map of 2 by 3 "
        "positions. How does the gradient of the bias go on: 6, 6, 6, or 6, 12, 18? And that of the kernels? If only "
        "the first of them grows, one of your two results is begun anew in each call and the other is not. Inside a "
        "call there is much to add up, samples and positions, and the sum must then be handed over and forgotten. A "
        "waiter who starts a fresh sheet for the dishes but writes all drinks of the evening on one presents odd "
        "bills. The first call after the weights were drawn is right, and so is any trial with a single batch; in a "
        "training, biases run away while kernels move sensibly. Where was your array of zeros made, and how often?"
    ),
)
class BiasesGradientAccumulates(Wrong):
    def backward(self, output_gradient_batch):
        before = self.biases_gradient
        gradient = super().backward(output_gradient_batch)
        self.biases_gradient = self.biases_gradient + before
        return gradient


@misconception(
    "output-shape-keeps-the-channels",
    "Convolutional",
    title="output_shape begins with the number of input channels",
    hint=(
        "How many maps does your layer put out, and where in output_shape can one read that? Send one image through a "
        "layer with 8 kernels, print output.shape[1:] beside output_shape, and compare all three numbers. Each kernel "
        "looks at all channels at once and makes one map of what it finds; so three channels and eight kernels make "
        "eight maps, not three and not 24. A jury of eight that hears three speeches gives eight verdicts. In a "
        "pooling layer the channels do go through unchanged, and a line copied from there brings this with it. Where "
        "the two numbers happen to be equal, nothing shows. The layer behind yours is built with what you announce, "
        "and would prepare for the wrong number of channels. Which attribute should stand in front of the height?"
    ),
)
class OutputShapeKeepsTheChannels(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        self.output_shape = (input_shape[0], *self.output_shape[1:])


@misconception(
    "fixed-seed-42",
    "Convolutional",
    title="numpy's generator is seeded with 42 before the kernels are drawn",
    hint=(
        "Draw twice in one program and subtract the kernels. If the difference is zero everywhere, something sets the "
        "generator back before each draw. Look for a call with a number in it that you like, and ask what it is for: "
        "`np.random.seed(42)` makes `np.random.randn()` say 0.4967 in each run and on each computer. That is helpful "
        "at the top of an experiment, where one person decides for the whole program. Inside a class it decides for "
        "everybody: two layers of equal size are twins, and noise that somebody else draws afterwards repeats as "
        "well. Shuffling a pack and then laying it back in the order of the shop is no shuffling. Mean and variance "
        "of one draw are in order, so that a look at a single layer finds nothing. Who should choose the seed?"
    ),
)
class FixedSeed42(Wrong):
    def init_weights(self, method, no_bias):
        np.random.seed(42)
        super().init_weights(method, no_bias)


for seed, kind, base in itertools.product((42,), ("seed", "RandomState", "default_rng"), (Wrong, NoGradientsYet)):
    if base is NoGradientsYet or (seed, kind) not in ((0, "seed"), (42, "seed")):

        @misconception(
            "fixed-seed-42", "Convolutional", variant=f"{kind}-{seed}-{base.__name__}".replace("_", "-").lower()
        )
        class FixedSeed42Otherwise(base):
            seed, kind = seed, kind

            def init_weights(self, method, no_bias):
                if self.kind == "seed":
                    np.random.seed(self.seed)
                    super().init_weights(method, no_bias)
                    return
                state = np.random.get_state()
                super().init_weights(method, no_bias)
                np.random.set_state(state)  # the generator of everybody else is left alone
                generator = getattr(np.random, self.kind)(self.seed)
                scale = np.sqrt({"he": 2, "xavier": 1}[method] / self.kernels[0].size)
                self.kernels = scale * generator.normal(size=self.kernels.shape)


@misconception(
    "size-without-channels",
    "Convolutional",
    title="input_size and output_size count the pixels of one channel",
    hint=(
        "How many numbers does one image hold? Ask numpy: `np.zeros((3, 4, 5)).size` is 60, although its picture is "
        "only 4 by 5. Compare your two properties with the size of one sample that goes in and of one that comes out. "
        "If they are too small by a whole factor, that factor is the first entry of a shape. Somebody who orders "
        "paper for three copies of a page of 20 lines should not think of 20 lines. With grey images the first "
        "property is right, and with a single kernel the second one, so small trials agree. A dense layer behind "
        "yours would be told a number of inputs that its batches do not have. Which axes of a shape belong to one "
        "sample, and does your product take all of them?"
    ),
)
class SizeWithoutChannels(Wrong):
    @property
    def input_size(self):
        return self.input_shape[1] * self.input_shape[2]

    @property
    def output_size(self):
        return self.output_shape[1] * self.output_shape[2]


@misconception(
    "padding-not-counted",
    "Convolutional",
    title="The output size does not count the padding at all",
    hint=(
        "From which height do you subtract the kernel's size: that of the image, or that of the image with its "
        "border? Count by hand on a strip of 5 pixels with two zeros at each end: nine places, and a kernel of 3 fits "
        "at seven positions. Without the zeros it would be three. If your layer says three, it has made the border "
        "and then looks at the first three positions only, all of them at the left end. A field that was enlarged "
        "should be mown up to the new fence. The rest of the image has no output and no gradient, and as all loops "
        "run to the same wrong number, no error is raised. Layers without padding are right. Which quantity is "
        "missing in your formula, and how often does it belong there?"
    ),
)
class PaddingNotCounted(Wrong):
    def build(self, input_shape):
        super().build(input_shape)
        k, s = self.kernel_size, self.stride
        self.output_shape = (self.output_depth, *((n - k) // s + 1 for n in input_shape[1:]))

    def backward(self, output_gradient_batch):
        _, H_out, W_out = self.output_shape
        gradient = super().backward(output_gradient_batch[:, :, :H_out, :W_out])  # as a loop over the positions does
        self.biases_gradient = output_gradient_batch.sum(axis=(0, 2, 3))
        return gradient
