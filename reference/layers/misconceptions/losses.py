"""What people get wrong in `losses`. Each class is the reference with one mistake."""

import numpy as np
from losses import SoftmaxCrossEntropy, SquaredError, check_shapes, log_softmax

from grader.misconceptions import misconception


@misconception(
    "mean-over-everything",
    "SquaredError",
    title="The squared error is a mean over samples and outputs",
    hint=(
        "By which number does your code divide: by the samples, or by all elements of the array? Print it for a batch "
        "of two samples with three outputs; is it 2 or 6? Think of a distance: from (0, 0) to (3, 4) the squares are "
        "9 and 16, and the squared distance is 25. Dividing by the two coordinates would make it 12.5, and nobody "
        "measures like that. The outputs of a sample are its coordinates, so they are added; the mean is for the "
        "samples. np.mean without an axis does not know the difference. Loss and gradient are both too small by the "
        "number of outputs, so they fit each other, and training looks like training with a lower rate. With one "
        "output there is no difference at all."
    ),
)
class MeanOverEverything(SquaredError):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.shape(prediction)[1]

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) / np.shape(prediction)[1]


@misconception("mean-over-everything", "SquaredError", variant="in-the-loss")
class MeanOverEverythingInTheLoss(MeanOverEverything):
    def gradient(self, prediction, target):
        return super(MeanOverEverything, self).gradient(prediction, target)


@misconception("mean-over-everything", "SquaredError", variant="in-the-gradient")
class MeanOverEverythingInTheGradient(MeanOverEverything):
    def loss(self, prediction, target):
        return super(MeanOverEverything, self).loss(prediction, target)


@misconception(
    "half-left-out",
    "SquaredError",
    title="The factor one half is missing from the squared error",
    hint=(
        "Does your loss fit your gradient? Change one prediction a little, and compare how much the loss grows with "
        "what the gradient promises. The same with one number: the function x · x at x = 3 has the slope 6, and half "
        "of x · x has the slope 3. From 2.9 to 3.1 the first grows by 1.2, the second by 0.6. If your quotient comes "
        "out twice as large as your gradient, a factor stands in one of the two and not in the other. Training uses "
        "the gradient alone, so the network learns well while the number on the screen is doubled. Which factor does "
        "the derivative of a square bring along, and what takes it away again in the statement's loss?"
    ),
)
class HalfLeftOut(SquaredError):
    def loss(self, prediction, target):
        return 2 * super().loss(prediction, target)


@misconception(
    "squared-error-gradient-summed",
    "SquaredError",
    title="The gradient of the squared error is not divided by the number of samples",
    hint=(
        "Your loss is a mean over the batch. What becomes of the divisor in its derivative? Use two numbers, 4 and "
        "10: their mean is 7. Raise the 4 by 1, and the mean is 7.5. So a change of one number moves the mean by half "
        "as much, and with ten numbers by a tenth. A gradient without the divisor claims that it moves by the whole. "
        "Divide your gradient by differences of your own loss, for three samples and then for six: which number comes "
        "out? Steps grow with the size of the batch, so a rate that suits 10 samples is too large for 100. With a "
        "single sample the divisor is 1, and the example on paper is right."
    ),
)
class GradientSummed(SquaredError):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return prediction - target


@misconception(
    "difference-turned-round",
    "SquaredError",
    title="The gradient of the squared error has the wrong sign",
    hint=(
        "Suppose a prediction is too large. Should its gradient be positive or negative, given that a step goes "
        "against the gradient? Look at the order of the two terms in your difference. On paper: the target is 3 and "
        "the prediction 5, so the error is 2 and its square 4. With a prediction of 5.1 the square is 4.41. The loss "
        "grows as the prediction grows, and that is what a positive slope means. A square is the same for 2 and for "
        "-2, so the loss itself cannot tell in which order you subtract; the gradient can. With the sign turned every "
        "step leads away from the target, and the loss rises faster and faster. Does it, in a short run of yours?"
    ),
)
class DifferenceTurnedRound(SquaredError):
    def gradient(self, prediction, target):
        return super().gradient(target, prediction)


@misconception(
    "squared-error-broadcasts",
    "SquaredError",
    title="Arrays of different shapes are broadcast",
    hint=(
        "What does your loss say about arrays whose shapes differ? Numpy is generous here, and often too much so. "
        "Subtract np.array([1, 2, 3]) from the column np.array([[1], [2], [3]]). One expects zeros, as the numbers "
        "are equal. What comes is a table of 3 by 3, each number minus each other, and the sum of its squares is 12. "
        "No error, no warning, just a loss that never gets to zero. Labels read from a file often come without the "
        "second axis, so this is one of the most common reasons for a network that learns nothing. When could your "
        "method notice it: before the difference is taken, or after? Does each of the two methods look?"
    ),
)
class Broadcasts(SquaredError):
    def loss(self, prediction, target):
        return np.sum((prediction - target) ** 2) / (2 * len(prediction))


@misconception("squared-error-broadcasts", "SquaredError", variant="in-the-gradient")
class BroadcastsInTheGradient(SquaredError):
    def gradient(self, prediction, target):
        return (prediction - target) / len(prediction)


@misconception("squared-error-broadcasts", "SquaredError", variant="in-both")
class BroadcastsInBoth(Broadcasts, BroadcastsInTheGradient):
    pass


def check_lengths(prediction, target):
    """Raises ValueError where the numbers of samples differ."""
    if len(prediction) != len(target):
        raise ValueError("the numbers of samples differ")


@misconception("squared-error-broadcasts", "SquaredError", variant="as-many-samples")
class BroadcastsAsManySamples(BroadcastsInBoth):
    def loss(self, prediction, target):
        check_lengths(prediction, target)
        return super().loss(prediction, target)

    def gradient(self, prediction, target):
        check_lengths(prediction, target)
        return super().gradient(prediction, target)


@misconception(
    "softmax-not-shifted",
    "SoftmaxCrossEntropy",
    title="The softmax overflows for large logits",
    hint=(
        "How large may a logit be before its exponential is no longer a finite number? Try np.exp(700.0) and "
        "np.exp(720.0): the first is about 1e304, the second inf. Then a row with two equal logits of 900. Each class "
        "should have one half, but inf divided by inf is nan, and a nan reaches every weight in the next step. A row "
        "of 0 and 0 has the same probabilities, without any trouble. So what matters in a row is how far its logits "
        "lie apart, not where they lie. Which number could you take away from each of them without changing the "
        "answer? Fresh networks have logits near 0, so the trouble comes late, after a night of training."
    ),
)
class NotShifted(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction)
            return -np.sum(target * np.log(powers / powers.sum(axis=1, keepdims=True))) / len(prediction)


@misconception("softmax-not-shifted", "SoftmaxCrossEntropy", variant="in-the-sum")
class NotShiftedInTheSum(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            log_sum = np.log(np.exp(prediction).sum(axis=1, keepdims=True))
            return -np.sum(target * (prediction - log_sum)) / len(prediction)


@misconception(
    "gradient-not-shifted",
    "SoftmaxCrossEntropy",
    title="The gradient's softmax overflows for large logits",
    hint=(
        "Your loss stays finite for a row of large logits. Does your gradient stay finite for the same row? The care "
        "that you took in one method has perhaps not reached the other. Print np.exp(1000.0): it is inf, and `np.inf "
        "/ np.inf` is nan. For the logits 1000, 1000 and the target 1, 0, in a batch of one, -0.5, 0.5 is right; the "
        "logits 3, 3 give it without any trouble, since only their distance counts. A curve of losses without a "
        "single nan is no proof: the first bad gradient spoils the weights, and every loss after that. Small logits "
        "never show the mistake, and those of a fresh network are small. Two methods need the same probabilities. In "
        "how many places does your file compute them?"
    ),
)
class GradientNotShifted(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction)
            return (powers / powers.sum(axis=1, keepdims=True) - target) / len(prediction)


@misconception("softmax-not-shifted", "SoftmaxCrossEntropy", variant="in-both")
class NotShiftedInBoth(NotShifted, GradientNotShifted):
    pass


@misconception("softmax-not-shifted", "SoftmaxCrossEntropy", variant="in-the-sum-and-the-gradient")
class NotShiftedInTheSumAndTheGradient(NotShiftedInTheSum, GradientNotShifted):
    pass


@misconception(
    "shifted-by-the-largest-of-all",
    "SoftmaxCrossEntropy",
    title="All rows are shifted by the largest logit of the whole batch",
    hint=(
        "One row has logits near 900, another has them near 0. What is left of the second row after your shift? Print "
        "the shifted logits of both, then their exponentials. np.exp(-900.0) is 0.0 on every machine, since nothing "
        "that small can be stored. A row of such numbers has the sum 0, and 0 divided by 0 is nan. Had the second row "
        "been shifted by a number of its own, one of its exponentials would be 1, and the sum at least that. Every "
        "row may have its own shift, as softmax looks at one row at a time. In a batch whose rows are about alike, "
        "one shift for all works perfectly. Over which axis does your maximum run?"
    ),
)
class ShiftedByLargestOfAll(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction - np.max(prediction))
            return -np.sum(target * np.log(powers / powers.sum(axis=1, keepdims=True))) / len(prediction)


@misconception("shifted-by-the-largest-of-all", "SoftmaxCrossEntropy", variant="in-the-sum")
class ShiftedByLargestOfAllInTheSum(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            shifted = prediction - np.max(prediction)
            return -np.sum(target * (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))) / len(prediction)


@misconception("shifted-by-the-largest-of-all", "SoftmaxCrossEntropy", variant="in-the-gradient")
class ShiftedByLargestOfAllInTheGradient(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            powers = np.exp(prediction - np.max(prediction))
            return (powers / powers.sum(axis=1, keepdims=True) - target) / len(prediction)


@misconception("shifted-by-the-largest-of-all", "SoftmaxCrossEntropy", variant="in-both")
class ShiftedByLargestOfAllInBoth(ShiftedByLargestOfAll, ShiftedByLargestOfAllInTheGradient):
    pass


@misconception("shifted-by-the-largest-of-all", "SoftmaxCrossEntropy", variant="in-the-sum-and-the-gradient")
class ShiftedByLargestOfAllInTheSumAndTheGradient(ShiftedByLargestOfAllInTheSum, ShiftedByLargestOfAllInTheGradient):
    pass


@misconception(
    "epsilon-in-the-logarithm",
    "SoftmaxCrossEntropy",
    title="A small number inside the logarithm cuts the loss off",
    hint=(
        "How large can your loss become for one sample, however wrong the prediction is? Look for a tiny number that "
        "was put in so that a logarithm never meets zero. np.log(1e-12) is about -28, so no sample can cost more than "
        "28. A network that is wrong by 50 and one that is wrong by 500 would get the same mark. Where a curve is cut "
        "off it is flat, so the loss says that nothing can be gained, while the gradient says to move: the two no "
        "longer fit. For everyday logits the number changes the twelfth digit and nobody sees it. It treats the "
        "symptom. Where does the zero come from, and can the logarithm be found without passing through it?"
    ),
)
class EpsilonInLogarithm(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return -np.sum(target * np.log(np.exp(log_softmax(prediction)) + 1e-12)) / len(prediction)


def declare_epsilon(epsilon):
    """Declares a small number that is added to a probability, or that a probability is raised to."""
    for name, change in (
        ("added", lambda p: p + epsilon),
        ("at-least", lambda p: np.maximum(p, epsilon)),
        ("clipped", lambda p: np.clip(p, epsilon, 1 - epsilon)),
    ):
        if (name, epsilon) != ("added", 1e-12):
            misconception("epsilon-in-the-logarithm", "SoftmaxCrossEntropy", variant=f"{epsilon:g}-{name}")(
                change_probabilities(change)
            )


def change_probabilities(change):
    class ChangedProbabilities(SoftmaxCrossEntropy):
        def loss(self, prediction, target):
            check_shapes(prediction, target)
            return -np.sum(target * np.log(change(np.exp(log_softmax(prediction))))) / len(prediction)

    return ChangedProbabilities


for epsilon in (1e-300, 1e-20, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5):
    declare_epsilon(epsilon)


@misconception(
    "softmax-over-the-batch",
    "SoftmaxCrossEntropy",
    title="The softmax runs over the samples instead of the classes",
    hint=(
        "Which sums of your probabilities are 1: those of the rows, or those of the columns? Print both for two "
        "samples with three classes. If all logits are 0, every class of a sample should have one third. Along the "
        "wrong axis two samples compete with each other, and each number is one half. The extreme case is one sample "
        "alone: it has no rival, so each of its probabilities becomes 1, and its loss 0, whatever the network says. "
        "In numpy the axis in the call is the one that disappears: np.ones((2, 3)).sum(axis=0) has 3 numbers, with "
        "axis=1 it has 2. No shape goes wrong here, as the result always looks like the input. What should an answer "
        "for one image have to do with other images?"
    ),
)
class SoftmaxOverBatch(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction.T, target.T) * prediction.shape[1] / prediction.shape[0]

    def gradient(self, prediction, target):
        return super().gradient(prediction.T, target.T).T * prediction.shape[1] / prediction.shape[0]


def find_mixed_softmax(logits):
    """Returns the softmax over the samples of logits that are shifted sample by sample."""
    with np.errstate(all="ignore"):
        powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
        return powers / powers.sum(axis=0, keepdims=True)


@misconception("softmax-over-the-batch", "SoftmaxCrossEntropy", variant="after-a-right-shift")
class SoftmaxOverBatchAfterShift(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        with np.errstate(all="ignore"):
            shifted = prediction - np.max(prediction, axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))
            return -np.sum(target * log_p) / len(prediction)

    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return (find_mixed_softmax(prediction) - target) / len(prediction)


@misconception("softmax-over-the-batch", "SoftmaxCrossEntropy", variant="in-the-loss")
class SoftmaxOverBatchInTheLoss(SoftmaxOverBatch):
    def gradient(self, prediction, target):
        return super(SoftmaxOverBatch, self).gradient(prediction, target)


@misconception("softmax-over-the-batch", "SoftmaxCrossEntropy", variant="in-the-gradient")
class SoftmaxOverBatchInTheGradient(SoftmaxOverBatch):
    def loss(self, prediction, target):
        return super(SoftmaxOverBatch, self).loss(prediction, target)


@misconception(
    "cross-entropy-summed",
    "SoftmaxCrossEntropy",
    title="The cross-entropy is summed over the batch",
    hint=(
        "Hand in every sample twice. Does the loss stay, or does it double? Then look for the place where your code "
        "divides. People of 150 and 170 cm are 160 cm tall on average, and so are two pairs of such twins. Their sum "
        "is 320 in the first case and 640 in the second. A loss that depends on the size of the batch cannot be "
        "compared between batches, and its gradient makes steps that grow with it: a rate chosen for 10 samples is "
        "ten times too large for 100. Loss and gradient agree with each other in your code, so differences confirm "
        "it. One sample alone gives the right number, since dividing by 1 changes nothing. What does the formula "
        "begin with?"
    ),
)
class Summed(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) * len(prediction)

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception(
    "cross-entropy-loss-summed",
    "SoftmaxCrossEntropy",
    title="The loss of the cross-entropy is summed, and only its gradient is a mean",
    hint=(
        "Compare the gradient that you return with the slope of the loss that you return. Are they apart by a "
        "factor, and is that factor the number of samples? With two equal logits, whatever the target, one sample "
        "costs 0.693. Ten of them cost 0.693 on average too. If you get 6.93, the mean is missing in one of your two "
        "methods, while the other has it. Training itself goes as it should, as the weights only ever hear of the "
        "gradient; what is wrong is the curve that you watch. It jumps as soon as another batch size is chosen, and "
        "the short batch at the end of an epoch seems to be the best of all. For a batch of one there is no "
        "difference. By what does the statement divide, and in how many of its formulas?"
    ),
)
class LossSummed(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) * len(prediction)


@misconception(
    "cross-entropy-gradient-summed",
    "SoftmaxCrossEntropy",
    title="The gradient of the cross-entropy is not divided by the number of samples",
    hint=(
        "Compare your gradient with differences of your own loss, element by element. Is the quotient the same "
        "everywhere, and does it grow with the batch? Then a divisor is in one of the two methods only. The numbers 1 "
        "to 5 have the mean 3. If one of them grows by 1, the mean grows by 0.2, not by 1, because it is shared by "
        "five. The loss that you show is right, and the network learns, but the length of its steps depends on how "
        "many samples happen to be in a batch. The smaller last batch of an epoch then moves the weights less than a "
        "full one. Layers add up what comes from the samples. Who, then, has to see to the mean, and where?"
    ),
)
class EntropyGradientSummed(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception(
    "gradient-by-the-probabilities",
    "SoftmaxCrossEntropy",
    title="The gradient is the one by the probabilities, not by the logits",
    hint=(
        "The layer before takes your gradient for that of its own output. Which quantity did it put out: logits or "
        "probabilities? A chain of two makes the difference clear: x is doubled to u, and u is squared. At x = 1 "
        "there is u = 2, with a slope of 4 by u and of 8 by x. Both are correct answers, to two different questions. "
        "In your code, what stands at a class whose target is 0? Raising its logit takes probability away from the "
        "right class, so something must stand there. A second sign: where the right class has a probability of 0.001, "
        "a quotient gives -1000, whereas no change of a logit by 1 can alter the loss of a sample by more than 1. "
        "Shapes and most signs look right."
    ),
)
class GradientByProbabilities(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return -target / np.maximum(np.exp(log_softmax(prediction)), 1e-12) / len(prediction)


def declare_probability_slope(variant, slope):
    @misconception("gradient-by-the-probabilities", "SoftmaxCrossEntropy", variant=variant)
    class GradientByChangedProbabilities(SoftmaxCrossEntropy):
        def gradient(self, prediction, target):
            check_shapes(prediction, target)
            with np.errstate(all="ignore"):
                return slope(np.exp(log_softmax(prediction)), target) / len(prediction)

    @misconception("gradient-by-the-probabilities", "SoftmaxCrossEntropy", variant=f"{variant}-summed")
    class GradientByChangedProbabilitiesSummed(GradientByChangedProbabilities):
        def gradient(self, prediction, target):
            return super().gradient(prediction, target) * len(prediction)


declare_probability_slope("divided", lambda p, y: -y / p)
declare_probability_slope("of-each-class", lambda p, y: -y / p + (1 - y) / (1 - p))
for epsilon in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7):
    declare_probability_slope(f"{epsilon:g}-added", lambda p, y, epsilon=epsilon: -y / (p + epsilon))
    if epsilon != 1e-12:  # that is the mistake itself
        declare_probability_slope(f"at-least-{epsilon:g}", lambda p, y, epsilon=epsilon: -y / np.maximum(p, epsilon))


@misconception(
    "targets-as-labels",
    "SoftmaxCrossEntropy",
    title="Only the most probable class of each target is used",
    hint=(
        "A target may say 70 % and 30 %. What does your loss make of the smaller part? Find the line that picks a "
        "single class out of each target. Take two outcomes that cost 1 and 3, with weights of 0.7 and 0.3: together "
        "0.7 + 0.9 = 1.6. Whoever keeps only the more likely one says 1, as if the other could never happen. Such "
        "targets are not exotic: people disagree about an image, or the ones are softened on purpose, so that a "
        "network does not become too sure of itself. Where each target is a single 1 among zeros, both ways agree to "
        "the last digit, and most data are of that kind. Does your gradient treat the target as your loss does?"
    ),
)
class TargetsAsLabels(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return super().loss(prediction, np.eye(np.shape(target)[1])[np.argmax(target, axis=1)])


@misconception("targets-as-labels", "SoftmaxCrossEntropy", variant="in-the-gradient")
class TargetsAsLabelsInTheGradient(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        return super().gradient(prediction, np.eye(np.shape(target)[1])[np.argmax(target, axis=1)])


@misconception("targets-as-labels", "SoftmaxCrossEntropy", variant="in-both")
class TargetsAsLabelsInBoth(TargetsAsLabels, TargetsAsLabelsInTheGradient):
    pass


@misconception(
    "logits-shifted-in-place",
    "SoftmaxCrossEntropy",
    title="The cross-entropy writes into the caller's logits",
    hint=(
        "After the call, are the caller's logits what they were? Print them before and after. Take the shift, for "
        "instance: subtracting the largest is fine, but where is the result stored? With `a = np.array([3.0, 5.0])` "
        "the line `a -= a.max()` leaves -2 and 0 in a, and the 5 is gone for good; `b = a - a.max()` keeps both. The "
        "strange thing is that the loss need not betray it: softmax does not change under a shift, so a second call "
        "with the spoilt array gives the same number, and the gradient is the same as well. But a caller who looks at "
        "the size of the logits afterwards, or hands them to another loss, works with other numbers than the network "
        "said. Which operator of yours writes to its left?"
    ),
)
class ShiftedInPlace(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= np.max(prediction, axis=1, keepdims=True)
        return super().loss(prediction, target)


@misconception("logits-shifted-in-place", "SoftmaxCrossEntropy", variant="in-the-gradient")
class ShiftedInPlaceByTheGradient(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= np.max(prediction, axis=1, keepdims=True)
        return super().gradient(prediction, target)


@misconception("logits-shifted-in-place", "SoftmaxCrossEntropy", variant="in-both")
class ShiftedInPlaceInBoth(ShiftedInPlace, ShiftedInPlaceByTheGradient):
    pass


@misconception("logits-shifted-in-place", "SoftmaxCrossEntropy", variant="probabilities-for-logits")
class ProbabilitiesForLogits(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        gradient = super().gradient(prediction, target)
        prediction[...] = np.exp(log_softmax(prediction))
        return gradient


@misconception(
    "squared-error-gradient-doubled",
    "SquaredError",
    title="The gradient of the squared error has a factor 2",
    hint=(
        "The derivative of a square brings a factor along. What in the loss takes it away again, and did you count "
        "that? A check by hand needs no theory: half of x · x, between x = 2.9 and x = 3.1, grows by 0.6 over a "
        "distance of 0.2. Its slope at 3 is therefore 3, and not 6. Do the same with your own two methods: raise one "
        "prediction by 0.1, lower it by 0.1, take the difference of the losses and divide by 0.2. Is your gradient "
        "the same number, or twice as much? Every step is then twice as long as asked, in the right direction, so it "
        "feels like a doubled learning rate. Training with a modest rate goes well, and even faster."
    ),
)
class GradientDoubled(SquaredError):
    def gradient(self, prediction, target):
        return 2 * super().gradient(prediction, target)


@misconception(
    "squared-error-without-half-in-both",
    "SquaredError",
    title="Loss and gradient of the squared error both lack the factor one half",
    hint=(
        "Your gradient fits your loss, and still both are off by one and the same factor. Which one stands before the "
        "sum in the statement? A spring is a good picture: stretched by 4, it pulls with 4 and stores 8, half the "
        "square. If somebody says that it stores 16 and pulls with 8, the two numbers go together perfectly, but it "
        "is another spring. Comparing a gradient with differences asks only whether your two methods agree, so it can "
        "never find a factor that is in both. Neither will training, which looks like a run with twice the rate. "
        "Compute the loss of one sample with an error of 2 on paper, from the formula. What does your method say for "
        "it?"
    ),
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
    hint=(
        "Three runners need 10, 12 and 14 minutes: their mean is 12, their total 36. Let each run twice, and the mean "
        "is 12 again, but the total is 72. Which of the two does your loss resemble when every sample is handed in "
        "twice? Look at what you divide by, and whether the number of samples is in it. Your gradient has the same "
        "trait, since one sample's share of a mean gets smaller as the batch grows, and its share of a total does "
        "not. The layers add up over the batch, so a step would be four times as long for a batch four times as "
        "large. Your two methods match each other, and for one sample they match the statement too."
    ),
)
class SquaredErrorSummed(SquaredError):
    def loss(self, prediction, target):
        return super().loss(prediction, target) * len(prediction)

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * len(prediction)


@misconception("squared-error-summed", "SquaredError", variant="in-the-loss")
class SquaredErrorSummedInTheLoss(SquaredErrorSummed):
    def gradient(self, prediction, target):
        return super(SquaredErrorSummed, self).gradient(prediction, target)


@misconception(
    "one-loss-for-each-sample",
    "SquaredError",
    title="The squared error returns one number for each sample",
    hint=(
        "What is the shape of the thing that your loss returns? A batch has one loss, a single number. Compare two "
        "sums: np.arange(6).reshape(2, 3).sum() is 15, whereas with axis=1 it is an array of 3 and 12, one entry for "
        "each row. An axis in a sum says what is added up, and everything else stays. Such an array goes a long way "
        "without an error: it can be printed, added and plotted. Then somebody writes `if loss < best`, and Python "
        "complains that the truth value of an array is ambiguous. For a batch of one sample you get an array with one "
        "entry, which looks like a number in brackets. Which step from the samples to the batch is missing?"
    ),
)
class LossOfEachSample(SquaredError):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        return np.sum((prediction - target) ** 2, axis=1) / 2


@misconception("one-loss-for-each-sample", "SquaredError", variant="divided")
class LossOfEachSampleDivided(LossOfEachSample):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / len(prediction)


@misconception("one-loss-for-each-sample", "SquaredError", variant="a-mean-of-outputs")
class MeanLossOfEachSample(LossOfEachSample):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.shape(prediction)[1]


@misconception("one-loss-for-each-sample", "SquaredError", variant="in-a-column")
class LossOfEachSampleInAColumn(LossOfEachSample):
    def loss(self, prediction, target):
        return super().loss(prediction, target)[:, None]


@misconception(
    "difference-in-place",
    "SquaredError",
    title="The squared error writes into the caller's prediction",
    hint=(
        "Call your gradient twice with the same two arrays. Is the second answer equal to the first? If not, the "
        "first call has left something behind. After `p = np.array([5.0, 7.0])` and `q = p`, the line `q -= 2` turns "
        "p into 3 and 5, and once more into 1 and 3. In the same manner a prediction that is overwritten by its own "
        "error is no prediction any more. The first answer is correct, and in a training loop it is the only one that "
        "is asked for. But a loss that is computed after the gradient, or an accuracy, sees numbers that no network "
        "has put out. Does the line make a new array, or does its operator work inside the one on its left?"
    ),
)
class DifferenceInPlace(SquaredError):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= target
        return prediction / len(prediction)


@misconception("difference-in-place", "SquaredError", variant="in-the-loss")
class DifferenceInPlaceByTheLoss(SquaredError):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= target
        return np.sum(prediction**2) / (2 * len(prediction))


@misconception("difference-in-place", "SquaredError", variant="in-both")
class DifferenceInPlaceInBoth(DifferenceInPlaceByTheLoss, DifferenceInPlace):
    pass


@misconception("difference-in-place", "SquaredError", variant="divided-there")
class DifferenceDividedInPlace(SquaredError):
    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        prediction -= target
        prediction /= len(prediction)
        return prediction


@misconception("difference-in-place", "SquaredError", variant="divided-there-and-in-the-loss")
class DifferenceDividedInPlaceInBoth(DifferenceInPlaceByTheLoss, DifferenceDividedInPlace):
    pass


@misconception(
    "one-array-for-all-gradients",
    "SquaredError",
    title="Every gradient is written into one and the same array",
    hint=(
        "Ask for two gradients, keep both, and look at the first again. Is it still what it was? An object that keeps "
        "one array and fills it anew writes over what it gave away before. Numpy can do this on request: with `out = "
        "np.empty(2)`, the call np.multiply([1, 2], 3, out=out) puts 3 and 6 there; call the result first, repeat it "
        "with 10 in place of 3, and first shows 10 and 20. Without the third argument the two results stay apart. A "
        "network uses each gradient at once and then forgets it, so nothing happens there. Whoever compares the "
        "gradients of two batches finds them equal, to the last digit, which should look suspicious. What does your "
        "object keep between two calls?"
    ),
)
class OneArray(SquaredError):
    def gradient(self, prediction, target):
        gradient = super().gradient(prediction, target)
        if np.shape(getattr(self, "kept", None)) != gradient.shape:
            self.kept = np.empty(gradient.shape)
        self.kept[...] = gradient
        return self.kept


def fill_one_array(kind):
    class FilledAgain(kind):
        def gradient(self, prediction, target):
            gradient = super().gradient(prediction, target)
            if np.shape(getattr(self, "kept", None)) != gradient.shape:
                self.kept = np.empty(gradient.shape)
            self.kept[...] = gradient
            return self.kept

    return FilledAgain


misconception("one-array-for-all-gradients", "SoftmaxCrossEntropy", variant="of-the-entropy")(
    fill_one_array(SoftmaxCrossEntropy)
)
for kind in (SquaredError, SoftmaxCrossEntropy):
    misconception("one-array-for-all-gradients", kind.__name__, variant="of-both")(fill_one_array(kind))


@misconception(
    "log-of-the-probability",
    "SoftmaxCrossEntropy",
    title="The logarithm is taken of a probability that has become 0",
    hint=(
        "How small can a probability be before it is stored as 0, and what is its logarithm then? "
        "np.log(np.exp(-800.0)) is -inf, although the answer is plainly -800: the way through the exponential loses "
        "it, and no later step can bring it back. Shifting the row prevents numbers that are too large; it does "
        "nothing about those that are too small. In your code a sample that is very wrong therefore costs inf, and "
        "the mean of the batch is inf as well. With logits that lie less than some 700 apart it never happens, so "
        "small networks are safe for a long time. A probability is a quotient. What are the two parts of its "
        "logarithm, and does one of them need an exponential at all?"
    ),
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
    hint=(
        "What is zero times minus infinity on your machine? Try `np.array([0.0]) * np.log(np.array([0.0]))`: it is "
        "nan, not 0. The target has a 0 at each class that is not wanted, and multiplying was meant to strike those "
        "classes out. It does so for any finite number. But where the probability itself has been rounded to 0, its "
        "logarithm is -inf, and the product spoils the whole sum. So it is the best predictions that suffer: the "
        "surer the network rules out the wrong classes, the sooner its loss turns into nan instead of 0. Print the "
        "logarithms for a row with logits of 0 and 800, before the targets come in. Is any of them infinite?"
    ),
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
    hint=(
        "What does your loss say about a network that guesses? With ten equal logits each class has a tenth, and a "
        "sample costs minus the logarithm of it, about 2.3. If yours is 0.23, it has been divided once too often. "
        "Where does the ten come from: does np.mean run over both axes? In a table of 2 rows and 4 columns that holds "
        "only ones, each row adds up to 4, and the mean of the rows is 4; the mean of all cells is 1. The classes of "
        "a sample share one probability between them and belong together, hence the sum over them. Loss and gradient "
        "shrink alike, so they pass any comparison with each other, and the net merely learns more slowly, the more "
        "classes there are."
    ),
)
class EntropyMeanOverEverything(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.shape(prediction)[1]

    def gradient(self, prediction, target):
        return super().gradient(prediction, target) / np.shape(prediction)[1]


@misconception("cross-entropy-mean-over-everything", "SoftmaxCrossEntropy", variant="in-the-loss")
class EntropyMeanOverEverythingInTheLoss(EntropyMeanOverEverything):
    def gradient(self, prediction, target):
        return super(EntropyMeanOverEverything, self).gradient(prediction, target)


@misconception("cross-entropy-mean-over-everything", "SoftmaxCrossEntropy", variant="in-the-gradient")
class EntropyMeanOverEverythingInTheGradient(EntropyMeanOverEverything):
    def loss(self, prediction, target):
        return super(EntropyMeanOverEverything, self).loss(prediction, target)


@misconception(
    "divided-by-the-classes",
    "SoftmaxCrossEntropy",
    title="The cross-entropy is divided by the number of classes instead of samples",
    hint=(
        "Which axis of the predictions counts the samples? Print the number by which your code divides, for a batch "
        "of five samples with three classes. For `a = np.ones((5, 3))`, len(a) is 5 and a.shape[1] is 3; the total of "
        "15 is 3 for each row, or 5 for each column. Only the first is a mean over the samples. Now double the batch: "
        "a mean should stay, and yours doubles, since the number of classes has not changed. If a batch happens to "
        "have as many samples as classes, say ten digits in batches of ten, the mistake is invisible, in the loss and "
        "in the gradient. A smaller last batch reveals it. Did you take a size from a name like n, which the "
        "statement uses for one of the two?"
    ),
)
class DividedByClasses(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        rows, columns = np.shape(prediction)
        return super().loss(prediction, target) * rows / columns

    def gradient(self, prediction, target):
        rows, columns = np.shape(prediction)
        return super().gradient(prediction, target) * rows / columns


@misconception("divided-by-the-classes", "SoftmaxCrossEntropy", variant="in-the-loss")
class DividedByClassesInTheLoss(DividedByClasses):
    def gradient(self, prediction, target):
        return super(DividedByClasses, self).gradient(prediction, target)


@misconception("divided-by-the-classes", "SoftmaxCrossEntropy", variant="in-the-gradient")
class DividedByClassesInTheGradient(DividedByClasses):
    def loss(self, prediction, target):
        return super(DividedByClasses, self).loss(prediction, target)


@misconception(
    "minus-forgotten",
    "SoftmaxCrossEntropy",
    title="The cross-entropy has the wrong sign",
    hint=(
        "A probability is at most 1. Which sign does its logarithm have, and which sign should a loss have? Three "
        "values: the logarithm of 1 is 0, that of 0.5 about -0.7, that of 0.1 about -2.3. So the better the "
        "prediction, the larger the logarithm, and for a loss it must be the other way round: 0 for a perfect answer, "
        "more for a worse one. Print the loss of one sure and right sample and of one that is sure and wrong. Which "
        "of yours is smaller? The gradient is a method of its own, and yours has the right sign, so the network "
        "learns all the same. What looks odd is the curve: it begins below zero and climbs."
    ),
)
class MinusForgotten(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return -super().loss(prediction, target)


@misconception("minus-forgotten", "SoftmaxCrossEntropy", variant="in-both")
class MinusForgottenInBoth(MinusForgotten):
    def gradient(self, prediction, target):
        return -super().gradient(prediction, target)


@misconception(
    "logarithm-to-base-2",
    "SoftmaxCrossEntropy",
    title="The cross-entropy uses the logarithm to base 2",
    hint=(
        "Eight equal logits cost the logarithm of 8. Is that 3 or about 2.1 in your code? np.log2(8) is 3 and "
        "np.log(8) is 2.08, both logarithms of the same probability, to two bases. Which base is the partner of the "
        "exponential in your softmax? Bits are a respectable unit, and books on information use them. But the "
        "gradient in the statement belongs to the other one: differences of your loss come out about 1.4 times as "
        "large as your gradient, at every place. Nothing else changes, as the best weights are best in each unit, and "
        "the curve of the training has the same form. One function name decides it; in some languages and pocket "
        "calculators the plain word log means base 10."
    ),
)
class BaseTwo(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / np.log(2)


@misconception("logarithm-to-base-2", "SoftmaxCrossEntropy", variant="in-both")
class BaseTwoInBoth(BaseTwo):
    def gradient(self, prediction, target):
        return super().gradient(prediction, target) / np.log(2)


@misconception("logarithm-to-base-2", "SoftmaxCrossEntropy", variant="of-the-sum")
class BaseTwoOfTheSum(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        shifted = prediction - np.max(prediction, axis=1, keepdims=True)
        return -np.sum(target * (shifted - np.log2(np.exp(shifted).sum(axis=1, keepdims=True)))) / len(prediction)


@misconception(
    "one-sum-for-the-batch",
    "SoftmaxCrossEntropy",
    title="All rows share one sum in the softmax",
    hint=(
        "Add up the probabilities of each row, for a batch of three samples. Is every sum 1, or only the sum of all "
        "rows together? Leave the exponential aside and turn the table with the rows 1, 3 and 2, 2 into shares. Row "
        "by row they are 0.25, 0.75 and 0.5, 0.5. With one total of 8 for the whole table, they are 0.125, 0.375 and "
        "0.25, 0.25, and both rows add up to one half. A sample would then look less certain merely because others "
        "came along with it. A sum without an axis takes everything there is, and dividing by a single number raises "
        "no error about shapes. With one sample in the batch the two totals are the same. Where in your lines could "
        "an axis be missing?"
    ),
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


class OneSumAfterShift(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        shifted = prediction - np.max(prediction, axis=1, keepdims=True)
        return -np.sum(target * (shifted - np.log(np.exp(shifted).sum()))) / len(prediction)

    def gradient(self, prediction, target):
        check_shapes(prediction, target)
        powers = np.exp(prediction - np.max(prediction, axis=1, keepdims=True))
        return (powers / powers.sum() - target) / len(prediction)


misconception("one-sum-for-the-batch", "SoftmaxCrossEntropy", variant="after-a-right-shift")(OneSumAfterShift)


@misconception("one-sum-for-the-batch", "SoftmaxCrossEntropy", variant="after-a-right-shift-in-the-loss")
class OneSumAfterShiftInTheLoss(OneSumAfterShift):
    def gradient(self, prediction, target):
        return super(OneSumAfterShift, self).gradient(prediction, target)


@misconception("one-sum-for-the-batch", "SoftmaxCrossEntropy", variant="after-a-right-shift-in-the-gradient")
class OneSumAfterShiftInTheGradient(OneSumAfterShift):
    def loss(self, prediction, target):
        return super(OneSumAfterShift, self).loss(prediction, target)


@misconception("one-sum-for-the-batch", "SoftmaxCrossEntropy", variant="in-the-loss")
class OneSumInTheLoss(OneSum):
    def gradient(self, prediction, target):
        return super(OneSum, self).gradient(prediction, target)


@misconception("one-sum-for-the-batch", "SoftmaxCrossEntropy", variant="in-the-gradient")
class OneSumInTheGradient(OneSum):
    def loss(self, prediction, target):
        return super(OneSum, self).loss(prediction, target)


@misconception(
    "only-the-right-class",
    "SoftmaxCrossEntropy",
    title="Only the right class of each sample gets a gradient",
    hint=(
        "Raise the logit of a wrong class a little. Does the loss change, and what does your gradient have at that "
        "place? Shares of a cake show the connection: with parts of 1 and 1, the first has one half; let the second "
        "part grow to 3, and the first has only a quarter, though nobody touched it. The loss looks at the right "
        "class alone, but its probability depends on all the logits of the row. So no entry of a row may be 0, unless "
        "the prediction is perfect there. Learning goes on nevertheless, as the right logit still rises, only nobody "
        "pushes the wrong ones down. Where a target has something above 0 at every class, your gradient is complete. "
        "Which factor wipes out the rest?"
    ),
)
class OnlyRightClass(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        return super().gradient(prediction, target) * (target > 0)


def declare_right_class(variant, find):
    """Declares a gradient that other probabilities, and where the right class is, decide."""

    @misconception("only-the-right-class", "SoftmaxCrossEntropy", variant=variant)
    class OnlyRightClassOtherwise(SoftmaxCrossEntropy):
        def gradient(self, prediction, target):
            check_shapes(prediction, target)
            right = np.eye(np.shape(target)[1])[np.argmax(target, axis=1)]
            return find(np.exp(log_softmax(prediction)), target, right) / len(prediction)


declare_right_class("less-one-where-the-target-is-one", lambda p, y, right: np.where(y == 1, p - 1, 0))
declare_right_class("times-the-target", lambda p, y, right: y * (p - y))
declare_right_class("less-one-times-the-target", lambda p, y, right: y * (p - 1))
declare_right_class("less-one-at-the-most-probable", lambda p, y, right: right * (p - 1))
declare_right_class("at-the-most-probable", lambda p, y, right: right * (p - y))


@misconception(
    "softmax-slope-multiplied",
    "SoftmaxCrossEntropy",
    title="The gradient is multiplied by the slope of softmax once more",
    hint=(
        "The gradient by the logits already contains the slope of softmax; it cancelled against the slope of the "
        "logarithm. Which factor in your code counts it a second time? Try a sample that is sure and wrong, where the "
        "right class has a probability of 0.001. Raising that logit helps a great deal: the loss falls by nearly 1 "
        "for each unit. An extra factor p · (1 - p) is about 0.001 there, so almost nothing is left of the gradient, "
        "just where it is needed most. At p = 0.5 the factor is 0.25. Signs and shapes are right, so training starts, "
        "and then it stands still with a few samples that are confidently wrong. If softmax were a layer of its own, "
        "who would apply its slope?"
    ),
)
class SlopeMultiplied(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        probabilities = np.exp(log_softmax(prediction))
        return super().gradient(prediction, target) * probabilities * (1 - probabilities)


@misconception("softmax-slope-multiplied", "SoftmaxCrossEntropy", variant="of-all-classes")
class WholeSlopeMultiplied(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        gradient, probabilities = super().gradient(prediction, target), np.exp(log_softmax(prediction))
        return probabilities * (gradient - np.sum(gradient * probabilities, axis=1, keepdims=True))


@misconception(
    "cross-entropy-broadcasts",
    "SoftmaxCrossEntropy",
    title="The cross-entropy broadcasts arrays of different shapes",
    hint=(
        "What does your cross-entropy say about four rows of logits and one row of targets? It should refuse. Numpy "
        "repeats the single row silently: np.zeros((4, 3)) * np.ones((1, 3)) has the shape (4, 3), as if all four "
        "samples had the same target. With more than one row and no match numpy does raise an error, and one easily "
        "believes that it always watches. It compares only what it cannot stretch, and a 1 can be stretched to "
        "anything. So a slip in the loading of the data, such as `labels[:1]` in place of `labels`, gives a plausible "
        "loss, and a network that answers the same to everything. Do both methods compare the shapes before they "
        "compute?"
    ),
)
class EntropyBroadcasts(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        return -np.sum(target * log_softmax(prediction)) / len(prediction)

    def gradient(self, prediction, target):
        return (np.exp(log_softmax(prediction)) - target) / len(prediction)


@misconception("cross-entropy-broadcasts", "SoftmaxCrossEntropy", variant="as-many-samples")
class EntropyBroadcastsAsManySamples(EntropyBroadcasts):
    def loss(self, prediction, target):
        check_lengths(prediction, target)
        return super().loss(prediction, target)

    def gradient(self, prediction, target):
        check_lengths(prediction, target)
        return super().gradient(prediction, target)


@misconception("cross-entropy-broadcasts", "SoftmaxCrossEntropy", variant="in-the-loss")
class EntropyBroadcastsInTheLoss(EntropyBroadcasts):
    def gradient(self, prediction, target):
        return super(EntropyBroadcasts, self).gradient(prediction, target)


@misconception("cross-entropy-broadcasts", "SoftmaxCrossEntropy", variant="in-the-gradient")
class EntropyBroadcastsInTheGradient(EntropyBroadcasts):
    def loss(self, prediction, target):
        return super(EntropyBroadcasts, self).loss(prediction, target)


@misconception(
    "target-changed",
    "SoftmaxCrossEntropy",
    title="gradient writes into the caller's target",
    hint=(
        "The caller needs the targets again in the next epoch. Are they the same after your gradient has been asked "
        "for? Write it out for a small matrix: `wanted = np.eye(2)`, then `rest = wanted`, then `rest -= 0.5`. Now "
        "wanted holds 0.5 and -0.5, and each of its rows adds up to 0 rather than 1. That is no target any more. The "
        "answer of the first call is correct to the last digit, and so is the whole first epoch. In the second one "
        "the network is told to reach numbers that came out of its own errors, and the loss takes a jump that looks "
        "like a rate too high. Which line has the target on its left-hand side, and who made that array?"
    ),
)
class TargetChanged(SoftmaxCrossEntropy):
    def gradient(self, prediction, target):
        gradient = super().gradient(prediction, target)
        target -= np.exp(log_softmax(prediction))
        return gradient


def declare_target_changed(variant, change):
    @misconception("target-changed", "SoftmaxCrossEntropy", variant=variant)
    class TargetChangedOtherwise(SoftmaxCrossEntropy):
        def gradient(self, prediction, target):
            gradient = super().gradient(prediction, target)
            target[...] = change(gradient)
            return gradient


declare_target_changed("into-the-gradient", lambda gradient: gradient)
declare_target_changed("into-the-difference", lambda gradient: gradient * len(gradient))


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
        hint=(
            "Store what your loss gives back, and print its type. Is it a number or NoneType? A line that computes "
            "something is not yet an answer: `def area(a, b): a * b` works out 12 for 3 and 4, and area(3, 4) is None "
            "all the same. With print in the body one even sees the 12 on the screen. What the caller gets is decided "
            "by one keyword alone, on each path through the method; is yours perhaps inside an if? Training may run "
            "well, as the gradient is asked for separately. The trouble starts where the numbers are used: "
            "float(None) raises a TypeError, and so does a sum of the losses of an epoch, in somebody else's line."
        ),
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


@misconception("one-cross-entropy-for-each-sample", "SoftmaxCrossEntropy", variant="divided")
class CrossEntropyOfEachSampleDivided(CrossEntropyOfEachSample):
    def loss(self, prediction, target):
        return super().loss(prediction, target) / len(prediction)


@misconception("one-cross-entropy-for-each-sample", "SoftmaxCrossEntropy", variant="in-a-column")
class CrossEntropyOfEachSampleInAColumn(CrossEntropyOfEachSample):
    def loss(self, prediction, target):
        return super().loss(prediction, target)[:, None]


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


@misconception(
    "shift-not-undone",
    "SoftmaxCrossEntropy",
    title="The largest logit is taken off inside of the sum only",
    hint=(
        "Ask for the loss of one sample with the logits 3, 3 and the target 1, 0. Two equal logits cost the "
        "logarithm of 2, about 0.69, whatever they are. Is yours about -2.31? No cross-entropy can be below 0. To "
        "take a mean of 101 and 103 one may subtract 100 from both, find 2, and must not forget the way back to "
        "102. In your code the row is shifted at one place, and another place of the same formula still uses the "
        "row as it came. With a largest logit of 0 there is nothing to undo, so such rows, and the logits 0, 0, "
        "come out right. The gradient is computed on its own and does not suffer. Which of your two terms knows "
        "about the shift?"
    ),
)
class ShiftNotUndone(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        check_shapes(prediction, target)
        top = np.max(prediction, axis=1, keepdims=True)
        log_sum = np.log(np.sum(np.exp(prediction - top), axis=1, keepdims=True))
        return -np.sum(target * (prediction - log_sum)) / len(prediction)


@misconception(
    "shapes-asserted",
    "SquaredError",
    title="Shapes that differ raise AssertionError instead of ValueError",
    hint=(
        "Your methods do look at the shapes, which is more than many do. With which kind of error do they answer? "
        "A caller who writes `except ValueError` waits for that kind and no other. Try it on a small function: "
        "`def half(x): assert x % 2 == 0; return x // 2`. Inside a try with `except ValueError`, half(6) gives 3, "
        "and half(7) flies past the except, because an AssertionError is not a ValueError. Started with `python "
        "-O`, the same function returns 3 for 7, as all assertions are left out then. They are notes for the "
        "author of a program about what cannot happen; wrong arguments from outside do happen. As long as all "
        "shapes agree, nobody sees the difference. Which statement raises an error of a kind that you choose, and "
        "do all four methods need it?"
    ),
)
class ShapesAsserted(SquaredError):
    def loss(self, prediction, target):
        assert np.shape(prediction) == np.shape(target)
        return super().loss(prediction, target)

    def gradient(self, prediction, target):
        assert np.shape(prediction) == np.shape(target)
        return super().gradient(prediction, target)


@misconception("shapes-asserted", "SoftmaxCrossEntropy")
class ShapesAssertedInEntropy(SoftmaxCrossEntropy):
    def loss(self, prediction, target):
        assert np.shape(prediction) == np.shape(target)
        return super().loss(prediction, target)

    def gradient(self, prediction, target):
        assert np.shape(prediction) == np.shape(target)
        return super().gradient(prediction, target)


def raise_assertion_errors(methods):
    """Returns a change of either class: these of its methods raise AssertionError."""

    def change(kind):
        def assert_first(method):
            def asserting(self, prediction, target):
                assert np.shape(prediction) == np.shape(target)
                return getattr(kind, method)(self, prediction, target)

            return asserting

        return type(f"Asserting{kind.__name__}", (kind,), {method: assert_first(method) for method in methods})

    return change


for kind in (SquaredError, SoftmaxCrossEntropy):
    misconception("loss-not-returned", kind.__name__, variant=f"of-{kind.__name__.lower()}-alone")(return_no_loss(kind))
    for methods in (("loss", "gradient"), ("loss",), ("gradient",)):
        where = "-and-".join(methods)
        name = f"in-{where}-of-{kind.__name__.lower()}"
        misconception("shapes-asserted", kind.__name__, variant=name)(raise_assertion_errors(methods)(kind))
        if len(methods) == 1:
            misconception("shapes-asserted", kind.__name__, variant=f"in-{where}")(
                raise_assertion_errors(methods)(kind)
            )
