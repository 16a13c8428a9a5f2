"""What people get wrong in `conv2d`. Each class is the reference with one mistake."""

import numpy as np
from conv2d import Conv2D

from grader.misconceptions import alternative, misconception


def gradients(layer, accum_grad):
    """Returns what the reference computes by W and by w0, without a step."""
    grads = {}
    keep = layer.W, layer.W_opt, layer.w0_opt, layer.trainable
    layer.W, layer.trainable = weights_of_the_output(layer), True
    layer.W_opt, layer.w0_opt = Recorder(grads, "W"), Recorder(grads, "w0")
    grads["X"] = Conv2D.backward_pass(layer, accum_grad)
    layer.W, layer.W_opt, layer.w0_opt, layer.trainable = keep
    return grads


def weights_of_the_output(layer):
    """Returns those of the latest forward pass where the layer has kept them, and those that it has now elsewhere."""
    return getattr(layer, "kept_weights", layer.W)


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


@alternative("weights-kept-by-the-forward-pass", "Conv2D")
class WeightsKept(Conv2D):
    """Keeps the weights of the forward pass, which a second backward pass then uses once more."""

    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.kept_weights = self.W
        return output

    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], grads["w0"])
        return grads["X"]


class MeetingTheEdge(Conv2D):
    """What a window that reaches past the edge does: the filter is cut off with it."""

    def meet(self, window, W):
        """Returns the weights that a window meets."""
        return W[:, :, : window.shape[2], : window.shape[3]]

    def forward_pass(self, X, training=True):
        P = self.padded_input = np.pad(X, ((0, 0), (0, 0), *self.pads()))
        if isinstance(self, WeightsKept):
            self.kept_weights = self.W
        _, rows, columns = self.output_shape()
        output = np.zeros((len(X), self.n_filters, rows, columns))
        for i, j in np.ndindex(rows, columns):
            window = P[self.window(i, j)]
            output[:, :, i, j] = (window[:, None] * self.meet(window, self.W)).sum(axis=(2, 3, 4))
        return output + self.w0.reshape(1, -1, 1, 1)

    def backward_pass(self, accum_grad):
        grad_P, grad_W = np.zeros(self.padded_input.shape), np.zeros(self.W.shape)
        W = weights_of_the_output(self)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            grad, place = accum_grad[:, :, i, j], self.window(i, j)
            window = self.padded_input[place]
            met = self.meet(window, W)
            grad_W[:, :, : met.shape[2], : met.shape[3]] += np.tensordot(grad, window, axes=(0, 0))
            grad_P[place] += np.tensordot(grad, met, axes=1)
        step(self, grad_W, accum_grad.sum(axis=(0, 2, 3)).reshape(self.w0.shape))
        (top, bottom), (left, right) = self.pads()
        return grad_P[:, :, top : grad_P.shape[2] - bottom, left : grad_P.shape[3] - right]


class StretchingAtTheEdge(MeetingTheEdge):
    """A window of one row or column, or of none, is stretched by numpy to the filter's size; others fail."""

    def meet(self, window, W):
        return W


class StretchingOneAtTheEdge(MeetingTheEdge):
    """A window of one row or column is stretched to the filter's size; others fail, as in einsum."""

    def meet(self, window, W):
        if 0 in window.shape:
            raise ValueError("a window holds nothing")
        return W


class IndexingTheEdge(Conv2D):
    """Gathers windows by arrays of positions, which fail past the edge, and takes no gradient of another size."""

    def forward_pass(self, X, training=True):
        P = np.pad(X, ((0, 0), (0, 0), *self.pads()))
        _, rows, columns = self.output_shape()
        for i, j in np.ndindex(rows, columns):
            if P[self.window(i, j)].shape[2:] != tuple(self.filter_shape):
                raise IndexError("a window reaches past the edge")
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        if accum_grad.shape[2:] != tuple(self.output_shape()[1:]):
            raise ValueError("the gradient has another size than the output")
        return super().backward_pass(accum_grad)


class CountingByOutputShape(Conv2D):
    """On the way back visits as many places as output_shape says."""

    def backward_pass(self, accum_grad):
        _, rows, columns = self.output_shape()
        if rows > accum_grad.shape[2] or columns > accum_grad.shape[3]:
            raise IndexError("the gradient has no such place")
        grads = gradients(self, accum_grad[:, :, :rows, :columns])
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)).reshape(self.w0.shape))
        return grads["X"]


class CountingAndStretching(CountingByOutputShape, StretchingAtTheEdge):
    """Both of these."""


class CountingAndCutting(CountingByOutputShape, MeetingTheEdge):
    """Both of these."""


EDGES = [
    ("windows-gathered", IndexingTheEdge),
    ("counted-by-output-shape", CountingByOutputShape),
    ("counted-by-output-shape-and-stretched", CountingAndStretching),
    ("counted-by-output-shape-and-cut", CountingAndCutting),
    ("cut-at-the-edge", MeetingTheEdge),
    ("stretched-at-the-edge", StretchingAtTheEdge),
    ("one-stretched-at-the-edge", StretchingOneAtTheEdge),
]


def declare_at_the_edge(id, mistake, prefix=""):
    """Declares variants of a mistake whose windows reach past the edge."""
    for variant, edge in EDGES:
        at_the_edge = type(f"{mistake.__name__}{edge.__name__}", (mistake, edge), {})
        misconception(id, "Conv2D", variant=prefix + variant)(at_the_edge)


@misconception(
    "updated-weights",
    "Conv2D",
    title="The input gradient uses the weights after the update",
    hint=(
        "The gradient you return belongs to the weights that produced the output. Which ones are in self.W by "
        "then? Look for the line that stores the new weights: what stands below it? A filter of one weight is "
        "enough for a trial. With the weight 4 and a gradient of 1, the pixel should get 4. If the step first "
        "makes the weight 1, the pixel gets 1, for an output that the 1 had no part in. It is like paying "
        "yesterday's bill with today's prices. For a tiny learning rate the two agree to many digits. A rate of "
        "1, or a comparison of the returned gradient for trainable True and False, separates them."
    ),
)
class UpdatedWeights(Conv2D):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)
        return gradients(self, accum_grad)["X"]


@misconception(
    "shared-optimizer",
    "Conv2D",
    title="W and w0 share one optimizer object",
    hint=(
        "An optimizer can have a memory of its parameter. How many of them does your layer hold after initialize? "
        "Ask `layer.a is layer.b` for the two attributes in which you keep them. An example with momentum: the "
        "optimizer moves by the gradient plus half of its latest move. W asks first, with a gradient of 20, and "
        "moves by 20. Then w0 asks with a gradient of 1: it should move by 1, but from the same object it hears 1 "
        "+ 10 = 11. For arrays of different shapes the sum may even fail, or broadcasting makes w0 as large as W. "
        "Gradient descent without a memory does not care who asked before."
    ),
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
        "Somebody may give the same optimizer to two layers. Do you store the object itself, or something made "
        'from it? A small test: `notes = ["a"]`, `mine = notes`, `mine.append("b")` makes notes longer, too; '
        'after `mine = notes.copy()` it stays at "a". An optimizer with momentum writes such notes: the latest '
        "move of the parameter that it looks after. If two convolutions and their biases all write on one sheet, "
        "each reads what the others have left there. Compare the object that you were given before and after one "
        "backward_pass: does it have a new attribute, or a counter that went up? With plain gradient descent "
        "there is nothing to find."
    ),
)
class CallersOptimizer(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = self.w0_opt = optimizer


@misconception("callers-optimizer", "Conv2D", variant="for-w-alone")
class CallersOptimizerForW(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W_opt = optimizer


@misconception("callers-optimizer", "Conv2D", variant="for-w0-alone")
class CallersOptimizerForBiases(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0_opt = optimizer


@misconception(
    "update-thrown-away",
    "Conv2D",
    title="The value that update returns is thrown away",
    hint=(
        "update does not change the array that it is given. Where does its result go in your code? Python has "
        "both kinds of methods: `a.sort()` changes the list a, and `sorted(a)` leaves it and gives a new one. A "
        "line that only says sorted(a) has no effect. Run one step with a gradient of ones and a large learning "
        "rate, and print one weight before and after. Are both the same to the last digit? The outputs and the "
        "returned gradient are right, so all checks of a single pass are content. A network still seems to learn, "
        "as its dense layer at the end does, on top of filters that remain as they were drawn."
    ),
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
        "self.trainable? Search the file for the word: if it occurs in the constructor only, nobody reads it. A "
        "reserved table is free for anybody as long as no waiter looks at the sign. With one weight, a gradient "
        "of 2 and an optimizer that subtracts the gradient, a weight of 5 becomes 3; frozen, it stays 5. Keeping "
        "the filters of a trained network and teaching only its last layer is the usual reason for freezing. With "
        "this mistake the kept filters are worn away, slowly enough that nobody notices at first."
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
    hint=(
        "The layers before a frozen one still learn. What does your backward_pass return when trainable is False? "
        "Cover the lines inside your `if` with a hand and read what is left: is there a return with a value? For "
        "example, `def toll(road, paid):` with `if paid: return 3 * road` answers 6 for toll(2, True), and None "
        "for toll(2, False). The gradient by the pixels does not depend on whether the weights may move; it is "
        "the same number in both cases. A frozen first layer works, since nobody is in front of it. If one in the "
        "middle is frozen, the layer in front receives None and fails in its own code."
    ),
)
class FrozenReturnsNothing(Conv2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "frozen-passes-through",
    "Conv2D",
    title="A frozen layer returns accum_grad as it came",
    hint=(
        "A frozen layer keeps its filters. Does it keep using them, in both directions? Take one filter of a single "
        "weight, 5, and freeze the layer. A pixel that grows by 1 makes its output grow by 5, just as before. So a "
        "gradient of 2 at the output means 10 at the pixel. When the layer gives 2 instead, it pretends that it had "
        "copied the image. With six filters on three channels it returns six channels to a layer that made three, "
        "and an error follows there. Picture a mirror that is screwed to the wall: it can no longer be turned, and "
        "it still throws the light back. Which lines of backward_pass change a parameter, and which ones only "
        "compute? Networks that learn in every layer show nothing of it."
    ),
)
class FrozenPassesThrough(Conv2D):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else accum_grad


@misconception(
    "training-sets-trainable",
    "Conv2D",
    title="The training flag of forward_pass is stored as trainable",
    hint=(
        "training says how one forward pass is used; trainable, whether the layer learns. Do you mix the two? "
        "Look for an assignment to self.trainable outside the constructor. Then try: trainable = False, one "
        "forward_pass(X, training=True), print the flag. It should be False still. And the other way round: after "
        "an evaluation pass a layer that may learn should be able to learn. A museum decides which pictures may "
        "be touched; whether the lights are on today is another question. A program that never freezes a layer, "
        "and always goes back right after a training pass, gives no sign. An evaluation between a pass and its "
        "way back would stop the step."
    ),
)
class TrainingSetsTrainable(Conv2D):
    def forward_pass(self, X, training=True):
        self.trainable = training
        return super().forward_pass(X, training)


@misconception(
    "filter-turned-in-forward",
    "Conv2D",
    title="forward_pass turns the filter by 180 degrees",
    hint=(
        "The formula is a cross-correlation. Which pixel of a window meets the first weight of the filter? Take "
        "the row 1, 2, 3 and the filter 1, 10, so that every product can be told from the sum. As the formula has "
        "it, the two outputs are 1 + 20 = 21 and 2 + 30 = 32. With the filter turned they are 12 and 23. "
        "Mathematicians call the second one a convolution, and scipy has a function for each of them. A filter "
        "that is equal to its mirror image, such as 1, 2, 1, hides the difference. As trained filters simply come "
        "out turned, a network learns as well with either; only, weights cannot be exchanged with others."
    ),
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
        "Take one pixel and one window that holds it. Which weight met the pixel there on the way forward, and "
        "which one brings it the gradient in your code? With the filter 1, 10 on the pixels a, b the output is a "
        "+ 10 b. Raise b by 1, and the output rises by 10. So for a gradient of 1 the two pixels get 1 and 10. A "
        "filter that is turned on its way back gives 10 and 1. Many texts say that the way back is a convolution "
        "with the turned filter. That is true of the formula as a whole, with a frame around accum_grad; a code "
        "that goes window by window turns nothing. Symmetric filters hide it."
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
    hint=(
        "Which pixels did weight (0, 0) of a filter meet in the forward pass? Are these the ones in its gradient? "
        "Take one window with the pixels 5, 7 and a filter of two weights. The output is 5 times the first plus 7 "
        "times the second. Raise the first weight by 1: the output rises by 5. So with a gradient of 1 the "
        "weights get 5, 7, in this order. If yours get 7, 5, the array has been turned on the way. The shape is "
        "right, and so is the sum of all its elements, so a glance is not enough. Each weight is then moved for "
        "the sake of another one, and the loss hardly falls."
    ),
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
    hint=(
        "Window (i, j) of the backward pass is window (i, j) of the forward pass. Where does each one start? "
        "Write both starts down for the row 1, 2, 3, 4 with a filter of two and a stride of 2. The windows are 1, "
        "2 and 3, 4. With gradients 1, 1 the first weight gets 1 + 3 = 4 and the second 2 + 4 = 6. If the windows "
        "of the way back move by one, they are 1, 2 and 2, 3, and the weights get 3 and 5. Nothing runs over the "
        "edge, so there is no error. With a stride of 1 both are the same. Could both passes ask one piece of "
        "code where a window lies?"
    ),
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
    hint=(
        "Where in the padded image does the window of output (i, j) start when the stride is 2? And where does "
        "your backward pass put the gradient of that output? Take four pixels, the filter 1, 10, a stride of 2 "
        "and the gradients 1, 1. The windows lie side by side, so the pixels get 1, 10, 1, 10. If the windows "
        "move by one on the way back, the same shares land at 1, 11, 10, 0: the last pixel gets nothing, though "
        "it took part. The sum is 22 in both cases, and the shape is right. A stride of 1 cannot show it. Which "
        "line of the forward pass knows about the stride?"
    ),
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
        "Compare output_shape for strides of 1 and 2. Where does your code use stride, in the sizes and in the "
        "windows? Draw a row of 6 pixels and a filter of 2 without padding. With steps of 1 it has 5 places, with "
        "steps of 2 it has 3. If your layer says 5 both times, follow the argument from the constructor: is it "
        "stored, and does anybody read what is stored? A dial that is not connected shows every number and "
        "changes nothing. The default is a stride of 1, for which all is right. The next layer in a network would "
        "get twice as many rows and columns as planned, and a Dense behind it four times as many inputs."
    ),
)
class StrideIgnored(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, 1)


@misconception(
    "one-stride-for-both",
    "Conv2D",
    title="The stride of the rows is used for the columns as well",
    hint=(
        "stride can be a pair of different numbers. Where does your code use its second entry, and where should "
        "it? Take an image of 4 by 6 pixels, a filter of 2 by 2, no padding and the stride (1, 2). Down there are "
        "3 places, and across there are 3 as well, at the columns 0, 2 and 4. If the first entry serves for both "
        "directions there are 5 across. Look at each index of stride in your code: is there a 1 among them, or "
        "only 0? A single number as stride, or a pair of equal ones, hides the mistake, and with those most "
        "trials are made. Choose a pair such as (1, 3) or (3, 1)."
    ),
)
class OneStrideForBoth(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = (self.stride[0], self.stride[0])


class OneStrideForBothWindows(Conv2D):
    def window(self, i, j):
        (kh, kw), step = self.filter_shape, self.stride[0]
        return np.s_[:, :, i * step : i * step + kh, j * step : j * step + kw]


class OneStrideForBothSizes(Conv2D):
    def output_shape(self):
        stride, self.stride = self.stride, (self.stride[0], self.stride[0])
        try:
            return super().output_shape()
        finally:
            self.stride = stride


misconception("one-stride-for-both", "Conv2D", variant="in-the-windows")(OneStrideForBothWindows)
misconception("one-stride-for-both", "Conv2D", variant="in-the-size")(OneStrideForBothSizes)
declare_at_the_edge("one-stride-for-both", OneStrideForBothWindows, "in-the-windows-")
declare_at_the_edge("one-stride-for-both", OneStrideForBothSizes, "in-the-size-")


@misconception(
    "strides-swapped",
    "Conv2D",
    title="The strides of rows and columns are swapped",
    hint=(
        "Which axis of an (N, C, H, W) array counts rows, and which entry of stride belongs to it? For an image "
        "of 4 by 6 pixels, a filter of 2 by 2, no padding and the stride (1, 2), count by hand: 3 places down, 3 "
        "across. With the entries exchanged it is 2 down and 5 across. Print the shape of your output. People who "
        "think in x and y easily put the width first; numpy and the statement put rows first, like the lines of a "
        "page before the letters of a line. Equal strides hide the exchange. So does a square image with a square "
        "filter, if one looks only at how many numbers there are."
    ),
)
class StridesSwapped(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = self.stride[::-1]


class StridesSwappedInWindows(Conv2D):
    def window(self, i, j):
        (kh, kw), (down, right) = self.filter_shape, self.stride[::-1]
        return np.s_[:, :, i * down : i * down + kh, j * right : j * right + kw]


class StridesSwappedInSizes(Conv2D):
    def output_shape(self):
        stride, self.stride = self.stride, self.stride[::-1]
        try:
            return super().output_shape()
        finally:
            self.stride = stride


misconception("strides-swapped", "Conv2D", variant="in-the-windows")(StridesSwappedInWindows)
misconception("strides-swapped", "Conv2D", variant="in-the-size")(StridesSwappedInSizes)
declare_at_the_edge("strides-swapped", StridesSwappedInWindows, "in-the-windows-")
declare_at_the_edge("strides-swapped", StridesSwappedInSizes, "in-the-size-")


@misconception(
    "overlap-assigned",
    "Conv2D",
    title="Where windows overlap, the last gradient replaces the earlier ones",
    hint=(
        "A pixel lies in several windows. What happens in your code to the gradient that it already has? Take "
        "three pixels, the filter 1, 10 and a stride of 1. The two outputs are a + 10 b and b + 10 c, with "
        "gradients 1 and 1. The pixel b is in both: it gets 10 from the first and 1 from the second, together 11. "
        "So the right answer is 1, 11, 10. If the later window replaces what the earlier one has left, it is 1, "
        "1, 10. With a stride as large as the filter no pixel is in two windows, and all is right. Which sign "
        "stands in your line, and does it read the old value first?"
    ),
)
class OverlapAssigned(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        grad_P = np.zeros(self.padded_input.shape)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                grad_P[self.window(i, j)] = np.tensordot(accum_grad[:, :, i, j], weights_of_the_output(self), axes=1)
        (top, _), (left, _) = self.pads()
        height, width = grads["X"].shape[2:]
        step(self, grads["W"], grads["w0"])
        return grad_P[:, :, top : top + height, left : left + width]


@misconception(
    "filter-height-for-width",
    "Conv2D",
    title="The output's width is computed with the filter's height",
    hint=(
        "A filter has rows and columns. Where does your formula for the sizes use the second entry of "
        "filter_shape? Take an image of 5 by 9 pixels, a filter of 2 rows and 4 columns, no padding, a stride of "
        "1. Push a paper frame across it: there are 4 places down and 6 across. With the filter's height in both "
        "directions there would be 8 across, and the last ones stick out at the right. numpy cuts such windows "
        "short without a word, and the product then fails for its shapes. A square filter, the most common kind, "
        "hides the mistake. So take one that is clearly flat or clearly tall."
    ),
)
class FilterHeightForWidth(Conv2D):
    def output_shape(self):
        _, height, width = self.input_shape
        (top, bottom), (left, right) = self.pads()
        kh = self.filter_shape[0]
        rows = (height + top + bottom - kh) // self.stride[0] + 1
        return (self.n_filters, rows, (width + left + right - kh) // self.stride[1] + 1)


declare_at_the_edge("filter-height-for-width", FilterHeightForWidth)


@misconception(
    "size-rounded-up",
    "Conv2D",
    title="The output size is rounded up",
    hint=(
        "How many whole windows fit into the padded image? Look at what your formula does with a division that "
        "leaves a rest. For 6 pixels, a filter of 3 and a stride of 2 there are windows at 0 and at 2. One at 4 "
        "would need the pixels 4, 5 and 6, but the last one has the number 5. So 2 is right, and 3 is what comes "
        "of rounding up. Shelves of 80 cm in a room of 3 metres: one buys three of them, not four. When the "
        "division leaves no rest, both agree, as they do for every stride of 1. Which of numpy's or Python's "
        "divisions do you use, and what does it do with 1.5?"
    ),
)
class SizeRoundedUp(Conv2D):
    def output_shape(self):
        _, height, width = self.input_shape
        padded = height + sum(self.pads()[0]), width + sum(self.pads()[1])
        steps = [-(-(size - k) // s) for size, k, s in zip(padded, self.filter_shape, self.stride, strict=True)]
        return (self.n_filters, steps[0] + 1, steps[1] + 1)


declare_at_the_edge("size-rounded-up", SizeRoundedUp)


@misconception(
    "same-without-the-odd-zero",
    "Conv2D",
    title='Padding "same" puts (k - 1) // 2 zeros on both sides',
    hint=(
        "How many rows has the output for a filter with two rows? Compare with the image. Then count zeros for a "
        "filter of 4: with 1 on each side there are 2 in all. A row of 5 pixels becomes 7, and a window of 4 has "
        "4 places in it: one too few, if the size shall stay. An even filter needs an odd number of zeros, and an "
        "odd number cannot be shared equally; where does the one that is left go, according to the statement? For "
        "filters of 3 or 5 the two halves are equal and all is right. Those are so common that an even filter is "
        "easily forgotten in a trial."
    ),
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
        "the rest? Try both on the row 3, 5, 7 with a filter of two ones. A zero behind the row gives the sums 8, "
        "12, 7. A zero in front of it gives 3, 8, 12: the same picture, moved by one pixel. Which of the two does "
        "your layer show, and which one follows from the sentence on padding? The size is right either way, so "
        "output_shape does not help. Nor does a check of the gradient, as your way back fits your way forward. "
        "With odd filters both sides get the same."
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
        'Read again how many zeros "same" means. Does the number depend on the stride, and on the size of the '
        "image? Take 6 pixels and a filter of 3, so 2 zeros in all. With a stride of 1 there are 6 places, hence "
        "the name. With a stride of 2 there are 3. To get 6 places with a stride of 2 one would need 7 zeros, "
        "more than there are pixels. Other libraries define the word in other ways, some with the stride in it. "
        "Here the filter alone decides, whatever the stride, and the output then shrinks. With a stride of 1 all "
        "definitions agree, so look at a larger one."
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


@misconception("same-depends-on-the-stride", "Conv2D", variant="never-below-zero")
class SameDependsOnTheStrideNeverBelowZero(SameDependsOnTheStride):
    def pads(self):
        return tuple((max(first, 0), max(last, 0)) for first, last in super().pads())


@misconception("same-depends-on-the-stride", "Conv2D", variant="windows-gathered")
class SameDependsOnTheStrideGathered(SameDependsOnTheStride, IndexingTheEdge):
    """Takes no gradient of another size."""


@misconception("same-depends-on-the-stride", "Conv2D", variant="never-below-zero-and-windows-gathered")
class SameDependsOnTheStrideNeverBelowZeroGathered(SameDependsOnTheStrideNeverBelowZero, IndexingTheEdge):
    """Takes no gradient of another size."""


@misconception(
    "padding-swapped",
    "Conv2D",
    title='Padding "same" uses the filter\'s height for columns and its width for rows',
    hint=(
        "The zeros above and below make up for the filter's rows. Which entry of filter_shape is that? Take an "
        "image of 2 by 4 pixels and a filter of 1 row and 3 columns. A single row of weights needs no zeros above "
        "or below; the 3 columns need 2 zeros beside. So the padded image is 2 by 6, and the output is 2 by 4 "
        "again. With the two exchanged it is 4 by 4, and the output is 4 by 2. Print the shapes of your layer for "
        "this filter. A square filter hides the exchange completely. In a formula with many pairs, does each line "
        "keep to the order rows, columns?"
    ),
)
class PaddingSwapped(Conv2D):
    def pads(self):
        return super().pads()[::-1]


@misconception(
    "crop-with-minus-zero",
    "Conv2D",
    title="The frame is cut off at minus the padding, also where the padding is 0",
    hint=(
        "What does x[0:-1] give, and what does x[0:-0] give? Try both on a short list. For x = [4, 5, 6] the "
        "first is [4, 5], the last element left out. The second is the empty list, because -0 is 0, and a slice "
        "from 0 to 0 has nothing in it. So a frame of one zero is cut off rightly, and a frame of none takes the "
        'picture with it. Which of your paddings can be 0: "valid", a number, "same" with a filter of one row, or '
        "only one of two sides? An end that is counted from the front has no such trap: how long is the part that "
        "you want?"
    ),
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
    hint=(
        "The gradient by the input has the shape of the input. Which shape does yours have with padding? For "
        "images of 3 by 4 pixels and a padding of 1, the padded ones are 5 by 6. Your way back fills an array of "
        "that size, and rightly so, as windows reach into the frame. But the frame was made by your layer; nobody "
        "in front of it has sent those zeros, and nobody can use a gradient for them. A picture that comes back "
        "from the framer belongs to its owner without the cardboard. Without padding both shapes agree, so the "
        "mistake sleeps there. Behind another layer the array would not fit the output that it should match."
    ),
)
class GradientNotCropped(Conv2D):
    def backward_pass(self, accum_grad):
        self.pads = lambda: ((0, 0), (0, 0))
        grad_P = super().backward_pass(accum_grad)
        del self.pads
        return grad_P


@misconception(
    "gradient-from-the-corner",
    "Conv2D",
    title="The returned gradient is cut from the corner instead of from behind the padding",
    hint=(
        "Where in the padded image does pixel (0, 0) of the input lie? Its gradient lies at the same place of the "
        "padded gradient. Take a row of three pixels with a zero before and a zero behind it, and the padded "
        "gradient 7, 1, 2, 3, 9. The three in the middle belong to the pixels; the 7 and the 9 belong to zeros that "
        "nobody can change. A cut that takes as many as it needs from the front gives 7, 1, 2. Its size is right, no "
        "error is raised, and each pixel hears what was meant for its neighbour. Without padding the corner is the "
        'right place to begin; so it is for a filter of 2 by 2 with "same", whose zeros all lie on the far sides. '
        "Does the start of your slice know how many zeros come first?"
    ),
)
class GradientFromTheCorner(Conv2D):
    def backward_pass(self, accum_grad):
        height, width = (size - sum(pad) for size, pad in zip(self.padded_input.shape[2:], self.pads(), strict=True))
        self.pads = lambda: ((0, 0), (0, 0))
        grad_P = super().backward_pass(accum_grad)
        del self.pads
        return grad_P[:, :, :height, :width]


@misconception(
    "unpadded-input-kept",
    "Conv2D",
    title="The gradient of W is computed from the images without their frame",
    hint=(
        "Which array did the windows of the forward pass come from? Is that the one that your backward_pass "
        "reads? Take the row 3, 5 with one zero on each side, and a filter of two. The windows are 0, 3 and 3, 5 "
        "and 5, 0. With gradients of ones both weights get 8. Windows cut from the bare row at the same places "
        "start with 3, 5, then 5 and nothing, then nothing at all: the weights get 8 and 5, or numpy complains "
        "about shapes. Without padding both arrays are the same. Print the shape of what forward_pass keeps: is "
        "it that of X, or that of the padded images?"
    ),
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


@misconception("unpadded-input-kept", "Conv2D", variant="fails-at-the-edge")
class UnpaddedInputKeptFails(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        P = self.padded_input
        (top, bottom), (left, right) = self.pads()
        image = P[:, :, top : P.shape[2] - bottom, left : P.shape[3] - right]
        grad_W = np.zeros(self.W.shape)
        for i, j in np.ndindex(*accum_grad.shape[2:]):
            grad_W += np.tensordot(accum_grad[:, :, i, j], image[self.window(i, j)], axes=(0, 0))
        step(self, grad_W, grads["w0"])
        return grads["X"]


@misconception(
    "last-channel-only",
    "Conv2D",
    title="Only the last channel of the image counts, because the sum over channels is missing",
    hint=(
        "Set all channels but the first to zero, then all but the last. Do both change your output? A filter sees "
        "all channels of a window and adds up everything into one number. With one pixel, the channels 3 and 5, "
        "and weights of 1, the output is 8. If it is 5, the last channel has replaced what the first one gave, as "
        "in `total = 0`, then `for x in (3, 5): total = x`. With `total += x` it is 8. Look for a loop over "
        "channels and at the sign in its last line. Images with a single channel, such as the digits of this "
        "course, hide the mistake until a second convolution follows."
    ),
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
    hint=(
        "With W all zeros and w0 not, what should the layer return, and what does yours return? For two filters "
        "with the biases 1 and -2, the first channel of the output is 1 at every place and the second is -2. If "
        'both are 0, no line of forward_pass reads w0. A bias lets a filter say "I need more than this before I '
        'answer"; with ReLU behind it, it moves the point from which on something comes through. After initialize '
        "all biases are 0, so a new layer is right, and so is a check with a fixed seed. The gradient by the "
        "pixels does not depend on it. When w0 learns, its moves have no effect."
    ),
)
class BiasLeftOut(Conv2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) - self.w0.reshape(1, -1, 1, 1)


@misconception(
    "bias-for-each-channel",
    "Conv2D",
    title="The bias is added once for each input channel",
    hint=(
        "With W all zeros and three input channels, what does your layer return? How often does your code add w0? "
        "With a bias of 2 the output should be 2 at every place. If it is 6, the bias stands inside the loop over "
        "the channels. In small: three parcels weigh 4, 5 and 6, and the van itself 10; the scale shows 25 with "
        "all of them on it, not 45. One sum over channels, rows and columns belongs to each output, and one bias "
        "to each sum. With one channel in the images the mistake makes no difference. Nor does it right after "
        "initialize, where the biases are 0, so set them by hand."
    ),
)
class BiasForEachChannel(Conv2D):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training) + (X.shape[1] - 1) * self.w0.reshape(1, -1, 1, 1)


@misconception(
    "bias-gradient-total",
    "Conv2D",
    title="The bias gradient is summed over the filters as well",
    hint=(
        "Each filter has a bias of its own. Which axis of accum_grad should survive the sum? Take two filters "
        "with two places each, gradients 1, 2 and 4, 6. Raise the first bias by 1: both outputs of the first "
        "filter rise, and none of the second, so its gradient is 3; the other one's is 10. The sum of everything "
        "is 13, one number, which belongs to none of them. Broadcasting would move both biases by it all the "
        "same, without an error. In words: over images yes, over rows and columns yes, over filters no. With a "
        "single filter the total is right, so try three."
    ),
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
    hint=(
        "What shape has w0 after one step? One number for each filter is all that it should hold. Suppose an "
        "output of 2 filters with 3 by 4 places. The bias is added at all 12 places of a filter, so its gradient "
        "collects from all 12. If the places are kept apart, the gradient has 24 numbers, and a step makes w0 "
        "grow to that size, by broadcasting. Print parameters() before and after a step: did the count go up? "
        "From then on each place has a bias of its own, and the layer no longer treats a pattern alike wherever "
        "it appears. Before the first step everything is right, and for outputs of one place it remains so."
    ),
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


class BiasByAxes(Conv2D):
    """Adds w0 with axes put in front and behind, whatever its shape has become."""

    flat = False

    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0 = np.zeros(self.n_filters) if self.flat else self.w0

    def forward_pass(self, X, training=True):
        w0, self.w0 = self.w0, np.zeros((self.n_filters, 1))
        try:
            output = super().forward_pass(X, training)
        finally:
            self.w0 = w0
        return output + (w0[None, :, None, None] if self.flat else w0[None, :, :, None])


class FlatBiasByAxes(BiasByAxes):
    """Has a bias of shape (F,)."""

    flat = True


class BiasForEachPlaceAsItIs(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=0))
        return grads["X"]


for _name, _bias in [("column", BiasByAxes), ("flat", FlatBiasByAxes)]:
    misconception("bias-for-each-place", "Conv2D", variant=f"{_name}-as-it-is")(
        type(f"BiasForEachPlace{_bias.__name__}", (BiasForEachPlaceAsItIs, _bias), {})
    )


@misconception(
    "gradients-averaged",
    "Conv2D",
    title="The parameter gradients are averaged over the batch",
    hint=(
        "This track sums over the batch; dividing is the business of the loss. Where does your code divide, or "
        "take a mean? Send a batch of one image through and back, then the same image three times with the same "
        "gradient for each. The second step should be three times as long as the first. If both are equal, a "
        "division by the number of images is hidden in your code. Votes are counted, not averaged: thirty votes "
        "weigh more than three. A loss that already takes a mean over the batch would then be divided twice. "
        "Nothing looks wrong, as only the steps are short; in a batch of one there is no difference at all."
    ),
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
    hint=(
        "Every place of the output adds its part to the gradient of W. Where does your code divide? Take the "
        "filter of a single weight on the row 1, 2, 3 with gradients of ones. Raise the weight by 1: the outputs "
        "rise by 1, 2 and 3, so the loss rises by 6. A mean over the three places would say 2. Look at each "
        "function that reduces rows and columns: is it a sum? One can get used to thinking of a typical place, "
        "but the loss meets all of them. On larger images the division is by more, so the same layer learns more "
        "slowly on them. An output with one place hides it."
    ),
)
class GradientsAveragedOverPlaces(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        places = accum_grad.shape[2] * accum_grad.shape[3]
        step(self, grads["W"] / places, grads["w0"] / places)
        return grads["X"]


@misconception("gradients-averaged-over-places", "Conv2D", variant="and-over-the-batch")
class GradientsAveragedOverPlacesAndBatch(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        number = accum_grad[:, 0].size
        step(self, grads["W"] / number, grads["w0"] / number)
        return grads["X"]


@misconception(
    "gradients-accumulate",
    "Conv2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "After a step the old gradient has done its work. Does your code start from zero in each backward_pass? "
        "Look at where the arrays of zeros are made: in this method, or in initialize or in the constructor? Call "
        "the pair forward_pass and backward_pass three times with the same arguments, the learning rate 0 and an "
        "optimizer that prints its gradient. A weight's gradient of 2 should be 2, 2, 2. If it is 2, 4, 6, old "
        "sums live on. A till that is never emptied shows every customer the takings of the whole day. One step "
        "is right, so an example with one step does not show it, and an optimizer with momentum makes it worse."
    ),
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


def _accumulating(variant, *names):
    @misconception("gradients-accumulate", "Conv2D", variant=variant)
    class SomeGradientsAccumulate(Conv2D):
        def initialize(self, optimizer):
            super().initialize(optimizer)
            self.sums = {}

        def backward_pass(self, accum_grad):
            grads = gradients(self, accum_grad)
            for name in names:
                earlier = self.sums.get(name)
                fits = earlier is not None and earlier.shape == grads[name].shape
                grads[name] = self.sums[name] = grads[name] + earlier if fits else grads[name]
            step(self, grads["W"], grads["w0"])
            return grads["X"]


_accumulating("of-w-alone", "W")
_accumulating("of-w0-alone", "w0")
_accumulating("of-all", "W", "w0", "X")


@misconception(
    "gradient-clipped",
    "Conv2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "What does your layer do with a gradient of 100? Limiting steps is the optimizer's business. Try a filter "
        "of one weight on one pixel of 1, with the gradients 4, 40 and 400, and an optimizer that subtracts the "
        "gradient: the weight should move by 4, 40 and 400. If the last step is shorter, look for a clip, a "
        "minimum or a maximum in backward_pass. A bathroom scale that stops at 50 kg is right for children only. "
        "In a convolution gradients are sums over many places, so large ones are quite normal. Small images and "
        "small losses stay below the limit, and then there is nothing to see."
    ),
)
class GradientClipped(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, np.clip(grads["W"], -50, 50), np.clip(grads["w0"], -50, 50))
        return grads["X"]


def _clipped(variant, clip):
    @misconception("gradient-clipped", "Conv2D", variant=variant)
    class GradientClippedAt(Conv2D):
        def backward_pass(self, accum_grad):
            return clip(self, accum_grad)


def _clip_parameters(bound):
    def backward_pass(layer, accum_grad):
        grads = gradients(layer, accum_grad)
        step(layer, np.clip(grads["W"], -bound, bound), np.clip(grads["w0"], -bound, bound))
        return grads["X"]

    return backward_pass


def _clip_all(bound):
    def backward_pass(layer, accum_grad):
        return np.clip(_clip_parameters(bound)(layer, accum_grad), -bound, bound)

    return backward_pass


def _clip_weights(bound):
    def backward_pass(layer, accum_grad):
        grads = gradients(layer, accum_grad)
        step(layer, np.clip(grads["W"], -bound, bound), grads["w0"])
        return grads["X"]

    return backward_pass


def _clip_arriving(bound):
    def backward_pass(layer, accum_grad):
        grads = gradients(layer, np.clip(accum_grad, -bound, bound))
        step(layer, grads["W"], grads["w0"])
        return grads["X"]

    return backward_pass


def _clip_norms(bound):
    def shorten(grad):
        return grad * min(1.0, bound / max(np.linalg.norm(grad), 1e-300))

    def backward_pass(layer, accum_grad):
        grads = gradients(layer, accum_grad)
        step(layer, shorten(grads["W"]), shorten(grads["w0"]))
        return grads["X"]

    return backward_pass


for _bound, _name in [(0.5, "half"), (1, "one"), (2, "two"), (5, "five"), (10, "ten"), (100, "hundred")]:
    _clipped(f"at-{_name}", _clip_parameters(_bound))
for _bound, _name in [(1, "one"), (5, "five")]:
    _clipped(f"all-at-{_name}", _clip_all(_bound))
    _clipped(f"arriving-at-{_name}", _clip_arriving(_bound))
    _clipped(f"norm-at-{_name}", _clip_norms(_bound))
_clipped("weights-at-one", _clip_weights(1))


@misconception(
    "input-kept-in-training-only",
    "Conv2D",
    title="The input is kept only where training is True",
    hint=(
        "backward_pass may follow a pass of either kind. Does your forward_pass store its input in every case, or "
        "inside a condition? Try it with a filter of one weight and images of one pixel: a pass of 2 in training, "
        "then a pass of 9 with training=False, then backward_pass with a gradient of 1. The gradient of the "
        "weight is 9, the pixel of the latest pass; 2 is the pixel of the pass before. If there was no training "
        "pass at all, what would there be to read? This layer does the same in both modes. Loops that go back "
        "right after each training pass are right with it."
    ),
)
class InputKeptInTrainingOnly(Conv2D):
    def forward_pass(self, X, training=True):
        before = self.padded_input
        output = super().forward_pass(X, training)
        self.padded_input = self.padded_input if training else before
        return output


@misconception("input-kept-in-training-only", "Conv2D", variant="none-otherwise")
class InputNoneInEvaluation(Conv2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.padded_input = self.padded_input if training else None
        return output


@misconception(
    "limit-without-channels",
    "Conv2D",
    title="The limit of the draw leaves the channels out",
    hint=(
        "How many numbers are added up for one element of the output? All of them count. For a filter of 3 by 3 "
        "on images with 4 channels it is not 9 but 36 products. The root of 36 is 6, that of 9 is 3, so the two "
        "limits are 1/6 and 1/3. Draw a window as a small box instead of a square: its depth is the number of "
        "channels. Print the largest weight of a layer with 16 channels and many filters; it should be clearly "
        "below what a single channel would give, namely a quarter of it. With one channel there is no difference. "
        "In a second convolution, with many channels, the outputs would come out too large."
    ),
)
class LimitWithoutChannels(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0])


@misconception(
    "normal-draw",
    "Conv2D",
    title="The weights are drawn from a normal distribution",
    hint=(
        "Two distributions are easily confused here. Which one has a limit that no draw passes? For 10000 draws "
        "print the largest: np.random.uniform(-1, 1, 10000).max() is just below 1, and np.random.normal(0, 1, "
        "10000).max() is often near 4. In a picture the first is a box, the second a bell with long tails. Which "
        "one does the statement name, and does it give ends or a width? A handful of weights looks alike from "
        "both, with mean 0 and similar sizes. So make a layer with many filters and compare its largest weight "
        "with the limit. A seeded example will not match, either, as the two turn the same dice into other "
        "numbers."
    ),
)
class NormalDraw(Conv2D):
    def initialize(self, optimizer):
        state = np.random.get_state()
        super().initialize(optimizer)
        np.random.set_state(state)  # drawn once, from the generator as it was
        self.W = np.random.normal(0, 1 / np.sqrt(self.W[0].size), self.W.shape)


def _normal(variant, spread):
    @misconception("normal-draw", "Conv2D", variant=variant)
    class NormalDrawOfSpread(NormalDraw):
        def initialize(self, optimizer):
            super().initialize(optimizer)
            inputs = self.W[0].size
            self.W = self.W * np.sqrt(inputs) * spread(inputs)


_normal("spread-of-one", lambda inputs: 1.0)
_normal("spread-of-a-tenth", lambda inputs: 0.1)
_normal("spread-of-a-hundredth", lambda inputs: 0.01)
_normal("spread-for-relu", lambda inputs: np.sqrt(2 / inputs))
_normal("spread-of-the-uniform-draw", lambda inputs: np.sqrt(1 / (3 * inputs)))


@misconception(
    "parameters-without-bias",
    "Conv2D",
    title="parameters counts only W",
    hint=(
        "List every number that backward_pass changes for a layer with one small filter. Does your count have all "
        "of them? Draw a filter of 2 by 2 for images with one channel: four weights in a square, and beside it "
        "the one number that is added at the end. With three such filters there are three squares and three "
        "numbers beside them. A recipe with four ingredients and a pinch of salt has five. How much of the total "
        "is missing in your answer, and how does it grow with the number of filters? The passes never ask for "
        "this count. A summary that lists the sizes of networks does, and it is then too small by a little."
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
        "Each filter makes one channel of the output. How many are there, and which number stands first in your "
        "answer? Take images with 3 channels and a layer of 8 filters, run one batch, and compare: output.shape "
        "without its first entry should be what output_shape() says. Red, green and blue go in; eight maps come "
        "out, each of which has looked at all three colours. The 3 is used up inside the sum. With as many "
        "filters as channels the answer is right by chance, so take two different numbers. In a network the next "
        "layer would make its weights for 3 channels, and get 8."
    ),
)
class OutputShapeKeepsTheChannels(Conv2D):
    def output_shape(self):
        return (self.input_shape[0], *super().output_shape()[1:])


@misconception("output-shape-keeps-the-channels", "Conv2D", variant="in-the-output-too")
class OutputShapeKeepsTheChannelsEverywhere(OutputShapeKeepsTheChannels):
    def forward_pass(self, X, training=True):
        right = super().forward_pass(X, training)
        output = np.zeros((len(X), *self.output_shape()))
        output[...] = right
        return output


@misconception(
    "accum-grad-changed",
    "Conv2D",
    title="backward_pass writes into accum_grad",
    hint=(
        "The caller may still need the array it gave you. Does your code assign into accum_grad, or into a view "
        "of it? A slice is a view: after `a = np.zeros(4)`, `b = a[1:3]` and `b[:] = 7`, a is 0, 7, 7, 0. So a "
        "line that seems to touch only a window can reach the whole array; `b = a[1:3].copy()` would not. Compare "
        "accum_grad with a copy that was made before the call: is every element the same? Your answer may be "
        "right in any case. If one gradient goes to two branches, or is used for a second call, the change is "
        "felt there, in a result that is wrong for no visible reason."
    ),
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
        "Where does a slice end whose end is minus the padding, when the padding is 0? Without padding, how many "
        "rows has the part that you put into your array? In a shell: `x = np.array([4, 5, 6])`, then x[0:-1] is "
        "4, 5, and x[0:-0] is empty, since minus 0 is 0 and the slice ends where it begins. Then `y = "
        "np.zeros(3)` and `y[:] = x[0:-0]` raises a ValueError about shapes (0,) and (3,). So the complaint about "
        "broadcasting is a late sign; the cause is the end of a slice. Paddings with zeros on all sides work. "
        'Those with none on one side fail, such as "valid", or "same" with a filter of one row. From which end '
        "could you count instead?"
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
        "your code takes for it. Take the row 1, 2, 3, 4, 5, 6 and a filter of two ones: with a stride of 2 the "
        "windows are 1, 2 and 3, 4 and 5, 6, and the sums are 3, 7, 11. If the windows move by one, the three "
        "sums are 3, 5, 7. The number of outputs is right in both cases, so shapes tell nothing. Way forward and "
        "way back agree with each other too, and a check of the gradient is content. The end of the row is never "
        "looked at. A stride of 1 hides it."
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
    hint=(
        "The image has five rows and the filter two: how many rows has your output, and who has added one? Count "
        "the zeros. Half of a filter of 2 is 1, so with that on both sides a row of 5 pixels becomes 7, and a "
        "filter of 2 has 6 places in it. To keep 5 places, 6 pixels would be enough. For a filter of 3, half of "
        "it rounded down is 1, the row becomes 7, and there are 5 places, as there should be. So only even "
        "filters show the mistake. How many zeros are there in all, according to the statement, and how are they "
        "divided when their number is odd?"
    ),
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
        "your layer? Make a layer with a filter of one weight, so that nothing else changes the size, and print "
        "its output_shape for images of 5 by 6 pixels. With 2 zeros on each side it is 9 by 10. If it is 7 by 8, "
        'the 2 were divided between two opposite sides. "same" speaks of a total, and a number speaks of each '
        "side; do both take the same way through your code? A border of 2 cm around a photo makes it 4 cm wider. "
        "A padding of 0 hides the difference."
    ),
)
class PaddingNumberShared(Conv2D):
    def pads(self):
        if isinstance(self.padding, str):
            return super().pads()
        return ((self.padding // 2, self.padding - self.padding // 2),) * 2


def _shared(variant, share):
    @misconception("padding-number-shared", "Conv2D", variant=variant)
    class PaddingNumberSharedOtherwise(Conv2D):
        def pads(self):
            return super().pads() if isinstance(self.padding, str) else (share(self.padding),) * 2


_shared("rounded-down", lambda number: (number // 2, number // 2))
_shared("more-on-the-near-side", lambda number: (number - number // 2, number // 2))


@misconception(
    "padding-number-ignored",
    "Conv2D",
    title="A number as padding is treated like no padding",
    hint=(
        "padding can be a word or a number. Make a layer with a padding of 3 and print its output_shape: which "
        "branch of your code does it take? For images of 4 by 5 pixels and a filter of one weight the answer "
        'should be 10 by 11. If it is 4 by 5, the number has ended up where "valid" goes. An `else` at the end of '
        "a chain catches everything that nobody thought of, in silence; an error there would have said so. In "
        'small: a light that knows "on", and takes anything else for off, is dark at 50 % as well. Both words '
        "work, so trials with them show nothing, and a padding of 0 is right, too."
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
        "Print the padded image for an image of ones, with a filter of three rows. Which numbers stand in its "
        "frame? A row 1, 1, 1 with a zero at each end and a filter of three ones gives the sums 2, 3, 2: at the "
        "ends something is missing. If the frame repeats the edge, they are 3, 3, 3. numpy's pad has a choice of "
        "modes; which one does your call name, or leave to the default? Repeating the edge is used elsewhere, for "
        "photos, where a dark rim would be ugly. Here the frame is a constant, which matters on the way back as "
        "well: a repeated pixel would have to get gradient from its copies."
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


def _filled(variant, mode):
    @misconception("edge-repeated", "Conv2D", variant=variant)
    class FrameFilled(Conv2D):
        def forward_pass(self, X, training=True):
            pads, kept = self.pads(), self.input_shape
            P = np.pad(X, ((0, 0), (0, 0), *pads), mode=mode)
            self.pads, self.input_shape = lambda: ((0, 0), (0, 0)), P.shape[1:]
            output = super().forward_pass(P, training)
            del self.pads
            self.input_shape = kept
            return output


_filled("mirrored", "reflect")
_filled("mirrored-with-the-edge", "symmetric")


@misconception(
    "one-window-too-few",
    "Conv2D",
    title="The output lacks its last row and its last column",
    hint=(
        "How many places has a filter of two rows in an image of two rows? Put these numbers into your formula "
        "for the output size. The filter fits exactly once, so the answer is 1; if yours is 0, something is "
        "counted between the places instead of the places themselves. A fence of 10 metres with a post at each "
        "metre has 11 posts. In a row of 4 pixels a filter of 2 begins at 0, 1 or 2, which makes 3. What you have "
        "computed may be the last start, or the number of steps. The windows that you do compute are right, so "
        "the part of the output that exists agrees with the expected one."
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
        "stride can be a pair or one number, and one number is the default. Print what your constructor makes of "
        'it. If it is still a number, then reading its first entry fails: 2[0] raises a TypeError, "object is not '
        'subscriptable". In small, a function that greets a list of people, given "Ann" in place of ["Ann"], '
        "greets A, n and n; given 7 it fails. It is easiest to make one form out of two at the entrance, once, so "
        "that all other lines can rely on it. Which line of yours does that for stride? With a pair such as (2, "
        "1) everything works, which hides it, unless somebody leaves the argument out."
    ),
)
class NumberNotTakenAsStride(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.stride = stride


@misconception("number-not-taken-as-stride", "Conv2D", variant="fails-in-the-constructor")
class NumberRefusedAsStride(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        down, right = stride
        super().__init__(n_filters, filter_shape, input_shape, padding, (down, right))


@misconception(
    "last-filter-only",
    "Conv2D",
    title="The input gradient comes from the last filter alone",
    hint=(
        "Each pixel acts on the outputs of all filters. What happens in your code to the gradient that the "
        "filters before have left? Take one pixel and two filters of one weight, 3 and 5, with gradients of 1 for "
        "both outputs. Raise the pixel by 1: one output rises by 3, the other by 5, so the loss rises by 8. If "
        "your pixel gets 5, the last filter has written over what was there. In Python: `s = 0`, `for x in (3, "
        "5): s = x` leaves 5 in s, where an addition would leave 8. Look for a loop over filters, and for the "
        "sign in it. With a single filter all is right."
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
        "have left? Take a filter of one weight and two images of one pixel, 4 and 6, with gradients of 1. Raise "
        "the weight by 1: the first output rises by 4 and the second by 6, so the gradient of the weight is 10. "
        "If it is 6, the last image has replaced the first. A vote in which only the last ballot counts is quick "
        "to hold. Does a loop over images make a new array in each round, or assign where it should add? The bias "
        "may be right at the same time. A batch of one image hides it."
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
        "and that of w0: is there a division in the first, and none in the second? Use images of ones and a "
        "filter of one weight. Then weight and bias act on each output in the same way, so their gradients must "
        "be equal. For two images of one pixel with gradients 3 and 5 both are 8; a weight with 4 has been "
        "averaged. The loss has taken its mean already, and accum_grad contains that. As only the length of one "
        "step is wrong, the network learns, its filters just slower than its biases."
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
        "w0 is added in every image and at every place. Does each of them have its full say in the gradient, or "
        "is there a division that the gradient of W does not have? Use an image of ones and a filter of one "
        "weight, where both parameters do the same to the output. Three such images of one pixel, with gradients "
        "1, 4 and 7, give 12 for both. If the bias has 4, look for a mean in its line: mean and sum are easily "
        "exchanged, and both reduce to the right shape. In a batch of one image nothing differs. In training the "
        "bias just lags behind, by the size of the batch."
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
        "of two such arrays? Try np.zeros((3, 1)) - np.ones(3): the result has the shape (3, 3). A column and a "
        "flat row are spread over a whole table, without an error. So after one step w0 holds nine numbers in "
        "place of three, or an optimizer that compares shapes complains. np.zeros((3, 1)) - np.ones((3, 1)) keeps "
        "its shape, and so does a pair of flat arrays. For one filter the shapes (1, 1) and (1,) happen to agree "
        "well enough. Which of both forms do you want for w0, and is its gradient made in that form?"
    ),
)
class BiasGradientOfAnotherShape(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)))
        return grads["X"]


@misconception("bias-gradient-of-another-shape", "Conv2D", variant="row")
class BiasGradientAsRow(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)).reshape(1, -1))
        return grads["X"]


@misconception("bias-gradient-of-another-shape", "Conv2D", variant="four-axes")
class BiasGradientOfFourAxes(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3), keepdims=True))
        return grads["X"]


@misconception("bias-gradient-of-another-shape", "Conv2D", variant="column-for-a-flat-bias")
class BiasGradientAsColumn(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0 = np.zeros(self.n_filters)

    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)).reshape(-1, 1))
        return grads["X"]


for _name, _gradient in [
    ("flat", BiasGradientOfAnotherShape),
    ("row", BiasGradientAsRow),
    ("four-axes", BiasGradientOfFourAxes),
]:
    misconception("bias-gradient-of-another-shape", "Conv2D", variant=f"{_name}-added-by-axes")(
        type(f"{_gradient.__name__}AddedByAxes", (_gradient, BiasByAxes), {})
    )


@misconception("bias-gradient-of-another-shape", "Conv2D", variant="column-for-a-flat-bias-added-by-axes")
class BiasGradientAsColumnAddedByAxes(FlatBiasByAxes):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], accum_grad.sum(axis=(0, 2, 3)).reshape(-1, 1))
        return grads["X"]


@misconception(
    "update-arguments-swapped",
    "Conv2D",
    title="update gets the gradient first and the parameter second",
    hint=(
        "An optimizer takes two arrays of the same shape and cannot tell them apart. Which of them does it expect "
        "first? Play it through with update(first, second) = first - 0.1 · second. A weight of 2 and a gradient "
        "of 10 make 2 - 1 = 1. The other way round they make 10 - 0.2 = 9.8, and the weight has become a slightly "
        "changed gradient. A sum would not care about the order, a difference does. A learning rate of 0 is a "
        "good test: nothing should move, and with this mistake everything does. There is no error, as both arrays "
        "fit. Look at the word update in the statement: what stands in its brackets?"
    ),
)
class UpdateArgumentsSwapped(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        if self.trainable:
            self.W = self.W_opt.update(grads["W"], self.W)
            self.w0 = self.w0_opt.update(grads["w0"], self.w0)
        return grads["X"]


@misconception("update-arguments-swapped", "Conv2D", variant="for-w-alone")
class UpdateArgumentsSwappedForW(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        if self.trainable:
            self.W = self.W_opt.update(grads["W"], self.W)
            self.w0 = self.w0_opt.update(self.w0, grads["w0"])
        return grads["X"]


@misconception(
    "steps-uphill",
    "Conv2D",
    title="W and w0 move along their gradients instead of against them",
    hint=(
        "The optimizer already knows that the loss shall go down. Which sign has the gradient that your code "
        "hands to it? Take a bias b with the loss equal to the output, so the gradient is 1 for each place. Lower "
        "b, and the loss falls; an optimizer that subtracts a tenth of the gradient does just that. If your bias "
        "goes up, there is one minus too many, in your sum or in front of it. Two people who both correct the "
        "same clock by an hour put it wrong again. The gradient by the pixels is right, and other layers learn, "
        "so the loss may fall for a while. Train this layer alone on one batch and watch."
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
        "the second call begins? Look for a del, for a None, or for a stack from which something is taken. A "
        "queue of one in small: `q = [5]`, q.pop() gives 5, and a second q.pop() raises an IndexError, while "
        "q[-1] gives 5 each time. Images are large, so the wish to free them is natural; the next forward_pass "
        "does so anyway, as it stores others in their place. A loop with one way back per pass never asks twice. "
        "Whoever compares the gradients of two losses for one batch does."
    ),
)
class InputDroppedAfterBackward(Conv2D):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.padded_input = None
        return input_grad


def _dropped(variant, kind):
    @misconception("input-dropped-after-backward", "Conv2D", variant=variant)
    class InputDroppedAndMissed(Conv2D):
        def forward_pass(self, X, training=True):
            self.there = True
            return super().forward_pass(X, training)

        def backward_pass(self, accum_grad):
            if not self.there:
                raise kind("nothing is kept")
            self.there = False
            return super().backward_pass(accum_grad)


_dropped("fails-by-a-type", TypeError)
_dropped("fails-by-a-value", ValueError)


@misconception(
    "first-input-kept",
    "Conv2D",
    title="The input of the first forward pass is kept for ever",
    hint=(
        "backward_pass belongs to the latest forward_pass. When does your code store its input: in each call, or "
        'in one of them? Look for a condition such as "if it is None". With a filter of one weight and images of '
        "one pixel: a pass of 3, a pass of 8, then a gradient of 1. The weight should get 8; with the first input "
        "kept it gets 3, now and for ever. A name badge from the first day at school is out of date by the second "
        "year. One pass with its way back is right. When the next batch has another size, shapes do not fit any "
        "more; when it has the same size, no error betrays it."
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
        "A network has several such layers. Is what backward_pass needs kept in the object, or in the class or "
        "module? Run two layers one after the other and then go back through the first: does its gradient fit its "
        'own image, or that of the second? In Python: `class Bag: pass`, `Bag.fruit = "fig"`, then every Bag() '
        'has a fig; `a = Bag()` and `a.fruit = "plum"` gives only a a plum. In a forward pass through a network '
        "the last convolution writes last, and all others find its images. Shapes mostly differ, and then an "
        "error appears in a layer that is right by itself. One layer alone never shows it."
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
        "How many draws does the statement allow, and for which of the two parameters? Print w0 right after "
        "initialize. With zeros in it, an image of zeros gives an output of zeros in a new layer; is that so for "
        "yours? The weights must differ from each other, or all filters would learn the same. Once they do, the "
        "biases may begin alike. There is also a second effect: each draw uses up a piece of the generator's row "
        "of numbers. After np.random.seed(4), the first np.random.rand() and the second are different numbers, so "
        "one draw too many in this layer gives other weights to the next one, for the same seed."
    ),
)
class BiasDrawn(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.w0 = np.random.uniform(-0.1, 0.1, self.w0.shape)


def _biases(variant, draw, first=False):
    @misconception("bias-drawn", "Conv2D", variant=variant)
    class BiasDrawnOtherwise(Conv2D):
        def initialize(self, optimizer):
            shape = (self.n_filters, 1)
            limit = 1 / np.sqrt(self.input_shape[0] * np.prod(self.filter_shape))
            if first:
                w0 = draw(limit, shape)
            super().initialize(optimizer)
            self.w0 = w0 if first else draw(limit, shape)


_biases("within-the-limit", lambda limit, shape: np.random.uniform(-limit, limit, shape))
_biases("within-the-limit-and-first", lambda limit, shape: np.random.uniform(-limit, limit, shape), first=True)
_biases("normal", lambda limit, shape: np.random.normal(0, 1, shape))
_biases("normal-and-small", lambda limit, shape: np.random.normal(0, 0.01, shape))
_biases("normal-within-the-limit", lambda limit, shape: np.random.normal(0, limit, shape))


@misconception(
    "one-sided-draw",
    "Conv2D",
    title="All weights are drawn above zero",
    hint=(
        "A uniform draw has two ends. Print the smallest weight of a large layer: where should it lie, and where "
        "does yours? For a draw from -0.5 to 0.5 the smallest of 1000 numbers is near -0.5 and their mean near 0. "
        "From 0 to 0.5 the smallest is near 0 and the mean near 0.25. Which two numbers does your call get? With "
        "only positive weights every filter is a kind of blur, which answers more or less the same as all others. "
        "It can still learn, only from a poor start. A few weights do not show it: three positive ones come up by "
        "chance once in eight times."
    ),
)
class OneSidedDraw(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = (self.W + np.sqrt(1 / self.W[0].size)) / 2


@misconception("one-sided-draw", "Conv2D", variant="up-to-one")
class DrawnUpToOne(OneSidedDraw):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.W[0].size)


@misconception("one-sided-draw", "Conv2D", variant="without-signs")
class DrawnWithoutSigns(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = np.abs(self.W)


@misconception(
    "limit-from-the-filters",
    "Conv2D",
    title="The limit of the draw counts the outputs instead of the inputs",
    hint=(
        "The limit keeps one output from growing with the number of things that are added up for it. Is the "
        "number of filters among these? For a filter of 2 by 2 on images with 9 channels, one output is a sum of "
        "36 products, whether there are 4 filters or 400 beside each other. The root of 36 is 6, so the limit is "
        "1/6. With 4 filters in the place of the 9 channels it would be the root of 16, and 1/4. Which sizes of W "
        "does your product contain, and which one does it skip? When there are as many filters as channels, both "
        "are equal, so choose other numbers."
    ),
)
class LimitFromTheFilters(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.input_shape[0] / self.n_filters)


@misconception("limit-from-the-filters", "Conv2D", variant="filters-alone")
class LimitFromTheFiltersAlone(Conv2D):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.W = self.W * np.sqrt(self.W[0].size / self.n_filters)


@misconception(
    "seeded-inside",
    "Conv2D",
    title="The layer seeds the generator itself",
    hint=(
        "Initialize a layer twice and compare the two draws. Whoever wants equal draws seeds the generator "
        "outside: who else does here? Try `np.random.seed(0)` and `np.random.rand(2)` three times in a row: the "
        "same two numbers each time. So two convolutions of equal size would start with equal filters, and a "
        "second initialize changes nothing. The user's own seed is lost as well: a program that begins with "
        "np.random.seed(7) to make its runs repeatable gets the layer's 0 instead, and everything that is drawn "
        "afterwards follows from that. One layer, initialised once, looks perfectly random. Search your file for "
        "the word seed."
    ),
)
class SeededInside(Conv2D):
    def initialize(self, optimizer):
        np.random.seed(0)
        super().initialize(optimizer)


def _seeded(seed):
    @misconception("seeded-inside", "Conv2D", variant=f"at-{seed}")
    class SeededInsideAt(Conv2D):
        def initialize(self, optimizer):
            np.random.seed(seed)
            super().initialize(optimizer)


def _seeded_by_the_constructor(seed):
    @misconception("seeded-inside", "Conv2D", variant=f"by-the-constructor-at-{seed}")
    class SeededByTheConstructor(Conv2D):
        def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
            super().__init__(n_filters, filter_shape, input_shape, padding, stride)
            np.random.seed(seed)


def _own_generator(variant, make):
    @misconception("seeded-inside", "Conv2D", variant=variant)
    class DrawnFromOwnGenerator(Conv2D):
        def initialize(self, optimizer):
            state = np.random.get_state()
            super().initialize(optimizer)
            np.random.set_state(state)
            limit = 1 / np.sqrt(self.W[0].size)
            self.W = make().uniform(-limit, limit, self.W.shape)


for _seed in (1, 42, 123):
    _seeded(_seed)
for _seed in (0, 42):
    _seeded_by_the_constructor(_seed)
    _own_generator(f"own-generator-at-{_seed}", lambda seed=_seed: np.random.default_rng(seed))
    _own_generator(f"own-old-generator-at-{_seed}", lambda seed=_seed: np.random.RandomState(seed))


@misconception(
    "drawn-once",
    "Conv2D",
    title="A second initialize keeps the weights of the first",
    hint=(
        "initialize is a fresh start, also for a layer that has weights already. Under which condition does yours "
        "draw? Call it twice and compare the two W: they should have no number in common. If they are equal, some "
        "line asks whether there are weights and then keeps them. A fresh sheet of paper is one on which nothing "
        "is written, even if the old one was nice. The first call is right, so most programs never notice. "
        "Comparing two learning rates with the same layer needs the second: without a new draw the second run "
        "begins where the first has ended, and looks better than it should."
    ),
)
class DrawnOnce(Conv2D):
    def initialize(self, optimizer):
        W = self.W
        super().initialize(optimizer)
        self.W = self.W if W is None else W


@misconception("drawn-once", "Conv2D", variant="nothing-is-done-again")
class InitializedOnce(Conv2D):
    def initialize(self, optimizer):
        if self.W is None:
            super().initialize(optimizer)


@misconception("drawn-once", "Conv2D", variant="not-even-drawn-again")
class WeightsMadeOnce(Conv2D):
    def initialize(self, optimizer):
        W, state = self.W, np.random.get_state()
        super().initialize(optimizer)
        if W is not None:
            np.random.set_state(state)
            self.W = W


@misconception("drawn-once", "Conv2D", variant="biases-as-well")
class ParametersMadeOnce(Conv2D):
    def initialize(self, optimizer):
        W, w0, state = self.W, self.w0, np.random.get_state()
        super().initialize(optimizer)
        if W is not None:
            np.random.set_state(state)
            self.W, self.w0 = W, w0


@misconception(
    "unset-before-initialize",
    "Conv2D",
    title="W and w0 do not exist before initialize",
    hint=(
        "Which values have these attributes between the constructor and initialize? The docstring of the class "
        "says it for each of them. Make a layer and print its W at once: None, or an AttributeError? In Python an "
        "attribute exists from its first assignment on, not earlier: `class Kettle` with a method boil() that "
        "sets self.hot gives an AttributeError for Kettle().hot, while one whose constructor sets it to False "
        "answers. A program may ask whether there are weights yet, for example before it draws a summary or loads "
        "a file. Networks that initialise all layers first never look so early, and with those everything works."
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
        "exactly that name? Compare letter by letter: parameter, parameters and Parameters are three names to "
        "Python. If your class has none that fits, the base answers in its place, and its answer is 0. In small: "
        "class Shape has sides(), which gives 0; class Square(Shape) defines side(), which gives 4; "
        "Square().sides() is 0. Or is the method there, but indented so that it belongs to another function? "
        "Nothing fails, as no pass asks for the count. A summary of a network shows a convolution that has "
        "nothing to learn."
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
        "your answer have? Run a batch through and print output.shape: four numbers, of which the first counts "
        "images and the other three belong to each of them. For 8 filters and 5 by 6 places the three are 8, 5 "
        "and 6; an answer of (5, 6) is the shape of one channel. A building has floors, and each has length and "
        "width; leaving out the number of floors, one orders far too little carpet. The next layer takes the "
        "first entry for its number of channels, and would find the 5 there. Your own passes may not need this "
        "method, and then they are right."
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
        "make a new array? In small: `wall = np.zeros(2)`, and a function that does `wall[...] = x` and returns "
        "wall. After `a = f(5)` and `b = f(6)` both are 6, 6, and `a is b` is True: one wall, painted over. A "
        "function with its own np.zeros inside would leave a at 5, 5. If activations of a layer are collected for "
        "a picture, all of them show the last batch. Batches of different size get arrays of their own, which can "
        "hide it. A result that is used at once is right."
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
        "that line reached? With loops in a method the indentation of the last line decides: inside the loop it "
        "ends the method in the first round, after it, it runs once, and where it is missing the answer is None. "
        "See `def count(n):` with a loop that adds up numbers and nothing after it: print(count(3)) shows None, "
        "however well it has added. Storing the output in an attribute does not help a caller who reads the "
        "answer. The layer behind this one will complain, in a line of its own, that None has no shape."
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
        "is that line reached? The method has three results: two new parameters, which it stores, and one "
        "gradient, which it gives away. The third is easily left in a variable whose name ends with the method. "
        'In small: `def wash(car): car["clean"] = True` does its work, and `x = wash(c)` leaves None in x. Print '
        "the shape of what a call gives you: it should be that of the images. In the first layer of a network "
        "nobody reads it, so a network that begins with this convolution even learns."
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
        "the statement: may a caller say training there? In small: for `def crop(photo): ...` the call "
        'crop("cat", quality=9) raises a TypeError about an unexpected keyword argument, whatever the body does. '
        "The body need not use an argument to accept it; a convolution is the same in training and in use. "
        "Dropout is not, and so that one loop can serve both, all layers share one first line. In a notebook you "
        "call forward_pass(X), and all is well; the error waits for the network."
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
        'first line of the method. In small: `def frame(photo, width): ...` makes frame("cat") a TypeError, '
        "\"missing 1 required positional argument: 'width'\". `def frame(photo, width=2): ...` makes it a frame of "
        '2, and frame("cat", 5) one of 5. Since this layer does the same in both modes, its callers have even '
        "less reason to say which it is. A loop that names the flag each time does not meet the error; a short "
        "trial, or a case that looks at a single output, does at once."
    ),
)
class TrainingHasNoDefault(Conv2D):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Conv2D.forward_pass"


@misconception(
    "last-place-only",
    "Conv2D",
    title="The gradient of W holds the share of the last window only",
    hint=(
        "Every place of the output has used the same filter, so every place has something to say about its gradient. How "
        "many of them are heard in your loop? Set all of accum_grad to zero but its first place: is the gradient of W "
        "then zero as well? If so, each round of the loop replaces what the rounds before have found. Somebody who counts "
        "the visitors of four doors as 3, 5, 2 and 4 and notes each number over the last one reads 4 in the evening, and "
        "there were 14. An output of a single place would hide it. What does your loop do with the shares of earlier "
        "places?"
    ),
)
class LastPlaceOnly(Conv2D):
    def backward_pass(self, accum_grad):
        last = np.zeros(accum_grad.shape)
        last[:, :, -1, -1] = accum_grad[:, :, -1, -1]
        grads = gradients(self, accum_grad)
        step(self, gradients(self, last)["W"], grads["w0"])
        return grads["X"]


@misconception(
    "both-gradients-assigned",
    "Conv2D",
    title="Each window replaces both gradients instead of adding to them",
    hint=(
        "In your loop over the windows two arrays collect something, one for the filters and one for the image. What "
        "happens in each of them to the shares of the windows before? Keep a till for a day: sales of 3, 4 and 5 "
        "euros make 12, but a clerk who wipes the display before each entry goes home with 5. Take a row of ones, 1, "
        "1, 1, a filter of two weights, 1 and 1, and no padding. Send back 10, 20. Either weight has been used twice "
        "and should get 30, and the middle pixel has a part in both outputs, so it should get 30 as well. If all of "
        "these are 20, every window starts afresh. An image that holds one window only cannot tell the difference. "
        "Which sign in a line of Python adds to what is there already?"
    ),
)
class BothGradientsAssigned(OverlapAssigned):
    def backward_pass(self, accum_grad):
        last = np.zeros(accum_grad.shape)
        last[:, :, -1, -1] = accum_grad[:, :, -1, -1]
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, gradients(self, last)["W"], gradients(self, accum_grad)["w0"])
        return input_grad


@misconception(
    "first-channel-only",
    "Conv2D",
    title="The forward pass looks at the first channel of the images only",
    hint=(
        "A filter has one plane of weights for each channel, and an output adds up what all the planes have found. Which "
        "channels does your forward pass read? Give it an image with two channels, and change only the second one: the "
        "output should change with it. If it stays, that channel is never looked at. Somebody who judges a picture by its "
        "red part alone sees no difference between white and red. Images with a single channel, such as those of the "
        "worked example, cannot show it. Over which axes does the sum in the statement's formula run, and over which of "
        "them does yours?"
    ),
)
class FirstChannelOnly(Conv2D):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(np.concatenate([X[:, :1], np.zeros(X[:, 1:].shape)], axis=1), training)
        self.padded_input = np.pad(X, ((0, 0), (0, 0), *self.pads()))
        return output


@misconception(
    "same-with-fewest-zeros",
    "Conv2D",
    title='Padding "same" adds only as many zeros as the stride needs',
    hint=(
        'From which numbers does your code compute the zeros of "same"? The stride and the image are no part of the '
        "rule in the statement. Try the row 1 to 8, a filter of one row with the weights 1, 0, 0, and a step of 2 "
        "to the right, so that each output shows where its window begins. One zero on the far side is enough for "
        "four windows, and then 1, 3, 5, 7 come out. With the zeros that the statement asks for it is 0, 2, 4, 6: "
        "as many numbers, taken one pixel further left. Another well-known library counts as you do. With a stride "
        "of 1 both counts are equal, and the shape of the output often is with larger ones too. Does the frame "
        "change in your layer if only the stride does?"
    ),
)
class SameWithFewestZeros(Conv2D):
    def pads(self):
        if self.padding != "same":
            return super().pads()
        totals = [
            max(((size - 1) // s) * s + k - size, 0)
            for size, k, s in zip(self.input_shape[1:], self.filter_shape, self.stride, strict=True)
        ]
        return tuple((total // 2, total - total // 2) for total in totals)


@misconception(
    "filter-turned-in-both-passes",
    "Conv2D",
    title="The filter is turned by 180 degrees in both passes",
    hint=(
        "Where on an image does the first weight of a filter lie: in the upper left corner of the window, or in the "
        "lower right one? Ask a row of four pixels, 1, 0, 0, 0, and a filter with the weights 5, 6, 7. The first "
        "window begins at the 1, so only one weight has a say in its output. If 7 comes out in place of 5, your "
        "layer has laid the filter down the other way round. Your passes fit each other, so differences of your own "
        "outputs confirm your gradients, and a network learns with it just as well. Only weights that somebody else "
        "trained, or that the tests put in, mean another thing. Filters that look the same upside down hide it. "
        "Which signs do the indices have in the formula?"
    ),
)
class FilterTurnedInBothPasses(Conv2D):
    def forward_pass(self, X, training=True):
        W = self.W
        self.W = W[:, :, ::-1, ::-1]
        output = super().forward_pass(X, training)
        self.W = W
        return output

    def backward_pass(self, accum_grad):
        W = self.W
        self.W = W[:, :, ::-1, ::-1]
        grads = gradients(self, accum_grad)
        self.W = W
        step(self, grads["W"][:, :, ::-1, ::-1], grads["w0"])
        return grads["X"]


@misconception(
    "frozen-biases-go-on",
    "Conv2D",
    title="The biases move although trainable is False",
    hint=(
        "Freeze a layer and compare both W and w0 before and after one way back. Is only one of them as it was? An "
        "indented block protects the lines in it, and not the next one that stands further left. In small: `if "
        "rain:` with `shut(window)` below it, indented, and `shut(door)` at the margin: the door is shut in the "
        "sunshine as well. For two outputs with the gradients 1 and 4 an optimizer that subtracts everything would "
        "take a bias from 0 to -5, frozen or not. Whoever never freezes a layer sees nothing, as both lines have to "
        "run then. In a network whose filters are kept, each map would become darker or brighter with time. How far "
        "down does your question about the flag reach?"
    ),
)
class FrozenBiasesGoOn(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        input_grad = super().backward_pass(accum_grad)
        if not self.trainable:
            self.w0 = self.w0_opt.update(self.w0, grads["w0"])
        return input_grad


@misconception(
    "frozen-weights-go-on",
    "Conv2D",
    title="W moves although trainable is False, and w0 does not",
    hint=(
        "Two lines of your backward_pass store a new parameter. Does each of them stand behind the question whether "
        "the layer may learn? Give a layer one filter with the single weight 5, freeze it, and send the gradient 2 "
        "back for a pixel of 3. The gradient of the weight is 6, and subtracted as a whole it leaves -1; a frozen "
        "weight is still 5. Print w0 as well: in your layer it probably stays. If a museum puts glass before the "
        "frame and forgets the painting, visitors touch what matters. Without frozen layers the results are right, "
        "so a usual training cannot show it. In which order do your two updates come, and where between them does "
        "the `if` begin?"
    ),
)
class FrozenWeightsGoOn(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        input_grad = super().backward_pass(accum_grad)
        if not self.trainable:
            self.W = self.W_opt.update(self.W, grads["W"])
        return input_grad


@misconception(
    "one-bias-counted",
    "Conv2D",
    title="parameters counts one bias for all filters",
    hint=(
        "How many numbers are in w0 of a layer with 5 filters? Compare that with what your parameters adds to the "
        "weights. For 5 filters of 2 by 2 and images with one channel there are 20 weights and 5 biases, 25 "
        "together. A count of 21 gives one bias to all five filters. Each filter is a detector of its own, with "
        "its own threshold: five alarm clocks that hang side by side on a wall need five settings, even when they "
        "are the same model. The bias of a filter is shared by all places of its output, which is easily confused "
        "with being shared by the filters. For a layer with one filter both counts agree. How does yours grow "
        "when you add a filter, and by how much should it?"
    ),
)
class OneBiasCounted(Conv2D):
    def parameters(self):
        return self.W.size + 1


@misconception(
    "bias-gradient-averaged-over-places",
    "Conv2D",
    title="The gradient of w0 alone is averaged over the places of the output",
    hint=(
        "At how many places of the output is the bias of a filter added, and how many of them speak in its "
        "gradient? Suppose one image, one filter, an output of 2 by 2 and the gradients 1, 2, 3 and 6. Raise the "
        "bias by a little: all four outputs rise by it, so the loss rises by 12 times as much. A mean over the "
        "four places says 3. Look for a mean in the line of w0, or for a division by rows times columns, that the "
        "line of W does not have. The samples may be added up rightly all the while, and so may the shape be "
        "right. A tax on every window of a house is not the tax on its average window. Where filter and image are "
        "of one size there is one place, and nothing shows."
    ),
)
class BiasGradientAveragedOverPlaces(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        places = accum_grad.shape[2] * accum_grad.shape[3]
        step(self, grads["W"], grads["w0"] / places)
        return grads["X"]


@misconception("bias-gradient-averaged-over-places", "Conv2D", variant="and-over-the-batch")
class BiasGradientAveragedOverPlacesAndBatch(Conv2D):
    def backward_pass(self, accum_grad):
        grads = gradients(self, accum_grad)
        step(self, grads["W"], grads["w0"] / accum_grad[:, 0].size)
        return grads["X"]


@misconception(
    "output-shape-from-the-constructor",
    "Conv2D",
    title="output_shape is worked out in the constructor, and never again",
    hint=(
        "A network makes its layers first and tells them their input_shape afterwards, all but the first one. "
        'What has your output_shape to go by then? Make Conv2D(2, (3, 3), padding="valid") without a shape, call '
        "set_input_shape((1, 8, 6)) and ask: the output is (2, 6, 4). None means that the sizes were to be "
        "computed in the constructor, where the image was not known, and that no later line has made up for it. "
        "Tickets for a journey cannot be printed before the destination is settled, however early one would like "
        "to have them. If the layer is told a second shape, a stored answer belongs to the first. With a shape in "
        "the constructor that never changes, yours is right. Which of your attributes can always be trusted to be "
        "up to date?"
    ),
)
class OutputShapeFromTheConstructor(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.kept_shape = None if input_shape is None else super().output_shape()

    def forward_pass(self, X, training=True):
        kept, self.kept_shape = self.kept_shape, super().output_shape()
        output = super().forward_pass(X, training)
        self.kept_shape = kept
        return output

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "Conv2D", variant="only-with-a-shape")
class OutputShapeOnlyWithAShape(Conv2D):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        if input_shape is not None:
            self.kept_shape = super().output_shape()

    def output_shape(self):
        return self.kept_shape


@misconception("output-shape-from-the-constructor", "Conv2D", variant="fails-without-a-shape")
class OutputShapeFailsWithoutAShape(OutputShapeOnlyWithAShape):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        super().__init__(n_filters, filter_shape, input_shape, padding, stride)
        self.kept_shape = Conv2D.output_shape(self)
