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


@misconception(
    "root-taken-twice",
    "BatchNormalization",
    title="The root of the standard deviation is taken",
    hint="numpy has functions for the variance and for the standard deviation. Which one goes under your root?",
)
class RootTakenTwice(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(np.sqrt(v) + self.epsilon))


@misconception(
    "divided-by-variance",
    "BatchNormalization",
    title="The batch is divided by the variance, without a root",
    hint="If all inputs are multiplied by 10, the output should stay. What happens to yours?",
)
class DividedByVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (v + self.epsilon))


@misconception(
    "epsilon-outside-the-root",
    "BatchNormalization",
    title="epsilon is added to the standard deviation",
    hint="Look at the formula: is epsilon added before or after the root is taken? Try a large epsilon.",
)
class EpsilonOutside(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (np.sqrt(v) + self.epsilon))


@misconception(
    "epsilon-fixed",
    "BatchNormalization",
    title="epsilon is a constant of the code",
    hint="Does anything change when you create the layer with a large epsilon? Where does your code use the attribute?",
)
class EpsilonFixed(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v + 1e-8))


@misconception(
    "unbiased-variance",
    "BatchNormalization",
    title="The variance is divided by one less than the number of values",
    hint="The statement says what the sum of squares is divided by. Does your function do the same by default?",
)
class UnbiasedVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        count = input_batch.size // self.gamma.size
        factor = count / max(count - 1, 1) if training else 1
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v * factor + self.epsilon))


@misconception(
    "unbiased-running-variance",
    "BatchNormalization",
    title="The running variance takes in an unbiased variance",
    hint="The same variance is used for the batch and for the running average. Do yours differ?",
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
    hint="With a momentum of 0.9, how much of the old running mean should be left after one batch?",
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
    hint="Feed the same batch many times. Should the running mean come close to its mean, or pass it?",
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
    hint="What does an untrained layer do to its input outside training? What would it have to divide by?",
)
class RunningVarianceStartsAtZero(BatchNormalization):
    def build(self, input_shape):
        super().build(input_shape)
        self.cache_v = np.zeros_like(self.cache_v)


@misconception(
    "first-batch-taken-over",
    "BatchNormalization",
    title="The first batch replaces the running statistics",
    hint="The statement gives one rule for every batch, and says what the statistics start with. Is your first batch "
    "an exception?",
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
    hint="Which of the two do you average, and which do you need under the root later?",
)
class RunningStandardDeviation(BatchNormalization):
    def forward(self, input_batch, training=True):
        before = self.cache_v
        output = super().forward(input_batch, training)
        if training:
            deviation = input_batch.std(axis=AXES, keepdims=True)
            self.cache_v = self.momentum * before + (1 - self.momentum) * deviation
        return output


@misconception(
    "training-with-running-statistics",
    "BatchNormalization",
    title="The output in training is normalised by the running statistics",
    hint="Look at the mean of each feature of your output in training. Is it beta?",
)
class TrainingWithRunningStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return super().forward(input_batch, False)


@misconception(
    "updated-outside-training",
    "BatchNormalization",
    title="The running statistics are updated outside training as well",
    hint="Asking a trained network twice should give the same answer twice. What does your "
    "layer remember of the first time?",
)
class UpdatedOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not training:
            update(self, mean_of(input_batch), input_batch.var(axis=AXES, keepdims=True))
        return output


@misconception(
    "batch-statistics-outside-training",
    "BatchNormalization",
    title="The batch's own statistics are used outside training",
    hint="What does your layer answer for a single sample outside training? Does it depend on the sample?",
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
    hint="What the layer has learnt should count when it is used. Which of your two branches has gamma and beta in it?",
)
class PlainOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if training else self.normalized


@misconception(
    "statistics-as-constants",
    "BatchNormalization",
    title="The input gradient treats mean and variance as constants",
    hint="Add the same number to all inputs: the output does not change. What must the "
    "input gradient of a feature add up to?",
)
class StatisticsAsConstants(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch * self.gamma * self.inverse_std


@misconception(
    "variance-as-constant",
    "BatchNormalization",
    title="The input gradient lacks the way through the variance",
    hint="There are three ways from an input to the loss. Does your gradient know that "
    "the divisor depends on the inputs?",
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
    hint="There are three ways from an input to the loss. Does your gradient know that "
    "every row subtracts the same mean?",
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
    hint="Over how many numbers does each mean run? Print the number that you divide by for "
    "a batch of 4 rows and 7 features.",
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
    hint="Set gamma to zero: the input has no influence any more. What does your backward return?",
)
class GammaMissingInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.gamma


@misconception(
    "standard-deviation-missing-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is not divided by the standard deviation",
    hint="If the inputs are ten times as large, the output is the same. What does that mean for the slope?",
)
class StdMissingInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) / self.inverse_std


@misconception(
    "parameter-gradients-averaged",
    "BatchNormalization",
    title="The gradients of gamma and beta are averaged over the batch",
    hint="This track sums over the batch; dividing by the number of samples is the business of the loss.",
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
    title="The gradient of gamma uses the raw inputs",
    hint="What is gamma multiplied by in the forward pass? Is it the input itself, or what has become of it?",
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
    title="Gradients of earlier calls are added in",
    hint="After a step the old gradient has done its work. Does your code start from zero in each backward?",
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
    hint="backward belongs to the latest forward. When does your code store what backward needs: once, or every time?",
)
class FirstBatchKept(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        if not hasattr(self, "first"):
            self.first = self.inverse_std
        self.inverse_std = self.first
        return output


@misconception(
    "params-are-copies",
    "BatchNormalization",
    title="params hands out copies",
    hint="The optimizer changes the array that it gets. Is that the array that your forward uses?",
)
class ParamsAreCopies(BatchNormalization):
    @property
    def params(self):
        return {name: (value.copy(), gradient) for name, (value, gradient) in super().params.items()}


@misconception(
    "load-params-keeps-the-callers-arrays",
    "BatchNormalization",
    title="load_params keeps the caller's arrays",
    hint="Training the layer should not change the dict that was loaded. Whose arrays does "
    "your layer hold after load_params?",
)
class LoadParamsAliases(BatchNormalization):
    def load_params(self, params):
        self.gamma, self.beta = params["gamma"], params["beta"]


@misconception(
    "state-not-restored",
    "BatchNormalization",
    title="Assigning state restores the mean only",
    hint="Compare the names in state with those that your setter reads. Which one is still the old value?",
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
    hint="Each feature has statistics of its own. What shape has your mean, and how many numbers should it hold?",
)
class StatisticsOverEverything(BatchNormalization):
    def forward(self, input_batch, training=True):
        if not training:
            return super().forward(input_batch, False)
        mean, variance = input_batch.mean(), input_batch.var()
        update(self, mean, variance)
        return finish(self, input_batch, mean, 1 / np.sqrt(variance + self.epsilon))


@misconception(
    "statistics-per-sample",
    "BatchNormalization",
    title="Each sample is normalised by itself",
    hint="Which axis of the input runs over the samples, and over which one do you take the mean?",
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


@misconception(
    "input-changed",
    "BatchNormalization",
    title="forward writes into its input",
    hint="The caller may still need the array it gave you. Does your code use an operator such as -= on it?",
)
class InputChanged(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        input_batch -= self.cache_m
        return output


@misconception(
    "output-gradient-changed",
    "BatchNormalization",
    title="backward writes into the output gradient",
    hint="The caller may still need the array it gave you. Does your code assign into output_gradient_batch?",
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
    hint="epsilon only guards a division. Where do you add it: to the variance that you divide by, or to the one that "
    "you keep as well?",
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
    hint="The running variance takes the place of the batch's variance, and nothing else changes. What stands under your "
    "root in each of the two branches?",
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
    hint="cache_v holds a variance. What has to be done to it before you divide by it, and does your branch for the "
    "use outside training do that?",
)
class RootForgottenOutsideTraining(BatchNormalization):
    def forward(self, input_batch, training=True):
        if training:
            return super().forward(input_batch, True)
        return finish(self, input_batch, self.cache_m, 1 / (self.cache_v + self.epsilon))


@misconception(
    "momentum-fixed",
    "BatchNormalization",
    title="momentum is a constant of the code",
    hint="Does anything change in the running statistics when you create the layer with another momentum? Where does "
    "your code use the attribute?",
)
class MomentumFixed(BatchNormalization):
    def forward(self, input_batch, training=True):
        asked, self.momentum = self.momentum, 0.9
        output = super().forward(input_batch, training)
        self.momentum = asked
        return output


@misconception(
    "running-mean-only",
    "BatchNormalization",
    title="Only the running mean is updated",
    hint="Two statistics are kept for the use outside training. Print both of them before and after a batch: which one "
    "has moved?",
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
    title="Without arguments, momentum and epsilon are others than the statement's",
    hint="Create a layer without any argument and print its momentum and its epsilon. What does the first line of the "
    "class in the statement say?",
)
class DefaultsNotTheStatements(BatchNormalization):
    def __init__(self, momentum=0.99, epsilon=1e-5):
        super().__init__(momentum, epsilon)


@misconception(
    "batch-of-one-by-running-statistics",
    "BatchNormalization",
    title="A batch of one row is normalised by the running statistics in training",
    hint="One row has a mean and a variance as well. What does the statement say about a feature that is "
    "constant over the batch?",
)
class BatchOfOneByRunningStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if len(input_batch) > 1 else super().forward(input_batch, False)


@misconception(
    "standard-deviation-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is divided by the standard deviation twice",
    hint="The normalised inputs that you kept are divided already. Count the divisions on the way from the output "
    "gradient to your answer: how many does the formula have?",
)
class StdTwiceInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.inverse_std


@misconception(
    "gamma-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is multiplied by gamma twice",
    hint="Once the output gradient has been multiplied by gamma, all three ways have it. Does your last line multiply "
    "again?",
)
class GammaTwiceInGradient(BatchNormalization):
    def backward(self, output_gradient_batch):
        return super().backward(output_gradient_batch) * self.gamma


@misconception(
    "beta-gradient-averaged",
    "BatchNormalization",
    title="Only the gradient of beta is averaged",
    hint="Compare how your two parameter gradients treat the batch. Does one of them use a mean where the statement has "
    "a sum?",
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
    hint="Each feature has a beta of its own. Over which axes should the gradient be summed, and which one should "
    "stay?",
)
class BetaGradientTotal(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.beta_gradient = np.full_like(self.beta, output_gradient_batch.sum())
        return gradient


@misconception(
    "backward-returns-nothing",
    "BatchNormalization",
    title="backward returns nothing",
    hint="The layer before this one has to learn too. What does it get from your backward, besides the gradients that "
    "you keep in the object?",
)
class BackwardReturnsNothing(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)


@misconception(
    "batch-dropped-after-backward",
    "BatchNormalization",
    title="backward throws away what forward stored",
    hint="backward may be called twice after one forward. What is left of the normalised batch when the second call "
    "begins?",
)
class BatchDroppedAfterBackward(BatchNormalization):
    def backward(self, output_gradient_batch):
        gradient = super().backward(output_gradient_batch)
        self.normalized = None
        return gradient


@misconception(
    "training-has-no-default",
    "BatchNormalization",
    title="forward cannot be called without training",
    hint="The statement gives training a value for those who say nothing about it. Does the first line of your forward "
    "do the same?",
)
class TrainingHasNoDefault(BatchNormalization):
    def forward(self, input_batch, training):
        return super().forward(input_batch, training)


@misconception(
    "state-added",
    "BatchNormalization",
    title="Assigning state adds to the statistics that are there",
    hint="A state that is assigned replaces what the layer had gathered before. Train the layer a little, assign a "
    "state, and look at it.",
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
    hint="Whoever restored a state may want to restore it again. Does your update change the array that it finds, or "
    "make a new one?",
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
    hint="Somebody may still hold the output of an earlier batch. Does your forward make a new array each time, or fill "
    "one that it keeps?",
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
    hint="Write Y = layer.forward(X) and look at Y. What is the difference between showing a value and handing it back "
    "to the caller?",
)
class OutputPrinted(BatchNormalization):
    def forward(self, input_batch, training=True):
        print(super().forward(input_batch, training))


@misconception(
    "gradient-passed-through",
    "BatchNormalization",
    title="backward returns its argument",
    hint="The forward pass shifted and stretched every feature. How much does the output move when one input moves by "
    "a little: by just as much?",
)
class GradientPassedThrough(BatchNormalization):
    def backward(self, output_gradient_batch):
        super().backward(output_gradient_batch)
        return output_gradient_batch.copy()


@misconception(
    "branches-swapped",
    "BatchNormalization",
    title="The running statistics are used in training, the batch's own outside it",
    hint="Read your condition on training aloud. In which of the two cases does the layer look at the batch, and in which "
    "does it learn?",
)
class BranchesSwapped(BatchNormalization):
    def forward(self, input_batch, training=True):
        return super().forward(input_batch, not training)


@misconception(
    "training-not-taken",
    "BatchNormalization",
    title="forward has no argument training",
    hint="A trained network is asked about single samples, too. How does your forward learn whether the network trains "
    "or is used?",
)
class TrainingNotTaken(BatchNormalization):
    def forward(self, input_batch):
        return super().forward(input_batch)


@misconception(
    "params-empty",
    "BatchNormalization",
    title="params is the empty dict of a layer that learns nothing",
    hint="An optimizer finds everything that it may change in params. What does it find in yours after build and a "
    "backward pass?",
)
class ParamsEmpty(BatchNormalization):
    @property
    def params(self):
        return {}


@misconception(
    "state-empty",
    "BatchNormalization",
    title="state is the empty dict of a layer that remembers nothing",
    hint="Whoever saves a trained network asks every layer for its state. What would be lost with yours?",
)
class StateEmpty(BatchNormalization):
    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"].copy(), state["cache_v"].copy()


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
