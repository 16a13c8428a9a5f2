"""What people get wrong in `dropout`. Each class is the reference with one mistake.

Whoever makes a mistake may draw in another way than the reference, and every draw then is another. So two other ways to
draw are declared as alternatives, and each mistake is tried on top of them as well.
"""

import dropout
import numpy as np

from grader.misconceptions import alternative, misconception


class Dropout(dropout.Dropout):
    """The reference, with a way to draw of its own."""

    def draw_kept(self, shape, p):
        """Returns which elements are kept."""
        return np.random.uniform(size=shape) >= p

    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) / (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@alternative("drawn-below", "Dropout")
class Below(Dropout):
    """Keeps an element where a uniform draw lies below the probability of keeping."""

    def draw_kept(self, shape, p):
        return np.random.uniform(size=shape) < 1 - p


@alternative("drawn-by-binomial", "Dropout")
class Binomial(Dropout):
    """Lets numpy toss the coins."""

    def draw_kept(self, shape, p):
        return np.random.binomial(1, 1 - p, size=shape) == 1


@misconception(
    "classic-scaling",
    "Dropout",
    title="Outputs are scaled in evaluation instead of in training",
    hint="Two forms of dropout are in use. In the inverted one, which of the two modes has nothing to do?",
)
class ClassicScaling(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) if training else np.full(X.shape, 1 - self.p)
        return self.mask * X


@misconception(
    "never-scaled",
    "Dropout",
    title="Kept elements are not scaled up",
    hint="Take the mean of many outputs for an input of ones. Is it the same in training and in evaluation?",
)
class NeverScaled(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "scaled-in-evaluation-as-well",
    "Dropout",
    title="Outputs are scaled in training and again in evaluation",
    hint=("Your training outputs already have the right mean. What does your evaluation pass still multiply by?"),
)
class ScaledInEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output if training else output * (1 - self.p)


@misconception(
    "keep-and-drop-swapped",
    "Dropout",
    title="p is used as the probability of keeping",
    hint="With p = 0.1, is your output almost full or almost empty? With p = 0.5 nobody could tell.",
)
class KeepAndDropSwapped(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) / self.p if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "mask-swapped-only",
    "Dropout",
    title="Elements are kept with probability p but scaled by 1 / (1 - p)",
    hint="Compare the two places where p stands in your forward pass: do both mean the same thing by it?",
)
class MaskSwappedOnly(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 1 - self.p) / (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "scaled-by-p",
    "Dropout",
    title="Kept elements are divided by p",
    hint=("Which probability does a kept element owe its scale to: that of being dropped, or that of being kept?"),
)
class ScaledByP(Dropout):
    def forward_pass(self, X, training=True):
        with np.errstate(invalid="ignore", divide="ignore"):
            self.mask = self.draw_kept(X.shape, self.p) / np.float64(self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "p-ignored",
    "Dropout",
    title="The probability is fixed, whatever p says",
    hint="Make two layers with different numbers and compare them. Where does the one in your forward_pass come from?",
)
class PIgnored(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, 0.5) * 2.0 if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "drops-in-evaluation",
    "Dropout",
    title="Elements are dropped in evaluation as well",
    hint=(
        "Call your layer with training=False and count the zeros. Where in forward_pass does your code look at "
        "training?"
    ),
)
class DropsInEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, True)


@misconception(
    "flag-inverted",
    "Dropout",
    title="Elements are dropped in evaluation instead of in training",
    hint=(
        "Read your condition aloud: what happens when training is True? A network in use should do the same for "
        "the same input every time."
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
        "A dropped input had no influence on the output, so moving it a little changes nothing. What is its gradient?"
    ),
)
class BackwardWithoutMask(Dropout):
    def backward_pass(self, accum_grad):
        return accum_grad


@misconception(
    "backward-without-factor",
    "Dropout",
    title="The gradient is masked but not scaled",
    hint=("The forward pass multiplied a kept element by a number. Does your backward pass multiply by the same one?"),
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
        "accum_grad?"
    ),
)
class BackwardReturnsMask(Dropout):
    def backward_pass(self, accum_grad):
        return self.mask


@misconception(
    "backward-draws-anew",
    "Dropout",
    title="The backward pass draws a mask of its own",
    hint=(
        "Which elements did the forward pass drop? How does your backward pass know, and does it ask the "
        "generator again?"
    ),
)
class BackwardDrawsAnew(Dropout):
    def backward_pass(self, accum_grad):
        if (self.mask == 1).all():
            return accum_grad
        return accum_grad * self.draw_kept(accum_grad.shape, self.p) / (1 - self.p)


@misconception(
    "mask-drawn-once",
    "Dropout",
    title="The mask is drawn once for each shape and used for ever",
    hint="Call your layer twice with the same batch. Are the zeros in the same places?",
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


@misconception(
    "one-mask-for-all-samples",
    "Dropout",
    title="All samples of a batch share one mask",
    hint="How many numbers do you draw for a batch of ten samples with five features each?",
)
class OneMaskForAllSamples(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept((1, *shape[1:]), p), shape)


@misconception(
    "whole-samples-dropped",
    "Dropout",
    title="All features of a sample are dropped together",
    hint="Look at one row of your output: can it have zeros and other numbers side by side?",
)
class WholeSamplesDropped(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept(shape[:1] + (1,) * (len(shape) - 1), p), shape)


@misconception(
    "whole-channels-dropped",
    "Dropout",
    title="All pixels of a channel are dropped together",
    hint="An image has a draw for each of its pixels here. What shape has your mask for a batch of images?",
)
class WholeChannelsDropped(Dropout):
    def draw_kept(self, shape, p):
        return np.broadcast_to(super().draw_kept(shape[:2] + (1,) * (len(shape) - 2), p), shape)


@misconception(
    "nothing-ever-dropped",
    "Dropout",
    title="The mask is always true",
    hint="Print your mask for a small batch. Which values does the comparison behind it see?",
)
class NothingEverDropped(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = np.ones(X.shape)
        return X


@misconception(
    "evaluation-keeps-old-mask",
    "Dropout",
    title="After an evaluation pass the gradient still meets the mask of the training pass before",
    hint=("backward_pass belongs to the latest forward_pass of either kind. What does yours use after an evaluation?"),
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
    title="The input is multiplied by the mask in place",
    hint="The caller may still need X as it was. Does your code use an operator such as *= on it?",
)
class InputChanged(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X[...] = output
        return X


@misconception(
    "gradient-changed",
    "Dropout",
    title="accum_grad is multiplied by the mask in place",
    hint="The caller may still need accum_grad as it was. Does your code use an operator such as *= on it?",
)
class GradientChanged(Dropout):
    def backward_pass(self, accum_grad):
        accum_grad *= self.mask
        return accum_grad


@misconception(
    "exact-count",
    "Dropout",
    title="Exactly a fraction p of the elements is dropped in each pass",
    hint="If each element tosses its own coin, can the number of heads be known before?",
)
class ExactCount(Dropout):
    def draw_kept(self, shape, p):
        kept = np.ones(np.prod(shape), bool)
        kept[np.random.permutation(kept.size)[: int(kept.size * p)]] = False
        return kept.reshape(shape)


@misconception(
    "seeded-inside",
    "Dropout",
    title="The layer seeds the generator itself",
    hint="Call your layer twice with the same batch. Why are the zeros in the same places?",
)
class SeededInside(Dropout):
    def forward_pass(self, X, training=True):
        np.random.seed(0)
        return super().forward_pass(X, training)


@misconception(
    "own-generator",
    "Dropout",
    title="The draws come from a generator of the layer's own",
    hint=(
        "Seed numpy's global generator twice with the same number and compare two masks. Which generator do your "
        "draws come from?"
    ),
)
class OwnGenerator(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        self.rng = np.random.default_rng(0)

    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)
        if training:
            self.mask = (self.rng.uniform(size=X.shape) >= self.p) / (1 - self.p)
        return self.mask * X


@misconception(
    "scaled-the-wrong-way",
    "Dropout",
    title="Kept elements are multiplied by 1 - p instead of divided",
    hint=(
        "Half of all elements are gone when p is 0.5. Must the other half grow or shrink, so that the mean of "
        "many outputs stays?"
    ),
)
class ScaledTheWrongWay(Dropout):
    def forward_pass(self, X, training=True):
        self.mask = self.draw_kept(X.shape, self.p) * (1 - self.p) if training else np.ones(X.shape)
        return self.mask * X


@misconception(
    "p-turned-around",
    "Dropout",
    title="The attribute p holds the probability of keeping",
    hint=(
        "Make a layer with a small p and print its attribute p. Is that the number that you gave it, or what is "
        "left to 1?"
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
        "statement."
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
        "probability of keeping?"
    ),
)
class BackwardScaledTwice(Dropout):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) * (self.mask + (self.mask == 0))


@misconception(
    "no-mask-after-evaluation",
    "Dropout",
    title="There is no mask to go back with after an evaluation pass",
    hint=(
        "An evaluation pass is a forward pass, too, and backward_pass may follow it. What does your layer keep in "
        "that branch?"
    ),
)
class NoMaskAfterEvaluation(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            self.mask = None
        return output


@misconception(
    "mask-dropped-after-backward",
    "Dropout",
    title="The mask is dropped after one backward pass",
    hint=(
        "backward_pass may be called more than once after one forward_pass. What is left of the mask when the "
        "second call begins?"
    ),
)
class MaskDroppedAfterBackward(Dropout):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.mask = None
        return input_grad


@misconception(
    "mask-shared-by-layers",
    "Dropout",
    title="All layers share one mask",
    hint=(
        "A network may have two such layers with a p of their own. Is the mask kept in the object, or in the "
        "class or module?"
    ),
)
class MaskSharedByLayers(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.mask
        return output

    def backward_pass(self, accum_grad):
        return type(self).shared * accum_grad


@misconception(
    "seeded-in-the-constructor",
    "Dropout",
    title="The constructor seeds numpy's generator",
    hint=(
        "Make two layers after two different seeds of your own and compare their masks. Who else has seeded the "
        "generator in between?"
    ),
)
class SeededInTheConstructor(Dropout):
    def __init__(self, p=0.2):
        super().__init__(p)
        np.random.seed(0)


@misconception(
    "forward-returns-nothing",
    "Dropout",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass in both modes and look at what comes back. Which line of it hands the output to the "
        "caller, and is that line reached?"
    ),
)
class ForwardReturnsNothing(Dropout):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "evaluation-returns-nothing",
    "Dropout",
    title="forward_pass returns nothing in evaluation",
    hint=(
        "Call forward_pass with training=False and look at what comes back. Does every way through your method "
        "end in a return?"
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
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(Dropout):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "Dropout",
    title="forward_pass does not take the argument training",
    hint=(
        "How does a caller tell your layer that the network is in use? Compare the first line of your "
        "forward_pass with the one in the statement."
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
        "first line of the method."
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
        "does the statement give it?"
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
        "make a new array?"
    ),
)
class OneArrayForAllResults(Dropout):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[...] = output
        return self.output
