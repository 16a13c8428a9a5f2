"""What people get wrong in `inverted_dropout`. Each class is the reference with one mistake."""

import numpy as np
from inverted_dropout import Dropout

from grader.misconceptions import misconception


def apply_mask(layer, input_batch, training, kept, factor=None):
    """Does what the reference does, with these kept elements and this factor."""
    if not training:
        return input_batch
    layer.mask = kept * (1 / (1 - layer.probability) if factor is None else factor)
    return input_batch * layer.mask


@misconception(
    "classic-dropout",
    "Dropout",
    title="Survivors keep their size, and the use outside training is scaled down instead",
    hint="In the inverted form nothing happens outside training. Where do the survivors make up for the others?",
)
class ClassicDropout(Dropout):
    def forward(self, input_batch, training=True):
        keep = 1 - self.probability
        if not training:
            return input_batch * keep
        return apply_mask(self, input_batch, True, np.random.random(input_batch.shape) < keep, 1)


@misconception(
    "never-scaled",
    "Dropout",
    title="Survivors are not enlarged",
    hint="Feed an array of ones and look at the mean of the output. Is it still about one?",
)
class NeverScaled(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.random(input_batch.shape) >= self.probability
        return apply_mask(self, input_batch, training, kept, 1)


@misconception(
    "scaled-twice",
    "Dropout",
    title="The use outside training is scaled although training was already",
    hint="The survivors have made up for the dropped ones in training. What is left to do outside it?",
)
class ScaledTwice(Dropout):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if training else output * (1 - self.probability)


@misconception(
    "keep-and-drop-swapped",
    "Dropout",
    title="probability is taken as the share that is kept",
    hint="With a probability of 0.2, how many of a hundred inputs should be zero? How many are in your output?",
)
class KeepAndDropSwapped(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.random(input_batch.shape) < self.probability
        return apply_mask(self, input_batch, training, kept, 1 / self.probability if self.probability else 1)


@misconception(
    "scale-from-the-dropped-share",
    "Dropout",
    title="Survivors are divided by p instead of 1 - p",
    hint="If one input in five is dropped, do the others have to grow a little or a lot?",
)
class ScaleFromDroppedShare(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.random(input_batch.shape) >= self.probability
        return apply_mask(self, input_batch, training, kept, 1 / self.probability if self.probability else 1)


@misconception(
    "scaled-by-the-share",
    "Dropout",
    title="Survivors are multiplied by 1 - p instead of divided by it",
    hint="Do your survivors become larger or smaller than they were?",
)
class ScaledByShare(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.random(input_batch.shape) >= self.probability
        return apply_mask(self, input_batch, training, kept, 1 - self.probability)


@misconception(
    "always-active",
    "Dropout",
    title="Inputs are dropped outside training as well",
    hint="A trained network should answer the same question twice in the same way. Where "
    "does your code look at training?",
)
class AlwaysActive(Dropout):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, True)


@misconception(
    "flag-inverted",
    "Dropout",
    title="Inputs are dropped outside training only",
    hint="Read your condition on training aloud. In which of the two cases does it drop?",
)
class FlagInverted(Dropout):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, not training)
        if training:
            self.mask = np.ones(input_batch.shape)
        return output


@misconception(
    "gradient-without-mask",
    "Dropout",
    title="backward passes every gradient on",
    hint="Can an input that was dropped have any influence on the loss?",
)
class GradientWithoutMask(Dropout):
    def backward(self, output_gradient_batch):
        return output_gradient_batch / (1 - self.probability)


@misconception(
    "gradient-unchanged",
    "Dropout",
    title="backward returns its argument",
    hint="The forward pass changed every element, one way or the other. What does the chain rule say about each?",
)
class GradientUnchanged(Dropout):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.copy()


@misconception(
    "gradient-without-scale",
    "Dropout",
    title="backward drops, but does not enlarge the rest",
    hint="The survivors were multiplied by something in the forward pass. What is the derivative of that?",
)
class GradientWithoutScale(Dropout):
    def backward(self, output_gradient_batch):
        return output_gradient_batch * (self.mask != 0)


@misconception(
    "gradient-ignores-its-argument",
    "Dropout",
    title="backward returns the mask itself",
    hint="If the output gradient doubles, what should happen to the gradient that you return?",
)
class GradientIgnoresArgument(Dropout):
    def backward(self, output_gradient_batch):
        return self.mask.copy()


@misconception(
    "gradient-draws-again",
    "Dropout",
    title="backward draws a new mask",
    hint="Which elements were dropped is decided once for each forward pass. Does your backward decide again?",
)
class GradientDrawsAgain(Dropout):
    def backward(self, output_gradient_batch):
        return self.forward(output_gradient_batch)


@misconception(
    "mask-made-once",
    "Dropout",
    title="The mask is drawn once and used for ever",
    hint="If the same inputs are always dropped, the others can rely on each other after "
    "all. When does your code draw?",
)
class MaskMadeOnce(Dropout):
    def forward(self, input_batch, training=True):
        if not training:
            return input_batch
        if getattr(self, "mask", None) is None or self.mask.shape != input_batch.shape:
            super().forward(input_batch)
        return input_batch * self.mask


@misconception(
    "one-mask-for-all-rows",
    "Dropout",
    title="All samples of a batch lose the same elements",
    hint="Which shape do you draw: that of one sample, or that of the whole batch?",
)
class OneMaskForAllRows(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.random((1, *input_batch.shape[1:])) >= self.probability
        return apply_mask(self, input_batch, training, np.broadcast_to(kept, input_batch.shape))


@misconception(
    "whole-samples-dropped",
    "Dropout",
    title="Samples are dropped as a whole",
    hint="Look at one row of your output. Does it ever have zeros beside other numbers?",
)
class WholeSamplesDropped(Dropout):
    def forward(self, input_batch, training=True):
        shape = (len(input_batch),) + (1,) * (input_batch.ndim - 1)
        kept = np.random.random(shape) >= self.probability
        return apply_mask(self, input_batch, training, np.broadcast_to(kept, input_batch.shape))


@misconception(
    "whole-channels-dropped",
    "Dropout",
    title="The channels of images are dropped as a whole",
    hint="For an image, how many draws does your code make: one for a channel, or one for a pixel?",
)
class WholeChannelsDropped(Dropout):
    def forward(self, input_batch, training=True):
        shape = input_batch.shape[:2] + (1,) * (input_batch.ndim - 2)
        kept = np.random.random(shape) >= self.probability
        return apply_mask(self, input_batch, training, np.broadcast_to(kept, input_batch.shape))


@misconception(
    "exact-number-dropped",
    "Dropout",
    title="Exactly p of the elements are dropped, instead of each with probability p",
    hint="Count the zeros of several passes. Should their number always be the same?",
)
class ExactNumberDropped(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.ones(input_batch.size, bool)
        count = round(self.probability * input_batch.size)
        kept[np.random.permutation(input_batch.size)[:count]] = False
        return apply_mask(self, input_batch, training, kept.reshape(input_batch.shape))


@misconception(
    "normal-draws-compared",
    "Dropout",
    title="The draws that are compared with p come from a normal distribution",
    hint="For which distribution is the probability of lying below p just p?",
)
class NormalDrawsCompared(Dropout):
    def forward(self, input_batch, training=True):
        kept = np.random.randn(*input_batch.shape) >= self.probability
        return apply_mask(self, input_batch, training, kept)


@misconception(
    "seeded-inside",
    "Dropout",
    title="The generator is seeded in every pass",
    hint="Two passes should drop different elements. What in your code makes them equal?",
)
class SeededInside(Dropout):
    def forward(self, input_batch, training=True):
        np.random.seed(0)
        return super().forward(input_batch, training)


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
    hint="Could somebody build the same layer again from your dict?",
)
class ConfigWithoutProbability(Dropout):
    def get_config(self):
        return {"type": "Dropout"}
