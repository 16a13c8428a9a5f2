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
    hint=("What does the derivative of a square bring along, and which factor in the loss takes it away again?"),
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
    hint="If a prediction is too large, should its gradient be positive or negative? A step goes against the gradient.",
)
class DifferenceTurnedRound(SquaredError):
    def gradient(self, prediction, target):
        return super().gradient(target, prediction)


@misconception(
    "squared-error-broadcasts",
    "SquaredError",
    title="Arrays of different shapes are broadcast",
    hint="What does your loss say about four predictions and one target? Compare the two shapes before anything is "
    "computed.",
)
class Broadcasts(SquaredError):
    def loss(self, prediction, target):
        return np.sum((prediction - target) ** 2) / (2 * len(prediction))


@misconception(
    "softmax-not-shifted",
    "SoftmaxCrossEntropy",
    title="The softmax overflows for large logits",
    hint="How large may z be before np.exp(z) is no longer a finite number? Softmax allows a shift of each row.",
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
    hint=("How large can your loss become for one sample, however wrong it is? Where does that bound come from?"),
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
    hint="Give your loss every sample twice. Should the number double? Look for the place where your code divides.",
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
    hint=("The layer before gets your gradient as that of its own output. Which quantity did that layer put out?"),
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


@misconception(
    "squared-error-gradient-doubled",
    "SquaredError",
    title="The gradient of the squared error has a factor 2",
    hint="What does the derivative of a square bring along, and which factor of the loss takes it away again? "
    "Compare with differences of your own loss.",
)
class GradientDoubled(SquaredError):
    def gradient(self, prediction, target):
        return 2 * super().gradient(prediction, target)


@misconception(
    "squared-error-without-half-in-both",
    "SquaredError",
    title="Loss and gradient of the squared error both lack the factor one half",
    hint="Your gradient fits your loss, but both are twice as large as asked. Which factor stands before the "
    "sum in the statement's formula?",
)
class HalfLeftOutInBoth(SquaredError):
    def loss(self, prediction, target):
        return 2 * super().loss(prediction, target)

    def gradient(self, prediction, target):
        return 2 * super().gradient(prediction, target)


@misconception(
    "squared-error-summed",
    "SquaredError",
    title="The squared error is summed over the batch",
    hint="Give your loss every sample twice. Should the number double, and should each gradient stay as large as it was?",
)
class SquaredErrorSummed(SquaredError):
    def loss(self, prediction, target):
        return super().loss(prediction, target) * len(prediction)

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception(
    "one-loss-for-each-sample",
    "SquaredError",
    title="The squared error returns one number for each sample",
    hint="How many numbers does your loss return for a batch of four samples? The statement asks for one, "
    "whatever the size of the batch.",
)
class LossOfEachSample(SquaredError):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return np.sum((prediction - target) ** 2, axis=1) / 2


@misconception(
    "difference-in-place",
    "SquaredError",
    title="The difference is taken inside the caller's prediction",
    hint="The caller may still need the prediction as it was. Does your code make a new array, or does it use "
    "an operator that writes into its argument?",
)
class DifferenceInPlace(SquaredError):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= target
        return prediction / len(prediction)


@misconception(
    "one-array-for-all-gradients",
    "SquaredError",
    title="Every gradient is written into one and the same array",
    hint="Keep the gradients of two calls, and print the first of them again after the second. Whose array is "
    "it, and who has written into it since?",
)
class OneArray(SquaredError):
    def gradient(self, prediction, target):
        gradient = super().gradient(prediction, target)
        if np.shape(getattr(self, "kept", None)) != gradient.shape:
            self.kept = np.empty(gradient.shape)
        self.kept[...] = gradient
        return self.kept


@misconception(
    "log-of-the-probability",
    "SoftmaxCrossEntropy",
    title="The logarithm is taken of a probability that has become 0",
    hint="How small can a probability be before it is stored as zero, and what is its logarithm then? Which "
    "part of the log of a quotient needs no exponential at all?",
)
class LogOfProbability(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            log_p = np.log(np.exp(log_softmax(prediction)))
            return -np.sum(np.where(target > 0, target * log_p, 0)) / len(prediction)


@misconception(
    "zero-times-the-log-of-zero",
    "SoftmaxCrossEntropy",
    title="A target of 0 meets the logarithm of a probability of 0",
    hint="What is zero times minus infinity on your machine? Print the probabilities for very large logits, and "
    "then their logarithms, before the targets come in.",
)
class ZeroTimesLog(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            return -np.sum(target * np.log(np.exp(log_softmax(prediction)))) / len(prediction)


@misconception(
    "cross-entropy-mean-over-everything",
    "SoftmaxCrossEntropy",
    title="The cross-entropy is a mean over samples and classes",
    hint="By how many numbers does your code divide: the samples, or all elements of the array? Try a batch of "
    "one sample with many classes.",
)
class EntropyMeanOverEverything(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.shape(prediction)[1]

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) / np.shape(prediction)[1]


@misconception(
    "divided-by-the-classes",
    "SoftmaxCrossEntropy",
    title="The cross-entropy is divided by the number of classes instead of samples",
    hint="Which axis of the predictions counts the samples? Print the number by which your code divides, for a "
    "batch of five samples with three classes.",
)
class DividedByClasses(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        rows, columns = np.shape(prediction)
        return super().loss(prediction, target) * rows / columns

    def gradient(self, prediction, target):
        rows, columns = np.shape(prediction)
        return super().gradient(prediction, target) * rows / columns


@misconception(
    "minus-forgotten",
    "SoftmaxCrossEntropy",
    title="The cross-entropy has the wrong sign",
    hint="A probability is at most 1. Which sign does its logarithm have, and which sign should a loss have?",
)
class MinusForgotten(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return -super().loss(prediction, target)


@misconception(
    "logarithm-to-base-2",
    "SoftmaxCrossEntropy",
    title="The cross-entropy uses the logarithm to base 2",
    hint="Two equal logits give the logarithm of 2. Which number does your loss give for them, and which base "
    "belongs to np.exp?",
)
class BaseTwo(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.log(2)


@misconception(
    "one-sum-for-the-batch",
    "SoftmaxCrossEntropy",
    title="All rows share one sum in the softmax",
    hint="Add up the probabilities of each row for a batch of three samples. Over which axis does your sum run, "
    "and what does it leave of each row?",
)
class OneSum(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        top = np.max(prediction)
        log_p = prediction - top - np.log(np.sum(np.exp(prediction - top)))
        return -np.sum(target * log_p) / len(prediction)

    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        powers = np.exp(prediction - np.max(prediction))
        return (powers / powers.sum() - target) / len(prediction)


@misconception(
    "only-the-right-class",
    "SoftmaxCrossEntropy",
    title="Only the right class of each sample gets a gradient",
    hint="Raise the logit of a wrong class a little. Does the loss change? Then what should stand at that place "
    "of the gradient?",
)
class OnlyRightClass(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * (target > 0)


@misconception(
    "softmax-slope-multiplied",
    "SoftmaxCrossEntropy",
    title="The gradient is multiplied by the slope of softmax once more",
    hint="The difference of probabilities and targets already is the gradient by the logits. Which factor of "
    "your code counts the softmax a second time?",
)
class SlopeMultiplied(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        probabilities = np.exp(log_softmax(prediction))
        return super().gradient(prediction, target) * probabilities * (1 - probabilities)


@misconception(
    "cross-entropy-broadcasts",
    "SoftmaxCrossEntropy",
    title="The cross-entropy broadcasts arrays of different shapes",
    hint="What does your cross-entropy say about four predictions and one target? Compare the two shapes before "
    "anything is computed.",
)
class EntropyBroadcasts(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return -np.sum(target * log_softmax(prediction)) / len(prediction)

    def gradient(self, prediction, target):
        return (np.exp(log_softmax(prediction)) - target) / len(prediction)


@misconception(
    "target-changed",
    "SoftmaxCrossEntropy",
    title="The gradient is computed inside the caller's target",
    hint="The caller needs the targets again in the next epoch. Does your code make a new array, or does it use "
    "an operator that writes into its argument?",
)
class TargetChanged(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        gradient = super().gradient(prediction, target)
        target -= np.exp(log_softmax(prediction))
        return gradient


def return_no_loss(kind):
    class Silent(kind):
        def loss(self, prediction, target):
            super().loss(prediction, target)

    return Silent


for kind in (SquaredError, SoftmaxCrossEntropy):
    misconception(
        "loss-not-returned",
        kind.__name__,
        title="loss computes its number and returns nothing",
        hint="A method that prints its result, or stores it in an attribute, still has to hand it to its "
        "caller. Which line of loss does that?",
    )(return_no_loss(kind))


@misconception(
    "one-cross-entropy-for-each-sample",
    "SoftmaxCrossEntropy",
    title="The cross-entropy returns one number for each sample",
    hint=(
        "How many numbers does your loss return for a batch of four samples? An optimizer follows one number for the "
        "whole batch, so that the steps of all samples pull together. Print the shape of what you return. Four shops with "
        "losses of 1, 2, 3 and 6 have a mean loss of 3; a list of all four is a table and not a mean. The sum over the "
        "classes belongs inside a sample, and then comes what the statement says about the samples. A batch of a single "
        "sample hides part of it, because its list has only one entry. Which of the two sums of the formula is missing in "
        "yours, and what divides it?"
    ),
)
class CrossEntropyOfEachSample(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return -np.sum(target * log_softmax(prediction), axis=1)


@misconception(
    "target-not-subtracted",
    "SoftmaxCrossEntropy",
    title="The gradient of the cross-entropy takes nothing off for the target",
    hint=(
        "Does your gradient know what was wanted? Keep the logits and change only the targets: the gradient has to "
        "change. A perfect prediction has nothing left to improve, so its gradient is close to zero; if yours is not, it "
        "pushes all logits down for ever, the right class as well. A ship that steers by its position alone, and not by "
        "how far that is from the harbour, never arrives. Add up one row of your gradient: probabilities add up to 1, and "
        "so do targets, so that the row of the right answer comes to zero. Where in your method does the argument target "
        "come in, beside the comparison of shapes?"
    ),
)
class TargetNotSubtracted(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return np.exp(log_softmax(prediction)) / len(prediction)
