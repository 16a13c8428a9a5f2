"""What people get wrong in `batch_normalization_2d`. Each class is the reference with one mistake."""

import numpy as np
from batch_normalization_2d import BatchNormalization2D

from grader.misconceptions import misconception

AXES = (0, 2, 3)


def mean_of(array):
    """Returns the mean of each channel, with all axes kept."""
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


def close(layer, output_gradient_batch, axes=AXES):
    """Returns the input gradient by the formula in one line, which differs where what is normalised is not centred."""
    gradient = output_gradient_batch * layer.gamma
    by_variance = layer.normalized * (gradient * layer.normalized).mean(axis=axes, keepdims=True)
    return (gradient - gradient.mean(axis=axes, keepdims=True) - by_variance) * layer.inverse_std


def wide(row):
    """Returns a row of channel numbers in the shape that meets images."""
    return row.reshape(1, -1, 1, 1)


class Closed(BatchNormalization2D):
    """The reference, with the input gradient by the formula in one line."""

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return close(self, output_gradient_batch)


class Flat(BatchNormalization2D):
    """The reference, with parameters and caches of shape (C,)."""

    def build(self, input_shape):
        super().build(input_shape)
        for name in ("gamma", "gamma_gradient", "beta", "beta_gradient", "cache_m", "cache_v"):
            setattr(self, name, getattr(self, name).ravel())

    def forward(self, input_batch, training=True):
        mean, variance = self.cache_m, self.cache_v
        if training:
            mean, variance = input_batch.mean(axis=AXES), input_batch.var(axis=AXES)
            update(self, mean, variance)
        self.inverse_std = 1 / np.sqrt(wide(variance) + self.epsilon)
        self.normalized = (input_batch - wide(mean)) * self.inverse_std
        return wide(self.gamma) * self.normalized + wide(self.beta)

    def backward(self, output_gradient_batch):
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=AXES)
        self.beta_gradient = output_gradient_batch.sum(axis=AXES)
        gradient = output_gradient_batch * wide(self.gamma)
        by_variance = self.normalized * mean_of(gradient * self.normalized)
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


def forward(layer, input_batch, training, divide):
    """Does what the reference does, with divide(variance) in place of the division by the standard deviation."""
    mean, variance = layer.cache_m, layer.cache_v
    if training:
        mean, variance = mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True)
        update(layer, mean, variance)
    return finish(layer, input_batch, mean, divide(variance))


def declare_statistics(id, axes, ways):
    """Declares what else has statistics along other axes: the memory of other numbers, or another way back.

    A way is the memory's kind and the axes of the way back, None for the reference's steps.
    """
    for memory, back in ways:
        name = "-".join([memory, *map(str, back or ["steps"])])
        misconception(id, "BatchNormalization2D", variant=name)(make_statistics(axes, memory, back))


def make_statistics(axes, memory, back):
    """Returns a layer that normalises with the statistics along `axes` in training."""

    class Statistics(BatchNormalization2D):
        def forward(self, input_batch, training=True):
            if not training:
                return super().forward(input_batch, False)
            mean, variance = input_batch.mean(axis=axes, keepdims=True), input_batch.var(axis=axes, keepdims=True)
            match memory:
                case "right":
                    update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
                case "means":
                    update(self, mean_of(mean), mean_of(variance))
                case "same":
                    update(self, mean, variance)
            return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))

        def backward(self, output_gradient_batch):
            gradient = super().backward(output_gradient_batch)
            return gradient if back is None else close(self, output_gradient_batch, back)

    return Statistics


@misconception(
    "root-taken-twice",
    "BatchNormalization2D",
    title="The root of the standard deviation is taken",
    hint=(
        "Which statistic goes under your root: the variance, or what numpy's std returns? In the second one a root "
        "has been taken already. Take the four pixels 1, 1, 17, 17 by hand. Their mean is 9 and the mean of the "
        "squared distances is 64, so every pixel lies 8 away from the middle. Normalised, they are -1, -1, 1, 1. With "
        "one root too many the divisor is about 2.83, and the outputs come out near -2.83 and 2.83. What is the "
        "standard deviation of your own output, with gamma 1 and beta 0, for random images that are multiplied by 50? "
        "It should not depend on the 50. For images whose standard deviation is 1 already, any number of roots gives "
        "the same, so tame inputs keep this quiet."
    ),
)
class RootTakenTwice(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(np.sqrt(v) + self.epsilon))


@misconception("root-taken-twice", "BatchNormalization2D", variant="epsilon-first")
class RootTakenTwiceOfTheSum(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: (v + self.epsilon) ** -0.25)


@misconception("root-taken-twice", "BatchNormalization2D", variant="in-training")
class RootTakenTwiceInTraining(RootTakenTwice):
    def forward(self, input_batch, training=True):
        return (
            super().forward(input_batch, True) if training else BatchNormalization2D.forward(self, input_batch, False)
        )


@misconception("root-taken-twice", "BatchNormalization2D", variant="remembered-too")
class RootTakenTwiceAndRemembered(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, deviation = mean_of(input_batch), input_batch.std(axis=AXES, keepdims=True)
        update(self, mean, deviation)
        return finish(self, input_batch, mean, 1 / np.sqrt(deviation + self.epsilon))


@misconception(
    "divided-by-variance",
    "BatchNormalization2D",
    title="The batch is divided by the variance, without a root",
    hint=(
        "In which unit is the number that you divide by? If pixels were lengths in metres, a variance would be in "
        "square metres, and after normalising no unit should be left. Try the pixels 2, 2, 8, 8: the mean is 5, the "
        "variance 9, and each distance is 3. Divided by 3 the distances become -1 and 1; divided by 9 they are only a "
        "third of that. Now multiply the image by 10. A normalised image looks the same afterwards, whereas the other "
        "one shrinks to a tenth. What happens to the variance in your code before it divides? A channel of variance 1 "
        "cannot tell the two apart. A dim channel shows it the other way round: with a standard deviation of 0.1 it "
        "comes out ten times too large."
    ),
)
class DividedByVariance(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (v + self.epsilon))


@misconception(
    "epsilon-outside-the-root",
    "BatchNormalization2D",
    title="epsilon is added to the standard deviation",
    hint=(
        "There are two places where epsilon could stand. In which order do your operations come: first the sum and "
        "then the root, or the root and then the sum? Choose numbers that come out even: the pixels 0, 0, 8, 8 have "
        "the mean 4 and the variance 16. With an epsilon of 9, one order leads to a divisor of 5 and the other to 13, "
        "so the last pixel becomes 0.8 in the first case and about 0.31 in the second. Which one is yours, and which "
        "one does the statement describe? With the default, a hundred-millionth, the two cannot be told apart on "
        "ordinary images. In a layer that is made with a large epsilon, or for a channel with almost no contrast, the "
        "outputs drift apart."
    ),
)
class EpsilonOutside(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (np.sqrt(v) + self.epsilon))


@misconception(
    "epsilon-fixed",
    "BatchNormalization2D",
    title="epsilon is a constant of the code",
    hint=(
        "Search your file for 1e-8. Does it occur anywhere besides the first line of the constructor? Then make two "
        "layers, one with the default and one with an epsilon of 1000, and send the same image through both. A guard "
        "of that size swamps the variance, so the second output should be nearly flat: the pixels 0 and 2, whose "
        "variance is 1, come out as about -0.03 and 0.03 there, instead of -1 and 1. Do your two outputs differ at "
        "all? That the constructor stores a value proves little, since a later line has to read it. The dial of an "
        "oven may turn nicely without being wired to anything. As long as everybody uses the default, your layer is "
        "right to the last digit, and get_config reports the value that was asked for."
    ),
)
class EpsilonFixed(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v + 1e-8))


@misconception(
    "unbiased-variance",
    "BatchNormalization2D",
    title="The variance is divided by one less than the number of values",
    hint=(
        "By how many do you divide the sum of the squared distances? Some libraries take one less than the number of "
        "values when nothing is said, and in numpy an argument called ddof decides. Count with a channel of only two "
        "pixels, 0 and 6: both distances are 3, the squares are 9 and 9, and their sum is 18. Divided by 2 that makes "
        "9; divided by 1 it stays 18. With the first variance the pixels come out as -1 and 1, with the second as "
        "about -0.71 and 0.71. Which pair does your layer give? One less is meant for guessing the spread of a large "
        "population from a small sample. Here nothing is guessed. With thousands of pixels in a channel the "
        "difference is in the fourth digit, so look at small images."
    ),
)
class UnbiasedVariance(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        count = input_batch.size // self.gamma.size
        factor = count / max(count - 1, 1) if training else 1
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v * factor + self.epsilon))


@misconception("unbiased-variance", "BatchNormalization2D", variant="remembered-too")
class UnbiasedVarianceRemembered(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        count = input_batch.size // self.gamma.size
        variance = input_batch.var(axis=AXES, keepdims=True) * count / max(count - 1, 1)
        update(self, mean_of(input_batch), variance)
        return finish(self, input_batch, mean_of(input_batch), 1 / np.sqrt(variance + self.epsilon))


@misconception(
    "unbiased-running-variance",
    "BatchNormalization2D",
    title="The running variance takes in an unbiased variance",
    hint=(
        "Your output in training is right, so the variance that divides is right as well. Which number goes into "
        "cache_v: that very one, or another one that is corrected for the purpose? A layer with momentum 0 remembers "
        "nothing but the latest batch, which makes it a good probe. Send in one image with the pixels 1, 1, 5, 5. All "
        "squared distances are 4, and the mean of four fours is 4; a sum of 16 divided by three is about 5.33. What "
        "does your cache_v say? Some frameworks use the plain kind for the pass itself and keep the corrected kind "
        "for later. Does the statement of this exercise make such a difference? Large batches hide it: for a hundred "
        "pixels the factor is 1.01. And training never reads that array, so only an evaluation can suffer."
    ),
)
class UnbiasedRunningVariance(BatchNormalization2D):
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
    "BatchNormalization2D",
    title="momentum is taken as the share of the new batch",
    hint=(
        "Momentum is the tendency to go on as before. Which of the two terms of your update gets it: the number that "
        "was there, or the new one from the batch? Try the extremes in your head. Something with momentum 1 cannot be "
        "turned aside by any batch, and something with momentum 0 has no past. Which of them is which in your layer? "
        "Then a case in between: an old value of 10, a batch with the mean 20, and momentum 0.8. One reading ends at "
        "12 and the other at 18. Frameworks differ in what they mean by the word, so what you know from elsewhere may "
        "lead you astray. At 0.5 both readings agree. At 0.9 both settle near the same value in the long run, and the "
        "swapped one merely jitters more from batch to batch."
    ),
)
class MomentumSwapped(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        self.momentum = 1 - self.momentum
        output = super().forward(input_batch, training)
        self.momentum = 1 - self.momentum
        return output


@misconception(
    "batch-added-in-full",
    "BatchNormalization2D",
    title="The running statistics take in the whole of each batch",
    hint=(
        "With which two weights do the old value and the new one enter your running statistics, and what do these "
        "weights add up to? Play it with a single number: start at 0, let every batch say 6, and keep half of the old "
        "value. If the new one gets the other half, you see 3, then 4.5, then 5.25, closer and closer to 6. If it "
        "enters whole, you see 6, 9 and 10.5, on the way to 12. Can a mean lie outside the range of all that it was "
        "taken over? With momentum 0.9 it ends at ten times the true value. Feed your layer the same batch thirty "
        "times and print the running mean now and then. Training itself looks healthy, because it does not read these "
        "arrays, and the damage is only seen when the network is used."
    ),
)
class BatchAddedInFull(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        before_m, before_v = self.cache_m, self.cache_v
        output = super().forward(input_batch, training)
        if training:
            self.cache_m = self.momentum * before_m + mean_of(input_batch)
            self.cache_v = self.momentum * before_v + input_batch.var(axis=AXES, keepdims=True)
        return output


@misconception(
    "running-variance-starts-at-zero",
    "BatchNormalization2D",
    title="The running variance starts at 0",
    hint=(
        "What do the two running arrays hold right after build, before any batch? Of which imaginary images would "
        "they be mean and variance? Ask a fresh layer in evaluation about an image that is 0 everywhere but for one "
        "pixel of 2. It should come back almost unchanged. By what does your layer divide the 2? If the variance is "
        "0, only epsilon is left under the root; the root of a hundred-millionth is a ten-thousandth, so the 2 turns "
        "into 20000. A start also lingers on: after one batch of variance 1, with momentum 0.9, a start at 1 stays at "
        "1, while a start at 0 has arrived at 0.1. After a hundred batches less than a ten-thousandth of any start is "
        "left, and so a long training covers it up."
    ),
)
class RunningVarianceStartsAtZero(BatchNormalization2D):
    def build(self, input_shape):
        super().build(input_shape)
        self.cache_v = np.zeros_like(self.cache_v)


@misconception(
    "first-batch-taken-over",
    "BatchNormalization2D",
    title="The first batch replaces the running statistics",
    hint=(
        "Is there a branch in your update that runs only once, such as an if on a counter, on None or on hasattr? Why "
        "should the first batch have more to say than the second? Try it with one number: the start is 0, momentum is "
        "0.5, and two batches have the means 8 and 4. One rule for all of them gives 4 and then 4 again. If the first "
        "batch is taken over as it is, the memory says 8 and then 6. Print cache_m of your layer after each batch, "
        "and compare with your sheet of paper. To begin with the data is a sensible idea elsewhere, as it spares the "
        "memory its slow start. What does the statement say about the values at the beginning? After some dozens of "
        "batches the two memories can hardly be told apart, so a long test finds nothing."
    ),
)
class FirstBatchTakenOver(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if training and not hasattr(self, "seen"):
            self.seen = True
            self.cache_m, self.cache_v = mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True)
        return output


@misconception("first-batch-taken-over", "BatchNormalization2D", variant="nothing-before")
class FirstBatchTakenOverWithNothingBefore(FirstBatchTakenOver):
    def build(self, input_shape):
        super().build(input_shape)
        self.cache_m = self.cache_v = None

    def forward(self, input_batch, training=True):
        if self.cache_m is None and training:
            self.cache_m, self.cache_v = mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True)
        return BatchNormalization2D.forward(self, input_batch, training)


@misconception(
    "running-standard-deviation",
    "BatchNormalization2D",
    title="The running variance averages standard deviations",
    hint=(
        "What kind of number is in your cache_v: a variance, or a root of one? Look at the line that fills it and at "
        "the line that reads it in evaluation. Do the two agree on the kind? Averages and roots cannot be swapped. "
        "Take two batches, one with the variance 1 and one with 49: the mean of both is 25, and its root is 5, but "
        "the mean of the roots 1 and 7 is 4. And what has lost its root once may lose it again when it is read; then "
        "the 4 turns into 2, and pixels come out two and a half times too large. With momentum 0, send in the pixels "
        "0 and 20, both 10 away from the mean. Does cache_v hold 10, or 100? Images with a variance of 1 hide it, "
        "since 1 is its own root."
    ),
)
class RunningStandardDeviation(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        if training:
            deviation = input_batch.std(axis=AXES, keepdims=True)
            self.cache_v = self.momentum * before + (1 - self.momentum) * deviation
        return output


def make_running_deviation(inside, outside):
    """Returns a layer that remembers deviations and divides by them outside training; without `outside`, by a root."""

    class RunningDeviationUsed(BatchNormalization2D):
        def forward(self, input_batch, training=True):
            if not training:
                if outside is None:
                    return super().forward(input_batch, False)
                return finish(self, input_batch, self.cache_m, 1 / (self.cache_v + outside * self.epsilon))
            before = self.cache_v
            output = super().forward(input_batch, True)
            deviation = np.sqrt(input_batch.var(axis=AXES, keepdims=True) + inside * self.epsilon)
            self.cache_v = self.momentum * before + (1 - self.momentum) * deviation
            return output

    return RunningDeviationUsed


for inside, outside in [(0, 1), (1, 0), (0, 0), (1, None)]:
    misconception("running-standard-deviation", "BatchNormalization2D", variant=f"divides-{inside}-{outside}")(
        make_running_deviation(inside, outside)
    )


@misconception(
    "training-with-running-statistics",
    "BatchNormalization2D",
    title="The output in training is normalised by the running statistics",
    hint=(
        "Where does your output in training come from: from the statistics that were just computed, or from the two "
        "that the layer remembers? The names are similar, and a line that serves both branches is easily given the "
        "wrong ones. A fresh layer tells, since it remembers mean 0 and variance 1. Send in an image with the pixels "
        "90 and 110. Measured by itself it has the mean 100 and distances of 10, so it should come out as -1 and 1. "
        "With momentum 0.9 the remembered mean is only 10 after the update, and the pixels still lie 80 and 100 above "
        "it. Is the mean of your output beta? After many similar batches the memory has caught up with the data, and "
        "the mistake looks like a little noise."
    ),
)
class TrainingWithRunningStatistics(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return super().forward(input_batch, False)


@misconception("training-with-running-statistics", "BatchNormalization2D", variant="in-one-formula")
class TrainingWithRunningStatisticsClosed(Closed, TrainingWithRunningStatistics):
    pass


@misconception("training-with-running-statistics", "BatchNormalization2D", variant="before-the-update")
class TrainingWithOlderStatistics(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, False)
        if training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return output


@misconception("training-with-running-statistics", "BatchNormalization2D", variant="before-the-update-in-one-formula")
class TrainingWithOlderStatisticsClosed(Closed, TrainingWithOlderStatistics):
    pass


@misconception(
    "updated-outside-training",
    "BatchNormalization2D",
    title="The running statistics are updated outside training as well",
    hint=(
        "Which lines of your forward run whatever the flag says? Find the two that renew the running statistics: do "
        "they stand inside the branch, or after it? Keep a copy of cache_m, call the layer with training=False on "
        "some image, and compare. Not a digit may have moved. A thermometer that warms the water with each reading "
        "never gives the same answer twice. In numbers: a remembered mean of 4, momentum 0.5, and an image with the "
        "mean 8 in evaluation. A layer that learns from it stands at 6 afterwards, and at 7 when it has been asked "
        "the same thing again. The first answer may be right, so a single call shows nothing. But the score of a "
        "network would depend on how often, and in which order, it has been asked."
    ),
)
class UpdatedOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return output


@misconception("updated-outside-training", "BatchNormalization2D", variant="before-use")
class UpdatedOutsideTrainingBeforeUse(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return super().forward(input_batch, training)


@misconception(
    "batch-statistics-outside-training",
    "BatchNormalization2D",
    title="The batch's own statistics are used outside training",
    hint=(
        "Follow your code with training=False: does the mean that is taken off come from the layer's memory, or from "
        "the images at hand? A flat image is a good question. Give a fresh layer an image where every pixel is 3, "
        "then one where every pixel is 5, both in evaluation. Measured against their own mean, both turn into 0, and "
        "so does every other flat image. A fresh memory of mean 0 and variance 1 leaves 3 and 5. Then send an image "
        "in alone, and once more together with a very bright one. Does the answer about the first one change? In "
        "training all is as it should be, and for a large batch in evaluation the numbers look plausible too, because "
        "its statistics resemble those of the training. It breaks in use, where images come one at a time."
    ),
)
class BatchStatisticsOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        caches = self.cache_m, self.cache_v
        output = super().forward(input_batch, True)
        if not training:
            self.cache_m, self.cache_v = caches
        return output


@misconception(
    "gamma-and-beta-forgotten-outside-training",
    "BatchNormalization2D",
    title="gamma and beta are forgotten outside training",
    hint=(
        "What comes after the normalisation in each of your two branches? Is there a return in the one for evaluation "
        "that leaves too early? gamma and beta are what the layer has learnt, and there was no point in learning them "
        "if nobody uses them later. A layer right after build cannot show it, for anything times 1 plus 0 stays what "
        "it is. So set gamma to 2 and beta to 50 in every channel, leave the rest fresh, and ask in evaluation about "
        "an image of zeros. The remembered mean is 0, so nothing but the shift is left, and 50 should come out. What "
        "does yours say? In training the layer is right and the loss falls. All the more puzzling is a score on the "
        "test images that falls far short of what the loss promised."
    ),
)
class PlainOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if training else self.normalized


@misconception(
    "statistics-as-constants",
    "BatchNormalization2D",
    title="The input gradient treats mean and variance as constants",
    hint=(
        "Which quantities in your forward depend on one single pixel? Write a list, and look whether backward has a "
        "term for each of them. A trial without any formula: a channel with the pixels 1 and 3 comes out as -1 and 1. "
        "Move the second pixel to 3.2, and it comes out as -1 and 1 again, because the mean and the spread have "
        "followed. So neither pixel has any influence, and both slopes are 0. What does your backward return for "
        "these pixels and an output gradient of 0 and 1? Whoever holds mean and spread fixed gets 0 and 1, and "
        "promises a change that the forward pass does not make. Move a pixel of your own batch by a thousandth and "
        "compare. The signs are often right by chance, so a network still trains, only badly."
    ),
)
class StatisticsAsConstants(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch * self.gamma * self.inverse_std


@misconception(
    "variance-as-constant",
    "BatchNormalization2D",
    title="The input gradient lacks the way through the variance",
    hint=(
        "Your gradient knows that the mean moves along with a pixel. What else moves when a pixel is pulled outwards? "
        "Look at the divisor in forward: which pixels go into it, and where does backward remember that? Two probes "
        "tell the ways apart. Brightening all pixels tests the mean, and there your answer is right, since its "
        "entries add up to 0. Stretching tests the other: the pixels 1 and 3 give -1 and 1, and so do 10 and 30. "
        "Pulling the pair apart must therefore cost nothing and gain nothing. For the pixels 1 and 3 and an output "
        "gradient of 0 and 1, a layer that lacks this way returns -0.5 and 0.5, which claims that stretching raises "
        "the loss. What does yours return? It goes unnoticed where the output gradient has nothing to do with the "
        "size of the pixels."
    ),
)
class VarianceAsConstant(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        return (gradient - mean_of(gradient)) * self.inverse_std


@misconception(
    "mean-as-constant",
    "BatchNormalization2D",
    title="The input gradient lacks the way through the mean",
    hint=(
        "Add up your input gradient over one channel. What is the sum, and what ought it to be? Think of a camera "
        "whose brightness is turned up: every pixel gains 5, the mean gains 5, and after the subtraction nothing has "
        "changed. Moving all pixels together has no effect on the loss, so their slopes have to cancel. Try the "
        "pixels 2, 2, 4, 4, which come out as -1, -1, 1, 1, and an output gradient of ones. Ones favour neither the "
        "dark pixels nor the bright ones, so the way through the divisor has nothing to say here, and the whole "
        "answer must be 0. A layer that takes the subtracted number for a constant returns four ones. Which term of "
        "yours speaks for the mean? An output gradient that adds up to 0 in each channel hides the mistake."
    ),
)
class MeanAsConstant(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        return (gradient - self.normalized * mean_of(gradient * self.normalized)) * self.inverse_std


@misconception(
    "divided-by-the-batch-size",
    "BatchNormalization2D",
    title="The means in the input gradient are divided by the number of images",
    hint=(
        "Over how many numbers does the mean of one channel run in forward? By what do you divide in backward, "
        "perhaps by the len of an array? Is it the same count? In two images of 3 by 3 pixels a channel has 18 "
        "values, and there are 2 images. A small case: one image with the pixels 1 and 3, and an output gradient of 1 "
        "and 1. Moving both pixels together changes nothing, so the answer is 0 and 0. The sum of the gradient is 2; "
        "a half of it, for two pixels, is 1, and taking it off leaves nothing. Divided by one image it remains 2, and "
        "-1 and -1 are left. For images of a single pixel both counts agree, which is the case of the exercise "
        "before. The larger the images, the more the correction outweighs what it should correct."
    ),
)
class DividedByBatchSize(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        factor = output_gradient_batch[0, 0].size
        through_variance = self.normalized * mean_of(gradient * self.normalized) * factor
        return (gradient - mean_of(gradient) * factor - through_variance) * self.inverse_std


@misconception(
    "statistics-per-pixel",
    "BatchNormalization2D",
    title="Each pixel has statistics of its own",
    hint=(
        "Print the shape of your mean for images with 3 channels of 4 by 5 pixels. If it holds 60 numbers, each place "
        "has become a feature of its own. On which axes do the places lie, and should these axes survive? A "
        "convolution looks for the same thing everywhere, so a corner has no right to another scale than the middle. "
        "Take two images of one channel and two pixels: 0, 10 and 2, 12. The channel has the mean 6. Taken place by "
        "place, the means are 1 and 11; the images come out as -1, -1 and 1, 1, and the contrast of 10 inside the "
        "picture, all that one could see in it, is gone. With images of one pixel the mistake vanishes. What becomes "
        "of a batch with a single image, where each place has only one value?"
    ),
)
class StatisticsPerPixel(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            return output
        variance = input_batch.var(axis=0, keepdims=True)
        return finish(self, input_batch, input_batch.mean(axis=0, keepdims=True), 1 / np.sqrt(variance + self.epsilon))


declare_statistics(
    "statistics-per-pixel",
    (0,),
    [
        ("right", AXES),
        ("right", (0,)),
        *((memory, back) for memory in ("means", "same") for back in (None, AXES, (0,))),
    ],
)


@misconception(
    "statistics-per-image",
    "BatchNormalization2D",
    title="Each image has statistics of its own",
    hint=(
        "Does the first axis still have its length in your mean? Print its shape for a batch of four images. If there "
        "are four sets of numbers, each image is measured against itself. Take two images with one channel: a dark "
        "one with the pixels 0 and 2, and a bright one with 10 and 12. Over the batch the mean is 6, so the first "
        "comes out negative and the second positive, and night can still be told from day. Image by image, both turn "
        "into -1 and 1, the same picture. That method exists, under another name, and needs no memory. Here the "
        "memory is about whole batches, so training and evaluation would work on different scales. With one image in "
        "the batch there is no difference, so a test needs two that do not resemble each other."
    ),
)
class StatisticsPerImage(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, training)
        mean = input_batch.mean(axis=(2, 3), keepdims=True)
        variance = input_batch.var(axis=(2, 3), keepdims=True)
        update(self, mean.mean(axis=0, keepdims=True), variance.mean(axis=0, keepdims=True))
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * mean_of(gradient * self.normalized)
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


declare_statistics(
    "statistics-per-image",
    (2, 3),
    [("right", None), ("right", AXES), ("means", None), ("same", None), ("same", AXES)],
)


@misconception(
    "channels-mixed-by-reshape",
    "BatchNormalization2D",
    title="The batch is reshaped to columns without moving the channel axis first",
    hint=(
        "Your table has a column for each channel. Do its entries really come from that channel? reshape reads the "
        "numbers in the order in which they lie, and moves none. A trial with labels: let `np.array([[1, 1, 1], [2, "
        "2, 2]])` be one image with two channels of three pixels. Reshape it to three rows and two columns, and print "
        "it: the columns hold 1, 1, 2 and 1, 2, 2, a mixture. What has to happen to the axes before the rows are cut? "
        "Do the same with your own lines for a batch in which channel 0 is full of sevens and the others are 0, and "
        "search the table for a 7 in a wrong column. All shapes are right, and a mixed mean lies somewhere between "
        "the true ones, so nothing looks odd. With one channel there is nothing to mix."
    ),
)
class ChannelsMixed(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        mixed = input_batch.reshape(-1, input_batch.shape[1]).T.reshape(1, input_batch.shape[1], -1, 1)
        output = super().forward(mixed, training)
        count = input_batch.shape[1]
        self.normalized = self.normalized.reshape(count, -1).T.reshape(input_batch.shape)
        return output.reshape(count, -1).T.reshape(input_batch.shape)


@misconception("channels-mixed-by-reshape", "BatchNormalization2D", variant="both-ways")
class ChannelsMixedBothWays(ChannelsMixed):
    def mix(self, array):
        return array.reshape(-1, array.shape[1]).T.reshape(1, array.shape[1], -1, 1)

    def part(self, mixed, shape):
        return mixed.reshape(shape[1], -1).T.reshape(shape)

    def forward(self, input_batch, training=True):
        return self.part(BatchNormalization2D.forward(self, self.mix(input_batch), training), input_batch.shape)

    def backward(self, output_gradient_batch):
        return self.part(super().backward(self.mix(output_gradient_batch)), output_gradient_batch.shape)


@misconception("channels-mixed-by-reshape", "BatchNormalization2D", variant="statistics-alone")
class StatisticsMixed(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        table = input_batch.reshape(-1, input_batch.shape[1])
        mean, variance = wide(table.mean(axis=0)), wide(table.var(axis=0))
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception("channels-mixed-by-reshape", "BatchNormalization2D", variant="statistics-alone-in-one-formula")
class StatisticsMixedClosed(Closed, StatisticsMixed):
    pass


@misconception(
    "parameter-gradients-per-image",
    "BatchNormalization2D",
    title="The gradients of gamma and beta are not summed over the batch",
    hint=(
        "How many numbers does your gradient of beta hold after a batch of three images with two channels? How many "
        "does beta hold? An optimizer takes one from the other, so what would an axis of length 3 do to it? See it in "
        "small: `np.zeros((1, 2)) - np.ones((3, 2))` is no error and has the shape (3, 2), so that there would "
        "quietly be one shift for each image. Writing into the live array by -= fails instead, with a ValueError "
        "about broadcasting. One shift serves all images, so what each of them wants has to be brought together. "
        "Along which axes is beta the same, and does your sum name all of them? The same holds for gamma. With a "
        "single image in the batch, shape and numbers are right, so a first try with one picture says nothing."
    ),
)
class ParameterGradientsPerImage(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=(2, 3), keepdims=True)
        self.beta_gradient = output_gradient_batch.sum(axis=(2, 3), keepdims=True)
        return gradient


@misconception("parameter-gradients-per-image", "BatchNormalization2D", variant="flat")
class FlatParameterGradientsPerImage(Flat):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=(2, 3))
        self.beta_gradient = output_gradient_batch.sum(axis=(2, 3))
        return gradient


@misconception(
    "gamma-missing-in-the-gradient",
    "BatchNormalization2D",
    title="The input gradient lacks gamma",
    hint=(
        "Between the normalised image and the output stands a factor. Where in your backward does the gradient pass "
        "it on the way to the input? Think of a tap, with gamma saying how far it is open. When it is closed, at 0, "
        "nothing of the image reaches the output, and so no slope can be left. Set gamma to zeros, send an image "
        "forward and any gradient back. What comes out of yours? Then double some other gamma, and see whether the "
        "answer doubles. A chain of two links shows the reason: for u = 4x and y = 3u, moving x by 1 moves y by 12, "
        "and whoever drops the second link says 4. A fresh layer has gamma 1, and the mistake stays invisible until "
        "the first step of training. From then on, channels that should be turned down push back too hard."
    ),
)
class GammaMissingInGradient(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.gamma


@misconception(
    "standard-deviation-missing-in-the-gradient",
    "BatchNormalization2D",
    title="The input gradient is not divided by the standard deviation",
    hint=(
        "On the way forward each pixel is divided by the spread of its channel. Where does this division appear on "
        "your way back? Take an image, and the same image times 10; they have the same output. To change it by as "
        "much, the pixels of the second have to be moved ten times as far, so the slopes there are a tenth. Send both "
        "through forward and backward with equal output gradients. Do you get equal answers? In one dimension: y = x "
        "/ 5 has the slope 0.2, and whoever forgets the 5 says 1. If your trial images have a standard deviation near "
        "1, as freshly drawn normal numbers do, nothing shows. With raw pixels from 0 to 255, the layers in front "
        "would be given gradients that are dozens of times too large."
    ),
)
class StdMissingInGradient(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.inverse_std


@misconception("standard-deviation-missing-in-the-gradient", "BatchNormalization2D", variant="direct-way-only")
class StdMissingInTheDirectWay(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        return gradient + output_gradient_batch * self.gamma * (1 - self.inverse_std)


@misconception(
    "parameter-gradients-averaged",
    "BatchNormalization2D",
    title="The gradients of gamma and beta are averaged over the images",
    hint=(
        "Is there a division, or a mean, in your lines for the gradients of gamma and beta? In this track layers add "
        "up, and the loss decides whether anything is divided. Test it by repetition: send one image through both "
        "passes and note the two gradients; then do it again with a batch of three copies of the image and of its "
        "output gradient. Copies leave mean and variance as they were, so the only news is that there is three times "
        "as much to add. Did your numbers stay the same? In small: two images whose entries add up to 5 and 7 make "
        "12, and an average over the images makes 6. A batch of one image conceals it. In training it works like a "
        "smaller learning rate for these two parameters alone, which shrinks as batches grow."
    ),
)
class ParameterGradientsAveraged(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = self.gamma_gradient / len(output_gradient_batch)
        self.beta_gradient = self.beta_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "gamma-gradient-from-raw-inputs",
    "BatchNormalization2D",
    title="The gradient of gamma uses inputs that are not normalised",
    hint=(
        "What exactly does gamma multiply in your forward? Is the very same array in the line for its gradient, or an "
        "earlier stage of it? An image passes through stages: as it came, with the mean taken off, and divided by the "
        "spread. For a product, the slope by one factor is the other factor: for y = 7k it is 7, wherever the 7 came "
        "from. With the pixels 1, 1, 9, 9 and an output gradient that is 1 at the last pixel and 0 elsewhere, the "
        "gradient of gamma is 1. Before the division it would be 4, and with the pixel as it came 9. Or multiply your "
        "images by 10: the output stays, so what gamma does to the loss stays too. Does your number grow tenfold? "
        "Images that have mean 0 and standard deviation 1 already hide it."
    ),
)
class GammaGradientFromInputs(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        raw = self.normalized / self.inverse_std
        self.gamma_gradient = (output_gradient_batch * raw).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "gradients-accumulate",
    "BatchNormalization2D",
    title="Gradients of earlier calls are added in",
    hint=(
        "Does each backward of yours begin with empty hands? Look for += on a gradient, or for an array from build "
        "that is added to later. Call backward twice after one forward, with the same argument, and print both "
        "parameter gradients each time. The same question deserves the same answer; is one of the two doubled? A "
        "kitchen scale that nobody sets back to zero shows 300 after 100 of flour and 200 of sugar, although only 200 "
        "of sugar were asked for. Some frameworks add up on purpose, and offer a method to clear. What does the "
        "contract of this track say about the start of each call? The first step of a training is right, so one step "
        "is no test. Later the old directions are taken again and again, and a parameter runs away."
    ),
)
class GradientsAccumulate(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        before = self.beta_gradient
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = self.beta_gradient + before
        return gradient


@misconception(
    "first-batch-kept",
    "BatchNormalization2D",
    title="backward uses the standard deviation of the first batch",
    hint=(
        "When is that stored which backward reads: in every forward, or only if there is nothing yet? Look for an if, "
        "for hasattr, or for a value that is set once and kept. Two batches in a row find it: send in an image and "
        "call backward, then the same image times 4 and backward again, with an equal output gradient. As the second "
        "image is four times as wide, its slopes are a quarter. Do you get the same numbers twice? Then the spread of "
        "the first is still in use. Somebody who measures one room and cuts all carpets by that note does well in the "
        "first room. A test with a single pass forward and back says nothing here. In training the error grows and "
        "shrinks with each batch, and passes for noise."
    ),
)
class FirstBatchKept(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not hasattr(self, "first"):
            self.first = self.inverse_std
        self.inverse_std = self.first
        return output


@misconception("first-batch-kept", "BatchNormalization2D", variant="distances-of-the-latest")
class FirstStdKept(FirstBatchKept):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        mean = mean_of(input_batch) if training else self.cache_m
        self.difference, self.latest = input_batch - mean, self.normalized
        return output

    def backward(self, output_gradient_batch):
        self.normalized = self.difference * self.inverse_std
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.latest).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "params-are-copies",
    "BatchNormalization2D",
    title="params hands out copies",
    hint=(
        "Which array does an optimizer get from your params: the one that forward multiplies by, or a twin of it? "
        "Look for copy, for np.array, or for a cast in that property. Outside of any layer: let `a = np.array([1.0, "
        "2.0])` and `b = a.copy()`; then b[0] = 9 leaves a as it was, but after `b = a` it does not. Now your layer: "
        "take gamma out of params, write a 9 into its first entry, and print layer.gamma. Has the 9 arrived? The "
        "values that you hand out are right in both cases, and so are the gradients, so printing them proves nothing. "
        "A training runs without any message, every step is done on a sheet of paper that is thrown away, and gamma "
        "and beta are the same after a hundred epochs as before."
    ),
)
class ParamsAreCopies(BatchNormalization2D):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "load-params-keeps-the-callers-arrays",
    "BatchNormalization2D",
    title="load_params keeps the caller's arrays",
    hint=(
        "After load_params, is there one array, or are there two? Compare layer.gamma with the entry of the dict by "
        "`is`. If the answer is True, the dict and the layer share their numbers. A small scene: `saved = "
        "np.array([5.0])` and `mine = saved`; after mine -= 1 there is a 4 in saved as well. Somebody keeps the "
        "parameters of the best epoch in a dict, loads them and tries a further training. With shared arrays, the "
        "best epoch changes with every step, and there is no way back. Loading itself looks perfect, and every "
        "comparison right after it passes. The one who changes the array is the optimizer, later and on purpose. So "
        "load, take one step, and look at the dict rather than at the layer. Is every number still what it was?"
    ),
)
class LoadParamsAliases(BatchNormalization2D):
    def load_params(self, params):
        self.gamma, self.beta = params["gamma"], params["beta"]


@misconception(
    "state-not-restored",
    "BatchNormalization2D",
    title="Assigning state restores the mean only",
    hint=(
        "Save, disturb, restore, compare: copy the state of a layer, send two wild batches through it in training, "
        "assign what you saved, and print both arrays. Which of them did not come back? Count the names that your "
        "getter gives out and those that your setter reads. A line may be missing, or one name may occur twice. What "
        "it means: a channel was saved with mean 10 and variance 4, so a pixel of 14 is 2 spreads above the mean. If "
        "the mean returns while the variance stays at 100, from the wild batches, the same pixel comes out as 0.4. "
        "When a state is assigned to a fresh layer, the forgotten array has its starting value. For a network that "
        "was trained on tame data this is nearly right, and nobody asks."
    ),
)
class StateNotRestored(BatchNormalization2D):
    @property
    def state(self):
        return super().state

    @state.setter
    def state(self, state):
        self.cache_m = state["cache_m"].copy()


@misconception(
    "statistics-over-everything",
    "BatchNormalization2D",
    title="One mean and one variance are computed for the whole batch",
    hint=(
        "How many numbers does your mean consist of? If it is printed without any brackets, the channels have been "
        "thrown into one pot. Which axis had to survive? Take an image with two channels, one with the pixels 0 and "
        "2, the other with 100 and 102. Each of them by itself comes out as -1 and 1. In one pot the mean is 51 and "
        "the spread about 50: both pixels of the first channel land near -1, both of the second near 1, and what "
        "could be seen within each channel is as good as gone. Two channels may measure things as different as "
        "brightness and height. numpy stretches a lone number over every shape, so no error warns you. Is the mean of "
        "your output beta in each channel, or only on the whole? With one channel you will not find a difference."
    ),
)
class StatisticsOverEverything(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, variance = input_batch.mean(), input_batch.var()
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


declare_statistics(
    "statistics-over-everything", (0, 1, 2, 3), [("same", AXES), ("same", (0, 1, 2, 3)), ("right", AXES)]
)


@misconception(
    "statistics-per-sample",
    "BatchNormalization2D",
    title="Each image is normalised as a whole, over all its channels",
    hint=(
        "Print the shape of your mean for 3 images with 2 channels. A 3 in front says that each image is treated by "
        "itself, and a 1 behind it that its channels are thrown together. Which of the four axes should be the only "
        "one with more than one entry? A try with one pixel in each channel: the images are (1, 100) and (3, 300). "
        "Channel by channel, the first image comes out as -1, -1 and the second as 1, 1. Image by image, either of "
        "them comes out as -1, 1, because only the order within it counts, and the two cannot be told apart any more. "
        "Language models normalise in this way, and the method has a name of its own. All shapes fit in both cases, "
        "as numpy stretches either kind of mean. Only one image with one channel gives the same by both."
    ),
)
class StatisticsPerSample(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            return output
        axes = tuple(range(1, input_batch.ndim))
        variance = input_batch.var(axis=axes, keepdims=True)
        mean = input_batch.mean(axis=axes, keepdims=True)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


declare_statistics(
    "statistics-per-sample",
    (1, 2, 3),
    [
        ("right", AXES),
        ("right", (1, 2, 3)),
        *((memory, back) for memory in ("means", "same") for back in (None, AXES, (1, 2, 3))),
    ],
)


@misconception(
    "input-changed",
    "BatchNormalization2D",
    title="forward writes into its input",
    hint=(
        "Does your forward write into the array that it was given? Look for -=, /= or *=, for an assignment to a "
        "slice, or for an argument out=. A second name does not protect: after `b = a`, the line b -= 1 changes a "
        "too, since both are one array. Make a batch X, keep a copy of it, call forward, and compare X with the copy "
        "by np.array_equal. Is it False? Then call forward on X a second time, in evaluation: the layer is asked "
        "about images that nobody gave it. In a network, X may be an output that the layer in front still needs for "
        "its own backward, or a part of the data set, which then gets a little darker in each epoch. The output of "
        "the first call may be perfect, so a comparison of outputs finds nothing."
    ),
)
class InputChanged(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        input_batch -= self.cache_m
        return output


@misconception("input-changed", "BatchNormalization2D", variant="mean-taken-off")
class MeanTakenOffInPlace(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        mean = mean_of(input_batch) if training else self.cache_m
        output = super().forward(input_batch, training)
        input_batch -= mean
        return output


@misconception("input-changed", "BatchNormalization2D", variant="normalised")
class NormalisedInPlace(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        input_batch[...] = self.normalized
        return output


@misconception("input-changed", "BatchNormalization2D", variant="output-written")
class OutputWrittenIntoInput(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        input_batch[...] = super().forward(input_batch, training)
        return input_batch


@misconception(
    "output-gradient-changed",
    "BatchNormalization2D",
    title="backward writes into the output gradient",
    hint=(
        "backward is lent an array that belongs to somebody else. Does your code multiply it in place, or assign into "
        "it? See the difference on a list of prices: let `p = np.array([1.0, 2.0])`; q = p * 3 leaves p alone, and p "
        "*= 3 leaves 3 and 6 in it. Keep a copy of the output gradient, call backward, and compare the two. If they "
        "differ, call it again with the same array: the second answer is made from other numbers than the first. "
        "Where a network branches, two layers are given one and the same array, and the second of them works with "
        "what the first has left. A fresh layer has gamma 1, and a product with 1 harms nobody, so load other values "
        "before you try. What the first call returns is right, and no shape complains."
    ),
)
class OutputGradientChanged(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        output_gradient_batch *= self.gamma
        return gradient


@misconception(
    "epsilon-in-the-running-variance",
    "BatchNormalization2D",
    title="The variance that enters the running one has epsilon in it already",
    hint=(
        "Where do you add epsilon: where you divide, or to the variance itself, which then goes on into cache_v? A "
        "guard belongs to the division, and evaluation divides as well, so something would be guarded twice. To see "
        "it, make a layer with epsilon 5 and momentum 0, which remembers the latest batch alone. After one image with "
        "the pixels 0 and 2, of variance 1, what does cache_v hold? If it is 6, then an evaluation divides by the "
        "root of 11, where the root of 6 is meant. Does one name in your code stand for the variance with the guard "
        "and without it? With the default the difference is in the eighth decimal. It grows to something only for "
        "channels with almost no contrast, or when somebody chooses a larger value."
    ),
)
class EpsilonInRunningVariance(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if training:
            self.cache_v = self.cache_v + (1 - self.momentum) * self.epsilon
        return output


@misconception("epsilon-in-the-running-variance", "BatchNormalization2D", variant="not-added-again")
class EpsilonInRunningVarianceOnly(EpsilonInRunningVariance):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / np.sqrt(self.cache_v))


@misconception(
    "epsilon-left-out-outside-training",
    "BatchNormalization2D",
    title="Outside training epsilon is left out",
    hint=(
        "Lay your two divisions side by side, the one of training and the one of evaluation. What stands under the "
        "root in each? What was written twice may lack a part the second time. A channel can die: all its pixels are "
        "0 for many batches, and the remembered variance sinks towards 0. Ask numpy what comes of it: "
        "`np.array([0.0]) / np.array([0.0])` is nan, with a warning, and a 1 above the bar makes it inf. Or make a "
        "layer with epsilon 3, leave the rest fresh, and ask in evaluation about a pixel of 4. The remembered "
        "variance is 1, so 2 should come out; without the guard the pixel stays 4. For an ordinary variance and the "
        "default epsilon the difference is far behind the point, and so it takes a dead channel or an unusual setting "
        "to bring it out."
    ),
)
class EpsilonLeftOutOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / np.sqrt(self.cache_v))


@misconception(
    "root-forgotten-outside-training",
    "BatchNormalization2D",
    title="Outside training the batch is divided by the running variance itself",
    hint=(
        "Your branch for training is right. What is different in the other one, apart from where the statistics come "
        "from? The remembered number is of the same kind as the one from the batch. Does it go through the same steps "
        "before it divides? Give a layer a memory by hand: let cache_v be 16 in every channel and cache_m 0, and ask "
        "in evaluation about a pixel of 8. With a spread of 4, that is 2 spreads from the middle. Does yours say 2, "
        "or 0.5? A fresh layer remembers 1, which is its own root, and so the first question to it looks right. After "
        "a training, wide channels are squeezed together in evaluation, and narrow ones are blown up. Could the two "
        "branches share the line in which this happened?"
    ),
)
class RootForgottenOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / (self.cache_v + self.epsilon))


@misconception("root-forgotten-outside-training", "BatchNormalization2D", variant="without-epsilon")
class DividedByRunningVarianceAlone(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / self.cache_v)


@misconception(
    "momentum-fixed",
    "BatchNormalization2D",
    title="momentum is a constant of the code",
    hint=(
        "Where is momentum read in your code, once the constructor has stored it? Search for 0.9 as well. Two extreme "
        "layers make a quick test, one with momentum 0 and one with momentum 1. Each of them gets one image with the "
        "pixels 30 and 50, in training. The first should have no past, and remember a mean of 40. The second should "
        "learn nothing, and stay at 0. Do both of yours say 4, or both another number? "
        "Then neither has looked at its setting. A switch on the wall may be mounted properly and yet have no wire "
        "behind it. If the constant is the default, all numbers are right for those who ask for nothing else. Those "
        "who have few batches and want a shorter memory will notice, and they will search in "
        "their data first. What does get_config tell about such a layer?"
    ),
)
class MomentumFixed(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        asked, self.momentum = self.momentum, 0.9
        output = super().forward(input_batch, training)
        self.momentum = asked
        return output


def make_momentum(number):
    """Returns a layer whose statistics keep the share `number`, whatever it was told."""

    class OtherMomentumFixed(BatchNormalization2D):
        def forward(self, input_batch, training=True):
            asked, self.momentum = self.momentum, number
            output = super().forward(input_batch, training)
            self.momentum = asked
            return output

    return OtherMomentumFixed


for number in (0.1, 0.5, 0.8, 0.95, 0.99, 0.999):
    misconception("momentum-fixed", "BatchNormalization2D", variant=f"at-{number}")(make_momentum(number))


@misconception(
    "running-mean-only",
    "BatchNormalization2D",
    title="Only the running mean is updated",
    hint=(
        "Print both remembered arrays before and after one batch in training. Which of them has moved, and which is "
        "still what build put there? There are two arrays to renew; how many assignments does your update have? A "
        "name may also be misspelt, so that a new attribute is born and the old one stays. In numbers: images with "
        "mean 50 and a spread of 10, seen for a long time. In evaluation a pixel of 60 should come out as 1. The mean "
        "is well remembered, so that 10 is left after it is taken off; but a variance that never left 1 divides by 1, "
        "and 10 it stays. All that comes after gets values ten times too wide. Data with a spread of 1 show nothing, "
        "and training does not read the array at all."
    ),
)
class RunningMeanOnly(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        self.cache_v = before
        return output


@misconception(
    "defaults-not-the-statements",
    "BatchNormalization2D",
    title="Without arguments, momentum and epsilon are others than the statement's",
    hint=(
        "Make a layer without any argument, print its two settings, and lay them beside the section of the statement "
        "on what to write. Is every digit the same? Books and frameworks have several habits here, and a constructor "
        "that is typed from memory follows one of them. How much does it matter? Suppose that a memory starts at 0 "
        "and every batch says 1. If half of the old value is kept, it stands at 0.5 after one batch and at 0.75 after "
        "two; if three quarters are kept, at 0.25 and about 0.44. The same batches lead to other outputs in "
        "evaluation. Somebody who gives both arguments can never notice. Only those who trust the default meet it, "
        "such as a saved network whose description leaves the settings out."
    ),
)
class DefaultsNotTheStatements(BatchNormalization2D):
    def __init__(self, momentum=0.99, epsilon=1e-5):
        super().__init__(momentum, epsilon)


def make_defaults(usual_momentum, usual_epsilon):
    """Returns a layer with these defaults."""

    class OtherDefaults(BatchNormalization2D):
        def __init__(self, momentum=usual_momentum, epsilon=usual_epsilon):
            super().__init__(momentum, epsilon)

    return OtherDefaults


for usual in [
    *((0.9, epsilon) for epsilon in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-9, 1e-10, 1e-12)),
    *((momentum, 1e-8) for momentum in (0.01, 0.1, 0.5, 0.8, 0.95, 0.99, 0.999)),
    *((momentum, epsilon) for momentum in (0.1, 0.99) for epsilon in (1e-3, 1e-5, 1e-6)),
]:
    if usual != (0.99, 1e-5):
        misconception("defaults-not-the-statements", "BatchNormalization2D", variant="{}-{}".format(*usual))(
            make_defaults(*usual)
        )


@misconception(
    "batch-of-one-by-running-statistics",
    "BatchNormalization2D",
    title="A batch of one image is normalised by the running statistics in training",
    hint=(
        "Is there a condition in your forward on the number of images? What led to it: the fear of a variance of 0? A "
        "single image has many pixels in each channel, and its statistics are as good as any. With the pixels 6 and 8 "
        "it has the mean 7, and in training it comes out as -1 and 1. A fresh memory of 0 and 1 would leave 6 and 8. "
        "Send an image in alone, and then a batch of two equal copies of it. Mean and variance are the same in both "
        "cases; is your output? And where an image is flat, what is above the bar of your fraction, whatever stands "
        "below it? Larger batches never get into the special case. It strikes at the end of an epoch, when one image "
        "is left over, and nobody looks there."
    ),
)
class BatchOfOneByRunningStatistics(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if len(input_batch) > 1 else super().forward(input_batch, False)


@misconception("batch-of-one-by-running-statistics", "BatchNormalization2D", variant="not-remembered")
class BatchOfOneNotRemembered(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, training and len(input_batch) > 1)


@misconception("batch-of-one-by-running-statistics", "BatchNormalization2D", variant="not-remembered-in-one-formula")
class BatchOfOneNotRememberedClosed(Closed, BatchOfOneNotRemembered):
    pass


@misconception(
    "standard-deviation-twice-in-the-gradient",
    "BatchNormalization2D",
    title="The input gradient is divided by the standard deviation twice",
    hint=(
        "Count the divisions between the output gradient and what you return. Some are hidden: an array that was kept "
        "from forward may have been divided there, and brings this along into every product. How often should the "
        "spread appear on the way of one pixel? Scaling answers without a formula. Ten times the image has the same "
        "output, so that its slopes are a tenth of those before. Run both through your layer with one output "
        "gradient. Is the second answer a tenth of the first, or a hundredth? In one dimension: y = x / 4 has the "
        "slope 0.25, and dividing by 4 again makes about 0.06. Where the spread is 1, one may divide as often as one "
        "likes. Behind a wide channel, hardly any learning would get through to the layers in front; behind a narrow "
        "one it would explode."
    ),
)
class StdTwiceInGradient(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.inverse_std


@misconception(
    "gamma-twice-in-the-gradient",
    "BatchNormalization2D",
    title="The input gradient is multiplied by gamma twice",
    hint=(
        "Follow the output gradient through your backward, line by line, and make a mark wherever gamma comes in. Are "
        "there two marks on one path? An early product may serve all three ways already, and another one at the end "
        "repeats it. Test by doubling: run both passes with some gamma, then with twice that gamma, for the same "
        "image and the same output gradient. Does your answer become twice as large, or four times? The sign is "
        "another clue. A negative gamma turns every slope round, while its square turns nothing. For y = 3x the slope "
        "is 3, and not 9. As long as gamma is 1, you could multiply by it a hundred times. So load other values, some "
        "of them negative, before you compare with differences of forward."
    ),
)
class GammaTwiceInGradient(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.gamma


@misconception(
    "beta-gradient-averaged",
    "BatchNormalization2D",
    title="Only the gradient of beta is averaged",
    hint=(
        "gamma and beta are neighbours. Do the same words stand in the lines for their gradients? If one has a sum "
        "and the other a mean, which of the two does the statement use? Try an output gradient of ones, for two "
        "images with one channel of 2 by 3 pixels. Each of the 12 ones says: raise the shift a little, and the loss "
        "rises by as much. Together they say 12. Do you hold a 1? Then send in twice as many images, again with ones. "
        "A sum grows to 24, and a mean stays. Shape and sign are right in both cases; in a batch of one image with "
        "one pixel the number is right too. In training, beta would crawl where gamma walks, since its steps are "
        "smaller by the number of pixels in a channel."
    ),
)
class BetaGradientAveraged(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = mean_of(output_gradient_batch)
        return gradient


@misconception(
    "beta-gradient-total",
    "BatchNormalization2D",
    title="The gradient of beta is summed over everything",
    hint=(
        "How many different numbers are in your gradient of beta when there are three channels? If all are equal, or "
        "if there is only one, the sum has run over an axis too many. Which one? Let a single channel speak: an "
        "output gradient that is 1 in channel 0 and 0 in the others, for one image with 4 pixels in each channel. "
        "Channel 0 should hear 4, and the others nothing. Do all of yours hear 4? In a table such as `np.array([[1, "
        "2], [3, 4]])` everything together is 10, but the columns add up to 4 and 6. An optimizer stretches a lone "
        "number over all channels without complaint. Then every shift goes the same way, though one channel may want "
        "more and another less. With one channel in the images, both sums agree."
    ),
)
class BetaGradientTotal(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = np.full_like(self.beta, output_gradient_batch.sum())
        return gradient


@misconception("beta-gradient-total", "BatchNormalization2D", variant="lone-number")
class BetaGradientLoneNumber(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = output_gradient_batch.sum()
        return gradient


@misconception(
    "backward-returns-nothing",
    "BatchNormalization2D",
    title="backward returns nothing",
    hint=(
        "What is the value of layer.backward(G)? Give it a name and print it. Is it None? Then look at the last line "
        "of the method, and at every way out of it. A function without a return answers None, however much it has "
        "computed: after `def double(x): x * 2`, the call double(4) is None and not 8. To keep results in the object "
        "is one half of the task, and serves gamma and beta. The other half is for whoever stands in front, such as a "
        "convolution, which can learn only from what you hand back. If this were the first layer of a network, nobody "
        "would miss it, and both parameter gradients pass every comparison. Anywhere else, the backward of the layer "
        "in front is called with None, and fails there, in code that is right."
    ),
)
class BackwardReturnsNothing(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "batch-dropped-after-backward",
    "BatchNormalization2D",
    title="backward throws away what forward stored",
    hint=(
        "How often may backward be called after one forward? Read what the contract says on that, and then look at "
        "the end of your method: is anything set to None, deleted, or taken out of a list? Outside of the layer: from "
        "`kept = [3, 8]`, kept.pop() gives 8 the first time and 3 the second, while kept[-1] gives 8 as often as one "
        "likes. Reading uses nothing up. Run one forward and two backwards with the same argument. Do you see the "
        "same numbers twice, or a TypeError about None? Cleaning up saves memory, and in a plain loop, with one "
        "forward for each backward, nobody notices. But a check of the gradients, or a loss with two parts, may ask a "
        "second time. The next forward replaces what was stored anyway, so what is gained by throwing it away early?"
    ),
)
class BatchDroppedAfterBackward(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.normalized = None
        return gradient


@misconception("batch-dropped-after-backward", "BatchNormalization2D", variant="deleted")
class BatchDeletedAfterBackward(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        del self.normalized
        return gradient


@misconception(
    "training-has-no-default",
    "BatchNormalization2D",
    title="forward cannot be called without training",
    hint=(
        "Call layer.forward(X) with the images alone. Do you get an output, or a TypeError about a missing argument? "
        "Compare the first line of your method with the one in the statement, up to the last character before the "
        'colon. A default is a promise to the caller: `def greet(name, word="Hello")` can be called as greet("Ann"), '
        "and the word is there. Without the equals sign the same call fails. Anybody may ask a layer of this track in "
        "the short way, and most layers do not care about the mode at all, so that code which works with all of them "
        "may well leave it out. If your own trials always name the argument, all is well for you. What should "
        "somebody get who says nothing, and why is that case the one for the training loop?"
    ),
)
class TrainingHasNoDefault(BatchNormalization2D):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "state-added",
    "BatchNormalization2D",
    title="Assigning state adds to the statistics that are there",
    hint=(
        "What does it mean to assign to a memory: to replace it, or to put something on top? Look in your setter for "
        "+=, or for the old array on the right-hand side. Train a layer a little, and assign to it the state that it "
        "has at this moment. Nothing should change; did all numbers double? With a plain variable: x = 5, then x = 3, "
        "and x is 3 and not 8. A fresh layer hides one half, because its running mean is 0, and 0 plus something is "
        "that thing itself. The running variance is not 0 there: what was saved as 4 comes back as 5, and pixels are "
        "divided by about 2.24 instead of 2. Each further restoring makes it worse. So print both arrays after "
        "assigning, for a layer that has been trained before."
    ),
)
class StateAdded(BatchNormalization2D):
    @property
    def state(self):
        return super().state

    @state.setter
    def state(self, state):
        self.cache_m = self.cache_m + state["cache_m"]
        self.cache_v = self.cache_v + state["cache_v"]


@misconception(
    "state-keeps-the-callers-arrays",
    "BatchNormalization2D",
    title="Training writes into the arrays that were assigned to state",
    hint=(
        "Two habits meet here. Does your setter keep the very arrays that it is given? Does your update in training "
        "write into the array that it finds? Each of them alone leaves the dict as it was; together they reach into "
        "it. In small: `saved = np.array([2.0])` and `memory = saved`. After memory *= 0.5 there is a 1 in saved. "
        "After memory = memory * 0.5 there is still a 2 in it, because a new array has been made. Assign a state to "
        "your layer, train one batch, and print the dict that you assigned. Is it as before? Somebody may restore one "
        "snapshot into five layers, or come back to it next week. Right after assigning all is equal, so a look at "
        "that moment finds nothing. The damage is done by the next batch, without any message."
    ),
)
class StateKeepsCallersArrays(BatchNormalization2D):
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
    "BatchNormalization2D",
    title="Every forward writes its output into the same array",
    hint=(
        "Do two calls of your forward give two arrays, or one? Keep both: Y1 from one batch, Y2 from another of the "
        "same size, and ask `Y1 is Y2`. Does Y1 still show what it did when it was new? A whiteboard that is wiped "
        "for every customer saves paper, but whoever took no copy has lost his order. In small: let `board = "
        "np.zeros(2)` and `first = board`; after board[:] = 7, first is full of sevens, although nobody wrote to it "
        "by that name. Where does your code make the array for its result: in each call, or once, as an attribute? If "
        "every output is used at once and thrown away, all goes well. But whoever collects the outputs of many "
        "batches in a list finds the last one in every place. Batches of changing size hide it too."
    ),
)
class OutputWrittenOver(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = np.empty_like(output)
        self.output[:] = output
        return self.output


@misconception(
    "output-printed",
    "BatchNormalization2D",
    title="forward prints its output instead of returning it",
    hint=(
        "What does Y hold after `Y = layer.forward(X)`? Print it: is it None, although the numbers ran over the "
        "screen a moment ago? To show something and to hand it over are different things. print writes for human eyes "
        "and answers None; only return gives the caller something to go on with. Try `def half(x): print(x / 2)`: the "
        "line half(6) + 1 shows 3.0, and then fails with a TypeError, because 1 cannot be added to None. In a "
        "notebook, a printed array below a cell looks much like a returned one, so that this is easy to miss. The "
        "next layer of a network cannot read the screen, nor can a loss. Which word stands in the last line of your "
        "method, and does each of its branches get there?"
    ),
)
class OutputPrinted(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "gradient-passed-through",
    "BatchNormalization2D",
    title="backward returns its argument",
    hint=(
        "By how much does an output of your layer move when one input moves by a thousandth? By a thousandth as well? "
        "Only then could a gradient go back as it came. Follow a pixel through forward: something is taken off, it is "
        "divided, stretched and shifted, and what is taken off and what divides depend on the pixel too. Which of "
        "these steps does backward know? If a whole channel is brightened, its output stays, so an output gradient of "
        "ones has to come back as zeros. What does yours return for ones? For a layer with y = x, passing it through "
        "is right; for y = 5x a gradient of 2 comes back as 10. The gradients of gamma and beta may be right all the "
        "same. The layers in front do get something of the right shape, only it belongs to another layer."
    ),
)
class GradientPassedThrough(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch.copy()


@misconception("gradient-passed-through", "BatchNormalization2D", variant="and-no-more")
class GradientPassedThroughAndNoMore(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        return output_gradient_batch.copy()


@misconception("gradient-passed-through", "BatchNormalization2D", variant="and-none-before")
class GradientPassedThroughAndNoneBefore(GradientPassedThroughAndNoMore):
    def build(self, input_shape):
        super().build(input_shape)
        self.gamma_gradient = self.beta_gradient = None


@misconception(
    "branches-swapped",
    "BatchNormalization2D",
    title="The running statistics are used in training, the batch's own outside it",
    hint=(
        "Read your if aloud, with the word behind it: when training is True, which block runs? A surplus `not`, a "
        "comparison with False or an else in the wrong place turns the layer round. One observation decides. Make a "
        "fresh layer, call it once with training=True on an image with the pixels 40 and 60, and print the output and "
        "the remembered mean. A layer in training looks at the batch, so the output is -1 and 1, and the memory "
        "moves. If you see about 40 and 60, and the memory is still at 0, the two blocks have changed places. Then "
        "the layer learns from the test images, of all things. Each block may be right in itself. On images with mean "
        "0 and variance 1, both give nearly the same output, and only a look at the memory tells."
    ),
)
class BranchesSwapped(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, not training)


@misconception("branches-swapped", "BatchNormalization2D", variant="in-one-formula")
class BranchesSwappedClosed(Closed, BranchesSwapped):
    pass


@misconception(
    "training-not-taken",
    "BatchNormalization2D",
    title="forward has no argument training",
    hint=(
        "What happens on layer.forward(X, training=False)? Is there a TypeError about an argument that forward does "
        "not know? Then ask yourself how one image should be treated after the training, and from whom your method "
        "could hear that the training is over. A flat picture, all pixels 9, is left with 0 when its own mean is "
        "taken off. Seen from a remembered mean of 5 and a spread of 2 it is 2, brighter than usual. Which answer is "
        "of use to somebody who wants to know something about this picture? A method with a single way to work is "
        "right as long as one trains, and every comparison there passes. The networks of this track tell each layer "
        "which mode they are in. Even a layer that does not care has to accept the word, and this one has to care."
    ),
)
class TrainingNotTaken(BatchNormalization2D):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "params-empty",
    "BatchNormalization2D",
    title="params is the empty dict of a layer that learns nothing",
    hint=(
        "What is in your params after build, and what after a backward? An optimizer goes through this dict and looks "
        "nowhere else. Does it meet gamma and beta there, each with its gradient? For a layer that learns nothing, "
        "such as a pooling, an empty dict is right, and the property may have been copied from one. A loop over "
        "nothing does not fail: `for name in {}: print(name)` prints nothing and goes on. Take one step with a large "
        "learning rate, and compare gamma before and after. Is it still 1 in every channel? Both gradients may be "
        "computed and kept, and be right, but under names that nobody asks for. Around such a layer a network still "
        "trains, somewhat worse than it could. Whoever saves its params would lose the scale and the shift as well."
    ),
)
class ParamsEmpty(BatchNormalization2D):
    @property
    def params(self):
        return {}


@misconception(
    "state-empty",
    "BatchNormalization2D",
    title="state is the empty dict of a layer that remembers nothing",
    hint=(
        "Suppose that a trained network is saved, and loaded on another machine. What of your layer goes along, "
        "besides gamma and beta? Print its state after some batches. If it is {}, the memory stays behind. For a "
        "layer that only computes this is right; but which arrays of yours change in forward, although no optimizer "
        "touches them? By hand: a layer has seen bright images, and remembers a mean of 20 and a spread of 4. A pixel "
        "of 24 comes out as 1 in evaluation. A fresh layer to which nothing was restored goes by mean 0 and spread 1, "
        "and 24 comes out as 24. Both have the same gamma and beta, and in training both give the same output. So the "
        "loss looks fine on either machine, and only the evaluation does not."
    ),
)
class StateEmpty(BatchNormalization2D):
    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        shape = self.cache_m.shape  # nobody can tell it from the dict, where a submission keeps flat ones
        self.cache_m, self.cache_v = state["cache_m"].reshape(shape).copy(), state["cache_v"].reshape(shape).copy()


@misconception("state-empty", "BatchNormalization2D", variant="nothing-restored")
class StateEmptyBothWays(BatchNormalization2D):
    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        pass


@misconception("state-empty", "BatchNormalization2D", variant="no-setter")
class StateWithoutSetter(BatchNormalization2D):
    @property
    def state(self):
        return {}


StateWithoutSetter.__name__ = StateWithoutSetter.__qualname__ = "BatchNormalization2D"


@misconception(
    "both-gradients-accumulate",
    "BatchNormalization2D",
    title="The gradients of gamma and beta both add up from call to call",
    hint=(
        "Which numbers are in your two parameter gradients before the sums of a call begin? Send one image with 6 pixels "
        "in its only channel through the layer, and an output gradient of ones back, two times. Beta's gradient should "
        "read 6 and again 6. With 6 and then 12, the second call has gone on where the first one ended, and gamma's will "
        "have done the same. A day's takings are counted from an empty till; what was in it yesterday has been counted "
        "already. An optimizer that is handed such sums still takes steps in a sensible direction for a while, so the "
        "loss falls at first, and later overshoots. A new layer is right in its first backward, and the gradient that "
        "goes back to the images is right always. Which operator do your two lines use?"
    ),
)
class BothGradientsAccumulate(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        before = self.gamma_gradient, self.beta_gradient
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient, self.beta_gradient = self.gamma_gradient + before[0], self.beta_gradient + before[1]
        return gradient


@misconception(
    "beta-gradient-averaged-over-images",
    "BatchNormalization2D",
    title="Only the gradient of beta is averaged over the images",
    hint=(
        "Does the number of images appear in your line for beta, and does it appear in the one for gamma? One of them "
        "should tell you about the other, since both parameters act on every pixel of every image. Try one channel, five "
        "images of 2 by 2 pixels, and an output gradient of 3 everywhere. There are 20 pixels, and each says 3, so beta "
        "should hear 60. With 12 in its place, the pixels of an image were added up, and the images were averaged. If a "
        "class of five collects 12 from each pupil, the box holds 60, whatever the average says. A batch of one image "
        "shows nothing, and neither do gamma and the images, whose gradients are right. Beta learns more slowly the "
        "larger the batches are. Which of your two lines has a division too many?"
    ),
)
class BetaGradientAveragedOverImages(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = self.beta_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "variance-way-counted-half",
    "BatchNormalization2D",
    title="The way through the variance counts half in the input gradient",
    hint=(
        "Write down the slope of each of your steps, one line for each, and look at the one with the squared "
        "distances. A square of side 5 has an area of 25; with a side of 5.01 it is 25.1001, which is about 10 for "
        "each unit of length. Does your line say 10 or 5? Images of two pixels show it well: 5 and 9 turn into -1 "
        "and 1, and so does every other dark and bright pair, but for epsilon. Hence nothing may come back, "
        "whatever you send. For the output gradient 4, 0 your layer returns 0.5 and -0.5 when half of that way is "
        "lost. Brightening all pixels is no test, for all entries of a channel still add up to 0. Which factor did "
        "not survive from paper to code?"
    ),
)
class VarianceWayCountedHalf(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * mean_of(gradient * self.normalized) / 2
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


@misconception(
    "statistics-per-image-all-the-way",
    "BatchNormalization2D",
    title="Each image is normalised by itself, on the way back as well",
    hint=(
        "How many means does your layer compute for one channel of a batch: one, or one for each image? Take a dark "
        "image with the pixels 1, 3 and a bright one with 21, 23. The channel as a whole has a mean of 12 and a "
        "variance of 101. If each picture is measured alone, both variances are 1, both pictures become -1, 1, and "
        "nobody can say which of them was taken at night. With a momentum of 0, print cache_v after one pass: 101, "
        "or 1? Your two passes agree with each other, so a check by differences of your own forward is passed. A "
        "batch of one image cannot tell the readings apart, and images that are alike hardly do. Which axes does "
        "the statement put together?"
    ),
)
class StatisticsPerImageAllTheWay(StatisticsPerImage):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_mean = gradient.mean(axis=(2, 3), keepdims=True)
        by_variance = self.normalized * (gradient * self.normalized).mean(axis=(2, 3), keepdims=True)
        return (gradient - by_mean - by_variance) * self.inverse_std


declare_statistics("statistics-per-image-all-the-way", (2, 3), [("right", (2, 3)), ("same", (2, 3))])


@misconception(
    "parameter-gradients-averaged-over-all-pixels",
    "BatchNormalization2D",
    title="The gradients of gamma and beta are means over all pixels",
    hint=(
        "With which of numpy's words do you bring the pixels of a channel together for the two parameters: sum or "
        "mean? Send one image of 2 by 2 pixels through the layer, with an output gradient of 5 everywhere, and read "
        "the gradient of beta. Four pixels say 5 each, which is 20; a mean says 5. Then take an image of 3 by 3. The "
        "first kind of answer grows to 45, the second does not move, though there is more to be shifted now. If "
        "every guest at a table orders two rolls, the baker wants to know the total. The statement writes a big "
        "sigma without a fraction before it. Sign and shape are right with either word, so both parameters still go "
        "the right way, but by steps that are as many times too small as a channel has pixels. A batch with a single "
        "pixel shows no difference."
    ),
)
class ParameterGradientsAveragedOverAllPixels(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = mean_of(output_gradient_batch * self.normalized)
        self.beta_gradient = mean_of(output_gradient_batch)
        return gradient


@misconception(
    "gamma-gradient-averaged",
    "BatchNormalization2D",
    title="Only the gradient of gamma is averaged",
    hint=(
        "Put your two lines for the parameter gradients one above the other. Beta's adds up; does gamma's do the "
        "same, or does it end in a mean, or in a division by a count? Take one channel with the pixels 0, 0, 6, 6, "
        "which come out of the normalisation as -1, -1, 1, 1, and let the output gradient be 2 at the last two of "
        "them and 0 at the others. Two products are 2, so gamma should hear 4. A mean over four pixels says 1. Half "
        "a step on one foot and a whole one on the other makes one walk in circles: the scale crawls while the shift "
        "hurries on. In a check of beta and of the images everything is in order, and gamma's own sign is right as "
        "well. A channel of one pixel hides it. Why should one of two neighbours divide when the other one does not?"
    ),
)
class GammaGradientAveraged(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = mean_of(output_gradient_batch * self.normalized)
        return gradient


@misconception("gamma-gradient-averaged", "BatchNormalization2D", variant="over-images")
class GammaGradientAveragedOverImages(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = self.gamma_gradient / len(output_gradient_batch)
        return gradient


@misconception(
    "gamma-gradient-from-untouched-inputs",
    "BatchNormalization2D",
    title="The gradient of gamma multiplies by the images as they came in",
    hint=(
        "Which array of forward stands beside the output gradient in your line for gamma? Search for the name of the "
        "argument, or for an attribute that keeps it. One channel with the pixels 4 and 10 leaves the normalisation "
        "as -1 and 1. For an output gradient of 1 at both, what gamma hears is -1 plus 1, which is 0. Multiplied by "
        "the pixels themselves it would be 14. Now brighten the image by 100: nothing about the output changes, so "
        "gamma's gradient may not change either, but the second number jumps to 214. A volume knob acts on the sound "
        "that reaches it, after all filters, and not on what the microphone once heard. Data that have mean 0 and "
        "standard deviation 1 from the beginning make it invisible, as freshly drawn normal numbers nearly do. What "
        "was the factor of gamma in step 6, and where did you keep it?"
    ),
)
class GammaGradientFromUntouchedInputs(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        self.input_batch = input_batch
        return super().forward(input_batch, training)

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.input_batch).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "parameter-gradients-total",
    "BatchNormalization2D",
    title="The gradients of gamma and beta are single numbers for all channels",
    hint=(
        "What is the shape of your two parameter gradients? If np.shape answers with empty parentheses, each of them "
        "is one number, and all channels have been added together. Try one image with two channels of 3 pixels. Let "
        "the output gradient be 1 all over the first and 5 all over the second. Beta should hear 3 for the one and "
        "15 for the other, and 18 belongs to neither. Two children with separate money boxes would not be glad about "
        "one sum. The optimizer subtracts such a number from every entry without a word, because numpy stretches it, "
        "so each channel is moved by the wish of all. The call that does it is easy to write: a sum that is told no "
        "axis takes them all. On images with a single channel it is even right. And the gradient that you return, "
        "which goes another way, is not touched by it. Which axis has to be left standing?"
    ),
)
class ParameterGradientsTotal(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum()
        self.beta_gradient = output_gradient_batch.sum()
        return gradient


@misconception("parameter-gradients-total", "BatchNormalization2D", variant="axes-kept")
class ParameterGradientsTotalInOneEntry(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(keepdims=True)
        self.beta_gradient = output_gradient_batch.sum(keepdims=True)
        return gradient


@misconception("parameter-gradients-total", "BatchNormalization2D", variant="stretched")
class ParameterGradientsTotalStretched(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = np.full_like(self.gamma, (output_gradient_batch * self.normalized).sum())
        self.beta_gradient = np.full_like(self.beta, output_gradient_batch.sum())
        return gradient


@misconception(
    "divided-by-everything",
    "BatchNormalization2D",
    title="The means in the input gradient count the pixels of all channels",
    hint=(
        "By which number do you divide in backward, and whose pixels does it count? `size` of a batch counts every "
        "channel, but a mean in forward ran over one of them. Take one image with two channels, both with the pixels "
        "3 and 7, and an output gradient of ones. Brightening a whole channel changes nothing, so zeros must come "
        "back. In each channel the ones add up to 2; half of that is 1, and 1 less 1 is 0. A division by 4, for all "
        "pixels of the image, takes away 0.5 only, and after the division by the spread of 2 there is 0.25 left at "
        "every pixel. When a bill is split, the next table does not count. One channel alone hides it, and with many "
        "of them the two corrections all but vanish, as if mean and variance were fixed. Which axis has to be left "
        "out of the count?"
    ),
)
class DividedByEverything(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        channels = self.gamma.size
        by_variance = self.normalized * mean_of(gradient * self.normalized)
        return (gradient - (mean_of(gradient) + by_variance) / channels) * self.inverse_std


@misconception(
    "beta-left-out",
    "BatchNormalization2D",
    title="beta is left out of the output",
    hint=(
        "After the scale there is one more step. Does the last line of your forward contain it? A flat image answers "
        "at once: every pixel is 6, so what is left after the subtraction is 0, times gamma is 0 still, and only the "
        "shift can be seen. Load a beta of 30 and look at the output. Is it 30, or 0? A fresh layer has a shift of "
        "0, which is no shift at all, so that one can send many images through it without noticing. Gradients do not "
        "betray it either, as none of the three needs the value of beta. A balance with a tray on it should be set "
        "to the weight of the tray, and one may turn that screw for hours if it is not connected. In training, beta "
        "moves and nothing follows, so the loss cannot get lower by it. Is it missing in one of your branches, or in "
        "both?"
    ),
)
class BetaLeftOut(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        return self.gamma * self.normalized


@misconception("beta-left-out", "BatchNormalization2D", variant="in-training")
class BetaLeftOutInTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return self.gamma * self.normalized if training else output


@misconception("beta-left-out", "BatchNormalization2D", variant="outside-training")
class BetaLeftOutOutsideTraining(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if training else self.gamma * self.normalized


@misconception(
    "not-centred",
    "BatchNormalization2D",
    title="The mean is not taken from the images",
    hint=(
        "Which two things happen to a pixel before gamma, and do you find both in your code? Scaling alone does not "
        "move the middle. Take a channel with the pixels 98 and 102. Its spread is 2; with the mean taken off the "
        "pixels are -2 and 2, and then -1 and 1. Without it they are 49 and 51, of which nobody would say that they "
        "have mean 0. A mean may well be computed, for the variance and for the memory, and never be used for the "
        "images. Print the mean of each channel of your output, with beta 0. People in a mountain town are not all "
        "tall because the town lies high. Images whose channels have mean 0 already pass unharmed, hence a test with "
        "standard normal numbers shows next to nothing. Does each of the two modes take its own mean away, one that "
        "of the batch and one the remembered one?"
    ),
)
class NotCentred(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        self.normalized = input_batch * self.inverse_std
        return self.gamma * self.normalized + self.beta

    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        gradient = output_gradient_batch * self.gamma
        by_variance = self.normalized * mean_of(gradient * self.normalized)
        return (gradient - mean_of(gradient) - by_variance) * self.inverse_std


@misconception("not-centred", "BatchNormalization2D", variant="distances-on-the-way-back")
class NotCentredButBack(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        super().forward(input_batch, training)
        self.raw = input_batch * self.inverse_std
        return self.gamma * self.raw + self.beta

    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = (output_gradient_batch * self.raw).sum(axis=AXES, keepdims=True)
        return gradient


@misconception(
    "variance-not-centred",
    "BatchNormalization2D",
    title="The variance is the mean of the squares of the pixels as they came",
    hint=(
        "From which numbers do you take the squares: from the pixels, or from their distances to the mean? A "
        "variance tells how far apart they lie, wherever that may be. The pixels 99 and 101 lie 1 from their mean, "
        "so the variance is 1, and they become -1 and 1. The mean of 9801 and 10201 is 10001, with a root of about "
        "100, and then they become -0.01 and 0.01. Are the outputs of your layer all close to beta when the images "
        "are bright? Brighten an image by 1000 and compare: nothing may change, for every distance stays. How "
        "crowded a bus is has nothing to do with how far it is from the depot. In the statement the subtraction "
        "comes before the square. If a channel has mean 0 both ways agree to the last digit. How would the "
        "remembered variance, and with it every evaluation, be affected?"
    ),
)
class VarianceNotCentred(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, variance = mean_of(input_batch), mean_of(input_batch**2)
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception(
    "running-variance-only",
    "BatchNormalization2D",
    title="Only the running variance is updated",
    hint=(
        "Send one bright batch through a fresh layer in training, and print what it remembers. The variance has "
        "moved. Has the mean, or does it still say 0? Then one of the two assignments is missing, or its result has "
        "gone into a variable of the method, which is forgotten at the end. What follows, in numbers: images with a "
        "mean of 80 and a spread of 4, seen for weeks. In evaluation a pixel of 84 should be 1. With a remembered "
        "mean of 0 it is 84 divided by 4, which is 21, and the darkest pixel is no better. A clerk who notes how "
        "punctual the trains are and never when they leave is of little help. Centred data have a mean of 0 anyway, "
        "and in training the batch speaks for itself, so the loss looks fine. How many lines begin with cache, and "
        "do they have different names on their left-hand sides?"
    ),
)
class RunningVarianceOnly(BatchNormalization2D):
    def forward(self, input_batch, training=True):
        before = self.cache_m
        output = super().forward(input_batch, training)
        self.cache_m = before
        return output


@misconception(
    "gamma-gradient-accumulates",
    "BatchNormalization2D",
    title="The gradient of gamma alone adds up from call to call",
    hint=(
        "Two parameters, two lines: is there a plus before the equals sign in one of them? Look at the line of "
        "gamma. One channel with the pixels 2 and 8 comes out of the normalisation as -1 and 1, and for an output "
        "gradient of 0 and 7 gamma should hear 7, as often as one asks. Call backward two times. If it says 7 and "
        "then 14, the first answer is still inside the second, while beta says 7 both times. A milometer counts on "
        "for ever, but the one for the trip is reset before you start. Nothing is wrong after one backward, so a "
        "single comparison is passed. Over an epoch, gamma is pulled by all the batches since the beginning, the "
        "early ones most often, and it runs far past where it should stop. Build sets the array to zeros; who does "
        "so before the second batch?"
    ),
)
class GammaGradientAccumulates(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        before = self.gamma_gradient
        gradient = super().backward(output_gradient_batch)
        self.gamma_gradient = self.gamma_gradient + before
        return gradient


@misconception(
    "load-params-without-beta",
    "BatchNormalization2D",
    title="load_params takes gamma and forgets beta",
    hint=(
        "Does everything come back that params hands out? Build a layer, load a gamma of 3 and a beta of 12 into it, "
        "and print the two attributes. Is the shift still 0? Count the names that are read from the dict in "
        "load_params, and look whether one line was copied and only half changed, so that gamma is written twice. "
        "The effect shows best on a flat image: all that a flat channel leaves is the shift, so 12 was saved and 0 "
        "is computed after loading. If you move house with every box but the last one, each box that arrives is "
        "complete. For a network that was never trained, beta is 0 on either side and nothing is missing. Loading "
        "into the layer that one has saved from finds nothing either, since the old value is still there. Which two "
        "names does the statement list, and does your method treat them alike?"
    ),
)
class LoadParamsWithoutBeta(BatchNormalization2D):
    def load_params(self, params):
        self.gamma[:] = params["gamma"]


@misconception(
    "input-gradient-written-over",
    "BatchNormalization2D",
    title="Every backward writes its answer into the same array",
    hint=(
        "If you call backward twice and keep both answers, do you own two arrays? Ask `first is second`, after two "
        "calls with different output gradients of one shape. True means that the layer has an array of its own, "
        "which it empties and fills again, and that it gives away. In small: `sheet = np.zeros(3)`; with `a = "
        "sheet`, then `sheet[:] = 8`, then `b = sheet`, the a that was all zeros says 8 as well. Two hikers who "
        "share one photograph of the signpost cannot compare two signposts. At the time when an answer is handed "
        "over it is right, and a network passes it on at once, so training is not harmed. Adding the gradients of "
        "two losses is the moment when it hurts: the second counts double and the first is lost. Batches of changing "
        "size hide this kind, too. To save the memory is tempting, but who may still be reading?"
    ),
)
class InputGradientWrittenOver(BatchNormalization2D):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        if getattr(self, "answer", None) is None or self.answer.shape != gradient.shape:
            self.answer = np.empty_like(gradient)
        self.answer[:] = gradient
        return self.answer


@misconception(
    "channels-from-the-last-axis",
    "BatchNormalization2D",
    title="The number of channels is taken from the end of input_shape",
    hint=(
        "How many entries has gamma after `layer.build((3, 8, 6))`? That shape means three channels of eight rows "
        "and six columns. If there are six entries, build counted the columns. Many libraries put the channels last, "
        "and code that was learnt there reads the last number. Here they come first, and the three numbers are C, H "
        "and W. What happens next depends on luck: with as many columns as channels, all is right, and otherwise "
        "numpy refuses to combine six numbers with three channels, in a line of forward that is innocent. A theatre "
        "that prints tickets by the number of seats in a row, and then has as many rows to fill, would only work if "
        "it were square. Try a shape whose three sizes all differ, and compare with beta and the remembered arrays, "
        "which are made from the same number. Which index asks for the first of three?"
    ),
)
class ChannelsFromTheLastAxis(BatchNormalization2D):
    def build(self, input_shape):
        super().build(input_shape[::-1])
        self.input_shape = self.output_shape = input_shape


@misconception("channels-from-the-last-axis", "BatchNormalization2D", variant="flat")
class FlatChannelsFromTheLastAxis(Flat):
    def build(self, input_shape):
        super().build(input_shape[::-1])
        self.input_shape = self.output_shape = input_shape


@misconception("channels-from-the-last-axis", "BatchNormalization2D", variant="flat-and-replaced")
class FlatChannelsFromTheLastAxisReplaced(FlatChannelsFromTheLastAxis):
    def load_params(self, params):
        self.gamma, self.beta = params["gamma"].copy(), params["beta"].copy()


@misconception(
    "statistics-along-the-columns",
    "BatchNormalization2D",
    title="A flat row of channel numbers is stretched along the columns of the images",
    hint=(
        "How does numpy know that your C numbers belong to the channels? It does not: shapes are lined up from the "
        "right, so a flat array meets the last axis, and that is the width. Try `np.zeros((4, 3, 2, 5)) - "
        "np.zeros(3)`. It is a ValueError, as 5 columns cannot be paired with 3 numbers. With 3 columns there is no "
        "error, and the numbers run from left to right through every picture, whatever channel it is. In the "
        "exercise before, each feature was the last axis, and the same lines were right there. A row of hooks at the "
        "wrong wall has the right number of hooks. Do the mean, the variance, gamma, beta and both remembered arrays "
        "have two axes of length 1 behind the channels? Images with as many columns as channels, such as tiny ones "
        "in a first trial, only give odd numbers."
    ),
)
class StatisticsAlongTheColumns(BatchNormalization2D):
    def build(self, input_shape):
        super().build(input_shape)
        for name in ("gamma", "gamma_gradient", "beta", "beta_gradient", "cache_m", "cache_v"):
            setattr(self, name, getattr(self, name).ravel())

    def forward(self, input_batch, training=True):
        mean, variance = self.cache_m, self.cache_v
        if training:
            mean, variance = input_batch.mean(axis=AXES), input_batch.var(axis=AXES)
            update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))

    def backward(self, output_gradient_batch):
        count = output_gradient_batch.size // output_gradient_batch.shape[1]
        self.gamma_gradient = (output_gradient_batch * self.normalized).sum(axis=AXES)
        self.beta_gradient = output_gradient_batch.sum(axis=AXES)
        gradient = output_gradient_batch * self.gamma
        by_mean, by_variance = gradient.sum(axis=AXES), (gradient * self.normalized).sum(axis=AXES)
        return (gradient - (by_mean + self.normalized * by_variance) / count) * self.inverse_std


def make_flat_rows(caches, statistics, sums):
    """Returns a layer with flat gamma and beta; each of the others is flat or not, caches can be flattened again."""

    class FlatRows(BatchNormalization2D):
        def build(self, input_shape):
            super().build(input_shape)
            flat = ("gamma", "gamma_gradient", "beta", "beta_gradient", *(("cache_m", "cache_v") if caches else ()))
            for name in flat:
                setattr(self, name, getattr(self, name).ravel())

        def forward(self, input_batch, training=True):
            mean, variance = self.cache_m, self.cache_v
            if training:
                mean = input_batch.mean(axis=AXES, keepdims=not statistics)
                variance = input_batch.var(axis=AXES, keepdims=not statistics)
                update(self, *((mean.ravel(), variance.ravel()) if caches == "again" else (mean, variance)))
            return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))

        def backward(self, output_gradient_batch):
            count = output_gradient_batch.size // output_gradient_batch.shape[1]
            by_gamma = (output_gradient_batch * self.normalized).sum(axis=AXES, keepdims=True)
            by_beta = output_gradient_batch.sum(axis=AXES, keepdims=True)
            self.gamma_gradient = by_gamma.ravel() if sums else by_gamma
            self.beta_gradient = by_beta.ravel() if sums else by_beta
            if not sums:
                return (
                    self.gamma
                    * self.inverse_std
                    * (output_gradient_batch - (by_beta + self.normalized * by_gamma) / count)
                )
            difference = self.normalized / self.inverse_std
            gradient = output_gradient_batch * self.gamma
            by_variance = (gradient * difference).sum(axis=AXES, keepdims=True) * self.inverse_std**3
            by_mean = (gradient * self.inverse_std).sum(axis=AXES, keepdims=True)
            return gradient * self.inverse_std - (by_variance * difference + by_mean) / count

    return FlatRows


for caches in ("", "flat", "again"):
    for sums in ("", "flat"):
        misconception(
            "statistics-along-the-columns", "BatchNormalization2D", variant=f"kept{caches}{sums and '-sums'}"
        )(make_flat_rows(caches, "", sums))
misconception("statistics-along-the-columns", "BatchNormalization2D", variant="in-steps")(
    make_flat_rows("flat", "flat", "flat")
)


@misconception("statistics-along-the-columns", "BatchNormalization2D", variant="mean-only")
class MeanAlongTheColumns(Flat):
    def forward(self, input_batch, training=True):
        mean = input_batch.mean(axis=AXES) if training else self.cache_m
        super().forward(input_batch, training)
        self.normalized = (input_batch - mean) * self.inverse_std
        return wide(self.gamma) * self.normalized + wide(self.beta)
