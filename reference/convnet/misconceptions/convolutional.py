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
    hint=(
        "Which pixel of a window does `kernels[f, c, 0, 0]` meet: the upper left one, or the lower right one? In "
        "mathematics a convolution turns the kernel by half a turn first; layers do not, and the statement says "
        "so. Take the kernel row [1, 0] on the pixels 5 and 8. Laid on as it is, it picks the 5. With this "
        "mistake it is turned to [0, 1] and picks the 8. Your forward and your backward agree with each other "
        "here, so the network learns, only with kernels that are stored the wrong way round. It shows as soon as "
        "somebody brings kernels along, such as one that finds left edges. A symmetric kernel looks the same "
        "either way. Where in your code does an index run backwards?"
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


@misconception(
    "input-gradient-flipped",
    "Convolutional",
    title="The input gradient uses kernels that are turned the wrong way",
    hint=(
        "Put a gradient of 1 at a single output position and 0 everywhere else. Which element of the kernel "
        "should the upper left pixel of its window receive? In forward that pixel was multiplied by the upper "
        "left element, so it gets just that one. With this mistake it gets the lower right one. Take a row: "
        "kernel [3, 7] on the pixels 0 and 1. Moving pixel 0 by 1 moves the output by 3, so its gradient is 3, "
        "not 7. In books the way back is often written as a convolution with the kernel turned, over zeros on all"
        " sides; turning suits that form of the sum, and no other. With symmetric kernels both agree. Does your "
        "sum go by windows, or by pixels?"
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
        "Does forward turn the kernel? No. Then why should its gradient be turned? Take the kernel row [a, b] on "
        "the pixels 2 and 9: the output is 2a + 9b. Moving a by 1 moves it by 2, so the gradient is [2, 9], in "
        "the order of the kernel. With this mistake [9, 2] comes out, and a learns from the pixel that b has "
        "seen. The numbers are all there and their sum is right, so a look at sizes shows nothing, and neither "
        "does a trial with equal pixels. A step of the optimizer then makes the loss larger about as often as "
        "smaller. Look for `[::-1]` or an index such as k - 1 - i in your code: what was it meant for?"
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
        "Where in the padded image does the third window of a row begin when the stride is 4? At pixel 8. Where "
        "does yours? With this mistake at pixel 2: the number of outputs is that of the stride, but the windows "
        "that are read lie one pixel apart. Take the row 0 to 8, a kernel of one pixel with weight 1, and a "
        "stride of 4. Right is 0, 4, 8. Here it is 0, 1, 2, so the right part of the image is never looked at. "
        "The shape of the output is as it should be, which makes this hard to see, and a stride of 1 hides it "
        "altogether. In how many of your lines does the stride occur, and is one of them about where a window "
        "begins?"
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
        "Which pixels made the output at position (0, 1)? Those are the ones to be paired with its gradient. With"
        " a stride of 3 the second window of a row begins at pixel 3. Take the row 0 to 6, a kernel of one pixel,"
        " stride 3: the outputs have seen the pixels 0, 3 and 6. With gradients of 1 everywhere the kernel's "
        "gradient is 9. With this mistake the pixels 0, 1 and 2 are taken, and 3 comes out. Forward is right, and"
        " the gradient by the images too, so the layers in front learn well while this one learns from pixels "
        "that it has not used. With a stride of 1 nothing shows. Does the slice in your sum step in the same way "
        "as the one in forward?"
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
        "Send a gradient of 1 back from the second output of a row only, with a stride of 3. Where should it "
        "arrive? At the pixels that this output has seen, which begin at 3. With this mistake they begin at 1. "
        "Take a row of seven pixels and a kernel of one pixel with weight 2: three outputs, each with a gradient "
        "of 1, give 2 at the pixels 0, 3 and 6, and 0 between them. Here the 2 stands at 0, 1 and 2. A gradient "
        "that arrives at the wrong pixel tells the layers in front to change what had nothing to do with the "
        "loss. The shape is right and the total as well. Which slice takes the shares in, and does it have a step"
        " in it?"
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
        "A pixel in the middle of an image lies in many windows. Each of them has a share for it. What does your "
        "code do with the shares that are there already? Take three pixels in a row and a kernel of two with the "
        "weights [1, 10]. With gradients of 1 at both outputs, the middle pixel is met by the 10 of the first "
        "window and by the 1 of the second, so it gets 11. With this mistake one of the two is written over the "
        "other. Both windows have used the pixel, and moving it moves both outputs. When windows lie side by side"
        " nothing overlaps and nothing shows. Which sign stands where a share goes into the gradient: one that "
        "sets, or one that adds?"
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
        "What is `a[0:-0]` for a list such as `a = [4, 5, 6]`? Try it: it is empty, because -0 is 0, and from 0 "
        "to 0 there is nothing. Your way to cut the zeros off works for every padding but that one. With a "
        "padding of 2, `a[2:-2]` leaves out two on both sides, as wanted; without padding the gradient that you "
        "return has no pixels at all, and the layer in front complains about a shape with zeros in it. As 'valid'"
        " is the default, the simplest layer of all is the one that fails. Counting from the end is risky when "
        "the count may be 0. From which place on, and how many pixels: can you say both with numbers that count "
        "from the front?"
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
        "The caller gave you images, and you put a border of zeros around them. Which shape does the caller want "
        "for the gradient: that of the images, or that with the border? With this mistake a row of 6 pixels with "
        "a padding of 2 comes back with 10 numbers. The layer in front gave 6, and it cannot do anything with 10."
        " The numbers at the border are not wrong, they say how the outputs would change if the zeros were "
        "something else; but nobody can change them, so nobody asks. Without padding there is no border, and all "
        "is well in the first trial. Where in your backward do the images get their old size back, and is that "
        "before or after all shares are in?"
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
        "A row of 6 pixels, a kernel of 3, a stride of 2: the windows begin at 0 and 2, and the last pixel lies "
        "in none of them. What is its gradient, and how long is the row that you return? It has had no effect on "
        "any output, and the number for no effect is 0. With this mistake the row ends before it, so it has 5 "
        "numbers. The layer in front made 6 outputs and expects a gradient for each of them; a difference of one "
        "pixel ends in an error there, or in a shape that does not fit. Where windows reach the edge exactly, as "
        "with 7 pixels, nothing is missing. From what do you make the array for the gradient: from the images, or"
        " from what windows cover?"
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
        "In forward the windows moved over images with zeros around them. Over which images do they move in the "
        "sum for the kernels' gradient? Take the row 4, 5, 6 with a padding of 1, so 0, 4, 5, 6, 0. The first "
        "window of two pixels sees 0 and 4. If the zeros are left out, or all stand at the end, it sees 4 and 5, "
        "and every output is paired with pixels one step too far to the right. The shape fits as long as there "
        "are enough pixels behind, so no error comes up. Forward and the gradient by the images are right. "
        "Without padding there is no difference. Which array did forward keep: what came in, or what the windows "
        "have really seen?"
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
        "Give your layer an image with two channels, the first all ones and the second all zeros, and a kernel of"
        " ones. What comes out? Every window of two by two should give 4, from the first channel. With this "
        "mistake it gives 0, since only the second one has been kept. An output is the sum over all channels of "
        "the image: a colour picture is looked at in red, green and blue at once. When the loop comes to the next"
        " channel, the result of the one before is replaced. With grey images there is one channel only, which is"
        " why many first trials show nothing. Is your output set to zero before the loop, and what does the line "
        "in the loop do with what is there?"
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
        "Set all kernels to zero and the bias to 5. What should every output be, whatever the image shows? It "
        "should be 5. With this mistake an image with three channels gives 15, because the bias is added each "
        "time that the loop comes to a channel. A kernel has one bias for its whole map; it has nothing to do "
        "with the channels, which are only there to be summed. With one channel it is added once and all is "
        "right, so grey images hide it. In training the bias learns to be a third of what it should be, and the "
        "network works after a while, with numbers that nobody else can use. Is the line with the bias inside the"
        " loop, or behind it?"
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
        "Make all kernels zero, set the biases to 2 and 7, and look at the output of two kernels. Which numbers "
        "are in the two maps? They should be 2 everywhere in the first and 7 in the second. With this mistake "
        "both are 0: the biases are there, they have gradients and are trained, but forward never adds them. A "
        "fresh layer has biases of zero, so its output is right, and the mistake comes out only after the first "
        "step or when somebody loads weights. An optimizer would then move numbers that have no effect, while "
        "their gradients say that they had. Each kernel has one number for its whole map. After the products are "
        "summed, what is still to be added, and with which shape?"
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
        "Make a layer with no_bias=True, give it kernels of zero, and look at the output. Is it 0 everywhere? "
        "With this mistake it is not, because biases are made and added whatever was asked for. A layer without "
        "biases is wanted where the next one takes means away in any case, such as a normalisation: a bias would "
        "be subtracted again at once, and it only costs memory. Look at params, too: how many names should it "
        "have then? The argument can be given in two places, in the constructor and when weights are drawn, and "
        "the later one counts. As biases begin with zero in most programs, nobody sees a difference at first. "
        "Which of your methods read no_bias, and which of them should?"
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
        "How many biases has a layer with 3 kernels? Three, each for a whole map. So how many numbers has their "
        "gradient? With this mistake there is one for each position as well: for maps of 4 by 5 it is 3 times 20."
        " Take a map of two positions with gradients 2 and 6. The bias was added in both, so moving it by 1 moves"
        " both outputs by 1, and its gradient is 8. An optimizer that subtracts an array of shape (3, 4, 5) from "
        "one of shape (3,) either fails or makes something strange of it. With a map of one pixel both are the "
        "same number. Over which axes do you sum: over the samples alone, or over everything through which a bias"
        " is shared?"
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
        "Should two biases have the same gradient? Take two kernels on one image, the first with gradients 1 and "
        "2 at its positions, the second with 10 and 20. The first bias was added to the first map only, so it "
        "gets 3; the second gets 30. With this mistake both get 33, the sum over everything. They would always "
        "move together, although one of them may be too large and the other too small. If there is one kernel, "
        "the total is right, and the shape may be right in any case, as one number is copied to all. When you "
        "sum, one axis has to stay, because it says to which kernel a number belongs. Which axis is that, and "
        "does your call name the others?"
    ),
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
    hint=(
        "Do your parameter gradients depend on how many samples are in the batch by being divided by it? In this "
        "track they are sums: each sample has used the kernels, and each adds its share. Take two samples that "
        "would give 4 and 6 on their own. Together they give 10; with this mistake 5. A mean has to be taken once"
        " in a program, and here the loss does it, so what arrives is small already. If the layer divides as "
        "well, large batches make it learn slower and slower, and one looks for the reason in the learning rate. "
        "With a single sample sum and mean are the same. Where does your code divide by a length, or which "
        "function does it for you?"
    ),
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
    hint=(
        "Call backward twice with the same argument, without anything between. What do the gradients in params "
        "say after the first call and after the second? They should be equal, since each backward answers for "
        "itself. With this mistake the second is twice the first: 5, then 10, then 15. An optimizer that comes "
        "after each batch would see all batches of the past again each time, and the steps would grow until "
        "numbers overflow. The very first call is right, as there was zero before it. There are libraries that "
        "add gradients up and ask for a reset before each step; the statement has no such reset. Do your "
        "gradients begin from zeros in each call, and in which line?"
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
        "What does your layer do with a gradient of 250? With this mistake it says 100. Limiting steps can help a"
        " network that is about to burst, but it is done by whoever makes the steps, where one can see and choose"
        " the limit. A layer that does it secretly tells something untrue about its kernels: a difference test "
        "would find that moving a weight by 0.01 moves the loss by 2.5, while the gradient claims 1. With small "
        "numbers, as in most trials, nothing is ever cut. With images of 0 to 255 instead of 0 to 1, sums over "
        "all positions get large at once, and then every step of the kernels has the same size. Is there a "
        "`clip`, a `min` or a `max` in your backward?"
    ),
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
    hint=(
        "Call backward twice and compare the kernels before and after. Have they changed? In this track they must"
        " not: backward says in which direction the loss grows, and an optimizer decides what to do about it. "
        "With this mistake a small step is made inside, with a rate that is written into the code. Try what that "
        "means for a rate of 0.1 outside: each batch makes two steps, one that was asked for and one that was "
        "not, and a rate of 0 no longer keeps a layer as it is. Other courses, and another track of this one, let"
        " the layer own its optimizer, so the habit has its reasons. Does any line of your backward assign to the"
        " kernels or to the biases?"
    ),
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
    hint=(
        "Send two different images forward, one after the other, and then go backward. Which image is behind the "
        "gradient of the kernels? It has to be the second, the latest. With this mistake it is the first, for the"
        " whole life of the layer. Take a kernel of one pixel, first the pixel 2 and then the pixel 7: with an "
        "incoming gradient of 1 the answer is 7, and here it is 2. A single forward and backward works, and so "
        "does training on one and the same image, so both hide it. In a real training every batch after the first"
        " learns from pictures that are long gone. Under which condition does your forward store what backward "
        "needs: always, or only if there is nothing yet?"
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
        "Call forward with training=False and then backward. What does backward look at? With this mistake it "
        "looks at the images of an earlier call, or finds none at all, because storing was tied to training. "
        "Somebody who wants to see which pixels of a picture made the network decide goes backward from a pass "
        "that is no training. So does a test that compares gradients with differences. backward belongs to the "
        "latest forward, whatever was said in it; this layer computes the same in both cases. To save memory when"
        " nobody goes back is a good idea, but the statement does not offer it. Which lines of your forward stand"
        " behind an `if` on training, and does the result differ between the two cases?"
    ),
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
    hint=(
        "How many zeros stand on each side with 'same'? For kernels of 3 and 5 half the size, rounded down, and "
        "half of one less than the size are both 1 and 2, so trials with odd kernels cannot tell them apart. Take"
        " a kernel of 4. One rule gives 2, the other 1. Look at a row of 6 pixels and a stride of 1: with 2 zeros"
        " on each side it has 10, and 7 windows of 4 fit; with 1 zero it has 8, and 5 fit. Neither is 6, so no "
        "even kernel keeps the size with equal borders, and the statement has to choose one of the two. Which one"
        " does it name, and in what order do your subtraction and your division stand?"
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
        "What does your layer do with the word 'same'? Make one with a kernel of 3 for images of 5 by 5 and print"
        " its output shape. With this mistake it is 3 by 3, as if no padding had been wanted, because a text was "
        "taken for nothing. With zeros of one pixel around it the image has 7 by 7, and 5 by 5 windows fit, so "
        "the picture keeps its size, as the word promises. No error comes up; the network just shrinks its images"
        " from layer to layer until there is nothing left. Numbers as paddings are understood, so a trial with 1 "
        "is right. A name and a number are two ways to say how many zeros. Where does your code turn the one into"
        " the other?"
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


@misconception(
    "output-shape-for-squares",
    "Convolutional",
    title="The width of the output is computed from the height",
    hint=(
        "Try images that are wider than high: 4 rows and 9 columns, with a kernel of 3 and a stride of 1. The "
        "outputs have 2 rows and 7 columns. What does your layer say? With this mistake it says 2 and 2, since "
        "the width was computed from the height, or simply copied. Most pictures that one begins with are square,"
        " and so the two formulas give the same for a long time. Then somebody brings photographs, and a layer "
        "announces maps that it does not make, so that the next one is built for a wrong number of inputs. Each "
        "direction has its own length and needs its own count. Read your line for the width aloud: which entry of"
        " the input shape does it name?"
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
        "A row of 8 pixels, a kernel of 3, a stride of 2. Where can windows begin so that they still fit? At 0, 2"
        " and 4; at 6 there are only two pixels left. So there are 3. With this mistake your formula says 4, and "
        "the last output has nothing to look at. The division 5 / 2 is 2.5, and rounding it down or up decides "
        "about a window that hangs over the edge. Zeros that could make it fit were never asked for. If the "
        "division comes out even, as with 7 or 9 pixels, both ways agree, which is why tidy examples show "
        "nothing. What does your code do with a half: which function or which operator turns it into a whole "
        "number?"
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
        "Build a layer for images of 8 by 8, and then build it again for images of 12 by 12. What does it say "
        "about its output shape? With this mistake it still speaks of the first images, because the second call "
        "found that something was known already and left. The same layer may be put into another network, or the "
        "size of the pictures may change from one project to the next. The layer then announces maps that are too"
        " small, and what comes after it is built for the wrong number of inputs. A single call is right, and "
        "hardly anybody's first trial has two. Which question does your build ask before it does its work, and "
        "who is helped by that question?"
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
        "Which of the two methods should draw larger numbers, and why? One was made for layers that are followed "
        "by a ReLU, which sets about half of all values to zero. To let as much signal through as before, it "
        "starts with twice the variance. The other was made for functions that let both signs pass. Draw a "
        "thousand numbers with each name and compare: the variances should be as 2 to 1. With this mistake they "
        "are as 1 to 2. A network with the wrong one still learns, only that the signal fades or grows from layer"
        " to layer, which shows in deep ones. Each of the names is that of an author; read again which one "
        "thought about ReLU, and then look at your two branches."
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
        "By what do you multiply a draw from the standard normal distribution to get a variance of 9: by 9, or by"
        " 3? Try it with numpy: `np.var(9 * np.random.randn(10000))` is near 81, and with 3 it is near 9. "
        "Multiplying by a factor multiplies the variance by the square of it. With this mistake the wanted "
        "variance itself is the factor, so a variance of 0.01 is aimed at and 0.0001 comes out. The kernels are "
        "then a tenth as large as they should be, and after three layers the signal is a thousandth. Where the "
        "wanted variance is 1, both are the same. Which step lies between a variance and the number that a draw "
        "is multiplied by?"
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
        "How many products are summed up in one element of the output? Take images with 3 channels and a kernel "
        "of 5 by 5: each window has 75 pixels in all, so there are 75. With this mistake your variance counts the"
        " 3 channels only. The kernels then are drawn 5 times too large, since the root of 75 / 3 is 5, and the "
        "outputs are that much larger than the inputs. After two such layers the numbers have grown 25 times, and"
        " the training starts with a loss that jumps. With a kernel of one pixel the count is right. The idea "
        "behind these methods is that a sum of n draws has n times the variance of one. What is your n, and what "
        "is n really?"
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
        "Look at one element of the output: over what is the sum that makes it? Over the channels and the pixels "
        "of a window. Does the number of other kernels matter to it? Take 3 channels and 12 kernels. Whether "
        "there are 12 or 1, a single output has the same number of products. With this mistake the variance "
        "counts the kernels, so it is four times too small, and a layer that makes many maps starts nearly mute, "
        "while one that makes few shouts. If a layer has as many kernels as channels, as in the middle of many "
        "networks, no difference shows. There are methods that look at the way back too; the statement's do not. "
        "Which axis of the kernels does your count read?"
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
        "What does the word 'auto' ask your layer to do in build? It says that somebody else will choose the way "
        "to draw, since they know which activation follows. Make a layer with it, build it, and ask whether there"
        " are kernels. With this mistake there are: build has drawn them as it saw fit. When the other one then "
        "calls `init_weights`, draws are made a second time, and everything that is random in the program "
        "afterwards comes out different from a run that draws once. Two layers that should be equal under one "
        "seed are not. If a method is named, drawing in build is right. Which values of the argument does your "
        "build tell apart, and what does it do for this one?"
    ),
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
    hint=(
        "Draw twice and compare the kernels. Should they be equal? With this mistake they are, bit by bit, "
        "because a seed is set inside the layer before each draw. Make two layers of one size: all their kernels "
        "agree, so a network that wanted two views on its image gets the same one twice. It goes further: the "
        "generator belongs to the whole program, and whoever shuffles data after your draw gets the same order "
        "each time. Somebody who wants a run that can be repeated sets the seed once, at the beginning, and this "
        "choice is undone here. For a single layer in a single run everything looks random enough. Is there a "
        "`seed` in your class, and whose decision should that be?"
    ),
)
class FixedSeed(Wrong):
    def init_weights(self, method, no_bias):
        np.random.seed(0)
        super().init_weights(method, no_bias)


@misconception(
    "loaded-arrays-shared",
    "Convolutional",
    title="load_params keeps the very arrays that it is given",
    hint=(
        "Load kernels from a dict, then let the layer be trained by somebody who writes into its arrays. What is "
        "in the dict afterwards? Try it: after loading, write `layer.kernels[...] = 0` and look. With this "
        "mistake the dict holds zeros too, since there is one array with two owners. Whoever keeps the best "
        "weights so far in such a dict, and trains on, loses them without a sign. Two layers that are loaded from"
        " one dict change each other. In the other direction it is as bad: when the caller clears the dict's "
        "arrays, the layer is empty. Right after loading the numbers are correct, so a quick look is content. "
        "Which of your two lines puts numbers into an array of your own, and which one takes the array over?"
    ),
)
class LoadedArraysShared(Wrong):
    def load_params(self, params):
        self.kernels, self.biases = params["kernels"], params["biases"]


@misconception(
    "biases-not-loaded",
    "Convolutional",
    title="load_params forgets the biases",
    hint=(
        "Save a trained layer's parameters and load them into a fresh one. Do both give the same output? With "
        "this mistake they do not: the kernels have come over, the biases are still zero. Take an image of zeros,"
        " for which only the biases speak: the trained layer answers with 3, say, and the loaded one with 0. The "
        "two pictures look alike otherwise, only darker or brighter, so that one may take it for noise. If the "
        "saved biases are zero, as in a fresh layer, nothing is missing. What goes into a dict should come out of"
        " it again; put a finger on each name in params and look for it in the method that loads. What about a "
        "layer that has no biases at all?"
    ),
)
class BiasesNotLoaded(Wrong):
    def load_params(self, params):
        self.kernels[...] = params["kernels"]


@misconception(
    "params-are-copies",
    "Convolutional",
    title="params hands out copies",
    hint=(
        "Somebody takes the kernels out of params, writes new numbers into that array, and expects that the layer"
        " has changed. Has it? Try `layer.params['kernels'][0][...] = 0` and look at `layer.kernels`. With this "
        "mistake they are as before, since params has handed out a copy, and it is the copy that was emptied. An "
        "optimizer works just so: it asks, and writes into what it gets. The training runs, gradients are "
        "computed, the loss is printed, and it stays where it is for ever. No error tells of it. Copies are right"
        " where an answer must not be spoilt by others; here both sides should look at one array. Which call in "
        "your property makes a new array, and would it be missed?"
    ),
)
class ParamsAreCopies(Wrong):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "config-with-numbers",
    "Convolutional",
    title="get_config gives the number of padded pixels, not the argument",
    hint=(
        "Build a layer from the configuration of another one. Which arguments do you pass, and would the "
        "constructor have taken them in that form? Take one that was made with padding='same' and a kernel of 5. "
        "With this mistake its configuration says 2, the number that was worked out. A layer that is made from it"
        " behaves the same, as long as the kernel stays; but whoever changes the kernel to 3 in a saved file "
        "still gets two zeros on each side, where the word would have given one. A configuration repeats what was"
        " asked for, not what became of it. If a number was given, both are equal. The attribute has to hold the "
        "number. Do you still have the argument somewhere when get_config is called?"
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
        "Could somebody make an equal layer from your configuration alone? Go through the arguments of the "
        "constructor one by one and look for each of them. With this mistake some are missing, so a layer that "
        "was made with a stride of 2 comes back with a stride of 1: images of 8 by 8 and a kernel of 2 then give "
        "7 by 7 outputs instead of 4 by 4, and the weights behind them do not fit. Where the missing arguments "
        "had their defaults, the copy is right, and so a trial with a plain layer shows nothing. It is easy to "
        "forget those that came late, or that do nothing in the usual case. How many arguments has your `def "
        "__init__` line, and how many names has your dict?"
    ),
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
    hint=(
        "Keep a copy of the gradient that you hand to backward and compare afterwards. Is it still the same? With"
        " this mistake it is all zeros. An array is handed over without being copied, so whatever your method "
        "writes into it is seen by the caller as well: after `b = a`, the line `b *= 0` leaves nothing of a, "
        "while `b = b * 0` leaves a alone. A network with two branches hands one gradient to both; the second "
        "would get zeros and learn nothing, and one would search for the reason in the wrong layer. Your own "
        "answer is right, so a test of that alone is content. Which lines of your backward have an operator with "
        "an equals sign, or brackets on the left, and whose array is there?"
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
        "A network calls every layer in the same way, `layer.forward(X, training=False)`. What does yours do? "
        "With this mistake Python ends the call with a TypeError about an unexpected keyword argument. A "
        "convolution does the same in training and outside it, so it seems to need no such argument; but whoever "
        "goes through a list of layers does not want to know which ones care. Dropout and normalisation do, and "
        "the convolution between them has to listen politely. Calls without the word work, which is why your own "
        "trials may all be fine. To take an argument and not to use it is no mistake in such a case. Which names "
        "does the statement put between the parentheses of forward, and which ones do you have?"
    ),
)
class TrainingNotTaken(Wrong):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "training-has-no-default",
    "Convolutional",
    title="forward cannot be called without training",
    hint=(
        "Call `layer.forward(X)` and nothing more. With this mistake Python says that forward is missing 1 "
        "required positional argument. In the statement the argument has a value for those who leave it out, and "
        "most calls do, since training is the usual case. Try it on a small function: with `def wave(name, "
        "hand='left'):`, the call `wave('Ann')` works, and without the part behind the equals sign it does not. "
        "Nearly every case of this exercise calls forward in the short form, so all of them fail for one missing "
        "word. Whoever always writes the second argument never notices. Which value would suit a caller who says "
        "nothing, and where in the first line of your method is its place?"
    ),
)
class TrainingHasNoDefault(Wrong):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "images-dropped-after-backward",
    "Convolutional",
    title="backward throws the stored images away",
    hint=(
        "Call forward once, then backward twice with different gradients. Does the second call answer? With this "
        "mistake it ends with an error about None, since the images were thrown away when the first had finished."
        " The memory would be free sooner, that is true. But what belongs to a forward stays valid until the next"
        " one, and there are people who go back twice: one who checks gradients by moving weights a little, one "
        "who has two losses on one network. In ordinary training the two calls take turns and nothing is ever "
        "missed. A backward that only reads can be repeated as often as one likes. Which line of yours changes an"
        " attribute that forward had set, and what would be lost without it?"
    ),
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
    hint=(
        "Python's error speaks of two shapes, one of which has a 0 in it. Where does the 0 come from? Try `[4, 5,"
        " 6][0:-0]`: it is an empty list, as -0 is 0 and nothing lies between 0 and 0. With a padding of 1 the "
        "slice `[1:-1]` takes one off at both ends, which is what you want; without padding it takes everything. "
        "What is left is then to be put into an array of the size of the image, and numpy cannot broadcast "
        "nothing into something. So the layer works with every padding except the default. You know where the "
        "image begins in the padded one, and how long it is. Can you say where it ends without counting from the "
        "back?"
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
        "How far apart do the windows of your forward lie: as far as the kernel is wide, or as far as the stride "
        "says? Take the row 1, 2, 3, 4, a kernel [1, 1] and a stride of 1. The sums of neighbours are 3, 5 and 7."
        " With this mistake the second window begins behind the first, so 3 and 7 come out, and then the image "
        "has ended. Windows side by side are what pooling usually does; a convolution looks at every place, so "
        "that a pattern is found wherever it lies. If the stride is as large as the kernel, both are the same. "
        "Look at the number with which your loop multiplies the position: does it belong to the size of a window,"
        " or to its step?"
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
        "How many places are there for a kernel of 2 on a row of 6, one pixel apart? Count the left edges: 0, 1, "
        "2, 3, 4, so five. What does your layer say? With this mistake it says four, and a row and a column are "
        "missing in each map. It is the old trouble with posts and fences: between the first place and the last "
        "there are four steps, but five places. The outputs that are there are right, so nothing looks wrong in "
        "print, and gradients by differences agree, as the layer is consistent with itself. Each layer loses a "
        "pixel more than it has to, and a network of many runs out of image. What stands at the very end of your "
        "formula?"
    ),
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
    hint=(
        "With a padding of 3, how long is a row of 8 pixels when the zeros are there? They stand on the left and "
        "on the right, so it is 14. What does your formula for the output say? With this mistake it says 11, as "
        "if one side had none. A kernel of 5 one pixel apart fits 10 times into 14 and 7 times into 11. The zeros"
        " themselves may be put on both sides, so the first outputs are right and the last ones are never "
        "computed. Without padding there is nothing to be counted, and the simplest layer is in order. An image "
        "has two edges in each direction. How often does p occur in your formula, and how often are zeros put on "
        "in your forward?"
    ),
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
    hint=(
        "How many zeros does your layer put around an image when it is asked for none? Make one with a kernel of "
        "3 and no word about padding, for images of 5 by 5, and print the output shape. Three windows fit in each"
        " direction, so it should be 3 by 3. With this mistake it is 5 by 5: half the kernel is always padded, "
        "whatever was said. Many networks want just that, and so does one of the words that the argument may be. "
        "But a number is meant as a number, and a 0 too; whoever shrinks images on purpose is surprised. With the"
        " one word for which the rule holds, all is right. Which of the forms of the argument does your code look"
        " at?"
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
        "Compare the lines for your two parameters. Does one divide by the number of samples and the other not? "
        "Take two samples whose shares for a weight are 3 and 9. All samples use the same kernel, so the shares "
        "add up to 12. With this mistake 6 comes out, while the gradient of the bias is a sum, as this track has "
        "it. The two would learn at different speeds: with 50 samples the kernels lag behind the biases by a "
        "factor of 50, and the maps drift up and down before they show any pattern. A batch of one sample hides "
        "it. The loss has taken its mean already. Where does the number of samples come into the line for the "
        "kernels?"
    ),
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
    hint=(
        "Is the gradient of your biases a sum over the samples, as that of the kernels is, or a mean? Take two "
        "samples with output gradients that add up to 4 in the first and to 8 in the second, for one kernel. The "
        "bias was added everywhere in both, so it gets 12. With this mistake it gets 6. Within each sample the "
        "positions may be summed rightly, which makes the slip easy to overlook. The larger the batch, the slower"
        " the biases would learn beside the kernels, and results change with a number that should only be a "
        "matter of memory. With one sample nothing differs. Which of your axes is summed and which one is "
        "averaged, and do you have a reason to treat them unlike?"
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
        "All samples of a batch share one kernel. How many of them have a say in its gradient? Take two samples "
        "whose shares are 5 and 1. Together they give 6. With this mistake 1 comes out, the share of whoever came"
        " last, since the loop over the samples sets the gradient anew each time. Turn the order of the batch "
        "round: a sum stays the same, and yours becomes 5. A network would then learn from one picture in fifty "
        "and look as if it needed fifty times as long. With a batch of a single sample all is right, and many "
        "trials have just one. What does your gradient hold before the loop begins, and what does each turn do "
        "with it?"
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
        "Every kernel looks at every pixel, so each of them has a share in the gradient of the images. How many "
        "shares arrive in yours? Take one pixel and two kernels of one pixel with the weights 2 and 5, and an "
        "incoming gradient of 1 for both maps. Moving the pixel by 1 moves the outputs by 2 and by 5, so its "
        "gradient is 7. With this mistake it is 5, what the last kernel has brought. The layers in front would "
        "learn from one pattern only and ignore what the others found. If a layer has one kernel, nothing shows. "
        "In the loop over the kernels, or in the axes of your product, where are the shares of several kernels "
        "put together?"
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
        "Write `Y = layer.forward(X)`, and then `print(Y is None)`. With this mistake it says True, although the "
        "maps have just been on the screen. Showing numbers and handing them back are different things. Try `def "
        "third(n): print(n / 3)` and then `third(9) + 1`: first a 3.0 appears, and then a TypeError, because None"
        " and 1 cannot be added. In a notebook the value of a cell's last line is shown anyway, so there the two "
        "look alike. The next layer gets what the call gives back, and None has no shape. A print for yourself is"
        " no harm as long as the value is returned as well. How does the last line of your forward begin?"
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
        "What does `g = layer.backward(G)` put into g? With this mistake it is None: the gradients of kernels and"
        " biases were stored in the object, and nothing was handed on. In a network the layers are asked from the"
        " last to the first, and each gets what the one behind it has returned. If the convolution is the first, "
        "nobody uses its answer, and training works; as soon as another layer stands in front, that one is given "
        "None and fails, and the error points to it instead of to this one. To check, look at the shape of g: it "
        "should be that of the images. Perhaps the array is there and complete in your method. Which line gives "
        "it to the caller?"
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
        "Call backward with an array G, and then with 2 * G. What should happen to what you return? It should "
        "double, since every share is a weight times an element of G. With this mistake both answers are the "
        "same. Take a pixel under a kernel of one pixel with weight 4: for an incoming gradient of 3 its gradient"
        " is 12, and for one of 0 it is 0. Here it is 4 in any case, the weight alone, as if all of G were ones. "
        "With a G of ones, which is a popular choice for a first trial, no difference can be seen. The loss then "
        "cannot tell the layers in front what it wants. In which line of your sum over windows does the argument "
        "occur?"
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
        "Where does the factor of 2 in your gradients come from? The derivative of a square has one, and whoever "
        "has just written a squared loss may have it in mind. But the loss has been derived already: what comes "
        "into backward is its gradient by your output, with the 2 inside. Take a kernel of one pixel on the pixel"
        " 3, and an incoming gradient of 5. Moving the weight by 1 moves the output by 3, which counts 5 times, "
        "so 15 is right. With this mistake 30 comes out. The direction is right, so the training works, with "
        "steps twice as large as the rate says, and a good rate seems to be half of what others use. Which factor"
        " in your lines has no partner in forward?"
    ),
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
    hint=(
        "What does an optimizer find when it asks your layer for params? With this mistake an empty dict, as from"
        " a layer that has nothing to learn. The kernels then stay as they were drawn. Gradients are computed in "
        "every step and never used. It is not easy to notice, since random kernels find edges of some kind, and "
        "the layers behind learn to live with them; the network is only worse than it could be. Whoever saves it "
        "loses the kernels as well. Count the numbers to be learnt in a layer with 2 kernels of 3 by 3 for one "
        "channel: 18 weights and 2 biases, 20 in all. How many do you find when you add up the sizes in your "
        "params?"
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
        "Draw kernels, load others, and look at what the layer has. Should the drawn ones still have an "
        "influence? With this mistake they do: what was loaded is added to what was there. Take a weight of 0.3 "
        "and load a 2.0. The layer should have 2.0, and here it has 2.3. Load the same dict twice and it has 4.3."
        " The saved network and the loaded one then give different answers, in a way that depends on the random "
        "start, so that each run is wrong in its own manner. If the layer held zeros, as biases do at first, "
        "adding and replacing are the same. Loading means that it is from now on as it was then. Which operator "
        "stands in your lines?"
    ),
)
class LoadedValuesAdded(Wrong):
    def load_params(self, params):
        self.kernels += params["kernels"]
        self.biases += params["biases"]


@misconception(
    "output-written-over",
    "Convolutional",
    title="Every forward writes its output into the same array",
    hint=(
        "Ask for the output of one batch, keep it, and ask for another batch of the same size. Is the first "
        "answer still what it was? With this mistake both names show the second one, because your forward keeps "
        "one array and fills it anew in each call. Test it with `layer.forward(A) is layer.forward(B)`: it says "
        "True. A network that compares what it sees in two pictures would compare one with itself, and a layer in"
        " front of a split would lose what it gave to the first branch. Every answer is right in the moment when "
        "it is given, so whoever looks at once is content. Saving the time to make an array is tempting. Who owns"
        " the numbers after you have returned them?"
    ),
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
    hint=(
        "Keep the gradient that backward returns for one batch, go forward and backward with another one of the "
        "same size, and look at the first gradient again. Has it changed? With this mistake it has, since the "
        "layer fills one array of its own each time and hands out the same one. Somebody who adds the gradients "
        "of two losses keeps the first while asking for the second, and would add the second to itself. Each "
        "answer is right when it arrives. If the batches differ in size, a new array is made, and the trouble is "
        "gone for that moment, so it comes and goes. An answer should belong to whoever asked. In which call was "
        "the array made that you return?"
    ),
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
    title='Every method draws as "he" does',
    hint=(
        "Call `init_weights` with each of the two names, draw many numbers, and compare their variances. Do they "
        "differ? One should be twice the other. With this mistake both are alike, because the name is taken and "
        "never read. Try it with 1 channel and a kernel of 10 by 10, so that one output has 100 products: the "
        "smaller of the two standard deviations is 0.1, the other one about 0.14. Nobody who always uses the same"
        " name sees it. Somebody who puts a tanh behind the layer chose the other name on purpose, since it lets "
        "both signs pass and does not lose half of the signal. Where in your method does the argument decide "
        "about something, and what happens with a name that you do not know?"
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
        "How many products does one element of the output sum up? Take a kernel of 3 by 3 on one channel: nine "
        "pixels meet nine weights. Then a bias is added. Is that a product, too? With this mistake it is counted "
        "as a tenth, and the variance becomes a little too small: a tenth of the whole instead of a ninth, so the"
        " draws are about 5 percent smaller. With large kernels on many channels the difference is lost among the"
        " digits, so it takes a kernel of one pixel on one channel to see it: there a 1 is counted as 2, and the "
        "draws are smaller by a factor of 1.41. A bias meets no pixel. What in your count stands for it?"
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
        "Build the layer for one size of images, then for a larger one, and send images of the larger size "
        "through. Which shape has the output? With this mistake it is that of the first build, since forward uses"
        " numbers that were noted once. Take rows of 6 pixels and then of 9, with a kernel of 2: first 5 outputs "
        "fit, later 8, and here 5 come out in both cases, so that the right part is never seen. The attribute "
        "that others read says 8, so the layer contradicts itself. With one build in a layer's life everything is"
        " right. A second build has to replace all that follows from the size. Which of your numbers are computed"
        " in build, and which ones only if they are not there?"
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
