"""What people get wrong in `dropout`. Each class is the reference with one mistake.

Whoever makes a mistake may draw in another way than the reference, and every draw then is another. So other ways to
draw are declared as alternatives, and each mistake is tried on top of them as well.
"""

import itertools

import dropout
import numpy as np

from grader.misconceptions import alternative, misconception


class Dropout(dropout.Dropout):
    """The reference, with a way to draw of its own."""

    generator = np.random

    def draw_kept(self, shape, p):
        """Returns which elements are kept."""
        return self.generator.uniform(size=shape) >= p

    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) / (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@alternative("drawn-below", "Dropout")
class Below(Dropout):
    """Keeps an element where a uniform draw lies below the probability of keeping."""

    def draw_kept(self, shape, p):
        return self.generator.uniform(size=shape) < 1 - p


@alternative("dropped-by-binomial", "Dropout")
class DroppedByBinomial(Dropout):
    """Lets numpy toss the coins for those that are dropped: other numbers where p is 0 or 0.5."""

    def draw_kept(self, shape, p):
        return self.generator.binomial(1, p, size=shape) == 0


@alternative("drawn-by-binomial", "Dropout")
class Binomial(Dropout):
    """Lets numpy toss the coins."""

    def draw_kept(self, shape, p):
        return self.generator.binomial(1, 1 - p, size=shape) == 1


class ForwardAlone:
    """In front of a mistake, makes the gradient right."""

    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.mask = (self.mask != 0) / (1 - self.p) if training else np.ones(X.shape)
        return output


@misconception(
    "classic-scaling",
    "Dropout",
    title="Outputs are scaled in evaluation instead of in training",
    hint=(
        "Two forms of dropout are in use. In the inverted one, which of the two modes has nothing to do? Look at "
        "both branches of your forward_pass and note what each multiplies by. On paper: an input of 12, p = 0.25, "
        "and 100 passes. About 75 times the element is kept. Without a factor the mean of what comes out is about "
        "9; with 9 in evaluation as well, such a layer agrees with itself, which is why the older form works too. "
        "In the inverted form a kept 12 comes out as 16, the mean over the passes is about 12, and evaluation "
        "shows 12 itself. The two forms do not mix: weights trained with one of them meet inputs of another size "
        "in the other."
    ),
)
class ClassicScaling(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) if training else np.full(X.shape, 1 - self.p)
        return self.mask * X


@misconception(
    "classic-scaling-of-outputs",
    "Dropout",
    title="Outputs are scaled in evaluation instead of in training, gradients nowhere",
    hint=(
        "There is an older dropout, whose training drops and does no more, and whose evaluation makes up for it. Is yours "
        "of that kind? Print three things for an array of 1000 ones and p = 0.75: the mean of a training pass, the mean "
        "of an evaluation pass, and the largest number that occurs in training. The older kind shows about 0.25, exactly "
        "0.25, and 1. The one asked for here shows about 1, exactly 1, and 4. Both agree with themselves, so a network "
        "trained and used with the same layer learns well, and nobody looks. The difference is where the work is done: "
        "evaluation, which runs on many machines and for years, should be left with nothing to do. Which of your two "
        "branches, then, has to know p?"
    ),
)
class ClassicScalingOfOutputs(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) if training else np.ones(X.shape)
        return X * self.mask if training else X * (1 - self.p)


@misconception(
    "never-scaled",
    "Dropout",
    title="Kept elements are not scaled up",
    hint=(
        "Take the mean of many outputs for an input of ones. Is it the same in training and in evaluation? Ten "
        "lamps of 6 watts give 60. Switch half of them off, and they give 30, unless each of the others burns "
        "with 12. Try your layer with an array of 1000 ones and p = 0.5: without a factor the mean of the output "
        "is about 0.5 in training and 1 in evaluation. With the factor it is about 1 in both. The zeros are right "
        "either way, so counting them shows nothing. What suffers is the next layer: it learns from sums of one "
        "size, and in use it gets sums that are twice as large."
    ),
)
class NeverScaled(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception("never-scaled", "Dropout", variant="forward-alone")
class NeverScaledForward(ForwardAlone, NeverScaled):
    pass


@misconception(
    "scaled-in-evaluation-as-well",
    "Dropout",
    title="Outputs are scaled in training and again in evaluation",
    hint=(
        "Your training outputs already have the right mean. What does your evaluation pass still multiply by? "
        "Play it with one number: an input of 20 and p = 0.5. In training it comes out as 0 or as 40, half of the "
        "time each, so 20 in the mean. In evaluation it should be 20. If it is 10, the lost half has been made up "
        "for twice: once by the scale of the kept ones, and once more afterwards. Either correction alone makes a "
        "consistent layer; both together make every signal too small when the network is used. The training loss "
        "looks fine, and only the numbers on new data come out worse than they should."
    ),
)
class ScaledInEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output if training else output * (1 - self.p)


@misconception(
    "evaluation-scaled-both-ways",
    "Dropout",
    title="Evaluation multiplies by 1 - p, on the way back as well",
    hint=(
        "In evaluation nothing is dropped. By what do your two methods still multiply then? Take p = 0.75: an input "
        "of 8 should come out as 8, and a gradient of 3 should come back as 3. If you see 2 and 0.75, a quarter of "
        "everything is left. That quarter has its place in an older kind of dropout, whose training leaves the kept "
        "elements as they are; this one makes them larger in training, so that later nothing is to be done. One of "
        "the two corrections is needed, and both together are one too many, like salt from the cook and again from "
        "the guest. A check by differences is content, as output and gradient agree. Where p is 0 there is nothing "
        "to see. What does the statement say for training=False?"
    ),
)
class EvaluationScaledBothWays(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        self.evaluation_factor = 1 if training else 1 - self.p
        return output * self.evaluation_factor

    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * self.evaluation_factor


@misconception(
    "keep-and-drop-swapped",
    "Dropout",
    title="p is used as the probability of keeping",
    hint=(
        "With p = 0.1, is your output almost full or almost empty? Send an array of 1000 ones through the layer "
        "and count the zeros: about 100 of them would fit the statement, about 900 would mean that p is taken as "
        "the chance to stay. Look at the comparison that makes your mask, and read it for a single draw of 0.6: "
        "is that element kept? Your scale fits your mask, so the mean of the outputs is right in either case, and "
        "a check of the mean is content. With p = 0.5 nobody could tell. With a small p the network loses nearly "
        "all of its signals, and the few that remain are huge: ten times as large here."
    ),
)
class KeepAndDropSwapped(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) / self.p if training else np.ones(X.shape)
        return self.mask * X


@misconception("keep-and-drop-swapped", "Dropout", variant="one-over-p")
class KeepAndDropSwappedOneOver(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) * (1 / self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception("keep-and-drop-swapped", "Dropout", variant="nothing-at-zero")
class KeepAndDropSwappedNothingAtZero(Dropout):
    def forward_pass(self, X, training=True):
        factor = 1 / self.p if self.p else 1
        self.mask = self.draw_kept(X.shape, 1 - self.p) * factor if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "mask-swapped-only",
    "Dropout",
    title="Elements are kept with probability p but scaled by 1 / (1 - p)",
    hint=(
        "Compare the two places where p stands in your forward pass: do both mean the same thing by it? One "
        "decides who stays, the other how much a kept element grows. Take p = 0.1 and 1000 ones. If about 900 are "
        "zero and the others are 10/9, the mean of the output is about 0.11; it should be about 1, as in "
        "evaluation. Now read the comparison with a single draw, say 0.6, and ask whether that element is kept. "
        "For the statement's p it should be, since a draw below 0.1 happens once in ten times. With p = 0.5 both "
        "chances are equal and everything agrees, so choose another number for your trial."
    ),
)
class MaskSwappedOnly(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) / (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "scaled-by-p",
    "Dropout",
    title="Kept elements are divided by p",
    hint=(
        "Which probability does a kept element owe its scale to: that of being dropped, or that of being kept? "
        "Think of a class in which one pupil out of five is ill. The four who came bring 4 coins each, 16 in all. "
        "To have as much as with everybody, 20, each should bring 5: a little more, not five times as much. For "
        "your layer: p = 0.2 and an input of ones. Are the kept outputs near 1, or are they 5? With p = 0.5 both "
        "chances are one half and the mistake is out of sight. With p = 0 nothing is dropped, and a scale taken "
        "from the wrong chance has to divide by nothing."
    ),
)
class ScaledByP(Dropout):
    def forward_pass(self, X, training=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            self.mask = self.draw_kept(X.shape, self.p) / np.float64(self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception("scaled-by-p", "Dropout", variant="forward-alone")
class ScaledByPForward(ForwardAlone, ScaledByP):
    pass


@misconception("scaled-by-p", "Dropout", variant="unless-it-is-zero")
class ScaledByPUnlessZero(Dropout):
    def forward_pass(self, X, training=True):
        factor = 1 / self.p if self.p else 1
        self.mask = self.draw_kept(X.shape, self.p) * factor if training else np.ones(X.shape)
        return self.mask * X


@misconception("scaled-by-p", "Dropout", variant="one-over-p")
class ScaledByOneOverP(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) * (1 / self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "p-ignored",
    "Dropout",
    title="The probability is fixed, whatever p says",
    hint=(
        "Make two layers with different p and compare them. Where does the number in your forward_pass come from: "
        "from the object or from the line itself? Send 1000 ones through Dropout(0.1) and through Dropout(0.9), "
        "and count the zeros: about 100 and about 900 are wanted; if it is about 500 both times, no one reads p. "
        "A smaller case: a class Die(sides) whose method throw() always draws from 1 to 6. Die(6) is perfect, and "
        "Die(20) never shows more than 6. A fixed 0.5 is a common choice, so a trial with just that value is "
        "right in every way. Follow p from the constructor to the draw: on which line is the thread cut?"
    ),
)
class PIgnored(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 0.5) * 2.0 if training else np.ones(X.shape)
        return self.mask * X


def make_fixed(number):
    """Returns a layer that drops with this probability, whatever p says."""

    class OtherPIgnored(Dropout):
        def forward_pass(self, X, training=True):
            self.mask = self.draw_kept(X.shape, number) / (1 - number) if training else np.ones(X.shape)
            return self.mask * X

    return OtherPIgnored


for number in (0.1, 0.2, 0.25, 0.3, 0.4, 0.8):
    misconception("p-ignored", "Dropout", variant=f"at-{number}")(make_fixed(number))


def make_drawn_fixed(number):
    """Returns a layer that draws with this probability, and scales by the right one."""

    class PIgnoredByTheDraw(Dropout):
        def draw_kept(self, shape, p):
            return super().draw_kept(shape, number)

    return PIgnoredByTheDraw


for number in (0.2, 0.5):
    misconception("p-ignored", "Dropout", variant=f"drawn-at-{number}")(make_drawn_fixed(number))


@misconception("p-ignored", "Dropout", variant="whole-numbers-drawn")
class PIgnoredWholeNumbers(PIgnored):
    def draw_kept(self, shape, p):
        return np.random.randint(0, 2, size=shape)


@misconception(
    "drops-in-evaluation",
    "Dropout",
    title="Elements are dropped in evaluation as well",
    hint=(
        "Call your layer with training=False and count the zeros. Where in forward_pass does your code look at "
        "training? Put a print into each branch and call the layer once in each mode: do both messages appear? An "
        "input of 1, 2, 3 should come back as 1, 2, 3 in evaluation, call after call. If it is 0, 4, 6 once and "
        "2, 0, 0 the next time, the dice are still rolling. An argument that stands in the first line and nowhere "
        "else changes nothing, and Python does not mind. In training everything is right, so the loss falls as "
        "usual. In use the network gives two answers to one question, and each is worse than it could be."
    ),
)
class DropsInEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, True)


@misconception("drops-in-evaluation", "Dropout", variant="forward-alone")
class DropsInEvaluationForward(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, True)
        self.mask = self.mask if training else np.ones(X.shape)
        return output


@misconception(
    "flag-inverted",
    "Dropout",
    title="Elements are dropped in evaluation instead of in training",
    hint=(
        "Read your condition aloud: what happens when training is True? A network in use should do the same for "
        "the same input every time. Try four calls with an array of ones: two with training=True, two with "
        "training=False. Which pair contains zeros and differs from call to call? `if not sunny: wear_hat()` is a "
        "similar slip: one small word too much, and the line still runs. So is a pair of branches that stand in "
        "the wrong order. The masks, the scale and the gradient may all be right here, and still training runs "
        "without dropout, as if the layer were absent, while the finished network loses a part of its signals at "
        "random."
    ),
)
class FlagInverted(Dropout):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, not training)


@misconception(
    "backward-without-mask",
    "Dropout",
    title="The gradient is returned without the mask",
    hint=(
        "A dropped input had no influence on the output, so moving it a little changes nothing. What is its "
        "gradient? And by which number was a kept input multiplied, and so by which should its gradient be? By "
        "hand: the inputs 3, 3, the mask 0, 5, so the outputs are 0, 15. Raise each input by 1: the first output "
        "stays at 0, the second goes to 20. With the gradient 2, 2 at the outputs the inputs get 0 and 10. A "
        "layer that hands the gradient on gives 2, 2. After an evaluation pass that is right, which hides the "
        "mistake when one tries the layer in that mode only. In training, signals that were silenced are blamed "
        "for the error."
    ),
)
class BackwardWithoutMask(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception("backward-without-mask", "Dropout", variant="with-factor")
class BackwardWithFactorAlone(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad / (1 - self.p) if self.trained else accum_grad

    def forward_pass(self, X, training=True):
        self.trained = training
        return super().forward_pass(X, training)


@misconception(
    "backward-without-factor",
    "Dropout",
    title="The gradient is masked but not scaled",
    hint=(
        "The forward pass multiplied a kept element by a number. Does your backward pass multiply by the same "
        "one? Look at what you keep: only which elements stayed, or also how much they grew? With an input of 3 "
        "and p = 0.8, a kept element comes out as 15. Raise the input by 1 and it is 20, so the output moves 5 "
        "times as far as the input. Send the gradient 2 back: 10 is right, 2 is what comes without the factor. "
        "The zeros are in their places and the signs are right, so training works, only with smaller steps in "
        "front of this layer than behind it. The smaller p is, the less one sees."
    ),
)
class BackwardWithoutFactor(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad * (self.mask > 0)


@misconception(
    "backward-returns-mask",
    "Dropout",
    title="The backward pass returns the mask and forgets accum_grad",
    hint=(
        "If accum_grad doubles, what should happen to the gradient that you return? Where does your code use "
        "accum_grad? Try one forward pass with p = 0.5, then two backward passes, with a gradient of ones and "
        "with one of threes. The second answer should be three times the first; if both hold only 0 and 2, the "
        "mask alone came back. Compare a road toll: the rate says 2 per kilometre, but the bill needs the "
        "kilometres as well, and rate and bill agree only for a trip of length one. So it is here with gradients "
        "of ones, where the answers are equal. With all others the loss has no say, not even over a sign."
    ),
)
class BackwardReturnsMask(Dropout):
    def backward_pass(self, accum_grad):
        return self.mask


@misconception("backward-returns-mask", "Dropout", variant="without-factor")
class BackwardReturnsMaskWithoutFactor(Dropout):
    def backward_pass(self, accum_grad):
        return self.mask != 0


@misconception(
    "backward-draws-anew",
    "Dropout",
    title="The backward pass draws a mask of its own",
    hint=(
        "Which elements did the forward pass drop? How does your backward pass know, and does it ask the "
        "generator again? Think of a coin thrown in the morning to decide whether you take the bus, and thrown "
        "again in the evening to decide whether you pay for it. Half of the time the two do not fit. Try it: a "
        "forward pass of ones with p = 0.5, then two backward passes with ones. The zeros should be in the same "
        "places all three times. If they wander, elements that were dropped get a gradient, and some that took "
        "part get none. Their number is right on average, so a count of zeros does not show it; only their places "
        "do."
    ),
)
class BackwardDrawsAnew(Dropout):
    def backward_pass(self, accum_grad):
        if (self.mask == 1).all():
            return accum_grad
        return accum_grad * self.draw_kept(accum_grad.shape, self.p) / (1 - self.p)


@misconception("backward-draws-anew", "Dropout", variant="after-evaluation-too")
class BackwardAlwaysDrawsAnew(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad * self.draw_kept(accum_grad.shape, self.p) / (1 - self.p)


@misconception(
    "mask-drawn-once",
    "Dropout",
    title="The mask is drawn once for each shape and used for ever",
    hint=(
        "Call your layer twice with the same batch. Are the zeros in the same places? And with a batch of another "
        "size in between? A new mask for each pass means that some line draws in every call; which line is it, "
        "and does a condition stand around it? A smaller case: a function that writes a number into `memory[3]` "
        "the first time and reads it ever after. It gives 0.7, 0.7, 0.7, where new draws would give 0.7, 0.1, "
        "0.9. A single pass is right in every way. Over a whole training the same units stay silent whenever the "
        "batch has this shape: the network is simply smaller, and nothing forces the others to do without each "
        "other."
    ),
)
class MaskDrawnOnce(Dropout):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        self.masks = getattr(self, "masks", {})
        if X.shape not in self.masks:
            self.masks[X.shape] = self.draw_kept(X.shape, self.p) / (1 - self.p)
        self.mask = self.masks[X.shape]
        return self.mask * X


@misconception("mask-drawn-once", "Dropout", variant="latest-shape")
class MaskDrawnOncePerShape(Dropout):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        if getattr(self, "kept", None) is None or self.kept.shape != X.shape:
            self.kept = self.draw_kept(X.shape, self.p) / (1 - self.p)
        self.mask = self.kept
        return self.mask * X


@misconception(
    "one-mask-for-all-samples",
    "Dropout",
    title="All samples of a batch share one mask",
    hint=(
        "How many numbers do you draw for a batch of ten samples with five features each? Print the shape of the "
        "draw: five numbers are one row, which broadcasting then lays over all ten. Try np.ones((4, 3)) * "
        "np.array([0, 2, 2]): each row is 0, 2, 2, and the first column is empty from top to bottom. Now send an "
        "array of ones of shape (4, 3) through your layer a few times. Are all rows of the output equal each "
        "time? They should differ, as every sample has draws of its own. With a single sample there is nothing to "
        "see, and over many passes the share of zeros is right too; only the rows of one pass hang together."
    ),
)
class OneMaskForAllSamples(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept((1, *shape[1:]), p), shape)


@misconception(
    "whole-samples-dropped",
    "Dropout",
    title="All features of a sample are dropped together",
    hint=(
        "Look at one row of your output: can it have zeros and other numbers side by side? Send ones of shape (6, "
        "4) through the layer with p = 0.5. If each row is either 0, 0, 0, 0 or 2, 2, 2, 2, one draw decides for "
        "a whole sample. Compare np.random.rand(6, 1), six numbers, with np.random.rand(6, 4), which are 24. "
        "Multiplied with the batch, both fit, because broadcasting repeats a size of 1 along its axis. On average "
        "half of the elements are zero in either case. Dropout is meant to leave gaps within a sample, so that "
        "features learn to do without each other; a sample that is all zeros teaches nothing about that."
    ),
)
class WholeSamplesDropped(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept(shape[:1] + (1,) * (len(shape) - 1), p), shape)


@misconception(
    "whole-channels-dropped",
    "Dropout",
    title="All pixels of a channel are dropped together",
    hint=(
        "An image has a draw for each of its pixels here. What shape has your mask for a batch of images? Take "
        "ones of shape (2, 3, 4, 5), p = 0.5, and print one channel of the output: can it hold zeros and twos "
        "side by side? If every channel is of one kind only, there were 2 · 3 = 6 draws, repeated over 20 pixels "
        "each, where 2 · 3 · 4 · 5 = 120 are wanted. There is a kind of layer that drops channels, and it has a "
        "name of its own; this one does not. Samples without height and width cannot show the difference. Nor can "
        "the mean of many passes: it is right. What is wrong is that neighbours hang together."
    ),
)
class WholeChannelsDropped(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept(shape[:2] + (1,) * (len(shape) - 2), p), shape)


@misconception(
    "nothing-ever-dropped",
    "Dropout",
    title="The mask is always true",
    hint=(
        "Print your mask for a small batch. Are there any zeros in it, and which values does the comparison "
        "behind it see? Try the pieces one by one in a shell. `np.random.rand(5)` lies between 0 and 1. Compared "
        "with 2, all five answers are alike; compared with 0.5, they are mixed. A whole number where a fraction "
        "is meant, a p that never arrives, or a comparison with the wrong thing, and the mask is the same for "
        "all. With p = 0 that would be right, and in evaluation as well. With p = 0.5 an input of ones should "
        "give zeros and twos. A network with such a layer trains as if it were not there, and learns its training "
        "set by heart."
    ),
)
class NothingEverDropped(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = np.ones(X.shape)
        return X


@misconception("nothing-ever-dropped", "Dropout", variant="scaled")
class NothingEverDroppedButScaled(Dropout):
    def draw_kept(self, shape, p):
        return np.ones(shape)


@misconception("nothing-ever-dropped", "Dropout", variant="drawn-and-scaled")
class NothingEverDroppedButDrawnAndScaled(Dropout):
    def draw_kept(self, shape, p):
        super().draw_kept(shape, p)
        return np.ones(shape)


@misconception(
    "evaluation-keeps-old-mask",
    "Dropout",
    title="After an evaluation pass the gradient still meets the mask of the training pass before",
    hint=(
        "backward_pass belongs to the latest forward_pass of either kind. What does yours use after an "
        "evaluation? Go through the branch for training=False: does it leave behind something that backward_pass "
        "reads later? A similar case: a lift remembers on which floor it opened its doors; if it only notes the "
        "floors where somebody got in, it thinks of the wrong one afterwards. Try p = 0.5: a training pass, then "
        "an evaluation pass of the same shape, then a backward pass with ones. All ones are right, since the last "
        "output was the input. Zeros and twos come from the mask of the pass before. If no training pass came "
        "first, or one of another shape, nothing shows."
    ),
)
class EvaluationKeepsOldMask(Dropout):
    def forward_pass(self, X, training=True):
        if training:
            return super().forward_pass(X, training)
        return X

    def backward_pass(self, accum_grad):
        mask = getattr(self, "mask", None)
        return accum_grad if mask is None or mask.shape != accum_grad.shape else accum_grad * mask


@misconception(
    "input-changed",
    "Dropout",
    title="forward_pass writes into its input",
    hint=(
        "The caller may still need X as it was. Does your code use an operator such as *= on it, or assign to a "
        "part of it? Compare: `a = np.array([1.0, 2.0])`, `b = a`, then `b *= 0`. Now a is 0, 0, since both names "
        "mean one array. With `b = b * 0` in its place, a is still 1, 2. The output of the layer is the same in "
        "both cases. But think of a second pass over the same batch: what was dropped before is gone already, and "
        "what was kept has grown. After twenty epochs the training data are mostly zeros with a few enormous "
        "numbers, and nothing has raised an error."
    ),
)
class InputChanged(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X[...] = output
        return X


@misconception(
    "gradient-changed",
    "Dropout",
    title="backward_pass writes into accum_grad",
    hint=(
        "accum_grad is not yours to change. Does your backward_pass use an operator such as *= on it? Keep a copy "
        "before the call, `before = g.copy()`, and compare it with g afterwards: are they still equal? The "
        "operator works inside the array that it meets, so `g *= np.array([0, 2])` turns the caller's 3, 3 into "
        "0, 6, while `g * np.array([0, 2])` makes 0, 6 in a new array and leaves 3, 3. What you return is right "
        "either way. Call backward_pass a second time with the same array, and it is 0, 12: the mask has been "
        "applied twice. The same happens where one gradient flows into two branches of a network."
    ),
)
class GradientChanged(Dropout):
    def backward_pass(self, accum_grad):
        accum_grad *= self.mask
        return accum_grad


@misconception(
    "exact-count",
    "Dropout",
    title="Exactly a fraction p of the elements is dropped in each pass",
    hint=(
        "If each element tosses its own coin, can the number of heads be known before? Send 10 ones through the "
        "layer with p = 0.5, many times, and count the zeros of each pass. Ten fair coins show 5 heads in about "
        "25 of 100 throws only; 4 and 6 come about 20 times each, and 3 and 7 are not rare. If your count is 5 "
        "each time, places are dealt out like cards, and one element's fate then depends on the others: once five "
        "are out, the rest must stay. The mean and the scale are right with this. In large arrays the count "
        "hardly varies anyhow, so look at small ones."
    ),
)
class ExactCount(Dropout):
    def draw_kept(self, shape, p):
        kept = np.ones(np.prod(shape), bool)
        kept[np.random.permutation(kept.size)[: int(kept.size * p)]] = False
        return kept.reshape(shape)


def make_count(deal, count):
    """Returns a layer that deals `count` dropped places out of n."""

    class OtherExactCount(Dropout):
        def draw_kept(self, shape, p):
            n = int(np.prod(shape))
            return deal(n, count(n, p)).reshape(shape)

    return OtherExactCount


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
        misconception("exact-count", "Dropout", variant=f"{deal}-{count}")(make_count(DEALS[deal], COUNTS[count]))


@misconception("exact-count", "Dropout", variant="quantile")
class Quantile(Dropout):
    def draw_kept(self, shape, p):
        draws = np.random.random(shape)
        return draws >= np.quantile(draws, p)


@misconception(
    "seeded-inside",
    "Dropout",
    title="The layer seeds the generator itself",
    hint=(
        "Two calls with one and the same batch: why are the zeros in the same places? Try it without a layer: "
        "np.random.seed(3), then np.random.rand(2), then the same two lines again. The numbers repeat, because a "
        "seed sets the generator back to the beginning of one fixed row of numbers. In which of your lines does "
        "that happen, and how often does it run? A seed belongs to the start of an experiment, chosen by whoever "
        "runs it. Inside the layer it makes each pass drop the same elements. It also spoils other people's "
        "draws: whoever shuffles the data after each pass gets the same order again and again."
    ),
)
class SeededInside(Dropout):
    def forward_pass(self, X, training=True):
        np.random.seed(0)
        return super().forward_pass(X, training)


SEEDS = (1, 2, 3, 7, 10, 123, 1234)


def make_seeded_inside(number):
    """Returns a layer that seeds numpy's generator with this number in each pass."""

    class OtherSeededInside(Dropout):
        def forward_pass(self, X, training=True):
            np.random.seed(number)
            return super().forward_pass(X, training)

    return OtherSeededInside


for number in SEEDS:
    misconception("seeded-inside", "Dropout", variant=f"with-{number}")(make_seeded_inside(number))


@misconception(
    "own-generator",
    "Dropout",
    title="The draws come from a generator of the layer's own",
    hint=(
        "Seed numpy's global generator twice with the same number and compare two masks. Which generator do your "
        "draws come from? Two sources are two separate rows of numbers: after np.random.seed(3) the call "
        "np.random.rand() gives the same number each time, but a `g = np.random.default_rng(3)` made once goes on "
        "with its own row and takes no notice of the seed. The masks themselves are fine: right share, right "
        "scale, new ones in each pass. What is lost is that one seed at the start repeats a whole experiment, as "
        "the statement asks. New layers even repeat each other when each builds its generator with the same "
        "number."
    ),
)
class OwnGenerator(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        self.generator = np.random.default_rng(0)


def make_own_generator(make, number):
    """Returns a layer with a generator of its own, made with this seed."""

    class OtherOwnGenerator(Dropout):
        def __init__(self, p=0.2):
            super().__init__(p)
            self.generator = make(number)

    return OtherOwnGenerator


def make_common_generator(number):
    """Returns a layer whose class keeps how far its generator has come, for all layers."""

    class CommonGenerator(Dropout):
        state = None

        def draw_kept(self, shape, p):
            self.generator = np.random.default_rng(number)
            self.generator.bit_generator.state = type(self).state or self.generator.bit_generator.state
            kept = super().draw_kept(shape, p)
            type(self).state = self.generator.bit_generator.state
            return kept

    return CommonGenerator


for number in SEEDS:
    misconception("own-generator", "Dropout", variant=f"of-{number}")(make_own_generator(np.random.default_rng, number))
for number in (0, *SEEDS):
    misconception("own-generator", "Dropout", variant=f"older-of-{number}")(
        make_own_generator(np.random.RandomState, number)
    )
for number in (0, 1, 42, 123):
    misconception("own-generator", "Dropout", variant=f"common-of-{number}")(make_common_generator(number))


@misconception(
    "scaled-the-wrong-way",
    "Dropout",
    title="Kept elements are multiplied by 1 - p instead of divided",
    hint=(
        "Half of all elements are gone when p is 0.5. Must the other half grow or shrink, so that the mean of "
        "many outputs stays? Ten people share a bill of 60, so each pays 6. Five of them leave. To reach 60 again "
        "each of the others pays 12; if each pays 3, only 15 are on the table. Look at the sign between your mask "
        "and its factor. For an input of ones and p = 0.5 the kept outputs should be 2, and the mean about 1. "
        "With the factor applied the other way they are 0.5, and the mean is about 0.25. For a p near 0 both "
        "factors are near 1, so take a large p to see it."
    ),
)
class ScaledTheWrongWay(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) * (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception("scaled-the-wrong-way", "Dropout", variant="forward-alone")
class ScaledTheWrongWayForward(ForwardAlone, ScaledTheWrongWay):
    pass


@misconception(
    "p-turned-around",
    "Dropout",
    title="The attribute p holds the probability of keeping",
    hint=(
        "Make a layer with a small p and print its attribute p. Is that the number that you gave it, or what is "
        "left to 1? Dropout(0.1).p should be 0.1; an attribute of 0.9 holds the other chance. Your forward pass "
        "turns it round once more, so the outputs are right, and trials with data show nothing. Others read the "
        "attribute too: a summary of the network prints it, somebody halves it during training, a file stores it "
        "and makes a new layer from it. A layer that is stored with 0.9 and made anew from that number drops nine "
        "elements out of ten. A clock that runs backwards and is read in a mirror is right as well, until "
        "somebody looks at it directly."
    ),
)
class PTurnedAround(Dropout):
    def __init__(self, p=0.2):
        super().__init__(1 - p)

    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) / self.p if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "default-is-one-half",
    "Dropout",
    title="Without a p, half of the elements are dropped",
    hint=(
        "A layer can be made without any argument. Compare the first line of your constructor with the one in the "
        "statement. To see what a layer does without a p, send 1000 ones through Dropout() and count the zeros: "
        "is it about a fifth of them, or about half? How defaults work, on a smaller object: with `def tip(bill, "
        "percent=5)` the call tip(40) and the call tip(40, 5) mean the same; another number in the first line "
        "changes only the calls that leave it out. One half is the value of many books, so it comes to mind "
        "easily. All trials with a p of their own are right. The network of somebody who relies on the statement "
        "loses more than twice as many signals as planned."
    ),
)
class DefaultIsOneHalf(Dropout):
    def __init__(self, p=0.5):
        super().__init__(p)


@misconception(
    "backward-scaled-twice",
    "Dropout",
    title="The gradient meets the factor 1 / (1 - p) twice",
    hint=(
        "The mask that you kept may hold the factor already. How often does your backward pass divide by the "
        "probability of keeping? Print the mask: are its elements 0 and 1, or 0 and something larger? With p = "
        "0.5 and a gradient of ones, the kept places should get 2, just as an input of 1 came out as 2. If they "
        "get 4, the factor was used once when the mask was made and once more on the way back. With p = 0.9 it is "
        "100 in place of 10. Forward everything is right and the zeros are in their places; the layers in front "
        "merely take longer steps than they should, and for a small p hardly anything shows."
    ),
)
class BackwardScaledTwice(Dropout):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.mask + (self.mask == 0))


@misconception("backward-scaled-twice", "Dropout", variant="once-after-evaluation")
class BackwardScaledAgain(Dropout):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) / (1 - self.p)


@misconception(
    "no-mask-after-evaluation",
    "Dropout",
    title="There is no mask to go back with after an evaluation pass",
    hint=(
        "An evaluation pass is a forward pass, too, and backward_pass may follow it. What does your layer keep in "
        "that branch? Walk through it with training=False and write down each attribute afterwards. A smaller "
        "case: a method load(path=None) that sets self.data = None when there is no path, and a method count() "
        "that takes len(self.data). Called in that order the second raises a TypeError, as None has no length. In "
        "evaluation the output equals the input, so which gradient belongs to that? People do ask for it: a check "
        "by differences switches the dice off first, and whoever looks at what an image's pixels contribute does "
        "so in a finished network."
    ),
)
class NoMaskAfterEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            self.mask = None
        return output


@misconception("no-mask-after-evaluation", "Dropout", variant="deleted")
class MaskDeletedInEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            del self.mask
        return output


@misconception(
    "mask-dropped-after-backward",
    "Dropout",
    title="The mask is dropped after one backward pass",
    hint=(
        "backward_pass may be called more than once after one forward_pass. What is left of the mask when the "
        "second call begins? Look for a line that sets it to None, deletes it, or takes it out of a list. Try a "
        "list: `masks = [7]`, then masks.pop() gives 7, and a second masks.pop() raises an IndexError; masks[-1] "
        "would give 7 as often as one likes. The first call is right, so a training loop with one backward pass "
        "after each forward pass never fails. Two losses on one output, or a comparison of gradients with two "
        "different accum_grad, ask twice. Memory is no reason to clear the mask: the next forward_pass replaces "
        "it."
    ),
)
class MaskDroppedAfterBackward(Dropout):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.mask = None
        return input_grad


@misconception("mask-dropped-after-backward", "Dropout", variant="deleted")
class MaskDeletedAfterBackward(Dropout):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        del self.mask
        return input_grad


@misconception("mask-dropped-after-backward", "Dropout", variant="gradient-passed-on-then")
class GradientPassedOnThen(Dropout):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.mask = np.ones(accum_grad.shape)
        return input_grad


@misconception(
    "mask-shared-by-layers",
    "Dropout",
    title="All layers share one mask",
    hint=(
        "A network may have two such layers with a p of their own. Is the mask kept in the object, or in the "
        "class or module? Try the difference: `class Box: pass`, `a, b = Box(), Box()`. After `Box.n = 1` and "
        "`Box.n = 2` both a.n and b.n are 2; after `a.n = 1` and `b.n = 2` each has its own. Forward, two layers "
        "run one after the other; backward, the last one comes first. With one place for both, the first layer "
        "then meets the mask of the second. If the shapes differ, an error comes up; if they are equal, the wrong "
        "elements are blocked in silence. One layer alone, as in most trials, is right."
    ),
)
class MaskSharedByLayers(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.mask
        return output

    def backward_pass(self, accum_grad):
        return type(self).shared * accum_grad


@misconception("mask-shared-by-layers", "Dropout", variant="with-its-own-factor")
class MaskSharedWithItsOwnFactor(MaskSharedByLayers):
    def forward_pass(self, X, training=True):
        self.trained = training
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        return (type(self).shared != 0) * accum_grad / (1 - self.p) if self.trained else accum_grad


@misconception(
    "seeded-in-the-constructor",
    "Dropout",
    title="The constructor seeds numpy's generator",
    hint=(
        "Make two layers after two different seeds of your own and compare their masks. Who else has seeded the "
        "generator in between? In a shell: np.random.seed(1), then a function that calls np.random.seed(0), then "
        "np.random.rand(). Whatever the first seed was, the number is about 0.5488. So a program that makes a new "
        "layer in each experiment gets one and the same experiment, although its author varied the seed. Later "
        "passes differ from each other as they should, so a look at a single layer shows nothing. And it reaches "
        "further than dropout: weights that are drawn after the layer was made start from the same numbers, too."
    ),
)
class SeededInTheConstructor(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        np.random.seed(0)


def make_seeded_in_the_constructor(number):
    """Returns a layer whose constructor seeds numpy's generator with this number."""

    class OtherSeededInTheConstructor(Dropout):
        def __init__(self, p=0.2):
            super().__init__(p)
            np.random.seed(number)

    return OtherSeededInTheConstructor


for number in SEEDS:
    misconception("seeded-in-the-constructor", "Dropout", variant=f"with-{number}")(
        make_seeded_in_the_constructor(number)
    )


@misconception(
    "forward-returns-nothing",
    "Dropout",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass in both modes and look at what comes back. Which line of it hands the output to the "
        "caller, and is that line reached? A small pair: `def double(x): x * 2` computes 10 for an x of 5 and "
        "forgets it, so that print(double(5)) shows None; with the word that hands back it shows 10. Storing the "
        "output in an attribute is no answer to the caller either. Note that a print inside the method shows the "
        "right numbers all the same, which makes this slip hard to see. The complaint comes from the next layer, "
        "where None meets an operator or is asked for its shape."
    ),
)
class ForwardReturnsNothing(Dropout):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception("forward-returns-nothing", "Dropout", variant="in-training")
class TrainingReturnsNothing(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return None if training else output


@misconception(
    "evaluation-returns-nothing",
    "Dropout",
    title="forward_pass returns nothing in evaluation",
    hint=(
        "Call forward_pass with training=False and look at what comes back. Does every way through your method "
        "end in a return? Draw the two ways as arrows from the first line to the last. A smaller one: `def "
        'sign(x):` with `if x > 0: return "plus"` and nothing after it. sign(3) gives "plus", sign(-3) gives '
        "None, since Python ends a function without a return by itself. Nothing to compute does not mean nothing "
        "to hand over: in evaluation the next layer still waits for its input. Training runs for hours without a "
        "complaint, and the error comes with the first validation, in the layer behind this one."
    ),
)
class EvaluationReturnsNothing(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output if training else None


@misconception(
    "backward-returns-nothing",
    "Dropout",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached? Store the result of a call in a variable and print type(result): an array, or "
        "NoneType? The same in small: `total = 0`, then a function whose only line is `sum([1, 2, 3])`. It adds "
        "up, and the 6 goes nowhere; `x = f()` leaves x as None. Does your method perhaps write the gradient into "
        "an attribute, as one does with the mask? If dropout is the very first layer, nobody uses its gradient, "
        "and a training even works. Anywhere else, the layer in front of it gets None to multiply with."
    ),
)
class BackwardReturnsNothing(Dropout):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception("backward-returns-nothing", "Dropout", variant="after-training")
class BackwardReturnsNothingAfterTraining(Dropout):
    def forward_pass(self, X, training=True):
        self.trained = training
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        return None if self.trained else accum_grad


@misconception(
    "training-not-taken",
    "Dropout",
    title="forward_pass does not take the argument training",
    hint=(
        "How does a caller tell your layer that the network is in use? Compare the first line of your "
        "forward_pass with the one in the statement. Try a function with one name too few: for `def ring(times): "
        'return "ding " * times`, ring(2) works, while ring(2, loud=False) raises a TypeError, "got an unexpected '
        'keyword argument". For most layers the flag makes no difference. For this one it decides between '
        "dropping and not dropping, so without it there is no evaluation at all: a network would drop signals in "
        "use as well, or never. As long as a trial calls forward_pass(X) and nothing more, the layer seems "
        "complete."
    ),
)
class TrainingNotTaken(Dropout):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "Dropout.forward_pass"


@misconception(
    "training-has-no-default",
    "Dropout",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method. In small: `def step(x, size)` and then step(3) raises a TypeError that names "
        "the missing argument; `def step(x, size=1)` takes 1 for it, and step(3, 2) still takes 2. So a default "
        "costs nothing to those who do say what they want. Which of both modes should a silent caller get here, "
        "and where did you read that? A training loop that always passes the flag meets no error. Somebody who "
        "tries the layer in a notebook meets one with the first call."
    ),
)
class TrainingHasNoDefault(Dropout):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "Dropout.forward_pass"


@misconception(
    "evaluation-by-default",
    "Dropout",
    title="Without the argument training nothing is dropped",
    hint=(
        "Call forward_pass(X) a few times with nothing but X. Which value does training have then, and which one "
        "does the statement give it? Send ones through a layer with p = 0.5, once without the flag and once with "
        "training=True: both outputs should hold zeros and twos. If the first is all ones, a silent caller is "
        "taken for one who uses the finished network. Defaults work like a light switch's position at night: "
        "nobody looks at it, and it holds until somebody touches it. A loop that never names the flag then trains "
        "without dropout. Its loss falls even faster, so nothing seems wrong, and the gap to new data stays as "
        "wide as it was."
    ),
)
class EvaluationByDefault(Dropout):
    def forward_pass(self, X, training=False):
        return super().forward_pass(X, training)


@misconception(
    "one-array-for-all-results",
    "Dropout",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array? In small: `store = np.zeros(3)`, a function that does `store[...] = x` and returns "
        "store. `a = f(1)` and `b = f(2)` leave 2, 2, 2 in both, and `a is b` is True. If every call made an "
        "array, a would be 1, 1, 1 still. Here it would look as if the random mask never changed: two outputs "
        "kept for comparison are always equal, since they are one array. Batches of different shapes get "
        "different arrays, so a mixed trial can miss it. One pass at a time, used at once, works."
    ),
)
class OneArrayForAllResults(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[...] = output
        return self.output


@misconception(
    "seeded-inside-with-42",
    "Dropout",
    title="forward_pass seeds the generator with 42",
    hint=(
        "Send a batch of ones through the layer three times and compare where the zeros are. Are they at the same "
        "places each time? Then something puts the generator back before it draws. Three lines without a layer: "
        "`np.random.seed(42)`, `np.random.rand() < 0.5`, and the same once more: True and True, now and for ever, as "
        "the draw is 0.37. Dropout works because each pass trains another thinned network; with one mask repeated it "
        "trains one, and the silenced units might as well be sawn off. A coin that is laid down and not tossed shows "
        "heads all year. Repeatable runs are a good wish, and whoever starts the run can have them with one call at "
        "the top of the program. A single pass looks perfectly random, and so does the share of zeros. In which "
        "method do you call seed?"
    ),
)
class SeededInsideWith42(Dropout):
    def forward_pass(self, X, training=True):
        np.random.seed(42)
        return super().forward_pass(X, training)


@misconception(
    "seeded-in-the-constructor-with-42",
    "Dropout",
    title="The constructor seeds numpy's generator with 42",
    hint=(
        "What else in a program changes when you make a layer? Nothing should. Draw `np.random.randint(1000)` after a "
        "seed of 1, and again after a seed of 1 and the making of one Dropout: 37 in the one case; if it is 102 in "
        "the other, your constructor has set the generator to 42. All that is drawn later depends on it: weights of "
        "layers that are initialised afterwards, the order of samples, and the masks of every other dropout, since "
        "the generator is common to all. Two such layers made one after the other and used at once begin with the "
        "same mask if their shapes agree. A new tenant who resets the heating of the whole house has done the same. "
        "In a program with one layer and one run nobody can notice. Who may call seed, and when?"
    ),
)
class SeededInTheConstructorWith42(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        np.random.seed(42)


@misconception(
    "own-generator-of-seed-42",
    "Dropout",
    title="The layer keeps a generator of its own with the seed 42",
    hint=(
        "Seed np.random twice with different numbers, and each time make a layer and look at its first mask. Do the "
        "masks agree? The statement says that numpy's global generator draws; an object made by default_rng is a "
        "second one, which np.random.seed does not reach. With a number in its brackets its first draw is settled "
        "when you write the program: `np.random.default_rng(42).random()` is 0.774 to three digits. Within one layer "
        "the masks do change from pass to pass, so this is hard to see; but two layers of one network drop the same "
        "elements, and five runs with five seeds have the same masks in the same order. Dice that belong to the house "
        "and dice that you brought along in your pocket give different games. How would the caller repeat a run, or "
        "get another one, with your layer?"
    ),
)
class OwnGeneratorOfSeed42(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        self.generator = np.random.default_rng(42)


misconception("own-generator-of-seed-42", "Dropout", variant="older")(make_own_generator(np.random.RandomState, 42))


@misconception(
    "fresh-generator-of-seed-0",
    "Dropout",
    title="Each training pass makes a new generator with the seed 0",
    hint=(
        "When does your layer make its generator, and how often? One that is made inside of the forward pass starts "
        "afresh with each batch, and a number in its brackets makes all starts alike. Outside of any layer: the "
        "expression `np.random.default_rng(0).random() < 0.7` is True, and it is True a thousand times, because each "
        "evaluation draws only the first number of the same row, 0.637. A generator that is kept would go on through "
        "its row: 0.637, 0.270, 0.041. Somebody who reads only page one of a new copy each evening will not learn how "
        "the book ends. Batches of one shape lose the same elements then, for the whole training, and two layers "
        "agree too. The share of zeros in one pass is right, which is all that a quick look shows. What would have to "
        "live longer than one call, and does the course want a generator of your own at all?"
    ),
)
class FreshGeneratorOfSeed0(Dropout):
    def draw_kept(self, shape, p):
        self.generator = np.random.default_rng(0)
        return super().draw_kept(shape, p)


@misconception("fresh-generator-of-seed-0", "Dropout", variant="older")
class FreshOlderGeneratorOfSeed0(Dropout):
    def draw_kept(self, shape, p):
        self.generator = np.random.RandomState(0)
        return super().draw_kept(shape, p)


@misconception(
    "fresh-generator-of-seed-42",
    "Dropout",
    title="Each training pass makes a new generator with the seed 42",
    hint=(
        "Compare the zeros of two training passes over batches of one shape. Do they coincide? Look for default_rng "
        "in the body of forward_pass: each call makes a newborn object, and 42 tells it what to say first. For "
        "instance, `np.random.default_rng(42).integers(6)` is 0 in every call, like a die with one face; one "
        "generator that is asked five times in a row says 0, 4, 3, 2 and 2. Chance comes from going on, not from "
        "beginning. A network whose units are always silenced in the same places simply is a smaller network with "
        "useless parts, and when everything is switched on for evaluation, those parts have never been trained. "
        "Batches of different sizes have different masks, which may have calmed you. How often is the line with the "
        "seed executed in an epoch of 100 batches?"
    ),
)
class FreshGeneratorOfSeed42(Dropout):
    def draw_kept(self, shape, p):
        self.generator = np.random.default_rng(42)
        return super().draw_kept(shape, p)


@misconception("fresh-generator-of-seed-42", "Dropout", variant="older")
class FreshOlderGeneratorOfSeed42(Dropout):
    def draw_kept(self, shape, p):
        self.generator = np.random.RandomState(42)
        return super().draw_kept(shape, p)


@misconception(
    "normal-draws-compared",
    "Dropout",
    title="The draws that are compared with p come from a normal distribution",
    hint=(
        "From which distribution are the numbers that you compare with p? The comparison draw < p is true with "
        "probability p only if draws are spread evenly between 0 and 1. A normal draw is negative half of the time, "
        "so that many elements are dropped whatever p says. Count it: the part of 100000 normal draws below 0.1 is "
        "about 0.54, below 0.5 about 0.69, and of uniform ones 0.1 and 0.5. The function's name is short in both "
        "cases, rand and randn, and one letter makes the difference. A ruler with marks that are not evenly spaced "
        "can still be read, only not as centimetres. The mask looks random and changes from pass to pass, and for a p "
        "around 0.8 the share of zeros is nearly right, as 0.79 of normal draws are below it. With p = 0 nothing "
        "should be dropped. What does your layer do then?"
    ),
)
class NormalDrawsCompared(Dropout):
    def draw_kept(self, shape, p):
        return np.random.normal(size=shape) >= p


@misconception("normal-draws-compared", "Dropout", variant="below")
class NormalDrawsBelow(Dropout):
    def draw_kept(self, shape, p):
        return np.random.normal(size=shape) < 1 - p


@misconception(
    "backward-with-the-opposite-mask",
    "Dropout",
    title="The gradient passes where elements were dropped",
    hint=(
        "Put the output of a training pass and the gradient of ones below each other. Are the zeros at the same "
        "places, or does one have numbers where the other has none? An element that was dropped has no effect on the "
        "output, so its gradient is 0; an element that was doubled has a gradient of 2. In yours it is the other way "
        "round. Names such as mask leave open whether True means kept or dropped, and `~mask`, `1 - mask` or a "
        "comparison turns the meaning over. For np.array([2, 0]) as factors the gradient of ones is 2, 0 and not 0, "
        "2. A sieve held upside down catches nothing that it should. With p = 0.5 the shares are the same on both "
        "sides, so counting zeros will not tell you. In evaluation the question does not come up. What does True "
        "stand for in the array that you keep?"
    ),
)
class BackwardWithOppositeMask(Dropout):
    def forward_pass(self, X, training=True):
        self.trained = training
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        if not self.trained:
            return accum_grad
        return accum_grad * (self.mask == 0) / (1 - self.p)


@misconception("backward-with-the-opposite-mask", "Dropout", variant="after-evaluation-too")
class BackwardWithOppositeMaskAlways(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad * (self.mask == 0) / (1 - self.p)


@misconception("backward-with-the-opposite-mask", "Dropout", variant="without-factor")
class BackwardWithOppositeMaskAlone(BackwardWithOppositeMask):
    def backward_pass(self, accum_grad):
        return accum_grad * (self.mask == 0) if self.trained else accum_grad


@misconception("backward-with-the-opposite-mask", "Dropout", variant="one-minus")
class BackwardWithOneMinusMask(BackwardWithOppositeMask):
    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.mask) if self.trained else accum_grad


@misconception(
    "scaled-by-the-counted-share",
    "Dropout",
    title="Kept elements are divided by the share that happened to be kept",
    hint=(
        "Divide an output by its input at an element that was kept. Is the quotient the same in each pass? It should "
        "be 1 / (1 - p), a number that does not depend on chance. Yours is made from a count, so it changes with "
        "every mask: of 10 elements with p = 0.5 there may be 6 kept, and then the factor is 10 / 6, about 1.67, and "
        "not 2. It sounds fairer, as the sum of a batch of ones is kept exactly; but the formula promises this only "
        "for the average over many masks, and the count also ties the elements together, for the fate of one sample "
        "changes the size of another's numbers. Somebody who pays a fixed price knows it before. In large batches the "
        "count is near its expectation, and the difference hides in the third digit. Which quantities does the "
        "statement's factor contain?"
    ),
)
class ScaledByTheCountedShare(Dropout):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        if training:
            kept = self.mask > 0
            self.mask = kept / (kept.mean() if kept.any() else 1.0)
        return self.mask * X


@misconception("scaled-by-the-counted-share", "Dropout", variant="forward-alone")
class ScaledByTheCountedShareForward(ForwardAlone, ScaledByTheCountedShare):
    pass


@misconception(
    "pixels-dropped-in-all-channels",
    "Dropout",
    title="All channels of an image lose the same pixels",
    hint=(
        "Send one image of ones with three channels through the layer and lay the channels over each other. Do the "
        "holes coincide? Each element of an image is dropped by itself, so channels should have holes at different "
        "places. How many draws does your mask ask for? An axis of length 1 is stretched by broadcasting: a mask of 4 "
        "x 4 pixels meets 3 channels and gives 48 decisions out of 16 draws. For p = 0.5 two channels agree at about "
        "half of their pixels if they are independent, and at all of them if not. Dropping whole pixels can make "
        "sense, as a photograph with dust on it has holes in all colours, but it is another layer than this one. For "
        "rows without pixels the mask is right, so trials with two axes pass. And the share of zeros is p in both "
        "cases. Which shape do you hand to the generator?"
    ),
)
class PixelsDroppedInAllChannels(Dropout):
    def draw_kept(self, shape, p):
        if len(shape) != 4:
            return super().draw_kept(shape, p)
        return np.broadcast_to(super().draw_kept((shape[0], 1, *shape[2:]), p), shape)


@misconception(
    "gradient-divided-by-p",
    "Dropout",
    title="The gradient is divided by p instead of 1 - p",
    hint=(
        "Take an element that was kept: by which factor did the output grow, and by which factor does the gradient? "
        "Both are the same number, since the slope of y = c x is c. With p = 0.2 a kept element becomes 1.25 times as "
        "large; a gradient divided by p would be 5 times as large, four times too much. Your forward pass divides by "
        "the probability of being kept, and the way back by that of being dropped. It is as if prices were converted "
        "from euros by one rate and back by another: nobody gets his own money again. For p = 0.5 the two "
        "probabilities are equal, and one half is what most people try first. A small p makes the gradient huge, and "
        "training becomes unstable though each output looks right. Do you compute the factor twice in your file, and "
        "could it be stored once?"
    ),
)
class GradientDividedByP(Dropout):
    def forward_pass(self, X, training=True):
        self.trained = training
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        if not self.trained:
            return accum_grad
        with np.errstate(invalid="ignore", divide="ignore"):
            return accum_grad * (self.mask > 0) / np.float64(self.p)


@misconception("gradient-divided-by-p", "Dropout", variant="one-over-p")
class GradientTimesOneOverP(GradientDividedByP):
    def backward_pass(self, accum_grad):
        return accum_grad * (self.mask > 0) * (1 / self.p) if self.trained else accum_grad
