"""What people get wrong in `inverted_dropout`. Each class is the reference with one mistake.

Whoever makes a mistake may draw in another way than the reference, and every draw then is another. So other ways to
draw are declared as alternatives, and each mistake is tried on top of them as well.
"""

import itertools

import numpy as np
from inverted_dropout import Dropout

from grader.misconceptions import alternative, misconception


class Below(Dropout):
    """Keeps an element where a uniform draw lies below the share that is kept, as the reference does."""

    generator = np.random

    def draw(self, share, shape):
        return self.generator.uniform(size=shape) < share

    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 1 - self.probability)

    def apply(self, input_batch, training, share, factor=None):
        """Does what the reference does, with this share of kept elements and this factor for them."""
        if not training:
            return input_batch
        self.mask = self.draw(share, input_batch.shape) * (1 / (1 - self.probability) if factor is None else factor)
        return input_batch * self.mask


@alternative("drawn-above", "Dropout")
class Above(Below):
    """Keeps an element where a uniform draw lies above the share that is dropped."""

    def draw(self, share, shape):
        return self.generator.uniform(size=shape) >= 1 - share


@alternative("drawn-by-binomial", "Dropout")
class Binomial(Below):
    """Lets numpy toss the coins."""

    def draw(self, share, shape):
        return self.generator.binomial(1, share, size=shape)


@alternative("dropped-by-binomial", "Dropout")
class DroppedByBinomial(Below):
    """Lets numpy toss the coins for those that are dropped: other numbers where half of them are."""

    def draw(self, share, shape):
        return self.generator.binomial(1, 1 - share, size=shape) == 0


class OwnGenerator(Below):
    """Draws from a generator that each layer makes for itself, without a seed."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.generator = np.random.default_rng()


@alternative("own-generator", "Dropout")
class OwnGeneratorBelow(OwnGenerator): ...


@alternative("own-generator-drawn-above", "Dropout")
class OwnGeneratorAbove(OwnGenerator, Above): ...


def for_each_draw(id, *, title, hint):
    """Declares what the decorated function makes of the reference as the mistake `id`."""

    def declare(make):
        misconception(id, "Dropout", title=title, hint=hint)(make(Below))
        return make

    return declare


@for_each_draw(
    "classic-dropout",
    title="Survivors keep their size, and the use outside training is scaled down instead",
    hint=(
        "In the inverted form nothing happens outside training. Where do the survivors make up for the others in "
        "your code, and is there a product in the branch for use? Take ten inputs of 1 and a probability of 0.5. "
        "The classic form gives about five ones in training, a sum near 5, and then ten halves in use: 5 again. "
        "The inverted form gives about five twos, a sum near 10, and in use the ten ones as they are. Both are "
        "consistent in themselves, which is why many texts show the older one. The statement asks for the other, "
        "so that whoever uses the trained network need not know about dropout. With a probability of 0 the two "
        "forms agree."
    ),
)
def classic_dropout(base):
    class ClassicDropout(base):
        def forward(self, input_batch, training=True):
            keep = 1 - self.probability
            return self.apply(input_batch, True, keep, 1) if training else input_batch * keep

    return ClassicDropout


@for_each_draw(
    "never-scaled",
    title="Survivors are not enlarged",
    hint=(
        "Feed an array of a thousand ones through a pass in training and look at the mean of the output. Is it "
        "still about one? With half of them dropped and the rest left at 1 it is about 0.5. In use nothing is "
        "dropped, so the mean is 1 then: the next layer, whose weights got used to sums of one size, suddenly "
        "meets sums twice as large. Think of a choir in which half of the singers are sent out at every rehearsal, "
        "and which nevertheless has to fill the hall. What must the others do in rehearsal? Which line of your "
        "forward changes the size of an element that stays? The smaller the dropped share, the less it shows."
    ),
)
def never_scaled(base):
    class NeverScaled(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, 1 - self.probability, 1)

    return NeverScaled


@misconception("never-scaled", "Dropout", variant="forward-alone")
class NeverScaledForward(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 1 - self.probability, 1)

    def backward(self, output_gradient_batch):
        return output_gradient_batch * (self.mask != 0) * (1 / (1 - self.probability))


@for_each_draw(
    "scaled-twice",
    title="The use outside training is scaled although training was already",
    hint=(
        "The survivors have made up for the dropped ones in training. What is left to do outside it, and what does "
        "your code do there? Compare means: ones, with a probability of 0.5, give in training about 500 twos among "
        "a thousand, a mean near 1. In use the mean should be the same. If it is 0.5, there is a second "
        "correction. There are two schools, one that corrects in training and one that does so in use; code that "
        "takes one half from each corrects twice. It is like putting the clock forward in the evening and once "
        "more in the morning. The loss in training looks fine, and only the predictions are weak. A probability of "
        "0 hides it."
    ),
)
def scaled_twice(base):
    class ScaledTwice(base):
        def forward(self, input_batch, training=True):
            output = super().forward(input_batch, training)
            return output if training else output * (1 - self.probability)

    return ScaledTwice


@for_each_draw(
    "keep-and-drop-swapped",
    title="probability is taken as the share that is kept",
    hint=(
        "With a probability of 0.2, how many of a hundred inputs should be zero? How many are in your output? "
        "About 20 are wanted; about 80 mean that the number was read as the share that stays. Look at the "
        "comparison or the argument that decides, and say in words what is true for an element that is kept. The "
        "mean tells nothing here, because the few survivors may be enlarged to fit: 20 fives have the sum of a "
        "hundred ones. Some libraries do name the share to keep, so a line from elsewhere may be right there. With "
        "0.5 both readings are one, and that is the default. What does the statement say that probability is?"
    ),
)
def keep_and_drop_swapped(base):
    class KeepAndDropSwapped(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, self.probability, 1 / self.probability if self.probability else 1)

    return KeepAndDropSwapped


@misconception("keep-and-drop-swapped", "Dropout", variant="drawn-only")
class KeepAndDropSwappedByTheDraw(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, self.probability, None)


@misconception("keep-and-drop-swapped", "Dropout", variant="one-over")
class KeepAndDropSwappedOneOver(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, self.probability, 1 / self.probability)


@misconception("keep-and-drop-swapped", "Dropout", variant="not-a-number")
class KeepAndDropSwappedNotANumber(Below):
    def forward(self, input_batch, training=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.apply(input_batch, training, self.probability, 1 / np.float64(self.probability))


@for_each_draw(
    "scale-from-the-dropped-share",
    title="Survivors are divided by p instead of 1 - p",
    hint=(
        "If one input in five is dropped, do the others have to grow a little or a lot? Work with a purse: five "
        "people share a bill of 20 euros, 4 each, and one leaves. The four that stay pay 5 each, a quarter more. "
        "Somebody who divides by the share of the one who left lets everyone pay 20, and the bill becomes 80. In "
        "your output, take ones and a probability of 0.2: how large is an element that was kept? Then take 0.9 and "
        "ask again, since there the growth should be large. Which number does your code divide by? For 0.5 the two "
        "shares are equal, so the default is the worst setting for a test."
    ),
)
def scale_from_dropped_share(base):
    class ScaleFromDroppedShare(base):
        def forward(self, input_batch, training=True):
            factor = 1 / self.probability if self.probability else 1
            return self.apply(input_batch, training, 1 - self.probability, factor)

    return ScaleFromDroppedShare


@misconception("scale-from-the-dropped-share", "Dropout", variant="one-over")
class ScaledByOneOverP(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 1 - self.probability, 1 / self.probability)


@misconception("scale-from-the-dropped-share", "Dropout", variant="not-a-number")
class ScaledByPNotANumber(Below):
    def forward(self, input_batch, training=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            if not training:
                return input_batch
            self.mask = self.draw(1 - self.probability, input_batch.shape) / np.float64(self.probability)
            return input_batch * self.mask


@misconception("scale-from-the-dropped-share", "Dropout", variant="infinite")
class ScaledByPInfinite(Below):
    def forward(self, input_batch, training=True):
        if not training:
            return input_batch
        self.kept = self.draw(1 - self.probability, input_batch.shape)
        return self.enlarge(input_batch)

    def backward(self, output_gradient_batch):
        return self.enlarge(output_gradient_batch)

    def enlarge(self, array):
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.kept, array / np.float64(self.probability), 0)


@misconception("scale-from-the-dropped-share", "Dropout", variant="forward-alone")
class ScaledByPForward(Below):
    def forward(self, input_batch, training=True):
        if not training:
            return input_batch
        kept = self.draw(1 - self.probability, input_batch.shape)
        self.mask = kept / (1 - self.probability)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(kept, input_batch / np.float64(self.probability), 0)


@for_each_draw(
    "scaled-by-the-share",
    title="Survivors are multiplied by 1 - p instead of divided by it",
    hint=(
        "Do your survivors become larger or smaller than they were, and which of the two makes up for the others? "
        "Feed ones with a probability of 0.5. About half of the places are 0. If the rest are 0.5, the mean is "
        "0.25: the sum has shrunk twice instead of being repaired. A team of ten from which five are ill gets the "
        "work done only if each of the others does more. In older forms of dropout a factor below 1 belongs to the "
        "use of the network, not to its training, and it may have wandered from there. Look at one line: is the "
        "share that stays above or below the stroke? With small probabilities the means differ by little."
    ),
)
def scaled_by_share(base):
    class ScaledByShare(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, 1 - self.probability, 1 - self.probability)

    return ScaledByShare


@for_each_draw(
    "always-active",
    title="Inputs are dropped outside training as well",
    hint=(
        "A trained network should answer the same question twice in the same way. Where does your forward look at "
        "training, and which lines are skipped when it is False? Send the same ones through twice with "
        "training=False and compare: the statement wants exactly what went in. A lamp with a switch that is "
        "connected to nothing is on in both positions. Taking the argument is not the same as using it; in small, "
        '`def say(word, loud):` with `return word.upper()` shouts "NO" whatever loud is. During training '
        "everything is as it should be. Afterwards the predictions waver, and an accuracy measured twice gives two "
        "numbers. With a probability of 0 it is hidden."
    ),
)
def always_active(base):
    class AlwaysActive(base):
        def forward(self, input_batch, training=True):
            return super().forward(input_batch, True)

    return AlwaysActive


@for_each_draw(
    "flag-inverted",
    title="Inputs are dropped outside training only",
    hint=(
        "Read your condition on training aloud. In which of the two cases does it drop? A `not` too many, or two "
        "exchanged branches, turn the layer around: training goes on as if there were no dropout, and the finished "
        "network loses inputs at random. Try ones with a probability of 0.5, once in each mode, and count the "
        'zeros. A smaller case: `def greet(day):` with `return "night" if day else "morning"` has both words and '
        "both branches, and each is wrong. Since both modes work without an error, a program runs through to its "
        "end. The loss in training even looks better than expected, and only a second look at the predictions "
        "gives cause for wonder."
    ),
)
def flag_inverted(base):
    class FlagInverted(base):
        def forward(self, input_batch, training=True):
            output = super().forward(input_batch, not training)
            if training:
                self.mask = np.ones(input_batch.shape)
            return output

    return FlagInverted


@misconception("flag-inverted", "Dropout", variant="mask-left")
class FlagInvertedMaskLeft(Below):
    mask = None

    def forward(self, input_batch, training=True):
        return super().forward(input_batch, not training)


@misconception("flag-inverted", "Dropout", variant="mask-left-and-first")
class FlagInvertedMaskFirst(FlagInvertedMaskLeft):
    def backward(self, output_gradient_batch):
        return self.mask * output_gradient_batch


@misconception("flag-inverted", "Dropout", variant="no-mask")
class FlagInvertedNoMask(Below):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, not training)


@for_each_draw(
    "gradient-without-mask",
    title="backward passes every gradient on",
    hint=(
        "Can an input that was dropped have any influence on the loss? What does backward return in its place? Do "
        "it with two numbers: 3 and 5 go in, the first is dropped, and 0 and 10 come out with a probability of "
        "0.5. Change the 3 to 4, with the same draw: the output is 0 and 10 again. So its gradient is known. Now "
        "send back the gradient 1, 1 and print the answer: is there a zero where the output has one? If every "
        "place gets something, the layer before it learns from inputs that nobody heard. Shape and size of the "
        "other elements are right, so a glance at the mean can miss it. Which record of the draws does backward "
        "read?"
    ),
)
def gradient_without_mask(base):
    class GradientWithoutMask(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch / (1 - self.probability)

    return GradientWithoutMask


@for_each_draw(
    "gradient-unchanged",
    title="backward returns its argument",
    hint=(
        "The forward pass changed every element, one way or the other. What does the chain rule say about each of "
        "them? With a probability of 0.5 the input 3 became either 0 or 6. If the input grows by 0.1, the output "
        "grows by 0 in the first case and by 0.2 in the second. So a gradient of 1 at the output should not be 1 "
        "at the input in either. Print what backward makes of ones: it should have as many different numbers as "
        "the forward pass has kinds of elements. A mirror that always shows the same face is a picture. With a "
        "probability of 0, and there only, nothing has to change. Which lines of forward have no counterpart?"
    ),
)
def gradient_unchanged(base):
    class GradientUnchanged(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch.copy()

    return GradientUnchanged


@for_each_draw(
    "gradient-without-scale",
    title="backward drops, but does not enlarge the rest",
    hint=(
        "The survivors were multiplied by something in the forward pass. What is the derivative of that? With a "
        "probability of 0.5 the input 3 came out as 6, and 3.1 as 6.2: the output moves twice as far as the input. "
        "So a gradient of 1 behind the layer is not 1 in front of it. Compare the two results of your layer for "
        "the same array of ones, forward and back after it: should they be different at all? A gear that turns the "
        "wheel twice for each turn of the pedal does so for every turn. The zeros stand at the right places here, "
        "so a check of the zeros passes, and the directions are right too; only the steps are too short."
    ),
)
def gradient_without_scale(base):
    class GradientWithoutScale(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch * (self.mask != 0)

    return GradientWithoutScale


@for_each_draw(
    "gradient-ignores-its-argument",
    title="backward returns the mask itself",
    hint=(
        "If the output gradient doubles, what should happen to the gradient that you return? Where does backward "
        "use its argument, other than for a shape? Go back twice after one forward pass, with ones and with "
        "sevens. Equal answers mean that the layer reports only its own factor. The chain rule has two factors, as "
        "a walk in two stages has: if a euro buys 2 apples and an apple has 5 seeds, somebody who only says 5 has "
        "not told how many seeds a euro buys. With ones behind the layer the answer is right by chance, and ones "
        "are what people try first. Signs vanish as well: no gradient that leaves the layer is ever negative."
    ),
)
def gradient_ignores_argument(base):
    class GradientIgnoresArgument(base):
        def backward(self, output_gradient_batch):
            return self.mask.copy()

    return GradientIgnoresArgument


@misconception("gradient-ignores-its-argument", "Dropout", variant="unscaled")
class GradientIsTheDraw(Below):
    def backward(self, output_gradient_batch):
        return 1.0 * (self.mask != 0)


@for_each_draw(
    "gradient-draws-again",
    title="backward draws a new mask",
    hint=(
        "Which elements were dropped is decided once for each forward pass. Does your backward decide again? Look "
        "for a random function in it, or for a call of forward. Try six ones: suppose the forward pass drops "
        "places 1 and 4, so these are 0. The gradient should be 0 at the same two. If zeros appear at 2 and 6, a "
        "new draw was made, and two calls of backward in a row differ from each other. It is as if a teacher had "
        "asked two pupils and then marked two others. Shape, mean and the number of zeros look right, so only a "
        "comparison place by place helps. Does a probability of 0 tell you anything?"
    ),
)
def gradient_draws_again(base):
    class GradientDrawsAgain(base):
        def backward(self, output_gradient_batch):
            return self.forward(output_gradient_batch)

    return GradientDrawsAgain


@for_each_draw(
    "backward-returns-nothing",
    title="backward returns nothing",
    hint=(
        "The layers before this one have to learn too. What do they get from your backward? Keep the answer under "
        "a name and print its type. A product that stands alone on a line is worked out and lost at once: `def "
        "pay(n):` with the one line `n * 3` gives None for pay(4), and Python says nothing about it. Walk through "
        "the method and ask at each line who gets its result. Where dropout comes first in a network, in front of "
        "the input, no layer waits for the gradient and training runs. In the middle, the layer in front tries to "
        "calculate with None, and the message names that layer instead of this one."
    ),
)
def backward_returns_nothing(base):
    class BackwardReturnsNothing(base):
        def backward(self, output_gradient_batch):
            output_gradient_batch * self.mask

    return BackwardReturnsNothing


@for_each_draw(
    "mask-made-once",
    title="The mask is drawn once and used for ever",
    hint=(
        "If the same inputs are always dropped, the others can rely on each other after all. When does your code "
        "draw: in each forward pass, or only if nothing has been drawn yet? Send ten ones through three times and "
        "write down where the zeros are. Three equal lists are suspicious; with a probability of 0.5 the chance of "
        "that is less than one in a million. A lottery that draws once and prints the numbers for the whole year "
        "is a short pleasure. Look for a condition around the draw, for instance a comparison of shapes, and for "
        "draws in the constructor or in build. A single pass is right, and the next batch of another size may even "
        "be drawn anew."
    ),
)
def mask_made_once(base):
    class MaskMadeOnce(base):
        def forward(self, input_batch, training=True):
            if not training:
                return input_batch
            if getattr(self, "mask", None) is None or self.mask.shape != input_batch.shape:
                super().forward(input_batch)
            return input_batch * self.mask

    return MaskMadeOnce


@misconception("mask-made-once", "Dropout", variant="whatever-the-shape")
class MaskMadeOnceWhateverTheShape(Below):
    def forward(self, input_batch, training=True):
        if not training:
            return input_batch
        if getattr(self, "mask", None) is None:
            super().forward(input_batch)
        return input_batch * self.mask


@misconception("mask-made-once", "Dropout", variant="for-each-shape")
class MaskMadeOnceForEachShape(Below):
    def draw(self, share, shape):
        self.drawn = getattr(self, "drawn", {})
        if shape not in self.drawn:
            self.drawn[shape] = super().draw(share, shape)
        return self.drawn[shape]


@for_each_draw(
    "mask-dropped-after-backward",
    title="backward throws the mask away",
    hint=(
        "backward may be called again after one forward pass. What is left of the draws when the second call "
        'begins? Search for a line that sets an attribute to None or deletes it. In small: `ticket = {"seat": 4}`, '
        'then ticket.pop("seat") is 4, and the same call again raises a KeyError; ticket["seat"] could be read all '
        "evening. Tidying up is not needed, since the next forward in training replaces the draws. After the first "
        "call backward should give the same answer to the same gradient, again and again. A plain loop goes back "
        "once for each pass and is content. A check by differences, or a loss of two parts, asks twice and finds "
        "nothing."
    ),
)
def mask_dropped_after_backward(base):
    class MaskDroppedAfterBackward(base):
        def backward(self, output_gradient_batch):
            gradient = output_gradient_batch * self.mask
            self.mask = None
            return gradient

    return MaskDroppedAfterBackward


@misconception("mask-dropped-after-backward", "Dropout", variant="deleted")
class MaskDeletedAfterBackward(Below):
    def backward(self, output_gradient_batch):
        gradient = output_gradient_batch * self.mask
        del self.mask
        return gradient


@for_each_draw(
    "one-mask-for-all-rows",
    title="All samples of a batch lose the same elements",
    hint=(
        "Which shape do you draw: that of one sample, or that of the whole batch? Send four rows of six ones "
        "through the layer and look at the zeros from above. If they stand in straight columns, all rows were "
        "treated by one draw. In small: a (1, 3) array times a (2, 3) array works by broadcasting, so "
        "`np.array([[0, 1, 0]]) * np.ones((2, 3))` has two equal rows, without an error. A school that gives every "
        "class the same free seats has drawn once and not for each pupil. The share of zeros is right on average. "
        "But in such a step some weights learn from nobody, and the steps vary far more. A batch of one cannot "
        "show it."
    ),
)
def one_mask_for_all_rows(base):
    class OneMaskForAllRows(base):
        def draw(self, share, shape):
            return np.broadcast_to(super().draw(share, (1, *shape[1:])), shape)

    return OneMaskForAllRows


@misconception(
    "whole-samples-dropped",
    "Dropout",
    title="Samples are dropped as a whole",
    hint=(
        "Look at one row of your output for a batch of ones. Does it ever have zeros beside other numbers? If each "
        "row is either all zeros or has none, there was one draw for each sample. Six rows of three numbers need "
        "eighteen draws; count what your call of the random function makes, by printing the shape of its result. "
        "In small, `np.array([[0], [1]]) * np.ones((2, 3))` gives a row of zeros and a row of ones: a single "
        "column is stretched over all of them. Dropping a sample is like leaving out a pupil, and dropping an "
        "input is like leaving out a word of each text. The total share is the same, so a mean does not tell."
    ),
)
class WholeSamplesDropped(Below):
    def draw(self, share, shape):
        return np.broadcast_to(super().draw(share, shape[:1] + (1,) * (len(shape) - 1)), shape)


@misconception(
    "whole-channels-dropped",
    "Dropout",
    title="The channels of images are dropped as a whole",
    hint=(
        "For an image, how many draws does your code make: one for a channel, or one for a pixel? Feed an image of "
        "two channels of 2 by 2 ones and print it. If every channel is either all zeros or full, eight draws were "
        "wanted and two were made. Look at the shape that you give to the random function: does it end in ones? "
        "There is a relative of this layer that drops whole maps on purpose, because neighbouring pixels tell "
        "nearly the same; this statement asks for single elements. A sheet with random holes is not a pile with "
        "missing sheets. Samples that are rows have no channels of several pixels, and so behave well in your "
        "trials."
    ),
)
class WholeChannelsDropped(Below):
    def draw(self, share, shape):
        return np.broadcast_to(super().draw(share, shape[:2] + (1,) * (len(shape) - 2)), shape)


@misconception(
    "exact-number-dropped",
    "Dropout",
    title="Exactly p of the elements are dropped, instead of each with probability p",
    hint=(
        "Count the zeros of several passes over inputs of one shape. Should their number always be the same? Throw "
        "a coin ten times, and then ten times more: heads may come 4 times, then 7 times. If each element has a "
        "draw of its own, the count varies like that; a count of exactly 5 in every pass means that a fixed number "
        "was chosen, by shuffling or by choice without replacement. What is the difference? Elements then know of "
        "each other: with two elements and one to drop, both can never be kept, whereas two coins show heads "
        "together in a quarter of all cases. With small inputs rounding comes in too: half of 3 is no whole "
        "number."
    ),
)
class ExactNumberDropped(Below):
    def draw(self, share, shape):
        kept = np.ones(np.prod(shape), bool)
        kept[np.random.permutation(kept.size)[: int(self.probability * kept.size)]] = False
        return kept.reshape(shape)


def make_number(deal, count):
    """Returns a layer that deals `count` dropped places out of n."""

    class OtherExactNumberDropped(Below):
        def draw(self, share, shape):
            n = int(np.prod(shape))
            return deal(n, count(n, self.probability)).reshape(shape)

    return OtherExactNumberDropped


def keep_all_but(n, places):
    """Returns n times True but for these places."""
    kept = np.ones(n, bool)
    kept[places] = False
    return kept


def shuffle(kept):
    """Returns the array, shuffled."""
    np.random.shuffle(kept)
    return kept


DEALS = {
    "dropped": lambda n, k: keep_all_but(n, np.random.permutation(n)[:k]),
    "kept": lambda n, k: ~keep_all_but(n, np.random.permutation(n)[: n - k]),
    "shuffled": lambda n, k: shuffle(np.arange(n) >= k),
    "kept-shuffled": lambda n, k: shuffle(np.arange(n) < n - k),
    "sorted": lambda n, k: keep_all_but(n, np.argsort(np.random.random(n))[:k]),
    "kept-sorted": lambda n, k: ~keep_all_but(n, np.argsort(np.random.random(n))[: n - k]),
}
COUNTS = {
    "cut-off": lambda n, p: int(n * p),
    "rounded": lambda n, p: round(n * p),
    "kept-cut-off": lambda n, p: n - int(n * (1 - p)),
}
for deal, count in itertools.product(DEALS, COUNTS):
    if (deal, count) != ("dropped", "cut-off"):
        misconception("exact-number-dropped", "Dropout", variant=f"{deal}-{count}")(
            make_number(DEALS[deal], COUNTS[count])
        )


@misconception(
    "normal-draws-compared",
    "Dropout",
    title="The draws that are compared with p come from a normal distribution",
    hint=(
        "For which distribution is the probability of lying below p just p? Which one does your code draw from? Do "
        "the experiment with ten thousand draws of each kind and the bound 0.2: about 2000 of the uniform ones lie "
        "below it, and about 5800 of the normal ones, because half of those are negative already. The names are "
        "alike: rand and randn differ by one letter. So print the smallest and the largest of your draws; numbers "
        "below 0 or above 1 cannot be uniform. A bound near 0.78 happens to give the right share for both. With a "
        "probability of 0 the mistake is plain, since then nothing should be dropped, and half is."
    ),
)
class NormalDrawsCompared(Below):
    def draw(self, share, shape):
        return np.random.randn(*shape) >= 1 - share


@misconception("normal-draws-compared", "Dropout", variant="below")
class NormalDrawsBelow(Below):
    def draw(self, share, shape):
        return np.random.randn(*shape) < share


@misconception(
    "nothing-dropped",
    "Dropout",
    title="Every element is kept",
    hint=(
        "Count the zeros in the output of a pass in training. What does your comparison say for each of the draws? "
        "Write five draws down, say 0.1, 0.3, 0.5, 0.7 and 0.9, and go through the line by hand: which are kept? "
        "If all are, look at the other side of the comparison. A bound of 1 lies above every one of them, and "
        "rounding a number below 1 to a whole one may make the bound what it should not be. A sieve without holes "
        "keeps everything. There may still be a factor on the survivors, and then every number in the output is "
        "too large, with a mean of 2 for ones and 0.5. With a probability of 0 all is right."
    ),
)
class NothingDropped(Below):
    def draw(self, share, shape):
        return np.random.random(shape) < 1


@misconception("nothing-dropped", "Dropout", variant="unscaled")
class NothingDroppedOrScaled(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 1, 1)


@misconception("nothing-dropped", "Dropout", variant="not-even-drawn")
class NothingEvenDrawn(Below):
    def forward(self, input_batch, training=True):
        return input_batch.copy()

    def backward(self, output_gradient_batch):
        return output_gradient_batch.copy()


@misconception(
    "dropped-elements-taken-out",
    "Dropout",
    title="Dropped elements are taken out of the array",
    hint=(
        "The next layer counts on as many inputs as ever. Which shape has your output, and what should stand where "
        "an element was dropped? Indexing with a condition takes elements out: `a = np.array([4, 5, 6])`, and a[a "
        "!= 5] has two elements; for a table it even gives one row, as what remains need not be a rectangle. A "
        "member who misses a meeting leaves an empty chair, and the chair is not carried out. Print the shape of "
        "several passes: does it vary from one to the next? The names drop and dropout suggest removal, but the "
        "places have to stay, since each belongs to a weight of its own. Without training, or if nothing is "
        "dropped, nobody would notice."
    ),
)
class DroppedElementsTakenOut(Below):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output[self.mask != 0] if training else output


@misconception(
    "probability-fixed",
    "Dropout",
    title="The probability is a constant of the code",
    hint=(
        "Does anything change in your output when the layer is created with another probability? Try 0.1 and 0.9 "
        "with a thousand ones and count the zeros. If both have about 500, where does the number in forward come "
        "from: from the object, or was it typed in there? The same in small: a `class Tax:` whose constructor "
        "stores a rate, and whose method add(price) multiplies by 1.5 in any case; Tax(0.5).add(10) is 15 and "
        "right, Tax(0.1).add(10) is 15 and wrong. An attribute that no method reads is a note in a drawer. A layer "
        "with the default behaves, so the trials that one makes first succeed. Look for numbers in the lines that "
        "draw and enlarge."
    ),
)
class ProbabilityFixed(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 0.5, 2)


def make_fixed(number, factor):
    """Returns a layer that drops with this probability, whatever it was told."""

    class OtherProbabilityFixed(Below):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, 1 - number, factor)

    return OtherProbabilityFixed


for number in (0.1, 0.2, 0.25, 0.3, 0.4, 0.8):
    misconception("probability-fixed", "Dropout", variant=f"at-{number}")(make_fixed(number, 1 / (1 - number)))
for number in (0.2, 0.5):
    misconception("probability-fixed", "Dropout", variant=f"drawn-at-{number}")(make_fixed(number, None))


@misconception("probability-fixed", "Dropout", variant="not-even-kept")
class ProbabilityNotKept(ProbabilityFixed):
    def __init__(self, probability=0.5):
        super().__init__(0.5)


@misconception(
    "default-not-the-statements",
    "Dropout",
    title="Without an argument the probability is another one than the statement's",
    hint=(
        "Create a layer without any argument and print its probability. What does the first line of the class in "
        "the statement say, and what does yours? A default is part of a promise: `round(2.5678)` gives 3, and "
        "everybody relies on the fact that no digits are kept when nobody asks for them. Two people who both write "
        "Dropout() expect the same layer, and one who loads an old description of a network does as well. Any "
        "layer that is given its number behaves correctly here, so a test with arguments is silent. With the wrong "
        "default a network trains a little differently from what was planned, and nothing in its output tells why."
    ),
)
class DefaultNotTheStatements(Dropout):
    def __init__(self, probability=0.2):
        super().__init__(probability)


def make_default(usual):
    """Returns a layer with this default."""

    class OtherDefault(Dropout):
        def __init__(self, probability=usual):
            super().__init__(probability)

    return OtherDefault


for usual in (0.0, 0.1, 0.25, 0.3, 0.4, 0.6, 0.75, 0.8, 0.9):
    misconception("default-not-the-statements", "Dropout", variant=f"at-{usual}")(make_default(usual))


@misconception(
    "seeded-inside",
    "Dropout",
    title="The generator is seeded in every pass",
    hint=(
        "Two passes should drop different elements. What in your code makes them equal, and who else draws from "
        "there? Look for a seed, or for a generator that is made in each call. In small: `random.seed(4)` and then "
        "random.random() give the same number each time the pair is run, so a loop over both lines prints one "
        "number again and again. A die that is always picked up and put down with the same side on top is not "
        "thrown. There is a second harm: numpy has one common generator for everybody, so setting it inside a "
        "layer also repeats the draws of the initializer, and of the shuffling. The caller may seed once. A single "
        "pass looks random enough."
    ),
)
class SeededInside(Below):
    def forward(self, input_batch, training=True):
        np.random.seed(0)
        return super().forward(input_batch, training)


def make_seeded_inside(make, number):
    """Returns a layer that seeds numpy's generator in each pass, or makes one with this seed."""

    class OtherSeededInside(Below):
        def draw(self, share, shape):
            self.generator = make(number) or np.random
            return super().draw(share, shape)

    return OtherSeededInside


for number in (0, 1, 2, 3, 7, 10, 42, 123, 1234):
    for name, make in [("common", np.random.seed), ("new", np.random.default_rng), ("older", np.random.RandomState)]:
        misconception("seeded-inside", "Dropout", variant=f"{name}-{number}")(make_seeded_inside(make, number))


@misconception(
    "training-has-no-default",
    "Dropout",
    title="forward cannot be called without training",
    hint=(
        "The statement gives training a value for those who say nothing about it. Does the first line of your "
        "forward do the same? Call it with the batch alone: a TypeError about a missing argument comes before any "
        'draw. In small: with `def walk(dog, leash=True):`, walk("Rex") and walk("Rex", False) are both possible; '
        "without the part after the name, only the second is. Here the value matters, for the two modes do "
        "different things: which of them does the statement choose for a short call? Someone who trains by hand "
        "mostly writes the short form. A network that names the mode in every call cannot find the gap."
    ),
)
class TrainingHasNoDefault(Dropout):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "training-not-taken",
    "Dropout",
    title="forward has no argument training",
    hint=(
        "A trained network must not drop anything. How does your forward learn whether the network trains or is "
        "used? Compare its first line with the one in the statement, and try a call with training=False. In small: "
        '`def drive(car):` and drive("van", rain=True) end in a TypeError, "got an unexpected keyword argument", '
        "so nothing of the body is reached. An attribute of the layer instead of an argument is another design, "
        "known from other libraries, but then every caller would have to set it. A layer without the argument can "
        "only ever do one of two things. A short call in training looks right, and so the first experiment gives "
        "no sign."
    ),
)
class TrainingNotTaken(Dropout):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "output-printed",
    "Dropout",
    title="forward prints its output instead of returning it",
    hint=(
        "Write `Y = layer.forward(X)` and look at Y. What is the difference between showing a value and handing it "
        "back to the caller? In small: `def roll():` with the line `print(4)` shows a 4 for `n = roll()`, but n is "
        "None, and n + 1 raises a TypeError. A notebook shows printed text and returned values in nearly the same "
        "place, so the two are easily taken for one. An oven with a window lets you see the bread, and you still "
        "cannot eat it. The draws and the factor may be perfect inside. In a network the next layer multiplies "
        "with None and stops, with its own name in the message. How does your method end in each of its two modes?"
    ),
)
class OutputPrinted(Dropout):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception("output-printed", "Dropout", variant="in-training")
class OutputPrintedInTraining(Dropout):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return print(output) if training else output


@misconception(
    "output-written-over",
    "Dropout",
    title="Every forward writes its output into the same array",
    hint=(
        "Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or "
        "fill one that it keeps? Two passes with inputs of one shape are enough: keep the first result, run the "
        "second, print the first again. In small: `slate = [0]`, a function that writes its argument to slate[0] "
        "and returns slate; after `a = f(2)` and `b = f(9)`, a[0] is 9. Several passes with different draws over "
        "one input are even a known trick, to see how sure a network is; with one array for all of them, every "
        "pass would seem to agree. Inputs of another shape get a new array, and results that are used at once are "
        "right."
    ),
)
class OutputWrittenOver(Dropout):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "input-changed",
    "Dropout",
    title="forward writes into its input",
    hint=(
        "The caller may still need the array it gave you. Does your code assign into input_batch, or use an "
        "operator such as *= on it? Print the inputs before and after a pass in training. In small: `a = "
        "np.array([2.0, 3.0])`, `b = a`, `b *= 0`, and a is 0, 0; with `b = b * 0` in its place a keeps 2, 3. For "
        "lists, `b += [1]` behaves in the same way. The output is right, so this layer has nothing to complain of. "
        "But a second epoch would begin with data that have holes, and each epoch makes more, until hardly a "
        "number is left. Calls with training=False leave it alone, so a test of predictions sees nothing."
    ),
)
class InputChanged(Dropout):
    def forward(self, input_batch, training=True):
        if training:
            super().forward(input_batch)
            input_batch *= self.mask
        return input_batch


@misconception(
    "output-gradient-changed",
    "Dropout",
    title="backward writes into the output gradient",
    hint=(
        "Whose array does backward get, and does your code write into it? An operator with an equals sign after it "
        "works on the array itself. Keep a copy of the gradient, call backward, and compare. Then call it again "
        "with the same array: does the second answer equal the first? In small: `def half(a):` with `a /= 2` and "
        "`return a`, for `x = np.array([8.0])`, gives 4, then 2, then 1, for the same x; a version that builds a "
        "new array gives 4 each time. One call gives a right answer, which is all that many loops ask. A gradient "
        "that two branches share arrives changed at the second one, with zeros that were none of its own."
    ),
)
class OutputGradientChanged(Dropout):
    def backward(self, output_gradient_batch):
        output_gradient_batch *= self.mask
        return output_gradient_batch


@misconception(
    "config-without-probability",
    "Dropout",
    title="get_config leaves the probability out",
    hint=(
        "Could somebody build the same layer again from your dict? Which number would be missing? Print what "
        "get_config returns for two layers with different probabilities: if both dicts are equal, they cannot "
        'describe two different layers. A recipe that says "cake, with sugar" does not tell how much. Saving a '
        "network writes such descriptions to a file, and loading reads them, perhaps months later; a number that "
        "is not there is replaced by the default, without a word. So a layer that has the default comes back as it "
        "was, and the test that one makes first succeeds. Go through the arguments of the constructor one by one: "
        "does each of them occur in the dict?"
    ),
)
class ConfigWithoutProbability(Dropout):
    def get_config(self):
        return {"type": "Dropout"}
