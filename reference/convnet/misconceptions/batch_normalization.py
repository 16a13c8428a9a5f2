"""What people get wrong in `batch_normalization`. Each class is the reference with one mistake."""

import numpy as np
from batch_normalization import BatchNormalization

from grader.misconceptions import misconception

AXES = 0


def mean_of(array):
    """Returns the mean over the batch, with the batch axis kept."""
    return array.mean(axis=AXES, keepdims=True)


def finish(layer, input_batch, mean, inverse_std):
    """Normalises with these statistics, as the reference does."""
    layer.inverse_std = inverse_std
    layer.normalized = (input_batch - mean) * inverse_std
    return layer.gamma * layer.normalized + layer.beta


def update(layer, mean, variance):
    """Updates the running statistics, as the reference does."""
    layer.cache_m = layer.momentum * layer.cache_m + (1 - layer.momentum) * mean
    layer.cache_v = layer.momentum * layer.cache_v + (1 - layer.momentum) * variance


def forward(layer, input_batch, training, divide):
    """Does what the reference does, with divide(variance) in place of the division by the standard deviation."""
    mean, variance = layer.cache_m, layer.cache_v
    if training:
        mean, variance = mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True)
        update(layer, mean, variance)
    return finish(layer, input_batch, mean, divide(variance))


class FromTheBatch(BatchNormalization):
    """backward is right, whatever forward has done: it works out mean and variance of the batch once more."""

    def forward(self, input_batch, training=True):
        if training:
            self.batch = input_batch
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        variance = self.batch.var(axis=AXES, keepdims=True)
        finish(self, self.batch, mean_of(self.batch), 1 / np.sqrt(variance + self.epsilon))
        return super().backward(output_gradient_batch)


class RightOutsideTraining(BatchNormalization):
    """forward is right outside training."""

    def forward(self, input_batch, training=True):
        return super().forward(input_batch, True) if training else BatchNormalization.forward(self, input_batch, False)


class ByTheFormula(BatchNormalization):
    """backward is the sum of the statement's three ways: another result where the differences do not add up to 0."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * mean_of(gradient * self.normalized)
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


@misconception(
    "root-taken-twice",
    "BatchNormalization",
    title="The root of the standard deviation is taken",
    hint=(
        "Which of numpy's two functions gives the number that stands under your root: var or std? Try both on a "
        "small list: np.var([2, 10]) is 16 and np.std([2, 10]) is 4. One of them has been through a root already. "
        "If you send the 4 through another one you divide by 2, and the two values, which lie 4 on either side of "
        "their mean, end at -2 and 2. Print the variance of each feature of your output, with gamma and beta as "
        "they are after build: what should it be? Features whose variance is 1 come out right, and inputs from a "
        "normal generator are just that. All others keep a part of their spread, and wide ones stay wider than "
        "narrow ones."
    ),
)
class RootTakenTwice(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(np.sqrt(v) + self.epsilon))


@misconception("root-taken-twice", "BatchNormalization", variant="in-training-only")
class RootTakenTwiceInTraining(RightOutsideTraining, RootTakenTwice): ...


@misconception("root-taken-twice", "BatchNormalization", variant="in-forward-only")
class RootTakenTwiceInForward(RightOutsideTraining, FromTheBatch, RootTakenTwice): ...


@misconception("root-taken-twice", "BatchNormalization", variant="right-backward")
class RootTakenTwiceFromTheBatch(FromTheBatch, RootTakenTwice): ...


@misconception("root-taken-twice", "BatchNormalization", variant="running-too")
class RootTakenTwiceRunningToo(BatchNormalization):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, deviation = mean_of(input_batch), input_batch.std(axis=AXES, keepdims=True)
        update(self, mean, deviation)
        return finish(self, input_batch, mean, 1 / np.sqrt(deviation + self.epsilon))


@misconception("root-taken-twice", "BatchNormalization", variant="epsilon-first")
class RootTakenTwiceEpsilonFirst(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: (v + self.epsilon) ** -0.25)


@misconception(
    "divided-by-variance",
    "BatchNormalization",
    title="The batch is divided by the variance, without a root",
    hint=(
        "If all inputs are multiplied by 10, what should happen to the output? Try it, with a small epsilon, and "
        "compare. Take the two values 2 and 10: they lie 4 on either side of their mean and have a variance of "
        "16. Dividing a length by an area is what makes units go wrong: metres by square metres. With 4 / 16 the "
        "result is a quarter, and for ten times the inputs only a fortieth. Which function stands between the "
        "variance and your division, or does none? For a variance of 1 nobody can see the difference, which is "
        "what random test data usually have. Wide features would be squeezed to almost nothing, and narrow ones "
        "blown up."
    ),
)
class DividedByVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (v + self.epsilon))


@misconception("divided-by-variance", "BatchNormalization", variant="in-training-only")
class DividedByVarianceInTraining(RightOutsideTraining, DividedByVariance): ...


@misconception("divided-by-variance", "BatchNormalization", variant="in-forward-only")
class DividedByVarianceInForward(RightOutsideTraining, FromTheBatch, DividedByVariance): ...


@misconception("divided-by-variance", "BatchNormalization", variant="right-backward")
class DividedByVarianceFromTheBatch(FromTheBatch, DividedByVariance): ...


@misconception(
    "epsilon-outside-the-root",
    "BatchNormalization",
    title="epsilon is added to the standard deviation",
    hint=(
        "Is epsilon added before the root is taken in your code, or after? With the default it is so small that "
        "no print can tell. So choose a huge one: with a variance of 9 and an epsilon of 16, one reading divides "
        "by the root of 25, that is 5, and the other by 3 + 16 = 19. Make a layer with such an epsilon and look "
        "at the spread of its output. A brake that is tested only at walking pace tells little. Both ways keep "
        "the division from failing, and both are in use for other methods, so memory is no good guide here. The "
        "difference grows with constant features, where epsilon is all that is left."
    ),
)
class EpsilonOutside(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (np.sqrt(v) + self.epsilon))


@misconception("epsilon-outside-the-root", "BatchNormalization", variant="in-training-only")
class EpsilonOutsideInTraining(RightOutsideTraining, EpsilonOutside): ...


@misconception("epsilon-outside-the-root", "BatchNormalization", variant="in-forward-only")
class EpsilonOutsideInForward(RightOutsideTraining, FromTheBatch, EpsilonOutside): ...


@misconception("epsilon-outside-the-root", "BatchNormalization", variant="right-backward")
class EpsilonOutsideFromTheBatch(FromTheBatch, EpsilonOutside): ...


@misconception(
    "epsilon-fixed",
    "BatchNormalization",
    title="epsilon is a constant of the code",
    hint=(
        "Does anything change when the layer is made with a large epsilon? Take a feature with the values 1 and "
        "3, whose variance is 1, and compare the outputs for an epsilon of 0 and of 3. The second should be half "
        "as wide, since the divisor goes from 1 to 2. If both print the same, follow the argument: it is stored "
        "in the constructor, and then who reads it? Look for a small number that you typed into forward. A "
        "thermostat whose knob is not connected keeps the factory's temperature. All who use the default are "
        "served correctly, so the mistake waits for the first person who chooses something else. A layer that is "
        "made again from its configuration would report one number and use another."
    ),
)
class EpsilonFixed(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v + 1e-8))


@misconception("epsilon-fixed", "BatchNormalization", variant="in-training-only")
class EpsilonFixedInTraining(RightOutsideTraining, EpsilonFixed): ...


@misconception("epsilon-fixed", "BatchNormalization", variant="in-forward-only")
class EpsilonFixedInForward(RightOutsideTraining, FromTheBatch, EpsilonFixed): ...


@misconception("epsilon-fixed", "BatchNormalization", variant="right-backward")
class EpsilonFixedFromTheBatch(FromTheBatch, EpsilonFixed): ...


def declare_epsilon(name, epsilon):
    """Declares one that divides with this epsilon."""

    @misconception("epsilon-fixed", "BatchNormalization", variant=name)
    class Fixed(BatchNormalization):
        def forward(self, input_batch, training=True):
            return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v + epsilon))


for name, epsilon in {"at-1e-5": 1e-5, "at-1e-4": 1e-4, "at-1e-3": 1e-3, "at-1e-2": 1e-2}.items():
    declare_epsilon(name, epsilon)


@misconception("epsilon-fixed", "BatchNormalization", variant="in-the-constructor")
class EpsilonFixedInConstructor(BatchNormalization):
    def __init__(self, momentum=0.9, epsilon=1e-8):
        super().__init__(momentum, 1e-8)


@misconception(
    "unbiased-variance",
    "BatchNormalization",
    title="The variance is divided by one less than the number of values",
    hint=(
        "What is the sum of squares divided by in your variance: the number of values, or one less? Take the "
        "values 1, 2, 3 by hand. The squares of the distances are 1, 0 and 1, so their sum is 2, and the "
        "candidates are 2 / 3 and 2 / 2. Libraries do not agree: np.var has an argument ddof with 0 as its usual "
        "value, while the statistics module has variance and pvariance. Which one did you call, and what does the "
        "statement name? One less is right for whoever estimates the spread of a whole population from a sample; "
        "here the batch is normalised by itself. With a hundred rows the two differ by one per cent, with three "
        "by half. A single row would give a division by zero."
    ),
)
class UnbiasedVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        count = input_batch.size // self.gamma.size
        factor = count / max(count - 1, 1) if training else 1
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v * factor + self.epsilon))


class UnbiasedEverywhere(BatchNormalization):
    """Divides by one less, or by 1 for a single row, also where the variance goes into the running one."""

    least = 1
    unbiased_running = True

    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        count = input_batch.size // self.gamma.size
        mean = mean_of(input_batch)
        with np.errstate(all="ignore"):
            squares = ((input_batch - mean) ** 2).sum(axis=AXES, keepdims=True)
            variance = np.divide(squares, max(count - 1, self.least))
        update(self, mean, variance if self.unbiased_running else squares / count)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


class OneLessInBackward(BatchNormalization):
    """The way through the variance is that of a variance which was divided by one less."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        count = output_gradient_batch.size // self.gamma.size
        by_variance = self.normalized * mean_of(gradient * self.normalized) * count / max(count - 1, 1)
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


class UnbiasedOneLessInBackward(OneLessInBackward, UnbiasedEverywhere):
    """Divides by one less in both directions."""


class UnbiasedRightBackward(FromTheBatch, UnbiasedEverywhere):
    """Divides by one less in forward only."""


WAYS_BACK = {
    "": UnbiasedEverywhere,
    "-one-less-in-backward": UnbiasedOneLessInBackward,
    "-right-backward": UnbiasedRightBackward,
}


def declare_unbiased(name, way_back, smallest, running):
    """Declares one whose backward is that of a class, with the smallest divisor and the kind of running variance."""

    @misconception("unbiased-variance", "BatchNormalization", variant=name)
    class Unbiased(way_back):
        least = smallest
        unbiased_running = running


for name, way_back in WAYS_BACK.items():
    declare_unbiased("running-too" + name, way_back, 1, True)
    declare_unbiased("running-too-single-row-fails" + name, way_back, 0, True)
    declare_unbiased("single-row-fails" + name, way_back, 0, False)
    if name:
        declare_unbiased("running-not" + name, way_back, 1, False)


@misconception(
    "unbiased-running-variance",
    "BatchNormalization",
    title="The running variance takes in an unbiased variance",
    hint=(
        "Are the variance that normalises the batch and the variance that goes into the running average one "
        "number in your code? Print both for a feature with the rows 0, 2, 4. The distances from the mean are -2, "
        "0, 2, the squares add up to 8, and 8 / 3 is not 8 / 2. With a momentum of 0 the running variance takes "
        "over the whole batch, so this choice shows what has been put in. Some well-known libraries keep two "
        "different versions on purpose, and their source may be where this comes from. A shop that weighs on one "
        "scale and writes the bill by another needs a reason. Outputs in training are right. Only the use of the "
        "trained network differs, and large batches hide even that."
    ),
)
class UnbiasedRunningVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        if training:
            count = input_batch.size // self.gamma.size
            kept = self.momentum * before
            self.cache_v = kept + (self.cache_v - kept) * count / max(count - 1, 1)
        return output


@misconception(
    "momentum-swapped",
    "BatchNormalization",
    title="momentum is taken as the share of the new batch",
    hint=(
        "With a high momentum, is most of the old value left after one batch, or most of the new one? A heavy "
        "ship is hard to turn; momentum names the part that stays. Try a running mean of 0, a momentum of 0.75 "
        "and a batch whose mean is 8. One reading gives 2, the other 6. Which does your layer show? Look which of "
        "the two factors stands before the old value. Other libraries use the word for the share of the new "
        "batch, so code from there reads like yours. At one half the two meanings fall together. After very many "
        "equal batches both arrive at the same number, too. With the wrong one, the statistics jump after every "
        "batch, and the latest few rows decide how the network behaves in use."
    ),
)
class MomentumSwapped(BatchNormalization):
    def forward(self, input_batch, training=True):
        self.momentum = 1 - self.momentum
        output = super().forward(input_batch, training)
        self.momentum = 1 - self.momentum
        return output


@misconception(
    "batch-added-in-full",
    "BatchNormalization",
    title="The running statistics take in the whole of each batch",
    hint=(
        "Feed the same batch many times. Does the running mean come close to the mean of that batch, or does it "
        "run past? With a momentum of 0.5 and a batch mean of 6, starting from 0, an average goes 3, 4.5, 5.25 "
        "and never passes 6. If the whole 6 is added each time, it goes 6, 9, 10.5 and creeps towards 12. In an "
        "average the two shares make up one whole. Do the two factors in your update add up to 1? A soup that is "
        "kept half and then gets a full new pot overflows. With a momentum of 0 only the new batch counts and "
        "both agree. Otherwise outside training a mean is subtracted that is many times too large."
    ),
)
class BatchAddedInFull(BatchNormalization):
    def forward(self, input_batch, training=True):
        before_m, before_v = self.cache_m, self.cache_v
        output = super().forward(input_batch, training)
        if training:
            self.cache_m = self.momentum * before_m + mean_of(input_batch)
            self.cache_v = self.momentum * before_v + input_batch.var(axis=AXES, keepdims=True)
        return output


@misconception(
    "running-variance-starts-at-zero",
    "BatchNormalization",
    title="The running variance starts at 0",
    hint=(
        "What does a layer do outside training when it has not seen any batch? Build one and send the row 1, -2 "
        "through with training=False. It knows nothing about the data yet, so the most modest behaviour is to "
        "leave them as they are. Print the output: are there huge numbers? Then look at what build puts into each "
        "of the two statistics, and think of what each is used for: one is subtracted, by the other one divides. "
        "A neutral value for a sum is not the same as for a division. Try 5 - 0 and 5 / 0 on paper. In training "
        "nobody reads the running values, so all looks right there. During the first batches, an average that set "
        "out from the wrong end stays too small."
    ),
)
class RunningVarianceStartsAtZero(BatchNormalization):
    def build(self, input_shape):
        super().build(input_shape)
        self.cache_v = np.zeros_like(self.cache_v)


@misconception(
    "first-batch-taken-over",
    "BatchNormalization",
    title="The first batch replaces the running statistics",
    hint=(
        "Is your first batch treated like every other one? Look for a flag, a counter or a test for None around "
        "the update. Build a layer with a momentum of 0.75 and give it a batch whose mean is 8. Starting from "
        "zero, the rule of the statement moves the running mean a quarter of the way. Did yours jump to the 8? It "
        "sounds reasonable: a first impression is better than none, and the start value is forgotten sooner. But "
        "with a batch of two odd rows the jump lands anywhere, and the course fixes a rule without exceptions. A "
        "ledger that opens with a balance does not throw it away at the first payment. After a hundred batches "
        "the two are alike to the last digit, so long trainings hide it."
    ),
)
class FirstBatchTakenOver(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if training and not hasattr(self, "seen"):
            self.seen = True
            self.cache_m, self.cache_v = mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True)
        return output


@misconception(
    "running-standard-deviation",
    "BatchNormalization",
    title="The running variance averages standard deviations",
    hint=(
        "Which quantity goes into your second running average: the variance or its root? Look at what is done "
        "with it outside training: is there a root in that branch as well? Averages and roots cannot be "
        "exchanged. Two batches with variances 4 and 16 have a mean variance of 10, whose root is about 3.16; "
        "their roots 2 and 4 have a mean of 3. With a momentum of 0 and a batch of variance 16, what does your "
        "layer keep? Somebody who averages the sides of two square rooms and calls it their area will buy the "
        "wrong carpet. The start value 1 is its own root, so a fresh layer does not show it. In training "
        "everything is right, because the batch speaks for itself."
    ),
)
class RunningStandardDeviation(BatchNormalization):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        if training:
            deviation = input_batch.std(axis=AXES, keepdims=True)
            self.cache_v = self.momentum * before + (1 - self.momentum) * deviation
        return output


@misconception("running-standard-deviation", "BatchNormalization", variant="divided-by-as-it-is")
class RunningDeviationAsDivisor(RunningStandardDeviation):
    added = True

    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / (self.cache_v + self.added * self.epsilon))


@misconception("running-standard-deviation", "BatchNormalization", variant="divided-by-without-epsilon")
class RunningDeviationWithoutEpsilon(RunningDeviationAsDivisor):
    added = False


@misconception("running-standard-deviation", "BatchNormalization", variant="with-epsilon")
class RunningDeviationWithEpsilon(BatchNormalization):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        if training:
            self.cache_v = self.momentum * before + (1 - self.momentum) / self.inverse_std
        return output


@misconception(
    "training-with-running-statistics",
    "BatchNormalization",
    title="The output in training is normalised by the running statistics",
    hint=(
        "Whose mean is subtracted in training: that of the batch, or the running one? Take a new layer and the "
        "column 10, 20, 30, and look at the mean of the output. After a normalization by its own statistics a "
        "batch lies around beta, which starts at 0. If your numbers lie around 18, the running mean of the "
        "momentum 0.9, which has gone only a tenth of the way, was used: the mean 20 minus 2. Follow both "
        "branches to the line that subtracts. A tailor who measures today's customer and cuts by yesterday's "
        "notes makes a wrong coat. After many equal batches the running values come close, and nobody sees the "
        "difference. At the start of training, when it matters most, the layer hardly normalises."
    ),
)
class TrainingWithRunningStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return super().forward(input_batch, False)


@misconception("training-with-running-statistics", "BatchNormalization", variant="right-backward")
class TrainingWithRunningStatisticsFromTheBatch(FromTheBatch, TrainingWithRunningStatistics): ...


@misconception("training-with-running-statistics", "BatchNormalization", variant="by-the-formula")
class TrainingWithRunningStatisticsByTheFormula(ByTheFormula, TrainingWithRunningStatistics): ...


@misconception("training-with-running-statistics", "BatchNormalization", variant="before-the-update")
class TrainingWithEarlierStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, False)
        if training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return output


@misconception("training-with-running-statistics", "BatchNormalization", variant="before-the-update-right-backward")
class TrainingWithEarlierStatisticsFromTheBatch(FromTheBatch, TrainingWithEarlierStatistics): ...


@misconception("training-with-running-statistics", "BatchNormalization", variant="before-the-update-by-the-formula")
class TrainingWithEarlierStatisticsByTheFormula(ByTheFormula, TrainingWithEarlierStatistics): ...


@misconception(
    "updated-outside-training",
    "BatchNormalization",
    title="The running statistics are updated outside training as well",
    hint=(
        "Ask a trained network twice about the same rows, with training=False. Do you get the same answer to the "
        "last digit? If the second differs, something has been remembered from the first. Print the running mean "
        "before and after such a pass. Then look at where the update stands: inside the branch for training, or "
        "behind both? A measuring tape that stretches a little with each use is not good for measuring. The first "
        "answer of an evaluation is right, which hides the mistake from anyone who asks once. In an epoch with "
        "validation after it, the validation data would leak into the layer, and the results would depend on how "
        "often and in which order somebody has looked."
    ),
)
class UpdatedOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return output


@misconception("updated-outside-training", "BatchNormalization", variant="before-they-are-used")
class UpdatedBeforeUse(BatchNormalization):
    def forward(self, input_batch, training=True):
        if not training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return super().forward(input_batch, training)


@misconception(
    "batch-statistics-outside-training",
    "BatchNormalization",
    title="The batch's own statistics are used outside training",
    hint=(
        "What does your layer answer for a single row outside training? The mean of one row is the row itself, so "
        "after the subtraction by it nothing is left: try 3 - 3 and 70 - 70. If two very different rows give the "
        "same answer, the layer looks at the batch where it should look at its memory. Which of your two branches "
        "reads the running statistics? Another trial: send one row alone, and then in a batch with nine others. "
        "Should its answer depend on its neighbours? A pupil's mark in a fixed test must not change with those "
        "who sit beside him. For large batches from the same source the two kinds of statistics are close, and an "
        "evaluation by the thousand seems fine."
    ),
)
class BatchStatisticsOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        caches = self.cache_m, self.cache_v
        output = super().forward(input_batch, True)
        if not training:
            self.cache_m, self.cache_v = caches
        return output


@misconception(
    "gamma-and-beta-forgotten-outside-training",
    "BatchNormalization",
    title="gamma and beta are forgotten outside training",
    hint=(
        "In which of your branches do gamma and beta occur? Give a built layer a gamma of 3 and a beta of 5, and "
        "send the same row of zeros through with training=False. The running mean is still 0, so nothing but beta "
        "should be left: is it 5, or 0? Then read your return statements and count them. What was learnt in "
        "training belongs to the layer in every use. A musician who tunes the violin in rehearsals and plays the "
        "concert on another one has tuned for nothing. A fresh layer multiplies by 1 and adds 0, so before the "
        "first step no trial shows the gap. After training the layers behind get numbers of a scale on which they "
        "have never been trained."
    ),
)
class PlainOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if training else self.normalized


@misconception(
    "statistics-as-constants",
    "BatchNormalization",
    title="The input gradient treats mean and variance as constants",
    hint=(
        "Add the same number to all rows of a feature: what happens to the output in training? Nothing, because "
        "the mean moves along. So a push of equal size on all inputs has no effect, and the gradient of a feature "
        "must add up to a certain number; which? Print the sums of yours over the batch. Look at a smaller thing: "
        "for a and b, the distance of a from the mean of both is (a - b) / 2. If a grows by 1 it grows by one "
        "half, not by 1, since the mean follows. Does your backward know about such followers, or does it treat "
        "mean and divisor as fixed numbers? Outside training they are fixed indeed, and there the short form "
        "would be true."
    ),
)
class StatisticsAsConstants(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch * self.gamma * self.inverse_std


@misconception(
    "variance-as-constant",
    "BatchNormalization",
    title="The input gradient lacks the way through the variance",
    hint=(
        "On how many ways does one input act on the output? Directly, by the mean that is subtracted, and by the "
        "divisor. Cross out the last one and see what remains in your formula; is it all of it? A trial: double "
        "the distances of all rows from their mean. The output stays, since the divisor doubles too, apart from "
        "epsilon. So the sum of gradient times distance must vanish for each feature; compute it for yours. In "
        "small: for x / abs(x) with x = 4, the slope is 0, and whoever keeps the divisor fixed says a quarter. "
        "The sums of the gradient over the batch are 0 even with this mistake, so that check does not find it. It "
        "shows as a force that blows up the weights in front."
    ),
)
class VarianceAsConstant(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        return (gradient - mean_of(gradient)) * self.inverse_std


@misconception(
    "mean-as-constant",
    "BatchNormalization",
    title="The input gradient lacks the way through the mean",
    hint=(
        "Which part of your input gradient stands for the mean that is taken from every row? Suppose that one row "
        "grows by 1 in a batch of four. Then the mean grows by a quarter, and all four differences lose this "
        "quarter, also those of rows that did not move. Where in backward does a row get news from the other rows "
        "by that way? Print the sum of your gradient over the batch, for an output gradient that is not balanced, "
        "such as 1, 0, 0, 0: a shift of all rows changes nothing, so what must the sum be? A boat on which "
        "everybody stands one step higher is no taller above the water. With an output gradient whose mean is 0 "
        "in each feature nothing is missing, and some losses make it so."
    ),
)
class MeanAsConstant(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        return (gradient - self.normalized * mean_of(gradient * self.normalized)) * self.inverse_std


@misconception(
    "divided-by-the-wrong-count",
    "BatchNormalization",
    title="The means in the input gradient are divided by the number of features",
    hint=(
        "Over how many numbers does each mean in your backward run? Print the number that you divide by, for a "
        "batch of 5 rows and 3 features. A feature's statistics were made from its own column, so count the "
        "entries of one column. Compare shape[0] and shape[1], or what len gives for the array and for its first "
        "row: `len(np.ones((5, 3)))` is 5 and `len(np.ones((5, 3))[0])` is 3. Whoever divides the bill of five "
        "guests by the three dishes gets a price that nobody has to pay. A batch with as many rows as features "
        "hides the mistake, and so does a gradient for which both of these means are zero. In other batches, the "
        "sum of the input gradient over a column is off, though a shift of the column changes no output."
    ),
)
class DividedByWrongCount(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        factor = output_gradient_batch.size / self.gamma.size / output_gradient_batch.shape[1]
        through_variance = self.normalized * mean_of(gradient * self.normalized) * factor
        return (gradient - mean_of(gradient) * factor - through_variance) * self.inverse_std


@misconception(
    "gamma-missing-in-the-gradient",
    "BatchNormalization",
    title="The input gradient lacks gamma",
    hint=(
        "Set gamma to zero and send a batch through: the input has no influence any more, whatever it is. What "
        "must its gradient be, and what does your backward return? Then try a gamma of 2 and one of 6, with the "
        "same batch and the same output gradient. The output of the second stretches three times as far; does the "
        "gradient follow? Look whether gamma occurs at all in the lines that lead to the value you return. A "
        "lever passes on force in the same ratio as it passes on movement. Gamma starts at 1, where a factor can "
        "be forgotten without a trace. After some steps each feature has a gamma of its own, and the layers in "
        "front would hear all features equally loud."
    ),
)
class GammaMissingInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.gamma


@misconception(
    "standard-deviation-missing-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is not divided by the standard deviation",
    hint=(
        "If the inputs are ten times as large, the output in training stays the same. What does this say about "
        "the slope? Imagine a path that rises by one metre over 10 metres, and another that rises by one metre "
        "over 100: same height, other steepness. Now compute the input gradient for a batch and for ten times the "
        "batch, with a small epsilon, and compare. If yours does not change, a factor of the forward pass has not "
        "made it into backward. Which numbers multiply the input on its way? Two of them do; count them in both "
        "methods. For features whose variance is 1 the missing factor is 1, so ordinary random inputs prove "
        "nothing. Wide features would be given far too strong a push."
    ),
)
class StdMissingInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.inverse_std


@misconception(
    "parameter-gradients-averaged",
    "BatchNormalization",
    title="The gradients of gamma and beta are averaged over the batch",
    hint=(
        "Do your two parameter gradients grow with the batch? Send two rows through and back, then the same two "
        "rows twice, as a batch of four, with matching output gradients. Mean and variance do not change by the "
        "repetition, so each row says what it said before, only twice as often. Did the numbers double? If they "
        "stayed, look for a mean or a division by the batch in the lines for gamma and beta. In this track the "
        "loss has divided already. When a bill is split by the waiter and once more at the table, somebody pays "
        "too little. In the input gradient there are means that belong there, and it is tempting to treat all "
        "sums alike. The steps of this layer become too short, and larger batches make it worse."
    ),
)
class ParameterGradientsAveraged(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = self.gamma_gradient / len(output_gradient_batch)
        self.beta_gradient = self.beta_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "gamma-gradient-from-raw-inputs",
    "BatchNormalization",
    title="The gradient of gamma uses inputs that are shifted but not divided",
    hint=(
        "What exactly does gamma multiply in the forward pass? Follow the array that meets it: has it only been "
        "shifted, or divided as well? If a batch is multiplied by 10, the output stays the same when epsilon is "
        "small, so the slope for gamma has to stay too. Compute yours for the column -1, 0, 1 and for -10, 0, 10, "
        "with the same output gradient. Has it become ten times as large? For y = g · z, a step of 1 in g moves y "
        "by z, and by nothing else that z was made from. A bank that pays interest on last year's balance has "
        "looked in the wrong column. Columns with a variance of 1 hide the difference. For wide features gamma "
        "would take much too long steps."
    ),
)
class GammaGradientFromInputs(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        raw = self.normalized / self.inverse_std
        self.gamma_gradient = (output_gradient_batch * raw).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "gradients-accumulate",
    "BatchNormalization",
    title="Only the gradient of beta adds up from call to call",
    hint=(
        "What is in the gradient of beta after two calls of backward with the same argument? Take a column of "
        "ones as output gradient for three rows: each call should say 3. If yours says 3 and then 6, the old "
        "number is still in it. Search for += in backward, and ask where the array it works on was last set to "
        "zero. Other frameworks add up on purpose and offer a function that clears; here each call speaks for "
        "itself. Does gamma behave in the same way in your layer, or did you write its line differently? A taxi "
        "meter that is not reset charges the second guest for the first one's ride. A single call cannot show it, "
        "and a training of one step cannot either."
    ),
)
class GradientsAccumulate(BatchNormalization):
    def backward(self, output_gradient_batch):
        before = self.beta_gradient
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = self.beta_gradient + before
        return gradient


@misconception(
    "first-batch-kept",
    "BatchNormalization",
    title="backward uses the standard deviation of the first batch",
    hint=(
        "To which batch does your backward belong after two forward passes? Look at each thing that forward "
        "stores and at a condition in front of it, such as a test whether the attribute exists. Send a narrow "
        "column -1, 0, 1 through, then a wide one -100, 0, 100, and call backward. Slopes of the wide one are a "
        "hundred times flatter. Now make a new layer, send it only the wide one, and compare both answers. "
        "Glasses that were made in the first year of school do not fit for ever. One pass and one backward, the "
        "usual trial, is right. In training the spread of the inputs changes as the layers in front learn, so the "
        "error comes up slowly and looks like bad luck with the learning rate."
    ),
)
class FirstBatchKept(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not hasattr(self, "first"):
            self.first = self.inverse_std
        self.inverse_std = self.first
        return output


@misconception("first-batch-kept", "BatchNormalization", variant="by-the-differences")
class FirstBatchKeptByDifferences(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if training and not hasattr(self, "first"):
            self.first = self.inverse_std
        return output

    def backward(self, output_gradient_batch):
        normalized, inverse_std = self.normalized, self.inverse_std
        self.normalized, self.inverse_std = normalized / inverse_std * self.first, self.first
        gradient = super().backward(output_gradient_batch)
        self.normalized, self.inverse_std = normalized, inverse_std
        self.set_gamma_gradient(output_gradient_batch)
        return gradient

    def set_gamma_gradient(self, output_gradient_batch):
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=AXES, keepdims=True)


@misconception("first-batch-kept", "BatchNormalization", variant="for-gamma-too")
class FirstBatchKeptForGammaToo(FirstBatchKeptByDifferences):
    def set_gamma_gradient(self, output_gradient_batch):
        """Leaves the gradient that belongs to the first standard deviation."""


@misconception(
    "params-are-copies",
    "BatchNormalization",
    title="params hands out copies",
    hint=(
        "Which array does an optimizer change when it writes into what params hands out? Take gamma out of the "
        "dict, write 9 into one of its places, and print layer.gamma. If the 9 has not arrived, the dict holds a "
        "duplicate. Look for copy, np.array or some arithmetic in the property. Three lines show what happens: `a "
        "= np.zeros(2)`, `b = a.copy()`, then b[0] = 1 leaves a as it was. Protecting one's own arrays is a good "
        "habit elsewhere; here the statement says that the caller gets the real ones, and why might it want that? "
        "Somebody who is given a copy of the guest list can cross out names all day. Printed values are right, so "
        "a look at params finds nothing; only training stands still."
    ),
)
class ParamsAreCopies(BatchNormalization):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "load-params-keeps-the-callers-arrays",
    "BatchNormalization",
    title="load_params keeps the caller's arrays",
    hint=(
        "Whose arrays does the layer hold after load_params? Keep the dict, write 40 into the first place of its "
        "gamma, and print layer.gamma. If the 40 shows up there, both names belong to one array. Try it apart "
        "from the layer: `mine = np.ones(2)`, `yours = mine`, mine[0] = 7 makes yours[0] a 7, whereas with `yours "
        "= mine.copy()` it would still be 1. Which of the two does your assignment resemble? Lending a recipe by "
        "tearing it out of the book leaves the book without it. Right after the call all values are as wanted. "
        "Then an optimizer trains the layer in place, and the saved dict, from which somebody wanted to start "
        "again, is trained along with it."
    ),
)
class LoadParamsAliases(BatchNormalization):
    def load_params(self, params):
        self.gamma, self.beta = params["gamma"], params["beta"]


@misconception(
    "state-not-restored",
    "BatchNormalization",
    title="Assigning state restores the mean only",
    hint=(
        "Which names does state hand out, and which does the setter read? Write both lists next to each other. "
        "Then a trial: train one layer on a batch, assign its state to a second one, and compare both statistics "
        "of the two layers, one after the other. Does the second one still hold something from its build? A mover "
        "who brings the table and forgets the chairs has a list with two entries and one tick. A batch with a "
        "variance of 1 leaves the running variance where it began, so with such data the loss is not seen. A "
        "restored network would subtract the right mean and divide by the wrong spread: its answers look "
        "plausible, but some features are far too wide."
    ),
)
class StateNotRestored(BatchNormalization):
    @property
    def state(self):
        return super().state

    @state.setter
    def state(self, state):
        self.cache_m = state["cache_m"].copy()


@misconception(
    "statistics-over-everything",
    "BatchNormalization",
    title="One mean and one variance are computed for the whole batch",
    hint=(
        "What shape has the mean in your forward, and how many numbers does it hold? Take the batch [[1, 100], "
        "[3, 300]]. The columns have the means 2 and 200; the mean of everything is 101. If you get one number, "
        "ask what the axis argument says, or whether there is one. np.mean without it takes all values together. "
        "Height in metres and weight in grams have no common mean that would say anything. Broadcasting lets a "
        "single number pass for a whole row, so no error is raised. For data with one feature, or with features "
        "that are alike, the difference cannot be seen. Otherwise small features disappear beside large ones, "
        "which is the very thing that the layer was invented to prevent."
    ),
)
class StatisticsOverEverything(BatchNormalization):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, variance = input_batch.mean(), input_batch.var()
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception("statistics-over-everything", "BatchNormalization", variant="right-backward")
class StatisticsOverEverythingFromTheBatch(FromTheBatch, StatisticsOverEverything): ...


@misconception("statistics-over-everything", "BatchNormalization", variant="by-the-formula")
class StatisticsOverEverythingByTheFormula(ByTheFormula, StatisticsOverEverything): ...


@misconception("statistics-over-everything", "BatchNormalization", variant="all-counted-in-backward")
class StatisticsOverEverythingCounted(StatisticsOverEverything):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        share = 1 / self.gamma.size
        by_variance = self.normalized * mean_of(gradient * self.normalized) * share
        return (gradient - mean_of(gradient) * share - by_variance) * self.inverse_std


@misconception("statistics-over-everything", "BatchNormalization", variant="everything-in-backward")
class StatisticsOverEverythingThroughout(StatisticsOverEverything):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * (gradient * self.normalized).mean()
        return (gradient - gradient.mean() - by_variance) * self.inverse_std


@misconception(
    "statistics-per-sample",
    "BatchNormalization",
    title="Each sample is normalised by itself",
    hint=(
        "Along which axis does your mean run: down a column, or across a row? Take the batch [[1, 2, 6], [3, 4, "
        "8]] and write down both: the columns have the means 2, 3, 7, the rows 3 and 5. Which of them comes out "
        "of your code? Look at the axis, and at the shape that keepdims leaves: (1, 3) or (2, 1). There is a "
        "layer that normalises each sample by itself; it has another name and needs no running statistics. To "
        "compare a pupil with the class one looks at one subject and all pupils, not at one pupil's marks in all "
        "subjects. Both ways give outputs of mean 0 over something, so the total of the output proves nothing. "
        "The running values can even be right at the same time."
    ),
)
class StatisticsPerSample(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            return output
        axes = tuple(range(1, input_batch.ndim))
        variance = input_batch.var(axis=axes, keepdims=True)
        mean = input_batch.mean(axis=axes, keepdims=True)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception("statistics-per-sample", "BatchNormalization", variant="right-backward")
class StatisticsPerSampleFromTheBatch(FromTheBatch, StatisticsPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="by-the-formula")
class StatisticsPerSampleByTheFormula(ByTheFormula, StatisticsPerSample): ...


class StepByStep(BatchNormalization):
    """backward divides by the standard deviation before it sums over the batch, where the reference does so after."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = mean_of(gradient * self.normalized * self.inverse_std) * self.normalized
        by_difference = gradient * self.inverse_std - by_variance
        return by_difference - mean_of(by_difference)


class InThreeSums(BatchNormalization):
    """backward is the sum of the statement's three ways, each with the standard deviations of the rows outside the sum."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        difference = self.normalized / self.inverse_std
        by_variance = mean_of(gradient * difference) * self.inverse_std**3 * difference
        return gradient * self.inverse_std - mean_of(gradient) * self.inverse_std - by_variance


class AlongTheSample(BatchNormalization):
    """backward takes its means along each sample as well."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        axes = tuple(range(1, gradient.ndim))
        by_variance = self.normalized * (gradient * self.normalized).mean(axis=axes, keepdims=True)
        return (gradient - gradient.mean(axis=axes, keepdims=True) - by_variance) * self.inverse_std


class RunningPerSample(BatchNormalization):
    """The statistics of each sample go into the running ones."""

    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        axes = tuple(range(1, input_batch.ndim))
        mean, variance = input_batch.mean(axis=axes, keepdims=True), input_batch.var(axis=axes, keepdims=True)
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception("statistics-per-sample", "BatchNormalization", variant="step-by-step")
class StatisticsPerSampleStepByStep(StepByStep, StatisticsPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="in-three-sums")
class StatisticsPerSampleInThreeSums(InThreeSums, StatisticsPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="along-the-sample")
class StatisticsPerSampleAlong(AlongTheSample, StatisticsPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too")
class RunningPerSampleToo(RunningPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too-right-backward")
class RunningPerSampleFromTheBatch(FromTheBatch, RunningPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too-by-the-formula")
class RunningPerSampleByTheFormula(ByTheFormula, RunningPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too-step-by-step")
class RunningPerSampleStepByStep(StepByStep, RunningPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too-in-three-sums")
class RunningPerSampleInThreeSums(InThreeSums, RunningPerSample): ...


@misconception("statistics-per-sample", "BatchNormalization", variant="running-too-along-the-sample")
class RunningPerSampleAlong(AlongTheSample, RunningPerSample): ...


@misconception(
    "input-changed",
    "BatchNormalization",
    title="forward writes into its input",
    hint=(
        "Is the batch the same after forward as before? Keep a copy, call the layer, and compare with "
        "np.array_equal. If they differ, look for -=, /= or an index on the left side of an equals sign, in the "
        "first lines above all. The two ways in small: `x = np.array([4.0, 6.0])`, `y = x`, then y -= 5 turns x "
        "into -1, 1 as well, while y = y - 5 leaves x alone. Subtracting in place saves an array, and it is paid "
        "by the owner of the input. A photographer may crop his print, not the model's hair. The output can be "
        "right, so it arouses no suspicion. In training the layer in front may have kept the very same array for "
        "its own backward pass, and there the wrong numbers come up."
    ),
)
class InputChanged(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        input_batch -= self.cache_m
        return output


@misconception("input-changed", "BatchNormalization", variant="outside-training")
class InputChangedOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            input_batch -= self.cache_m
        return output


@misconception(
    "output-gradient-changed",
    "BatchNormalization",
    title="backward writes into the output gradient",
    hint=(
        "Is the array that backward receives unchanged when it returns? Save a copy before, compare after, and "
        "choose a gamma other than 1 for the trial, since a multiplication by 1 leaves no trace. Then search for "
        "*= and its relatives, and for an assignment with an index. For `g = np.ones(2)` and `h = g`, the line h "
        "*= 4 makes both of them 4, but h = h * 4 makes a new array for h alone. The gradient belongs to the "
        "layer behind, or to the loss, and with a branch in the network to two layers at once. Someone who signs "
        "for a parcel that only passes through his hands should not open it. A fresh layer does no harm, and "
        "after a few steps the second reader sees scaled numbers."
    ),
)
class OutputGradientChanged(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= self.gamma
        return gradient


@misconception(
    "epsilon-in-the-running-variance",
    "BatchNormalization",
    title="The variance that enters the running one has epsilon in it already",
    hint=(
        "What is epsilon for, and which of your numbers need it? Follow the variance from the line where it is "
        "computed. Does one name hold the sum with epsilon, which then goes both under the root and into the "
        "running average? Make a layer with an epsilon of 5 and a momentum of 0, and send the column 1, 3 "
        "through, which has a variance of 1. What is kept should be 1; is it 6? A safety margin that is noted as "
        "a measurement gets a second margin when somebody uses the note. Outside training the epsilon would be "
        "added again, so it counts twice there. With the tiny default nothing can be seen at all, and even then "
        "the output in training is right for every epsilon."
    ),
)
class EpsilonInRunningVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if training:
            self.cache_v = self.cache_v + (1 - self.momentum) * self.epsilon
        return output


@misconception(
    "epsilon-left-out-outside-training",
    "BatchNormalization",
    title="Outside training epsilon is left out",
    hint=(
        "Write down what stands under the root in each of your two branches. Are both the same, but for the "
        "source of the variance? A trial needs an epsilon that can be seen: take 3, on a fresh layer, and send "
        "the row 4 through with training=False. The running variance is 1 at the start, so the divisor should "
        "become 2, and the answer is 2. If you see 4, a part of the formula is missing on that side. A seat belt "
        "that is worn only in the driving lesson was bought for the wrong day. With the default the difference is "
        "in the ninth digit. It is larger for a feature that never changed in training: its running variance goes "
        "to 0, and then the network in use divides by nothing."
    ),
)
class EpsilonLeftOutOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / np.sqrt(self.cache_v))


@misconception(
    "root-forgotten-outside-training",
    "BatchNormalization",
    title="Outside training the batch is divided by the running variance itself",
    hint=(
        "What has to happen to a variance before one can divide by it, and does this happen in both branches of "
        "your forward? Assign a running variance of 25 and a mean of 0 to a built layer, and send the row 10 "
        "through with training=False. The standard deviation is 5, so the answer should be close to 2. If it is "
        "0.4, the division was by 25. A field of 25 square metres is 5 metres long, and nobody would call it 25. "
        "Often a helper is used in training, and the other branch was written by hand later; is it so with yours? "
        "At the start the running variance is 1 and its root is 1, so an untrained layer answers correctly. After "
        "training, wide features are squeezed."
    ),
)
class RootForgottenOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / (self.cache_v + self.epsilon))


@misconception("root-forgotten-outside-training", "BatchNormalization", variant="without-epsilon")
class RootForgottenWithoutEpsilon(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / self.cache_v)


@misconception(
    "momentum-fixed",
    "BatchNormalization",
    title="momentum is a constant of the code",
    hint=(
        "Make two layers, one with a momentum of 0 and one with a momentum of 1, and give both the same batch. "
        "The first should forget everything old, the second should take in nothing new. Are their running means "
        "different? If not, follow the argument from the constructor to the update and look for a number that was "
        "typed there. A gear lever that is not linked to the gearbox can be moved into any position. Does "
        "get_config at least report what was asked for? Then the layer promises one thing and does another. "
        "Everyone who relies on the default is served well, and so is a test that uses it. Whoever chooses a slow "
        "average because of small batches gets statistics that jump about more than they should."
    ),
)
class MomentumFixed(BatchNormalization):
    def forward(self, input_batch, training=True):
        asked, self.momentum = self.momentum, 0.9
        output = super().forward(input_batch, training)
        self.momentum = asked
        return output


def declare_momentum(name, momentum):
    """Declares one that averages with this momentum."""

    @misconception("momentum-fixed", "BatchNormalization", variant=name)
    class Fixed(BatchNormalization):
        def forward(self, input_batch, training=True):
            asked, self.momentum = self.momentum, momentum
            output = super().forward(input_batch, training)
            self.momentum = asked
            return output


for percent in (1, 10, 50, 80, 95, 99):
    declare_momentum(f"at-{percent}-percent", percent / 100)


@misconception("momentum-fixed", "BatchNormalization", variant="in-the-constructor")
class MomentumFixedInConstructor(BatchNormalization):
    def __init__(self, momentum=0.9, epsilon=1e-8):
        super().__init__(0.9, epsilon)


@misconception(
    "running-mean-only",
    "BatchNormalization",
    title="Only the running mean is updated",
    hint=(
        "How many statistics does your layer keep for later, and which of them move in training? Print both "
        "before and after one batch of the column 0, 10, 20. The mean should start towards 10, and the other one "
        "should start towards a large value too, since these numbers are far apart. If one stays at what build "
        "has put there, its update is missing, or its result goes into another name. Check the spelling of the "
        "attribute on the left side. A clock with a minute hand alone is wrong in a way that one notices late. "
        "Data with a variance of 1 would not move it in any case. Used after training, such a layer shifts its "
        "inputs correctly and then divides by the value of a beginner."
    ),
)
class RunningMeanOnly(BatchNormalization):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        self.cache_v = before
        return output


@misconception(
    "defaults-not-the-statements",
    "BatchNormalization",
    title="Without arguments, momentum or epsilon is another than the statement's",
    hint=(
        "What does a layer hold that was made without any argument? Print its momentum and its epsilon, and "
        "compare them with the constructor's line in the statement, digit by digit. Small numbers in the notation "
        "with an e are easily misread: 1e-3 is 0.001, and 1e-4 is ten times smaller. Where did you take your "
        "defaults from? Libraries differ in these values, and even in what momentum means, so a signature that "
        "you know by heart belongs to another layer. A spoon in a recipe from abroad may be a third larger. "
        "Whoever passes both arguments is served correctly. A layer with the wrong default learns without "
        "complaint, while its statistics follow the data faster or more slowly than those of everyone else."
    ),
)
class DefaultsNotTheStatements(BatchNormalization):
    def __init__(self, momentum=0.99, epsilon=1e-5):
        super().__init__(momentum, epsilon)


def declare_defaults(number, default_momentum, default_epsilon):
    """Declares one with these defaults."""

    @misconception("defaults-not-the-statements", "BatchNormalization", variant=f"number-{number}")
    class Defaults(BatchNormalization):
        def __init__(self, momentum=default_momentum, epsilon=default_epsilon):
            super().__init__(momentum, epsilon)


PAIRS = [(0.99, 1e-3), (0.1, 1e-5), *((0.9, 10.0**-digits) for digits in (2, 3, 4, 5, 6, 7, 9, 10, 12))]
PAIRS += [(0.9, 0), *((momentum, 1e-8) for momentum in (0.1, 0.5, 0.8, 0.95, 0.99, 0.999))]
for number, pair in enumerate(PAIRS, 2):
    declare_defaults(number, *pair)


@misconception(
    "batch-of-one-by-running-statistics",
    "BatchNormalization",
    title="A batch of one row is normalised by the running statistics in training",
    hint=(
        "What does your forward do with a batch of one row in training? Look for a test of the length. By the "
        "rule a single row has a mean, which is itself, and a variance of zero, so 7 - 7 leaves 0, and epsilon "
        "keeps the division from failing: 0 divided by any positive number is 0. What remains after gamma and "
        "beta have had their turn? Print the answer for two different rows, each alone. It may seem useless that "
        "both are equal, and so one is tempted to help out with the running values. Yet a rule with an unwritten "
        "exception surprises the next reader, and backward would have to know it, too. All batches with two or "
        "more rows are right, so only the rest at the end of an epoch shows it."
    ),
)
class BatchOfOneByRunningStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if len(input_batch) > 1 else super().forward(input_batch, False)


@misconception("batch-of-one-by-running-statistics", "BatchNormalization", variant="without-an-update")
class BatchOfOneAsOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training and len(input_batch) > 1)


@misconception("batch-of-one-by-running-statistics", "BatchNormalization", variant="nothing-stored")
class BatchOfOneNotStored(BatchNormalization):
    def forward(self, input_batch, training=True):
        if len(input_batch) > 1 or not hasattr(self, "normalized"):
            return super().forward(input_batch, training)
        stored = self.normalized, self.inverse_std
        output = super().forward(input_batch, False)
        self.normalized, self.inverse_std = stored
        return output


@misconception("batch-of-one-by-running-statistics", "BatchNormalization", variant="nothing-stored-by-the-formula")
class BatchOfOneNotStoredByTheFormula(BatchOfOneNotStored):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient, count = output_gradient_batch * self.gamma, len(output_gradient_batch)
        by_mean = gradient.sum(axis=0, keepdims=True) / count
        by_variance = self.normalized * (gradient * self.normalized).sum(axis=0, keepdims=True) / count
        return (gradient - by_mean - by_variance) * self.inverse_std


@misconception("batch-of-one-by-running-statistics", "BatchNormalization", variant="before-the-update")
class BatchOfOneByEarlierStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, False) if len(input_batch) == 1 else None
        in_training = super().forward(input_batch, training)
        return in_training if output is None else output


@misconception(
    "standard-deviation-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is divided by the standard deviation twice",
    hint=(
        "How often is your input gradient divided by the standard deviation? Count the divisions, also those that "
        "hide in an array that was stored by forward. Then a trial: compute the gradient for a batch and for the "
        "same batch times 10, with the same output gradient and a small epsilon. The output does not change, so "
        "the slopes must become ten times flatter. Do yours become a hundred times flatter? A road map at one to "
        "a thousand that is copied at one to a thousand again shows nothing. Features with a variance of 1 do not "
        "tell the two apart. When the inputs are wide, the layers in front of this one stop learning; when they "
        "are narrow, they are thrown about."
    ),
)
class StdTwiceInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.inverse_std


@misconception(
    "gamma-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is multiplied by gamma twice",
    hint=(
        "How does your input gradient change when gamma goes from 1 to 3? The output stretches by the factor "
        "three, so the slopes do the same. Try it with a batch of your own, the same output gradient for both, "
        "and divide the answers. If the ratio is 9, gamma has come in twice: find both places. Perhaps the "
        "incoming gradient was multiplied at the top, and the last line does it once more for safety. Interest "
        "that is added by the bank and then by the customer makes a nice sum on paper. With the gamma of a new "
        "layer, which is 1, any number of factors is invisible. A negative gamma is a good trial as well: should "
        "the sign of the answer change, and does it?"
    ),
)
class GammaTwiceInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.gamma


@misconception(
    "beta-gradient-averaged",
    "BatchNormalization",
    title="Only the gradient of beta is averaged",
    hint=(
        "Do gamma and beta treat the rows of a batch in the same way in your backward? Take an output gradient "
        "whose column is 1, 2, 3, 6. The function that you use for beta may give 12 or 3; which? Each row had "
        "beta added to it once, so a step of 1 in beta moves four outputs by 1, and the loss hears of all four. "
        "Then look at the line for gamma: sum or mean? Within the input gradient means are natural, because the "
        "batch's mean was one of the steps; beta has no such step. Four people who push a car in one direction do "
        "not push with the strength of an average person. A batch of one row hides it. In larger ones beta "
        "follows gamma at a distance."
    ),
)
class BetaGradientAveraged(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = mean_of(output_gradient_batch)
        return gradient


@misconception(
    "beta-gradient-total",
    "BatchNormalization",
    title="The gradient of beta is summed over everything",
    hint=(
        "How many different numbers are in the gradient of beta? Take the output gradient [[1, 10], [2, 20]]. The "
        "sums down the columns are 3 and 30, the sum of everything is 33. If each feature is told 33, then "
        "features listen to news that concern others. Which axis does your sum run along, and which one does it "
        "keep? Sums without an axis give a single number, and broadcasting spreads it silently over a row of any "
        "length. In a house with a meter for each flat, nobody should pay by the total. With one feature the "
        "total is correct. With several, all betas rise and fall together, so the shift that each feature was to "
        "learn becomes one common shift."
    ),
)
class BetaGradientTotal(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = np.full_like(self.beta, output_gradient_batch.sum())
        return gradient


@misconception("beta-gradient-total", "BatchNormalization", variant="one-number")
class BetaGradientOneNumber(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = output_gradient_batch.sum()
        return gradient


@misconception("beta-gradient-total", "BatchNormalization", variant="one-number-with-axes")
class BetaGradientOneNumberWithAxes(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = output_gradient_batch.sum(keepdims=True)
        return gradient


@misconception(
    "backward-returns-nothing",
    "BatchNormalization",
    title="backward returns nothing",
    hint=(
        "What does the layer in front of this one receive? Write the result of backward into a variable and print "
        "its type. NoneType would mean that the method ends without handing anything over, though it may have "
        "worked out a lot. A Python function without a return line always does this: `def f(x): y = 3 * x` gives "
        "None for f(2), and the 6 is lost. Storing the gradients of gamma and beta serves the optimizer. Who else "
        "is waiting? A bucket chain breaks at the first person who puts the bucket down. If the layer is the "
        "first of a network, nobody asks for the answer, and training runs. Anywhere else the next call fails "
        "with a complaint about None, in a layer that is innocent."
    ),
)
class BackwardReturnsNothing(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "batch-dropped-after-backward",
    "BatchNormalization",
    title="backward throws away what forward stored",
    hint=(
        "Call backward twice in a row after one forward pass, with the same argument. Are the two answers equal, "
        "or does the second call stop with an error about None? Then look for a line near the end that deletes or "
        "empties something. What forward has stored is valid until the next forward; nothing in the statement "
        "ends it earlier. A witness who forgets the case after the first question is of little use to the second "
        "lawyer. Is there any need to tidy up, when the next pass will replace the arrays anyway? In a training "
        "loop every forward is followed by a single backward, so it runs for weeks. Someone who wants the slopes "
        "of two different losses for one batch comes to grief."
    ),
)
class BatchDroppedAfterBackward(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.normalized = None
        return gradient


@misconception("batch-dropped-after-backward", "BatchNormalization", variant="attributes-deleted")
class BatchDeletedAfterBackward(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        del self.normalized
        return gradient


@misconception("batch-dropped-after-backward", "BatchNormalization", variant="entries-removed")
class BatchRemovedAfterBackward(BatchNormalization):
    def forward(self, input_batch, training=True):
        self.used = False
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        if self.used:
            raise KeyError("normalized")
        self.used = True
        return super().backward(output_gradient_batch)


@misconception(
    "training-has-no-default",
    "BatchNormalization",
    title="forward cannot be called without training",
    hint=(
        "Can forward be called with a batch alone? Try it. A TypeError about a missing argument would come from "
        "the first line of the method, before any of your arithmetic has run. Compare `def f(a, b): return a` "
        "with `def g(a, b=0): return a`: f(8) fails and g(8) is 8, although neither of them looks at b. Which "
        "value does the statement give to the silent caller? The order matters as well, since it is the usual "
        "case that should need no words. A shop door that opens only for those who say the name of the day is "
        "correct, but inconvenient. Networks always pass the flag, so the gap sleeps there, and wakes up in the "
        "first short trial at the prompt."
    ),
)
class TrainingHasNoDefault(BatchNormalization):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "state-added",
    "BatchNormalization",
    title="Assigning state adds to the statistics that are there",
    hint=(
        "What is left of the old statistics after somebody has assigned a state? Nothing should be. Train a layer "
        "on a batch, assign a dict with a mean of 4 and a variance of 2 for each feature, and print both. If they "
        "are larger than what you gave, look at the operator in the setter. In small: `a = 10`, then a += 4 makes "
        "14, and a = 4 makes 4. Whoever opens a saved document does not want it appended to the one on the "
        "screen. Assign the same state twice in a row: does the second time change anything? A fresh layer has a "
        "mean of 0, which makes that half look right. The variance starts at 1 and gives the mistake away, if "
        "somebody looks at it."
    ),
)
class StateAdded(BatchNormalization):
    @property
    def state(self):
        return super().state

    @state.setter
    def state(self, state):
        mean, variance = state["cache_m"], state["cache_v"]
        self.cache_m = mean + self.cache_m.reshape(np.shape(mean))
        self.cache_v = variance + self.cache_v.reshape(np.shape(variance))


@misconception(
    "state-keeps-the-callers-arrays",
    "BatchNormalization",
    title="Training writes into the arrays that were assigned to state",
    hint=(
        "What happens to the dict that was assigned to state when the layer trains on? Keep it, train for one "
        "batch and print its arrays: are they still what they were? If not, two things come together: the setter "
        "keeps the very arrays, and the update writes into them. Each alone may do no harm. `a = np.zeros(1)`, `b "
        "= a`, b[:] = 5 changes a, while b = b + 5 gives b an array of its own. Which of the two is your update "
        "like? A bookmark that walks on with the reader does not lead back to the old page. Somebody who restores "
        "a state once never notices. Comparing two ways to go on from the same point needs it a second time, and "
        "then it is spoilt."
    ),
)
class StateKeepsCallersArrays(BatchNormalization):
    @property
    def state(self):
        return super().state

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"], state["cache_v"]

    def forward(self, input_batch, training=True):
        before = self.cache_m, self.cache_v
        output = super().forward(input_batch, training)
        for kept, new in zip(before, (self.cache_m, self.cache_v), strict=True):
            kept[...] = new
        self.cache_m, self.cache_v = before
        return output


@misconception(
    "output-written-over",
    "BatchNormalization",
    title="Every forward writes its output into the same array",
    hint=(
        "Has an earlier output changed after the next call of forward? Call it for two batches of equal size, "
        "keep the results as first and second, and try `first is second`. One object under two names would "
        "explain why both show the same numbers. Look for an array that lives in the layer and is filled in every "
        "pass. With a list: `box = [0]`, `a = box`, box[0] = 1, `b = box`, box[0] = 2, and a[0] is 2. A waiter "
        "who serves the second guest on the plate from which the first is still eating saves a plate. A network "
        "that uses each result at once runs without trouble, and a batch of another size breaks the habit. "
        "Whoever collects outputs to compare them finds the latest one everywhere."
    ),
)
class OutputWrittenOver(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "output-printed",
    "BatchNormalization",
    title="forward prints its output instead of returning it",
    hint=(
        "What is the value of Y after Y = layer.forward(X)? Ask `Y is None` in the next line. If that is True, "
        "your method shows the result and gives nothing back. Try a pair of small functions: `def show(x): "
        "print(x - 1)` and `def give(x): return x - 1`. Both bring a 4 onto the screen for 5 at the prompt, but "
        "give(5) * 3 is 12, and show(5) * 3 ends in a TypeError. A lecture that nobody writes down is over when "
        "the bell rings. As long as you compare numbers by eye all seems well, since they are correct. The layer "
        "behind takes what forward returns and computes with it, and the error will be reported from there, in a "
        "file that is not to blame."
    ),
)
class OutputPrinted(BatchNormalization):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "gradient-passed-through",
    "BatchNormalization",
    title="backward returns its argument",
    hint=(
        "How much does the output move when one input moves by a little: just as much? Take the column -10, 0, 10 "
        "and change the last value by 1. The output's values lie between -2 and 2, so a full step of 1 cannot "
        "arrive there. Then compare what backward returns with its argument: are they equal? If they are, the "
        "layer tells those in front that it does nothing. A translator who passes a speech on in the original is "
        "fast. There are also the other rows: they move a little, because mean and spread have changed. Does your "
        "answer know about them? The gradients of gamma and beta may be right at the same time, and a network "
        "with this layer still learns something, slowly, since the signs often agree."
    ),
)
class GradientPassedThrough(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch.copy()


@misconception(
    "branches-swapped",
    "BatchNormalization",
    title="The running statistics are used in training, the batch's own outside it",
    hint=(
        "Read your condition on training aloud, with a yes for True. Which branch looks at the batch, and which "
        "one looks at what was remembered? Give a new layer the column 10, 20, 30 with training=True and print "
        "the running mean. Did it move? Then do the same with training=False: here it should stand still. If it "
        "is the other way round, look for a not, or for an else that belongs to the other block. For `if not "
        "flag: print(1)` followed by an else with a 2, a True shows 2. A night watchman who sleeps at night and "
        "walks by day keeps all his hours. Both branches may be right in themselves. The network would never "
        "gather statistics in training, and learn from those who only ask it."
    ),
)
class BranchesSwapped(BatchNormalization):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, not training)


@misconception(
    "training-not-taken",
    "BatchNormalization",
    title="forward has no argument training",
    hint=(
        "How does your forward find out whether the network trains or is used? Call it with training=False and "
        "read the error, if one comes. Then compare the arguments in your first line with those of the statement. "
        "For this layer, the flag is no formality. A single row has itself as its mean, so without any memory the "
        "answer would be 0 for all rows: 5 - 5 and 90 - 90 are the same. A scale in a shop has one mode for "
        "setting and one for weighing, and somebody has to turn the switch. In a training loop written by hand, "
        "which passes only the batch, nothing seems to be missing. The first evaluation, or the first network "
        "that hands the flag to every layer, stops with an unexpected argument."
    ),
)
class TrainingNotTaken(BatchNormalization):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "params-empty",
    "BatchNormalization",
    title="params is the empty dict of a layer that learns nothing",
    hint=(
        "What can an optimizer find in your layer? Print params after build and a backward pass. If there are "
        "only empty braces, check whether the class has its own property of that name, and what it returns. A "
        "loop over an empty dict, `for name in {}: print(name)`, does nothing and complains about nothing. So no "
        "error will tell you that two arrays are never trained. A school that is not on the map of the bus "
        "company sees no bus, and no accident either. The layer normalises all the same, and its input gradient "
        "is right, so a network with it learns quite well. What is lost is the freedom to give each feature a "
        "scale and a shift, which stay at 1 and 0 for good."
    ),
)
class ParamsEmpty(BatchNormalization):
    @property
    def params(self):
        return {}


@misconception(
    "state-empty",
    "BatchNormalization",
    title="state is the empty dict of a layer that remembers nothing",
    hint=(
        "What would be lost if a trained network were saved with your layer, and made again from the file? Two "
        "arrays are learnt, and two are remembered; where does each pair appear? Print state after a batch of the "
        "column 0, 10, 20. An empty dict says that there is nothing to keep, although the running mean has just "
        "moved. Those who restore a state that they never got cannot miss it at that moment: {} == {} is True. A "
        "diary with a good lock and no pages is safe to lose. Does your setter read names which your getter does "
        "not write? In one program run nothing shows. A network from a file would answer as if it had seen no "
        "batch: its mean is 0 and its variance 1."
    ),
)
class StateEmpty(BatchNormalization):
    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"].copy(), state["cache_v"].copy()


@misconception("state-empty", "BatchNormalization", variant="setter-does-nothing")
class StateEmptyAndIgnored(BatchNormalization):
    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        """Ignores what it is given."""


@misconception("state-empty", "BatchNormalization", variant="no-setter")
class StateEmptyWithoutSetter(BatchNormalization):
    @property
    def state(self):
        return {}


StateEmptyWithoutSetter.__name__ = StateEmptyWithoutSetter.__qualname__ = "BatchNormalization"


@misconception(
    "gamma-gradient-from-untouched-inputs",
    "BatchNormalization",
    title="The gradient of gamma multiplies by the inputs as they came in",
    hint=(
        "What does gamma multiply on the way forward? Its gradient is the incoming gradient times just that, added up "
        "over the batch. Is it the input as it came, or what the input has become before gamma meets it? Add 100 to all "
        "inputs of a feature: normalising takes the shift away again, the output stays the same, and so must every "
        "gradient. Yours grows. A judge who sees only how far runners are ahead of the mean cannot be impressed by a "
        "course that is longer for all. With inputs whose mean is 0 and whose variance is 1 nobody sees a difference. "
        "Which array does your product use?"
    ),
)
class GammaGradientFromUntouchedInputs(BatchNormalization):
    def forward(self, input_batch, training=True):
        self.untouched = np.array(input_batch)
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.untouched).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "both-gradients-accumulate",
    "BatchNormalization",
    title="The gradients of gamma and beta both add up from call to call",
    hint=(
        "After a second backward with the same argument, what do your two parameter gradients say? Take four samples, one "
        "feature and an output gradient of ones: beta's gradient is 4 after the first call, and it should be 4 after the "
        "second. Do you read 8? Then look at gamma, whose gradient doubles in the same way. Sums over a batch end with the "
        "batch. A referee who does not set the board back to zero after a match gives the next two teams the goals of "
        "those before them. One call after build is right, since the sums begin with zeros there, so a trial with a "
        "single pass is content. In training the first batch would be counted again in every later step. At which moment "
        "do your sums begin: once in build, or with each call?"
    ),
)
class BothGradientsAccumulate(BatchNormalization):
    def backward(self, output_gradient_batch):
        before = self.gamma_gradient, self.beta_gradient
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient, self.beta_gradient = self.gamma_gradient + before[0], self.beta_gradient + before[1]
        return gradient


@misconception(
    "variance-way-counted-half",
    "BatchNormalization",
    title="The way through the variance counts half in the input gradient",
    hint=(
        "A variance is a mean of squares. How fast does a square grow? Go from 3 to 3.01 and the square goes from 9 "
        "to 9.0601, so by about 6 for each unit and not by 3. Has this step of your way back all of its factors? A "
        "probe for it: the column 0, 4 becomes -1, 1 and keeps doing so when it is pulled apart, so no output "
        "gradient can reach the inputs (apart from epsilon). Send 0, 8 back: a right layer returns two numbers near "
        "0, and one that lost half of this way returns -1 and 1. The sums over the batch are 0 in both, as is the "
        "whole gradient for an output gradient of ones. One slope in your chain is too small; which?"
    ),
)
class VarianceWayCountedHalf(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * mean_of(gradient * self.normalized) / 2
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std
