"""What people get wrong in `inverted_dropout`. Each class is the reference with one mistake.

Whoever makes a mistake may draw in another way than the reference, and every draw then is another. So two other ways to
draw are declared as alternatives, and each mistake is tried on top of them as well.
"""

import numpy as np
from inverted_dropout import Dropout

from grader.misconceptions import alternative, misconception


class Below(Dropout):
    """Keeps an element where a uniform draw lies below the share that is kept, as the reference does."""

    def draw(self, share, shape):
        return np.random.random(shape) < share

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
        return np.random.random(shape) >= 1 - share


@alternative("drawn-by-binomial", "Dropout")
class Binomial(Below):
    """Lets numpy toss the coins."""

    def draw(self, share, shape):
        return np.random.binomial(1, share, size=shape)


def for_each_draw(id, *, title, hint):
    """Declares what the decorated function makes of the reference as the mistake `id`."""

    def declare(make):
        misconception(id, "Dropout", title=title, hint=hint)(make(Below))
        return make

    return declare


@for_each_draw(
    "classic-dropout",
    title="Survivors keep their size, and the use outside training is scaled down instead",
    hint="In the inverted form nothing happens outside training. Where do the survivors make up for the others?",
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
    hint="Feed an array of ones and look at the mean of the output. Is it still about one?",
)
def never_scaled(base):
    class NeverScaled(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, 1 - self.probability, 1)

    return NeverScaled


@for_each_draw(
    "scaled-twice",
    title="The use outside training is scaled although training was already",
    hint="The survivors have made up for the dropped ones in training. What is left to do outside it?",
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
    hint="With a probability of 0.2, how many of a hundred inputs should be zero? How many are in your output?",
)
def keep_and_drop_swapped(base):
    class KeepAndDropSwapped(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, self.probability, 1 / self.probability if self.probability else 1)

    return KeepAndDropSwapped


@for_each_draw(
    "scale-from-the-dropped-share",
    title="Survivors are divided by p instead of 1 - p",
    hint="If one input in five is dropped, do the others have to grow a little or a lot?",
)
def scale_from_dropped_share(base):
    class ScaleFromDroppedShare(base):
        def forward(self, input_batch, training=True):
            factor = 1 / self.probability if self.probability else 1
            return self.apply(input_batch, training, 1 - self.probability, factor)

    return ScaleFromDroppedShare


@for_each_draw(
    "scaled-by-the-share",
    title="Survivors are multiplied by 1 - p instead of divided by it",
    hint="Do your survivors become larger or smaller than they were, and which of the two makes up for the others?",
)
def scaled_by_share(base):
    class ScaledByShare(base):
        def forward(self, input_batch, training=True):
            return self.apply(input_batch, training, 1 - self.probability, 1 - self.probability)

    return ScaledByShare


@for_each_draw(
    "always-active",
    title="Inputs are dropped outside training as well",
    hint="A trained network should answer the same question twice in the same way. Where "
    "does your code look at training?",
)
def always_active(base):
    class AlwaysActive(base):
        def forward(self, input_batch, training=True):
            return super().forward(input_batch, True)

    return AlwaysActive


@for_each_draw(
    "flag-inverted",
    title="Inputs are dropped outside training only",
    hint="Read your condition on training aloud. In which of the two cases does it drop?",
)
def flag_inverted(base):
    class FlagInverted(base):
        def forward(self, input_batch, training=True):
            output = super().forward(input_batch, not training)
            if training:
                self.mask = np.ones(input_batch.shape)
            return output

    return FlagInverted


@for_each_draw(
    "gradient-without-mask",
    title="backward passes every gradient on",
    hint="Can an input that was dropped have any influence on the loss? What does backward return in its place?",
)
def gradient_without_mask(base):
    class GradientWithoutMask(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch / (1 - self.probability)

    return GradientWithoutMask


@for_each_draw(
    "gradient-unchanged",
    title="backward returns its argument",
    hint="The forward pass changed every element, one way or the other. What does the chain rule say about each?",
)
def gradient_unchanged(base):
    class GradientUnchanged(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch.copy()

    return GradientUnchanged


@for_each_draw(
    "gradient-without-scale",
    title="backward drops, but does not enlarge the rest",
    hint="The survivors were multiplied by something in the forward pass. What is the derivative of that?",
)
def gradient_without_scale(base):
    class GradientWithoutScale(base):
        def backward(self, output_gradient_batch):
            return output_gradient_batch * (self.mask != 0)

    return GradientWithoutScale


@for_each_draw(
    "gradient-ignores-its-argument",
    title="backward returns the mask itself",
    hint="If the output gradient doubles, what should happen to the gradient that you return? Where does your code use it?",
)
def gradient_ignores_argument(base):
    class GradientIgnoresArgument(base):
        def backward(self, output_gradient_batch):
            return self.mask.copy()

    return GradientIgnoresArgument


@for_each_draw(
    "gradient-draws-again",
    title="backward draws a new mask",
    hint="Which elements were dropped is decided once for each forward pass. Does your backward decide again?",
)
def gradient_draws_again(base):
    class GradientDrawsAgain(base):
        def backward(self, output_gradient_batch):
            return self.forward(output_gradient_batch)

    return GradientDrawsAgain


@for_each_draw(
    "backward-returns-nothing",
    title="backward returns nothing",
    hint="The layers before this one have to learn too. What do they get from your backward?",
)
def backward_returns_nothing(base):
    class BackwardReturnsNothing(base):
        def backward(self, output_gradient_batch):
            output_gradient_batch * self.mask

    return BackwardReturnsNothing


@for_each_draw(
    "mask-made-once",
    title="The mask is drawn once and used for ever",
    hint="If the same inputs are always dropped, the others can rely on each other after all. When does your code draw?",
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


@for_each_draw(
    "mask-dropped-after-backward",
    title="backward throws the mask away",
    hint="backward may be called again after one forward pass. What is left of the draws when the second call begins?",
)
def mask_dropped_after_backward(base):
    class MaskDroppedAfterBackward(base):
        def backward(self, output_gradient_batch):
            gradient = output_gradient_batch * self.mask
            self.mask = None
            return gradient

    return MaskDroppedAfterBackward


@for_each_draw(
    "one-mask-for-all-rows",
    title="All samples of a batch lose the same elements",
    hint="Which shape do you draw: that of one sample, or that of the whole batch?",
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
    hint="Look at one row of your output. Does it ever have zeros beside other numbers?",
)
class WholeSamplesDropped(Below):
    def draw(self, share, shape):
        return np.broadcast_to(super().draw(share, shape[:1] + (1,) * (len(shape) - 1)), shape)


@misconception(
    "whole-channels-dropped",
    "Dropout",
    title="The channels of images are dropped as a whole",
    hint="For an image, how many draws does your code make: one for a channel, or one for a pixel?",
)
class WholeChannelsDropped(Below):
    def draw(self, share, shape):
        return np.broadcast_to(super().draw(share, shape[:2] + (1,) * (len(shape) - 2)), shape)


@misconception(
    "exact-number-dropped",
    "Dropout",
    title="Exactly p of the elements are dropped, instead of each with probability p",
    hint="Count the zeros of several passes over inputs of one shape. Should their number always be the same?",
)
class ExactNumberDropped(Below):
    def draw(self, share, shape):
        kept = np.ones(np.prod(shape), bool)
        kept[np.random.permutation(kept.size)[: int(self.probability * kept.size)]] = False
        return kept.reshape(shape)


@misconception(
    "normal-draws-compared",
    "Dropout",
    title="The draws that are compared with p come from a normal distribution",
    hint="For which distribution is the probability of lying below p just p? Which one does your code draw from?",
)
class NormalDrawsCompared(Below):
    def draw(self, share, shape):
        return np.random.randn(*shape) >= 1 - share


@misconception(
    "nothing-dropped",
    "Dropout",
    title="Every element is kept",
    hint="Count the zeros in the output of a pass in training. What does your comparison say for each of the draws?",
)
class NothingDropped(Below):
    def draw(self, share, shape):
        return np.random.random(shape) < 1


@misconception(
    "dropped-elements-taken-out",
    "Dropout",
    title="Dropped elements are taken out of the array",
    hint="The next layer counts on as many inputs as ever. Which shape has your output, and what should stand where an "
    "element was dropped?",
)
class DroppedElementsTakenOut(Below):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output[self.mask != 0] if training else output


@misconception(
    "probability-fixed",
    "Dropout",
    title="The probability is a constant of the code",
    hint="Does anything change in your output when the layer is created with another probability? Where do you use it?",
)
class ProbabilityFixed(Below):
    def forward(self, input_batch, training=True):
        return self.apply(input_batch, training, 0.5, 2)


@misconception(
    "default-not-the-statements",
    "Dropout",
    title="Without an argument the probability is another one than the statement's",
    hint="Create a layer without any argument and print its probability. What does the first line of the class in the "
    "statement say?",
)
class DefaultNotTheStatements(Dropout):
    def __init__(self, probability=0.2):
        super().__init__(probability)


@misconception(
    "seeded-inside",
    "Dropout",
    title="The generator is seeded in every pass",
    hint="Two passes should drop different elements. What in your code makes them equal, and who else draws from there?",
)
class SeededInside(Below):
    def forward(self, input_batch, training=True):
        np.random.seed(0)
        return super().forward(input_batch, training)


@misconception(
    "training-has-no-default",
    "Dropout",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(Dropout):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "training-not-taken",
    "Dropout",
    title="forward has no argument training",
    hint="A trained network must not drop anything. How does your forward learn whether the network trains or is used?",
)
class TrainingNotTaken(Dropout):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "output-printed",
    "Dropout",
    title="forward prints its output instead of returning it",
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(Dropout):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "output-written-over",
    "Dropout",
    title="Every forward writes its output into the same array",
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
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
    hint="The caller may still need the array it gave you. Does your code assign into input_batch?",
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
    hint="The caller may still need the array it gave you. Does your code assign into output_gradient_batch?",
)
class OutputGradientChanged(Dropout):
    def backward(self, output_gradient_batch):
        output_gradient_batch *= self.mask
        return output_gradient_batch


@misconception(
    "config-without-probability",
    "Dropout",
    title="get_config leaves the probability out",
    hint="Could somebody build the same layer again from your dict? Which number would be missing?",
)
class ConfigWithoutProbability(Dropout):
    def get_config(self):
        return {"type": "Dropout"}
