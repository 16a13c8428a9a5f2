"""What people get wrong in `max_pooling`. Each class is the reference with one mistake."""

import numpy as np
from max_pooling import MaxPooling2D

from grader.misconceptions import misconception


def windows(layer):
    """Yields each position of the output with the slices of its window."""
    for r, c in np.ndindex(layer.output_shape[1:]):
        top, left = r * layer.stride, c * layer.stride
        yield r, c, np.s_[:, :, top : top + layer.pool_size, left : left + layer.pool_size]


class OneWinner(MaxPooling2D):
    """Gives a window's gradient to the first of its largest pixels."""

    def backward(self, output_gradient_batch):
        winner = np.argmax([self._seen(self.images, i, j) for i, j in self._places()], axis=0)
        gradient = np.zeros(self.images.shape)
        for n, (i, j) in enumerate(self._places()):
            receiver = self._seen(gradient, i, j)
            receiver += (winner == n) * output_gradient_batch
        return gradient


class ByWindows(MaxPooling2D):
    """Goes through the windows of `output_shape` one by one, each cut off at the edge of the image."""

    def forward(self, input_batch, training=True):
        self.images = input_batch
        self.maxima = np.zeros((*input_batch.shape[:2], *self.output_shape[1:]))
        for r, c, window in windows(self):
            self.maxima[:, :, r, c] = input_batch[window].max(axis=(2, 3))
        return self.maxima

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            hit = self.images[window] == self.images[window].max(axis=(2, 3), keepdims=True)
            gradient[window] += hit * output_gradient_batch[:, :, r, c, None, None]
        return gradient


class ByGradients(ByWindows):
    """Goes on the way back through the elements of the output's gradient, and knows the winner of each window."""

    def backward(self, output_gradient_batch):
        counts = output_gradient_batch.shape[2:]
        for place in np.ndindex(counts):
            self.maxima[(0, 0, *place)]  # fails, and says where, if there are more elements than windows
        shape, self.output_shape = self.output_shape, (self.output_shape[0], *counts)
        gradient = super().backward(output_gradient_batch)
        self.output_shape = shape
        return gradient


class ImageByImage(MaxPooling2D):
    """Goes through the images of the output's gradient one by one, so that it does not matter how many there are."""

    def backward(self, output_gradient_batch):
        images, maxima, count = self.images, self.maxima, len(output_gradient_batch)
        if count > len(images):
            raise IndexError(f"index {len(images)} is out of bounds for axis 0 with size {len(images)}")
        self.images, self.maxima = images[:count], maxima[:count]
        gradient = super().backward(output_gradient_batch)
        self.images, self.maxima = images, maxima
        return np.concatenate([gradient, np.zeros(images[count:].shape)])


@misconception(
    "overlaps-overwritten",
    "MaxPooling2D",
    title="A pixel that is the maximum of several windows keeps the gradient of the last one only",
    hint=(
        "A pixel can win in several windows at once. Does your code add to its gradient for each victory, or set it? "
        "Try a row 1, 6, 2 with windows of two, one apart: the outputs are 6 and 6. Raise the 6 to 7, and both "
        "outputs rise by 1. So with gradients of 3 and 4 the middle pixel deserves 7 in all. A loop that assigns "
        'leaves what its last round wrote, the 4. In small: `d = {}`, `d["a"] = 3`, `d["a"] = 4`: the dict knows '
        "nothing of the 3. A runner who wins two races takes both prizes home. Where windows lie side by side no "
        "pixel is in two of them, and this is the default, so the mistake shows only with a stride below the size of "
        "the window."
    ),
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
    hint=(
        "A window also holds pixels that have won in a neighbouring window. What becomes of their gradient when your "
        "loop reaches this one? Take a row 1, 5, 9 with windows of two, one apart. The 5 wins the first window and "
        "loses the second, so with gradients of 3 and 4 the whole answer is 0, 3, 4. The loser's zero of the second "
        "window must not take away what the first has given. In small: `line = [0, 0, 0]`, `line[0:2] = [0, 5]`, "
        "`line[1:3] = [0, 2]` leaves 0, 0, 2: the zero of the second assignment has wiped out the 5. Zeros for the "
        "losers are right as something to add, and harmful as something to write. Without overlaps no window reaches "
        "into another."
    ),
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
    hint=(
        "Move a pixel that is not the maximum a little. How much does the output change? Take the window 2, 5, 9: "
        "with 2.1 in place of 2 the maximum is still 9, so the influence of that pixel is 0. With 9.1 in place of 9 "
        "it is 9.1. Your backward tells all three that they matter fully. In small: the time of the slowest hiker "
        "decides when a group arrives; a faster first man gains nothing. Add up the entries that you return for one "
        "window with a gradient of 1: should the total be the number of its pixels? Where all pixels of a window are "
        "equal, each may be called the maximum, so an image of zeros does not show the mistake. Which information "
        "from the forward pass does your backward leave unused?"
    ),
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
    hint=(
        "Does every pixel of the window have a share in the output? For the mean of 2, 4, 9 it has: a third each. For "
        "the maximum, which is 9, nothing changes if 2 becomes 3 or 4 becomes 5. So who deserves the gradient? A test "
        "with your own forward pass: add 0.01 to one pixel after the other, and see which output moves. In small: a "
        "prize of 90 for the best of three is not paid out as 30 to everybody. The sum over a window is right in your "
        "answer, and smooth gradients look reasonable, so a training even makes some progress; but patterns get "
        "blurred on the way back, and pixels that nobody has chosen are pushed about. Two layers of this track are "
        "built alike; the difference between them is just this line. Which one have you written?"
    ),
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
    hint=(
        "Multiply output_gradient_batch by 5 and call backward again. Does the answer grow by the same factor, or "
        "stay? It consists of ones and zeros in your code, perhaps, which say where the maxima were. That is half of "
        "what is asked for: a place. The other half is how much the loss cares about the output there. In small: the "
        "address on a parcel is needed, and so is the parcel; a list of 1, 0, 0 times 8 gives 8, 0, 0. With an "
        "argument of ones both agree, and a first trial often uses ones. A gradient of zeros, for an output that does "
        "not matter, should leave zeros everywhere. In a training all winners would be pushed up alike, good ones and "
        "bad ones. Which line of backward reads the argument?"
    ),
)
class MaskReturned(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.ones_like(output_gradient_batch))


@misconception("mask-returned", "MaxPooling2D", variant="one-winner")
class MaskOfOneWinnerReturned(MaskReturned, OneWinner): ...


@misconception("mask-returned", "MaxPooling2D", variant="only-ones")
class MaskOfOnesReturned(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return np.minimum(super().backward(np.ones_like(output_gradient_batch)), 1)


@misconception("mask-returned", "MaxPooling2D", variant="only-ones-one-winner")
class MaskOfOnesOfOneWinnerReturned(MaskOfOnesReturned, OneWinner): ...


@misconception("mask-returned", "MaxPooling2D", variant="the-last-window-s")
class MaskOfTheLastWindowReturned(MaskReturned, WindowOverwritten): ...


@misconception(
    "value-sent-back",
    "MaxPooling2D",
    title="The maximum itself is sent back instead of its gradient",
    hint=(
        "The mask picks a place. What belongs there on the way back: the pixel that was found, or the gradient of the "
        "output? Take the window 3, 8 and an output gradient of 0.5: raising the 8 by 1 raises the output by 1, and "
        "the loss by 0.5. The number 8 itself plays no part in that. In small: the height of a bridge says nothing "
        "about how much a metre more would cost. Call backward with zeros: nothing matters to the loss then, so your "
        "answer has to be zeros; does it show the picture's bright pixels instead? The pattern of zeros and numbers "
        "is right, hence a quick look is satisfied. If an example uses equal numbers for both, nobody can tell them "
        "apart. Which of two arrays of the same shape do you multiply the mask with?"
    ),
)
class ValueSentBack(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(self.maxima)


@misconception("value-sent-back", "MaxPooling2D", variant="one-winner")
class ValueOfOneWinnerSentBack(ValueSentBack, OneWinner): ...


@misconception("value-sent-back", "MaxPooling2D", variant="once")
class ValueSentBackOnce(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return np.where(super().backward(np.ones_like(output_gradient_batch)), self.images, 0)


@misconception("value-sent-back", "MaxPooling2D", variant="once-one-winner")
class ValueOfOneWinnerSentBackOnce(ValueSentBackOnce, OneWinner): ...


@misconception(
    "routed-by-value",
    "MaxPooling2D",
    title="The gradient goes to every pixel of the image that has the maximum's value",
    hint=(
        "Two windows can have equal maxima. Where does your code look for the value: among the pixels of its own "
        "window, or in the whole image? Take the row 4, 1, 4, 2 with windows of two side by side. Each window has a "
        "4. With gradients of 1 and 10 the first 4 should get 1 and the second 10. A search in the whole row finds "
        "both each time, and gives 11 to both. In small: `[4, 1, 4, 2].index(4)` answers 0 whichever 4 you had in "
        "mind. If a letter is addressed by a first name only, everybody in town with that name opens it. Random "
        "numbers are hardly ever equal, so tests with them pass; rounded pictures, and those behind a ReLU with its "
        "many zeros, are full of equal values. What, besides the value, identifies the winner?"
    ),
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
    hint=(
        "Try an image of zeros, and then one in which a window holds 7, 7, 1, 0. What does your search for the "
        "maximum return when it finds several places? In small: np.flatnonzero(np.array([7, 7, 1]) == 7) gives two "
        "numbers, 0 and 1, and .item() on it raises a ValueError, as it wants exactly one; so does unpacking into a "
        "single name. np.argmax of the same list says 0 and is content. Races do end in a tie, and a referee needs a "
        "rule for that before the race. Three rules are accepted here, and all of them end with an answer. With "
        "random numbers a tie is nearly impossible, so everything passes. Behind a ReLU whole regions are 0, and the "
        "very first batch of a network stops with your error. Which rule do you choose?"
    ),
)
class TiesCrash(MaxPooling2D):
    def backward(self, output_gradient_batch):
        for n, channel in np.ndindex(self.images.shape[:2]):
            for r, c, window in windows(self):
                int(np.flatnonzero(self.images[window][n, channel] == self.maxima[n, channel, r, c]).item())
        return super().backward(output_gradient_batch)


@misconception("ties-crash", "MaxPooling2D", variant="assertion")
class TiesRefused(MaxPooling2D):
    def backward(self, output_gradient_batch):
        for r, c, window in windows(self):
            hits = self.images[window] == self.maxima[:, :, r, c, None, None]
            assert (hits.sum(axis=(2, 3)) == 1).all()
        return super().backward(output_gradient_batch)


@misconception(
    "stride-ignored",
    "MaxPooling2D",
    title="The stride is always the size of the window",
    hint=(
        "Make a layer with windows of 4 and a stride of 2, and print both attributes. Where does your constructor put "
        "the second argument, and which of your methods read it? On a row of 8 pixels the windows begin at 0, 2 and "
        "4, so there are three; side by side they begin at 0 and 4. How many columns has your output? In small: "
        "`list(range(0, 5, 2))` is 0, 2, 4 and `list(range(0, 5, 4))` is 0, 4. The size of a footprint and the length "
        "of a step are two things; a child makes small steps, and an adult with the same shoes longer ones. When no "
        "stride is given, or one equal to the window, your layer is right, and most layers in practice are of that "
        "kind. Otherwise the shapes disagree with those of the formula at once."
    ),
)
class StrideIgnored(MaxPooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size)


@misconception("stride-ignored", "MaxPooling2D", variant="but-kept")
class StrideKeptAndIgnored(ByWindows):
    def _ignore(self, method, *args):
        stride, self.stride = self.stride, self.pool_size
        try:
            return method(*args)
        finally:
            self.stride = stride

    def build(self, input_shape):
        self._ignore(super().build, input_shape)

    def forward(self, input_batch, training=True):
        return self._ignore(super().forward, input_batch, training)

    def backward(self, output_gradient_batch):
        return self._ignore(super().backward, output_gradient_batch)


@misconception("stride-ignored", "MaxPooling2D", variant="but-kept-by-gradients")
class StrideKeptAndIgnoredByGradients(StrideKeptAndIgnored, ByGradients): ...


@misconception(
    "default-stride-one",
    "MaxPooling2D",
    title="Without a stride, windows are one pixel apart",
    hint=(
        "What should happen when the caller does not speak of a stride? Print the attribute of a layer that was made "
        "with windows of 4 alone. Is it 1? The statement says what None stands for. In small: `def walk(shoe, "
        "step=None)` can only find its step inside, once the shoe is known; a fixed number in the first line would be "
        "the same for all. With a distance of 1 the windows overlap heavily: a row of 8 has 5 windows of 4 then, and "
        "2 if each begins where the one before ends. So the picture hardly shrinks, and the next layers get far more "
        "numbers than they expect. In convolutions a step of 1 is usual, so the habit is understandable. Whoever "
        "passes the stride himself never learns of it. Where is None replaced in your class, and by what?"
    ),
)
class DefaultStrideOne(MaxPooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 1 if stride is None else stride)


@misconception(
    "size-without-window",
    "MaxPooling2D",
    title="The output size is H // stride",
    hint=(
        "How many windows of 3 pixels, 2 apart, fit into a row of 9? Draw them: they begin at 0, 2, 4 and 6, and the "
        "last ends with the row. What does your formula say? A quotient of length and stride gives 4 here as well, by "
        "luck; try a row of 8: by hand there are 3, as a window from 6 would need pixel 8. The quotient still says 4. "
        "In small: a saw that cuts boards of 3 metres cannot start at the last metre of the trunk. Slices in Python "
        'end quietly at the edge: "abcdef"[4:7] is "ef" and not an error, while the maximum of an empty piece is one. '
        "For windows as wide as their stride your formula is right. Which of the three quantities, length, window and "
        "stride, is missing in it?"
    ),
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
    hint=(
        "Try an image that is higher than wide, say 12 by 4 pixels, with windows of 2. By hand the output has 6 rows "
        "and 2 columns. What does your build say? Look at the two lines, or the two entries, for height and width: "
        "are they really about two different numbers? In small: from `h, w = 12, 4` the line `shape = (h // 2, h // "
        "2)` makes 6 by 6, and nothing in Python finds that odd. A frame that is always square fits only square "
        "pictures. Famous sets of small images are square, examples are too, and so this survives for a long time. "
        "With the high image the windows would run out of the picture on the right, where there are no pixels and no "
        "maximum; with a wide one, a part of it is never looked at. Which letter occurs twice?"
    ),
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
    hint=(
        "Take a row of 5 pixels and windows of 4, side by side. One window fits; one pixel remains. How many outputs "
        "has your layer? If there are two, the second window hangs over the edge with three quarters. In small: 5 // "
        "4 is 1, while math.ceil(5 / 4) is 2; both are sensible counts, one for full boxes, the other for boxes that "
        "are needed to pack everything. The statement counts full ones. Filling up with something below all pixels "
        "makes the maxima look perfectly normal, so only the shape gives a sign, and a last column that has seen "
        "fewer pixels than the others. Some libraries have a switch for it. As long as window and stride come out "
        "even with the side of the image, both ways are the same. What does the formula say about the fraction?"
    ),
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
    hint=(
        "Compare the shape of your gradient with that of the images, for pictures of 9 by 9 pixels and windows of 4 "
        "side by side. The last row and the last column are in no window. What is the gradient of a pixel that nobody "
        "has looked at? In small: for g(a, b, c) = max(a, b) at 2, 5, 8 a small change of c changes nothing, so its "
        "slope is 0; the answer still has three entries: 0, 1, 0. An absent pupil is written into the list with a "
        "note, and does not disappear from it. The layer before has produced 9 by 9 numbers and multiplies something "
        "of that shape with your answer; 8 by 8 does not fit. When the side is a multiple of the window there is no "
        "rest and no difference. From which array do you take the shape?"
    ),
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
    hint=(
        "What is the maximum of -3 and -5, and what does your layer say for an image in which all numbers are "
        "negative? If it answers 0, then 0 has taken part in the contest without being a pixel. In small: `best = 0`, "
        "then `for x in [-3, -5]: best = max(best, x)` ends with 0; had the search begun with the first number of the "
        "list, it would end with -3. Zeros around the picture have the same effect. The warmest day of a hard winter "
        "can be below freezing. Behind a ReLU no pixel is negative, so there the mistake never shows. On the way back "
        "it does harm too: in such a window nobody equals the alleged maximum, so the gradient is lost. Which value "
        "is surely not larger than the first pixel?"
    ),
)
class MaximumStartsAtZero(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.maxima = np.maximum(super().forward(input_batch, training), 0)
        return self.maxima


@misconception(
    "largest-magnitude",
    "MaxPooling2D",
    title="The pixel with the largest magnitude is taken",
    hint=(
        "Which is larger, -7 or 2? On the number line, the one further to the right. What does your comparison do "
        "with a minus sign? Try a window of -7, 2, 1, 0 and look at the output. In small: max([-7, 2], key=abs) is "
        "-7, and max([-7, 2]) is 2. A debt of 700 is a larger sum than 200 in the purse, but nobody would call it the "
        "greater wealth. Feature maps say how strongly a pattern was found; a strongly negative number means "
        '"certainly not here", and the layer is to pass on the best find of each region. For images without negative '
        "numbers, as they come out of a ReLU or from a camera, both ways agree. Is there an abs, a square, or a pair "
        "of minus signs in your forward pass?"
    ),
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
    hint=(
        "Try an image with two channels: one full of 3, the other full of 8. The output should keep them apart. Are "
        'both channels 8 in yours? Each channel holds the answers to a question of its own, such as "is there an '
        'edge?" and "is there red?"; the maximum over both says only that something was there. In small: '
        "np.array([[3, 2], [8, 1]]).max() is 8; .max(axis=1) is 3 and 8, one winner for each row. The best high "
        "jumper and the best singer of a school are not looked for in one contest. Even if the shape is right, since "
        "the common value has been copied to all channels, the next layer can no longer tell them apart. A grey image "
        "has a single channel, and with it your layer works. Which axes should your maximum leave alone?"
    ),
)
class ChannelsMixed(MaxPooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return np.broadcast_to(output.max(axis=1, keepdims=True), output.shape)


@misconception("channels-mixed", "MaxPooling2D", variant="in-both-passes")
class ChannelsMixedInBothPasses(ChannelsMixed):
    def forward(self, input_batch, training=True):
        self.maxima = super().forward(input_batch, training)
        return self.maxima


@misconception("channels-mixed", "MaxPooling2D", variant="without-an-axis-for-them")
class ChannelsMixedWithoutAxis(MaxPooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training).copy()
        for r, c, window in windows(self):
            output[:, :, r, c] = input_batch[window].max(axis=(1, 2, 3))
        return output


@misconception(
    "first-images-kept",
    "MaxPooling2D",
    title="backward uses the images of the first forward pass for ever",
    hint=(
        "backward belongs to the latest forward. When does your code store the images, or the places of the maxima: "
        "once, or each time? Run forward for a picture whose brightest pixel is in the upper left corner, then for "
        "one with it in the lower right, then backward: in which corner does the gradient arrive? In small: `if note "
        'is None: note = text` writes down "a" at first, and keeps it when "b" comes. A referee who hands out all '
        "medals by the photo of the first race makes one runner happy for ever. With a single batch all is right. In "
        "a training over many batches, the shapes agree and numbers flow, only to the wrong pixels: the layers before "
        "learn from chance. What is in your stored array after the second forward?"
    ),
)
class FirstImagesKept(MaxPooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "images", None), getattr(self, "maxima", None)
        output = super().forward(input_batch, training)
        if before[0] is not None:
            self.images, self.maxima = before
        return output


@misconception("first-images-kept", "MaxPooling2D", variant="image-by-image")
class FirstImagesKeptImageByImage(FirstImagesKept, ImageByImage): ...


@misconception(
    "images-kept-in-training-only",
    "MaxPooling2D",
    title="The images are kept only where training is True",
    hint=(
        "Does your forward store what backward needs under a condition? Call it with training=False on a new layer, "
        "and then backward. Is there an error, or an answer that belongs to an earlier batch? In small: `def f(x, "
        "keep): if keep: f.last = x` after f(3, True) and f(5, False) still has 3. The idea is sensible: who does not "
        "train needs no gradients. But gradients by the image serve other ends too, such as a picture of what a "
        "decision rests on, and this layer has no two modes. A witness who takes notes only when asked whether there "
        "will be a trial has none when one comes. In a plain training, each backward follows a training pass, and "
        "nothing goes wrong. An evaluation in between changes that. Which lines are under your if?"
    ),
)
class ImagesKeptInTrainingOnly(MaxPooling2D):
    def forward(self, input_batch, training=True):
        before = getattr(self, "images", None), getattr(self, "maxima", None)
        output = super().forward(input_batch, training)
        if not training:
            self.images, self.maxima = before
        return output


@misconception("images-kept-in-training-only", "MaxPooling2D", variant="image-by-image")
class ImagesKeptInTrainingOnlyImageByImage(ImagesKeptInTrainingOnly, ImageByImage): ...


@misconception(
    "gradients-accumulate",
    "MaxPooling2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward three times with one argument. Are the answers equal, or do they grow like 1, 2, 3? Then find "
        "out where your array of zeros is made, and how long it lives. In small: a list that is made outside a "
        "function and appended to inside has one entry after the first call, two after the second; made inside, it "
        "has one each time. Adding within a call is needed here, as a pixel may win in more than one window. Adding "
        "from call to call mixes the answers to different questions. A blackboard has to be wiped before the next "
        "sum. Since one forward is usually followed by one backward, and your array may be renewed in forward, a "
        "training looks fine. Whoever asks twice after one forward, with different gradients, receives the sum of "
        "both. Which method should begin with nothing?"
    ),
)
class GradientsAccumulate(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.total = 0
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        self.total = self.total + super().backward(output_gradient_batch)
        return self.total


@misconception("gradients-accumulate", "MaxPooling2D", variant="of-earlier-batches-too")
class GradientsOfEarlierBatchesAccumulate(MaxPooling2D):
    total = None

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if self.total is not None and self.total.shape == gradient.shape:
            gradient = gradient + self.total
        self.total = gradient
        return gradient


@misconception("gradients-accumulate", "MaxPooling2D", variant="of-earlier-batches-too-in-one-array")
class GradientsAccumulateInOneArray(MaxPooling2D):
    total = None

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if self.total is None or self.total.shape != gradient.shape:
            self.total = np.zeros(gradient.shape)
        self.total += gradient
        return self.total


@misconception(
    "gradient-clipped",
    "MaxPooling2D",
    title="Gradients are clipped inside the layer",
    hint=(
        "Send an output gradient of 3 through your layer, then one of 3000. Is the second answer a thousand times the "
        "first? The maximum passes on what it gets: its slope is 1 at the winner, for small and for huge numbers. In "
        "small: np.clip([4, -70], -10, 10) is 4 and -10, so two gradients that differ by a factor of more than 17 "
        "come out nearly alike. A microphone that cuts off loud voices makes them sound like quiet ones, and adds a "
        "crackle. Somebody may well decide to limit steps, but he needs true numbers to decide by, and does it once "
        "for the whole network. This layer has nothing to learn, and so no steps. Examples with small numbers stay "
        "below your limit and agree to the last digit. Where do the limits come from?"
    ),
)
class GradientClipped(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return super().backward(np.clip(output_gradient_batch, -10, 10))


for _bound in (0.5, 1, 2, 5, 50, 100):

    @misconception("gradient-clipped", "MaxPooling2D", variant=f"at-{_bound}")
    class GradientClippedAt(MaxPooling2D):
        bound = _bound

        def backward(self, output_gradient_batch):
            return super().backward(np.clip(output_gradient_batch, -self.bound, self.bound))

    @misconception("gradient-clipped", "MaxPooling2D", variant=f"afterwards-at-{_bound}")
    class InputGradientClippedAt(MaxPooling2D):
        bound = _bound

        def backward(self, output_gradient_batch):
            return np.clip(super().backward(output_gradient_batch), -self.bound, self.bound)

    if _bound <= 2:

        @misconception("gradient-clipped", "MaxPooling2D", variant=f"at-{_bound}-one-winner")
        class GradientOfOneWinnerClippedAt(GradientClippedAt, OneWinner): ...

        @misconception("gradient-clipped", "MaxPooling2D", variant=f"afterwards-at-{_bound}-one-winner")
        class InputGradientOfOneWinnerClippedAt(InputGradientClippedAt, OneWinner): ...


@misconception("gradient-clipped", "MaxPooling2D", variant="afterwards-at-10")
class InputGradientClippedAtTen(MaxPooling2D):
    def backward(self, output_gradient_batch):
        return np.clip(super().backward(output_gradient_batch), -10, 10)


@misconception(
    "built-once",
    "MaxPooling2D",
    title="A second build changes nothing",
    hint=(
        "Build one layer for 2 channels of 8 by 8, then for 1 channel of 20 by 6. Print input_shape and output_shape: "
        "of which build do they tell? Something in your code asks whether it has been done before, and then does "
        "nothing. In small: `if size is None: size = n` takes 8 the first time and ignores 20. A taxi that was sent "
        "to one address and does not listen to the correction arrives at a place where nobody waits. To protect what "
        "was learnt would be a reason for such a question, but there is nothing to learn in this layer. Programs that "
        "build once, at the start, never see a difference. With the old sizes, a larger picture would be pooled in "
        "one corner only; a smaller one would have windows without pixels. Which condition stands first in your "
        "build?"
    ),
)
class BuiltOnce(MaxPooling2D):
    def build(self, input_shape):
        if self.output_shape is None:
            super().build(input_shape)


@misconception(
    "gradient-argument-changed",
    "MaxPooling2D",
    title="backward writes into the gradient that it is given",
    hint=(
        "The array in the argument belongs to the caller. Copy it before the call and compare afterwards: has it been "
        "altered, or even emptied? Look for operators such as *= and for assignments with brackets whose left side is "
        "the argument, or a view of it. In small: `a = np.array([5, 6])`, `b = a[0:1]`, `b[:] = 0`, and a is 0, 6, "
        "though no line has changed a by name. A guest who reads the newspaper should leave it for the next one with "
        "all its pages. Your answer is right the first time. A second call with the same array finds other numbers in "
        "it, and a network that sends one gradient into two branches gives the second branch what is left. The "
        "mistake shows far from where it was made. Which array did you mean to write to?"
    ),
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
    hint=(
        "Keep a copy of the images, run forward and backward, and compare. Do they consist of gradients now? Your "
        "backward seems to use the stored input as the place for its answer: the shape is right, and it is at hand. "
        "But it is the caller's own array, since an assignment like self.images = input_batch copies nothing. In "
        "small: `a = np.ones(2)`, `b = a`, `b[:] = [0, 7]`, and a is 0, 7. Who paints over a borrowed picture returns "
        "a canvas of the right size. The first gradient is correct. A second backward looks for the maxima in an "
        "image that is gone; and in the next epoch the program feeds the network with what your layer has left, so "
        "the training data themselves are spoilt. In a program that makes new images for each batch it stays hidden. "
        "Does your answer begin as a new array?"
    ),
)
class ImagesChanged(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.images[...] = gradient
        return gradient


@misconception("images-changed", "MaxPooling2D", variant="and-searched-again")
class ImagesChangedAndSearchedAgain(ImagesChanged, ByWindows): ...


@misconception(
    "training-not-taken",
    "MaxPooling2D",
    title="forward has no argument training",
    hint=(
        "How does a network call its layers? With the batch, and with a word on whether it trains: the same for all "
        "of them, since it does not know which ones care. Does your first line of forward have a place for that word? "
        "In small: `def square(x): return x * x` and the call square(4, training=True) end in a TypeError, "
        '"unexpected keyword argument", though there is nothing wrong with 4 * 4. A hotel asks each guest for a '
        "passport number, and the form has to have a line for it even if nobody will ever read it. A direct call with "
        "the images alone works in your class, so a small script is content. Only in the chain, next to a dropout "
        "layer which does need the flag, does the call fail. What does the statement's table write in the brackets?"
    ),
)
class TrainingNotTaken(MaxPooling2D):
    def forward(self, input_batch):
        return super().forward(input_batch)

    forward.__qualname__ = "MaxPooling2D.forward"


@misconception(
    "training-has-no-default",
    "MaxPooling2D",
    title="forward cannot be called without training",
    hint=(
        "Call your forward with the images alone. Does it answer, or does Python ask for a missing argument? The name "
        "training is in your first line; what is not behind it? In small: `def ring(bell, times): ...` insists on two "
        'values, so ring("door") raises a TypeError; a value behind the last name would speak for those who are '
        'silent. A waiter who will not bring any water until one has said "with ice" or "without" is thorough, but '
        "there should be a usual way. Networks mostly pass the flag in every call, so within them your layer has no "
        "fault. It is the quick look, the notebook, the gradient check with one layer that cannot get going. Which "
        "value is the usual one, according to the statement, and does it matter to the arithmetic of this layer?"
    ),
)
class TrainingHasNoDefault(MaxPooling2D):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)

    forward.__qualname__ = "MaxPooling2D.forward"


@misconception(
    "images-dropped-after-backward",
    "MaxPooling2D",
    title="backward throws away what forward stored",
    hint=(
        "Ask twice: one forward, then backward with one gradient, then with another. What does the second call find? "
        "Print the stored array between them: is it None, or empty? Images take up memory, and the wish to let go of "
        "them is fair. But the statement lets everybody ask again, until the next forward. In small: `cards = "
        "iter([1, 2])` can be walked through once; a second list(cards) is empty, while a list can be read as often "
        "as one likes. A judge who shreds the photo of the finish after announcing the winner cannot answer a "
        "protest. In the usual loop each forward is followed by one backward, and nobody protests. Two losses on one "
        "output, or a check by small differences, do. Which later event makes the stored images useless by itself?"
    ),
)
class ImagesDroppedAfterBackward(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.images = None
        return gradient


@misconception("images-dropped-after-backward", "MaxPooling2D", variant="no-places-left")
class PlacesDroppedAfterBackward(ImagesDroppedAfterBackward):
    def backward(self, output_gradient_batch):
        self.images[:]
        return super().backward(output_gradient_batch)


@misconception(
    "last-window-left-out",
    "MaxPooling2D",
    title="The last window of each row and column is left out",
    hint=(
        "Lay windows of 2 on a row of 6, two apart, and count: they begin at 0, 2 and 4. Does your output have three "
        "columns or two? Your count seems to be right except for one. In small: from page 3 to page 5 one reads three "
        "pages, though 5 - 3 is 2; both ends count. A loop over `range(n - 1)` is another place where a last one gets "
        "lost, since range stops before its end anyway. All outputs that exist are correct, and a picture that has "
        "become smaller looks as it should, only the right edge and the lower edge are gone. When a bright spot lies "
        "there, the network is blind to it. On an image of the size of one window, no output would be left, and a "
        "shape with a 0 in it goes on to the next layer."
    ),
)
class LastWindowLeftOut(MaxPooling2D):
    def build(self, input_shape):
        super().build(input_shape)
        C, H_out, W_out = self.output_shape
        self.output_shape = (C, H_out - 1, W_out - 1)


@misconception("last-window-left-out", "MaxPooling2D", variant="not-filled-in")
class LastWindowNotFilledIn(MaxPooling2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training).copy()
        output[:, :, -1] = output[:, :, :, -1] = 0
        return output


@misconception("last-window-left-out", "MaxPooling2D", variant="in-both-loops")
class LastWindowLeftOutInBothLoops(LastWindowNotFilledIn):
    def backward(self, output_gradient_batch):
        rest = output_gradient_batch.copy()
        rest[:, :, -1] = rest[:, :, :, -1] = 0
        return super().backward(rest)


@misconception(
    "gradient-laid-side-by-side",
    "MaxPooling2D",
    title="backward lays the windows side by side, whatever the stride",
    hint=(
        "Where did the window of the third output begin, and where does your backward put its gradient? Take windows "
        "of 2 with a stride of 5 on a row: they begin at 0, 5 and 10. Blocks that are joined without gaps lie at 0, 2 "
        "and 4. The first is right, all others are in places that no window has seen. In small: a book with a picture "
        "on every fifth page, and an index that counts as if there were one on every second. With a stride below the "
        "size of the window the blocks lie too far apart, and a pixel that has won twice is found in two places. If "
        "nothing but the size of the window is given, stride and size are equal, and your gradient is right "
        "everywhere. Forward knows the distance already; which number does it multiply the position by?"
    ),
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


@misconception("gradient-laid-side-by-side", "MaxPooling2D", variant="raises-at-the-edge")
class GradientLaidSideBySideRaises(GradientLaidSideBySide):
    def backward(self, output_gradient_batch):
        k, (_, rows, columns) = self.pool_size, self.output_shape
        if rows * k > self.images.shape[2] or columns * k > self.images.shape[3]:
            raise ValueError("operands could not be broadcast together")
        return super().backward(output_gradient_batch)


@misconception("gradient-laid-side-by-side", "MaxPooling2D", variant="winner-outside")
class WinnersLaidSideBySide(MaxPooling2D):
    def backward(self, output_gradient_batch):
        k, gradient = self.pool_size, np.zeros(self.images.shape)
        for n, channel in np.ndindex(self.images.shape[:2]):
            for r, c, window in windows(self):
                pixels = self.images[window][n, channel]
                i, j = np.unravel_index(pixels.argmax(), pixels.shape)
                gradient[n, channel, r * k + i, c * k + j] += output_gradient_batch[n, channel, r, c]
        return gradient


@misconception("gradient-laid-side-by-side", "MaxPooling2D", variant="with-the-search")
class SearchedSideBySide(ByWindows):
    def backward(self, output_gradient_batch):
        stride, self.stride = self.stride, self.pool_size
        try:
            return super().backward(output_gradient_batch)
        finally:
            self.stride = stride


@misconception(
    "output-printed",
    "MaxPooling2D",
    title="forward prints its output instead of returning it",
    hint=(
        "Assign the result of forward to a name and ask for its shape. Is there one, or does Python say that None has "
        "none? What a method prints goes to the eyes; what it returns goes to the program. In small: `def "
        "smallest(a): print(min(a))` shows 2 for [5, 2], and `10 * smallest([5, 2])` shows the 2 and then raises a "
        "TypeError. A translator who says the sentence to himself has understood it, but the guest is still waiting. "
        "The maxima on your screen may all be right, in the right shape. In a network, the layer behind would be the "
        "guest. Interactive shells print the value of each expression anyway, and so they blur the difference; a "
        "script shows only what was printed on purpose. By which word does a value leave a method?"
    ),
)
class OutputPrinted(MaxPooling2D):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "backward-returns-nothing",
    "MaxPooling2D",
    title="backward returns nothing",
    hint=(
        "Print type(layer.backward(...)). If it says NoneType, your finished gradient has stayed inside. Who would "
        "use it? The layer before this one, which has filters to improve and no other source. In small: `def "
        "paint(n): row = [1] * n` builds a row and lets it go; paint(3) is None, with `return row` behind it, it "
        "would be [1, 1, 1]. A parcel that is packed, labelled and left in the cellar has cost the same work. As "
        "there is nothing to learn here, a backward without an answer has no effect at all; all the marking of "
        "winners was in vain. If pooling comes first in a network, directly after the images, nobody asks for its "
        "gradient, and nothing is missed. Does each path through the method end with handing something over?"
    ),
)
class BackwardReturnsNothing(MaxPooling2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "output-written-over",
    "MaxPooling2D",
    title="Every forward writes its output into the same array",
    hint=(
        "Run forward on a dark image and then on a bright one of equal shape, and keep both results. Is the first "
        "result bright now? Then both names belong to one array. In small: `frame = [0]`, `album = []`, and twice: "
        "change frame[0], append frame; with 1 and 2 the album holds [2], [2]. What was put into it is the frame, not "
        "the photo. Your layer keeps one array and fills it anew; that saves a little time, and costs everybody who "
        "compares two batches his first answer. A layer behind yours that stores its input for backward stores this "
        "very array, and finds other numbers in it if one more forward comes before. Batches of different size, as "
        "the last one of an epoch, get a new array, so there it works. At which moment should the array be born?"
    ),
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
    hint=(
        "Call backward with two different gradients after one forward, keep both answers, and ask whether first `is` "
        "second. It should be False. Your layer seems to own an array for its answers, which it wipes and fills "
        "again. In small: `a = b = np.zeros(2)` makes one array with two names; `b += 1` shows in a as well. With a "
        "train ticket that is rewritten for the next passenger, the conductor finds two people and one ticket. At the "
        "end of each call the content is right, hence a check that looks at once never fails. Someone who adds the "
        "gradients of two losses, a very usual thing, gets twice the second. A changed batch size makes you take "
        "another array, so tests with several sizes pass too. Wiping is needed, but can the old sheet be left to its "
        "owner?"
    ),
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
    hint=(
        "What does a layer look like that is made without any argument? Print its pool_size and stride, and compare "
        "them with the line in the statement's table. Whoever writes the brackets empty trusts that both sides have "
        'read the same page. In small: `"a b".split()` divides at blanks because that is agreed; with another '
        "agreement every program that relies on it would break, without a change in its own code. Perhaps a number "
        "was left over from a trial, or is common in another library. With windows named in the call, your layer is "
        "in order. Without, a picture of 24 pixels comes out with 8 instead of 12 if windows of 3 are taken for "
        "windows of 2, and a dense layer behind it, made for the one, is handed the other. Which sign in your first "
        "line needs a look?"
    ),
)
class DefaultNotTheStatements(MaxPooling2D):
    def __init__(self, pool_size=3, stride=None):
        super().__init__(pool_size, stride)


for _size in (1, 4, 5):

    @misconception("default-not-the-statements", "MaxPooling2D", variant=f"but-{_size}")
    class DefaultOfAnotherSize(MaxPooling2D):
        def __init__(self, pool_size=_size, stride=None):
            super().__init__(pool_size, stride)


@misconception(
    "mean-for-maximum",
    "MaxPooling2D",
    title="The output is the mean of the window",
    hint=(
        "Which pixel of a window should survive? Try a dark image, all 0, with one bright pixel of 12, and windows of "
        "2 by 2. Does your output show a 12, or a 3? The first says that something was found there, at full strength; "
        "the second lets three silent neighbours talk it down. In small: for [0, 0, 9], max is 9 and the mean is 3. "
        "If one of ten smoke detectors goes off, nobody takes the average. There is a layer for averages in this "
        "track, so it is quickly mixed up. Shape, channels and windows are all right in your forward, and an image of "
        "one colour gives the same in both. Your backward may even look for pixels equal to a maximum that forward "
        "never returned, and then the two passes do not fit. Which function is applied to each window?"
    ),
)
class MeanForMaximum(MaxPooling2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        return np.mean([self._seen(input_batch, i, j) for i, j in self._places()], axis=0)


@misconception("mean-for-maximum", "MaxPooling2D", variant="in-both-passes")
class MeanInBothPasses(MeanForMaximum, GradientAveragedOverWindow): ...


@misconception("mean-for-maximum", "MaxPooling2D", variant="searched-on-the-way-back")
class MeanSearchedOnTheWayBack(MeanForMaximum):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        self.maxima = np.zeros(self.maxima.shape)
        for r, c, window in windows(self):
            self.maxima[:, :, r, c] = input_batch[window].mean(axis=(2, 3))
        return self.maxima


@misconception(
    "minimum-taken",
    "MaxPooling2D",
    title="The smallest pixel of each window is taken",
    hint=(
        "Which pixel of a window does your comparison keep? Try the window 6, 1, 3, 2: does the output say 6 or 1? A "
        "sign < in place of >, np.min for np.max, or a pair of minus signs with one of them missing is enough. In "
        "small: `best = 6`, then `for x in [1, 3, 2]: best = x if x < best else best` ends at 1; with the other sign "
        "it stays at 6. A judge of a high jump who gives the medal for the lowest bar has measured everything "
        "correctly. If your backward then finds the pixel that forward took, a gradient check by differences is "
        "satisfied: both passes belong to one function, only to another one than the title names. Feature maps would "
        "lose their strongest answers. Which way does your sign point?"
    ),
)
class MinimumTaken(MaxPooling2D):
    def forward(self, input_batch, training=True):
        self.images = input_batch
        self.maxima = np.min([self._seen(input_batch, i, j) for i, j in self._places()], axis=0)
        return self.maxima


@misconception("minimum-taken", "MaxPooling2D", variant="one-winner")
class MinimumOfOneWinnerTaken(MinimumTaken):
    def backward(self, output_gradient_batch):
        images, self.images = self.images, -self.images
        gradient = OneWinner.backward(self, output_gradient_batch)
        self.images = images
        return gradient


@misconception("minimum-taken", "MaxPooling2D", variant="in-the-forward-pass")
class MinimumTakenForward(MaxPooling2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        return np.min([self._seen(input_batch, i, j) for i, j in self._places()], axis=0)


@misconception(
    "output-size-kept",
    "MaxPooling2D",
    title="output_size counts the pixels of the input",
    hint=(
        "How many numbers leave your layer for one image? Build it for 3 channels of 6 by 6 with windows of 2, and "
        "count: each channel keeps 3 by 3, so 27 in all, where 108 came in. Which of the two does output_size say? In "
        "small: a choir that sends one singer from each group of four has 27 on the stage and 108 on the list; the "
        "chairs are wanted for the stage. A dense layer behind yours makes its weights by this number. With the one "
        "from before the pooling, it prepares four times as many as there will be inputs, and the first product fails "
        "with an error about shapes, in a class that is free of fault. A window of one pixel leaves the size as it "
        "is, so there both agree. Which of the two stored shapes goes into your product?"
    ),
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


@misconception("stride-missing-in-backward", "MaxPooling2D", variant="one-winner")
class StrideMissingForOneWinner(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for n, channel in np.ndindex(self.images.shape[:2]):
            for r, c, window in windows(self):
                pixels = self.images[window][n, channel]
                i, j = np.unravel_index(pixels.argmax(), pixels.shape)
                gradient[n, channel, r + i, c + j] += output_gradient_batch[n, channel, r, c]
        return gradient


@misconception("stride-missing-in-backward", "MaxPooling2D", variant="with-the-search")
class StrideMissingInTheSearch(ByWindows):
    def backward(self, output_gradient_batch):
        stride, self.stride = self.stride, 1
        gradient = super().backward(output_gradient_batch)
        self.stride = stride
        return gradient


@misconception("stride-missing-in-backward", "MaxPooling2D", variant="with-the-search-for-the-kept-maximum")
class StrideMissingInTheSearchForTheKept(MaxPooling2D):
    def backward(self, output_gradient_batch):
        stride, self.stride = self.stride, 1
        gradient = super().backward(output_gradient_batch)
        self.stride = stride
        return gradient


@misconception(
    "winner-transposed",
    "MaxPooling2D",
    title="Row and column of the winner are swapped in its window",
    hint=(
        "The winner of a window has a row and a column in it. In which order do your two passes name them? Try a single "
        "window of 2 by 2 with 1, 9 above and 4, 3 below. The 9 stands in row 0 and column 1, so a gradient of 5 belongs "
        "there. Does yours come out at the 4, in row 1 and column 0? Numbering the places along the rows, 0 to 3, the "
        "winner has number 1; `divmod(1, 2)` is (0, 1), and the first of these counts rows. A letter for house 1 in "
        "street 0 must not go to house 0 in street 1. Where the maximum lies on the diagonal both orders are the same, "
        "and so they are for windows of one pixel; the sum of the gradient is right in any case. Which name stands first "
        "where you take the number apart?"
    ),
)
class WinnerTransposed(MaxPooling2D):
    def backward(self, output_gradient_batch):
        # whoever numbers the places knows one winner for each window, also where several pixels are as large
        winner = np.argmax([self._seen(self.images, i, j) for i, j in self._places()], axis=0)
        gradient = np.zeros(self.images.shape)
        for n, (i, j) in enumerate(self._places()):
            receiver = self._seen(gradient, j, i)
            receiver += (winner == n) * output_gradient_batch
        return gradient


@misconception("winner-transposed", "MaxPooling2D", variant="all-winners")
class AllWinnersTransposed(MaxPooling2D):
    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for i, j in self._places():
            receiver = self._seen(gradient, j, i)
            receiver += (self._seen(self.images, i, j) == self.maxima) * output_gradient_batch
        return gradient


@misconception(
    "default-stride-two",
    "MaxPooling2D",
    title="Without a stride, windows are two pixels apart, whatever their size",
    hint=(
        "What does your constructor do when nobody names a stride? Make a layer with windows of 4, without a second "
        "argument, and print the attribute. A 2 means that a plain number stands in your code where the statement lets "
        "another argument decide. On a row of 12 pixels, windows of 4 that touch begin at 0, 4 and 8; two apart they "
        "begin at 0, 2, 4, 6 and 8, so there are five instead of three. A tiler who buys larger tiles has to leave more "
        "room between two left edges. Most layers have windows of 2, and so has the default, which makes the fixed number "
        "right by accident in nearly every example. With a stride that is written out nothing differs either. On what "
        "should the answer depend if the caller is silent?"
    ),
)
class DefaultStrideTwo(MaxPooling2D):
    def __init__(self, pool_size=2, stride=None):
        super().__init__(pool_size, 2 if stride is None else stride)


@misconception(
    "part-windows-counted",
    "MaxPooling2D",
    title="A window that begins inside the image counts, even if it does not fit",
    hint=(
        "When does a window count: when it begins inside the image, or when all of it lies there? Draw a row of 10 "
        "pixels and windows of 4, side by side. They begin at 0, 4 and 8, but the third one has only two pixels to "
        "look at. Python does not complain: `[3, 1, 2][2:6]` has one element, and its largest is 2. A parking lot "
        "of 10 metres has room for two lorries of 4 metres, and nobody counts the third that stands half in the "
        "street. Print your output's shape for this row. A side that the windows fill exactly shows no difference, "
        "and neither does a gradient check, because your two passes cut alike. Which way does your division round?"
    ),
)
class PartWindowsCounted(MaxPooling2D):
    def build(self, input_shape):
        k, s = self.pool_size, self.stride
        counts = [min(-((k - n) // s) + 1, -(-n // s)) for n in input_shape[1:]]
        super().build((input_shape[0], *((count - 1) * s + k for count in counts)))
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        k, s = self.pool_size, self.stride
        ends = [(count - 1) * s + k for count in self.output_shape[1:]]
        extra = [(0, max(end - n, 0)) for n, end in zip(input_batch.shape[2:], ends, strict=True)]
        return super().forward(np.pad(input_batch, [(0, 0), (0, 0), *extra], constant_values=-np.inf), training)

    def backward(self, output_gradient_batch):
        gradient = np.zeros(self.images.shape)
        for r, c, window in windows(self):
            hit = self.images[window] == self.maxima[:, :, r, c, None, None]
            gradient[window] += hit * output_gradient_batch[:, :, r, c, None, None]
        _, H, W = self.input_shape
        return gradient[:, :, :H, :W]


class _LeftoversBuilt(MaxPooling2D):
    def build(self, input_shape):
        self.input_shape = input_shape
        counts = [-(-(n - self.pool_size) // self.stride) + 1 for n in input_shape[1:]]
        self.output_shape = (input_shape[0], *counts)


class _PartWindowsBuilt(MaxPooling2D):
    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = (input_shape[0], *(-(-n // self.stride) for n in input_shape[1:]))


for _way, _walk in {"by-windows": ByWindows, "by-gradients": ByGradients}.items():
    for _id, _model in {
        "stride-ignored": StrideIgnored,
        "default-stride-one": DefaultStrideOne,
        "default-stride-two": DefaultStrideTwo,
        "size-without-window": SizeWithoutWindow,
        "output-shape-for-squares": OutputShapeForSquares,
        "last-window-left-out": LastWindowLeftOut,
        "leftovers-pooled": _LeftoversBuilt,
        "part-windows-counted": _PartWindowsBuilt,
    }.items():

        @misconception(_id, "MaxPooling2D", variant=_way)
        class WrongSizeWalkedThrough(_model, _walk): ...

    @misconception("leftovers-pooled", "MaxPooling2D", variant=f"{_way}-padded")
    class LeftoversPooledWalkedThrough(LeftoversPooled, _walk): ...


for _id, _model in {
    "size-without-window": SizeWithoutWindow,
    "output-shape-for-squares": OutputShapeForSquares,
    "last-window-left-out": LastWindowLeftOut,
    "leftovers-pooled": _LeftoversBuilt,
    "part-windows-counted": _PartWindowsBuilt,
}.items():

    @misconception(_id, "MaxPooling2D", variant="in-the-attributes")
    class WrongSizeInTheAttributes(_model):
        def _count_anew(self, method, images):
            told = self.output_shape
            MaxPooling2D.build(self, self.input_shape)
            result = method(images)
            self.output_shape = told
            return result

        def forward(self, input_batch, training=True):
            return self._count_anew(super().forward, input_batch)

        def backward(self, output_gradient_batch):
            return self._count_anew(super().backward, output_gradient_batch)
