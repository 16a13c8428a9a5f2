"""What people get wrong in `losses`. Each class is the reference with one mistake."""

import numpy as np
from losses import SoftmaxCrossEntropy, SquaredError, check_shapes, log_softmax

from grader.misconceptions import misconception


@misconception(
    "mean-over-everything",
    "SquaredError",
    title="The squared error is a mean over samples and outputs",
    hint="By how many numbers does your code divide: the samples, or all elements of the array?",
)
class MeanOverEverything(SquaredError):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.shape(prediction)[1]

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) / np.shape(prediction)[1]


@misconception(
    "half-left-out",
    "SquaredError",
    title="The factor one half is missing from the squared error",
    hint=(
        "What does the derivative of a square bring along, and which factor in the loss takes it away again?"
    ),
)
class HalfLeftOut(SquaredError):
    def loss(self, prediction, target):
        return 2 * super().loss(prediction, target)


@misconception(
    "squared-error-gradient-summed",
    "SquaredError",
    title="The gradient of the squared error is not divided by the number of samples",
    hint="Your loss is a mean over the batch. What becomes of the divisor in its derivative?",
)
class GradientSummed(SquaredError):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return prediction - target


@misconception(
    "difference-turned-round",
    "SquaredError",
    title="The gradient of the squared error has the wrong sign",
    hint="If a prediction is too large, should its gradient be positive or negative?",
)
class DifferenceTurnedRound(SquaredError):
    def gradient(self, prediction, target):
        return super().gradient(target, prediction)


@misconception(
    "squared-error-broadcasts",
    "SquaredError",
    title="Arrays of different shapes are broadcast",
    hint="What does your loss say about four predictions and one target?",
)
class Broadcasts(SquaredError):
    def loss(self, prediction, target):
        return np.sum((prediction - target) ** 2) / (2 * len(prediction))


@misconception(
    "softmax-not-shifted",
    "SoftmaxCrossEntropy",
    title="The softmax overflows for large logits",
    hint="How large may z be before np.exp(z) is no longer a finite number?",
)
class NotShifted(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction)
            return -np.sum(target * np.log(powers / powers.sum(axis=1, keepdims=True))) / len(prediction)


@misconception(
    "shifted-by-the-largest-of-all",
    "SoftmaxCrossEntropy",
    title="All rows are shifted by the largest logit of the whole batch",
    hint="One row has logits near 1000, another near 0. What is left of the second after your shift?",
)
class ShiftedByLargestOfAll(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction - np.max(prediction))
            return -np.sum(target * np.log(powers / powers.sum(axis=1, keepdims=True))) / len(prediction)


@misconception(
    "epsilon-in-the-logarithm",
    "SoftmaxCrossEntropy",
    title="A small number inside the logarithm cuts the loss off",
    hint=(
        "How large can your loss become for one sample, however wrong it is? Where does that bound come from?"
    ),
)
class EpsilonInLogarithm(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return -np.sum(target * np.log(np.exp(log_softmax(prediction)) + 1e-12)) / len(prediction)


@misconception(
    "softmax-over-the-batch",
    "SoftmaxCrossEntropy",
    title="The softmax runs over the samples instead of the classes",
    hint="Which sums of your softmax are 1: those of its rows, or those of its columns?",
)
class SoftmaxOverBatch(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction.T, target.T) * prediction.shape[1] / prediction.shape[0]

    def gradient(self, prediction, target):
        return super().gradient(prediction.T, target.T).T * prediction.shape[1] / prediction.shape[0]


@misconception(
    "cross-entropy-summed",
    "SoftmaxCrossEntropy",
    title="The cross-entropy is summed over the batch",
    hint="Give your loss every sample twice. Should the number double?",
)
class Summed(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) * len(prediction)

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception(
    "cross-entropy-gradient-summed",
    "SoftmaxCrossEntropy",
    title="The gradient of the cross-entropy is not divided by the number of samples",
    hint="Your loss is a mean over the batch. What becomes of the divisor in its derivative?",
)
class EntropyGradientSummed(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception(
    "gradient-by-the-probabilities",
    "SoftmaxCrossEntropy",
    title="The gradient is the one by the probabilities, not by the logits",
    hint=(
        "The layer before gets your gradient as that of its own output. Which quantity did that layer "
        "put out?"
    ),
)
class GradientByProbabilities(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return -target / np.maximum(np.exp(log_softmax(prediction)), 1e-12) / len(prediction)


@misconception(
    "targets-as-labels",
    "SoftmaxCrossEntropy",
    title="Only the most probable class of each target is used",
    hint="A target may say 70 % and 30 %. What does your code make of the smaller part?",
)
class TargetsAsLabels(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return super().loss(prediction, np.eye(np.shape(target)[1])[np.argmax(target, axis=1)])


@misconception(
    "logits-shifted-in-place",
    "SoftmaxCrossEntropy",
    title="The shift changes the caller's logits",
    hint="Does your code subtract the largest logit in a new array, or inside the one it was given?",
)
class ShiftedInPlace(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= np.max(prediction, axis=1, keepdims=True)
        return super().loss(prediction, target)
