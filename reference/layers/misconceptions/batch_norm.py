"""What people get wrong in `batch_norm`. Each class is the reference with one mistake."""

import numpy as np
from batch_norm import BatchNormalization, from_rows, to_rows

from grader.misconceptions import misconception


def normalise(layer, X, mean, var, scale=None):
    """Finishes a forward pass with these statistics, and with this scale where it is not 1 / sqrt(var + eps)."""
    rows = to_rows(X)
    layer.scale = 1 / np.sqrt(var + layer.eps) if scale is None else scale
    layer.X_hat = (rows - mean) * layer.scale
    return from_rows(layer.gamma * layer.X_hat + layer.beta, X.shape)


def find_statistics(layer, X, training):
    """Returns mean and variance as the right layer uses them, and moves the running statistics in training."""
    rows = to_rows(X)
    if not training:
        return layer.running_mean, layer.running_var
    mean, var = rows.mean(axis=0), rows.var(axis=0)
    layer.running_mean = layer.momentum * layer.running_mean + (1 - layer.momentum) * mean
    layer.running_var = layer.momentum * layer.running_var + (1 - layer.momentum) * var
    return mean, var


def step(layer, accum_grad, grad_gamma=None, grad_beta=None):
    """Updates both parameters, with the right gradients where none are given."""
    if layer.trainable:
        G = to_rows(accum_grad)
        grad_gamma = (G * layer.X_hat).sum(axis=0) if grad_gamma is None else grad_gamma
        grad_beta = G.sum(axis=0) if grad_beta is None else grad_beta
        layer.gamma = layer.gamma_opt.update(layer.gamma, grad_gamma)
        layer.beta = layer.beta_opt.update(layer.beta, grad_beta)


@misconception(
    "std-taken-for-variance",
    "BatchNormalization",
    title="The root is taken of the standard deviation instead of the variance",
    hint=(
        "How many roots are there between the variance of your batch and the divisor? Follow that number through "
        "your code."
    ),
)
class StdTakenForVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / np.sqrt(np.sqrt(var) + self.eps))


@misconception(
    "no-root",
    "BatchNormalization",
    title="The difference is divided by the variance itself",
    hint="Multiply all inputs of a batch by 10. Should the output change, and does yours?",
)
class NoRoot(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / (var + self.eps))


@misconception(
    "eps-outside-the-root",
    "BatchNormalization",
    title="eps is added to the standard deviation instead of the variance",
    hint="Is eps added before or after the root is taken in your code? A large eps shows the difference.",
)
class EpsOutsideTheRoot(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / (np.sqrt(var) + self.eps))


@misconception(
    "eps-ignored",
    "BatchNormalization",
    title="A fixed number is used whatever eps says",
    hint="Make two layers with different eps and give both the same batch. Where does the number under your root come from?",
)
class EpsIgnored(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(momentum, 1e-5)


@misconception(
    "unbiased-variance",
    "BatchNormalization",
    title="The variance of the batch is divided by M - 1",
    hint="By what does your variance divide? Batches of three or four rows show the difference.",
)
class UnbiasedVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        M = len(to_rows(X))
        return normalise(self, X, mean, var * M / max(M - 1, 1) if training else var)


@misconception(
    "unbiased-running-variance",
    "BatchNormalization",
    title="The running variance averages variances that are divided by M - 1",
    hint="Which variance enters your running average: the one that normalised the batch, or another one?",
)
class UnbiasedRunningVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        before = self.running_var
        output = super().forward_pass(X, training)
        if training:
            rows = to_rows(X)
            var = rows.var(axis=0) * len(rows) / max(len(rows) - 1, 1)
            self.running_var = self.momentum * before + (1 - self.momentum) * var
        return output


@misconception(
    "momentum-swapped",
    "BatchNormalization",
    title="momentum weighs the batch instead of the past",
    hint=("With a momentum of 0.99, how much should one batch change the running mean? How much does it in yours?"),
)
class MomentumSwapped(BatchNormalization):
    def forward_pass(self, X, training=True):
        self.momentum = 1 - self.momentum
        output = super().forward_pass(X, training)
        self.momentum = 1 - self.momentum
        return output


@misconception(
    "batch-weighs-one",
    "BatchNormalization",
    title="The batch's statistics are added without their weight",
    hint="If all batches have mean 3, where does your running mean go? Do the two weights add up to 1?",
)
class BatchWeighsOne(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = self.running_mean, self.running_var
        output = super().forward_pass(X, training)
        if training:
            rows = to_rows(X)
            self.running_mean = self.momentum * mean + rows.mean(axis=0)
            self.running_var = self.momentum * var + rows.var(axis=0)
        return output


@misconception(
    "running-variance-starts-at-zero",
    "BatchNormalization",
    title="The running variance starts at 0",
    hint="Look up in the statement where each running statistic starts. They do not start alike.",
)
class RunningVarianceStartsAtZero(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.running_var = np.zeros_like(self.running_var)


@misconception(
    "first-batch-starts-the-average",
    "BatchNormalization",
    title="The running statistics start with the first batch",
    hint=("What are the running statistics before the first batch, and does the first batch count like the others?"),
)
class FirstBatchStartsTheAverage(BatchNormalization):
    def forward_pass(self, X, training=True):
        first = training and not getattr(self, "started", False)
        output = super().forward_pass(X, training)
        if first:
            self.started = True
            rows = to_rows(X)
            self.running_mean, self.running_var = rows.mean(axis=0), rows.var(axis=0)
        return output


@misconception(
    "running-std",
    "BatchNormalization",
    title="The running variance averages standard deviations",
    hint=(
        "What exactly enters your running average: the variance, or its root? Compare the line with the one for "
        "the mean."
    ),
)
class RunningStd(BatchNormalization):
    def forward_pass(self, X, training=True):
        before = self.running_var
        output = super().forward_pass(X, training)
        if training:
            self.running_var = self.momentum * before + (1 - self.momentum) * to_rows(X).std(axis=0)
        return output


@misconception(
    "running-statistics-in-training",
    "BatchNormalization",
    title="Training passes are normalised with the running statistics",
    hint="What mean has your output in training, right after initialize? Whose statistics did the pass use?",
)
class RunningStatisticsInTraining(BatchNormalization):
    def forward_pass(self, X, training=True):
        find_statistics(self, X, training)
        return normalise(self, X, self.running_mean, self.running_var)


@misconception(
    "evaluation-moves-statistics",
    "BatchNormalization",
    title="Evaluation passes move the running statistics",
    hint=(
        "Evaluate one batch twice and print running_mean in between. Which of your lines that assign it are "
        "inside the branch for training?"
    ),
)
class EvaluationMovesStatistics(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            find_statistics(self, X, True)
        return output


@misconception(
    "batch-statistics-in-evaluation",
    "BatchNormalization",
    title="Evaluation uses the statistics of its batch",
    hint="Evaluate one sample alone, then among others. Is its output the same, and whose mean was taken from it?",
)
class BatchStatisticsInEvaluation(BatchNormalization):
    def forward_pass(self, X, training=True):
        if training:
            return super().forward_pass(X, training)
        rows = to_rows(X)
        return normalise(self, X, rows.mean(axis=0), rows.var(axis=0))


@misconception(
    "evaluation-without-gamma",
    "BatchNormalization",
    title="Evaluation forgets gamma and beta",
    hint=("What the network has learnt counts in evaluation, too. Where do gamma and beta stand in that branch?"),
)
class EvaluationWithoutGamma(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return output if training else from_rows(self.X_hat, X.shape)


@misconception(
    "statistics-taken-as-constant",
    "BatchNormalization",
    title="The gradient treats mean and variance as constants",
    hint=(
        "Add the same number to a whole column of X. The output stays, so what must the column's gradients add up to?"
    ),
)
class StatisticsTakenAsConstant(BatchNormalization):
    def backward_pass(self, accum_grad):
        input_grad = to_rows(accum_grad) * self.gamma * self.scale
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "variance-taken-as-constant",
    "BatchNormalization",
    title="The gradient lacks the way through the variance",
    hint=(
        "Your gradient goes back through the mean. Which other statistic of the batch depends on every x of its column?"
    ),
)
class VarianceTakenAsConstant(BatchNormalization):
    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        input_grad = self.scale * (X_hat_grad - X_hat_grad.mean(axis=0))
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "divided-by-features",
    "BatchNormalization",
    title="The gradient's means divide by the number of features",
    hint="A mean over the batch divides by how many things? Look at the axis that your count comes from.",
)
class DividedByFeatures(BatchNormalization):
    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        C = X_hat_grad.shape[1]
        along_X_hat = (X_hat_grad * self.X_hat).sum(axis=0) / C
        input_grad = self.scale * (X_hat_grad - X_hat_grad.sum(axis=0) / C - self.X_hat * along_X_hat)
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "pixels-not-counted",
    "BatchNormalization",
    title="The gradient's means divide by the number of images",
    hint="How many values of a channel share one mean in a batch of images? Your gradient divides by fewer.",
)
class PixelsNotCounted(BatchNormalization):
    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        N = len(accum_grad)
        along_X_hat = (X_hat_grad * self.X_hat).sum(axis=0) / N
        input_grad = self.scale * (X_hat_grad - X_hat_grad.sum(axis=0) / N - self.X_hat * along_X_hat)
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "gamma-left-out",
    "BatchNormalization",
    title="The gradient by the input forgets gamma",
    hint="Between the input and the output stands a product with gamma. Where is it on the way back?",
)
class GammaLeftOut(BatchNormalization):
    def backward_pass(self, accum_grad):
        gamma, self.gamma = self.gamma, np.ones_like(self.gamma)
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.gamma, self.trainable = gamma, trainable
        step(self, accum_grad)
        return input_grad


@misconception(
    "updated-gamma",
    "BatchNormalization",
    title="The gradient by the input uses gamma after the update",
    hint=(
        "The gradient you return belongs to the gamma that made the output. Which one is in self.gamma "
        "when you need it?"
    ),
)
class UpdatedGamma(BatchNormalization):
    def backward_pass(self, accum_grad):
        step(self, accum_grad)
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        return input_grad


@misconception(
    "gradients-averaged",
    "BatchNormalization",
    title="The gradients of gamma and beta are averaged over the batch",
    hint=("This track sums over the batch; dividing is the business of the loss. Where does your code take a mean?"),
)
class GradientsAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        step(self, accum_grad, (G * self.X_hat).mean(axis=0), G.mean(axis=0))
        return input_grad


@misconception(
    "gamma-gradient-of-input",
    "BatchNormalization",
    title="The gradient of gamma multiplies by X instead of the normalised X",
    hint=(
        "What does gamma multiply in the forward pass? Its gradient meets the same array. Which array does yours meet?"
    ),
)
class GammaGradientOfInput(BatchNormalization):
    def forward_pass(self, X, training=True):
        self.rows = to_rows(X)
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, (to_rows(accum_grad) * self.rows).sum(axis=0))
        return input_grad


@misconception(
    "parameters-gain-an-axis",
    "BatchNormalization",
    title="gamma and beta change their shape in the first step",
    hint="Compare the shape of gamma after initialize with that of its gradient. What does a step make of the two?",
)
class ParametersGainAnAxis(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        step(self, accum_grad, (G * self.X_hat).sum(axis=0, keepdims=True), G.sum(axis=0, keepdims=True))
        return input_grad


@misconception(
    "shared-optimizer",
    "BatchNormalization",
    title="gamma and beta share one optimizer object",
    hint=(
        "An optimizer can have a memory of its parameter. How many optimizer objects does your layer hold"
        " after initialize?"
    ),
)
class SharedOptimizer(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.beta_opt = self.gamma_opt


@misconception(
    "callers-optimizer",
    "BatchNormalization",
    title="The layer trains with the caller's own optimizer object",
    hint=("Somebody may give the same optimizer to two layers. Does your layer keep that object, or one made from it?"),
)
class CallersOptimizer(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.gamma_opt = self.beta_opt = optimizer


@misconception(
    "update-thrown-away",
    "BatchNormalization",
    title="The value that update returns is thrown away",
    hint="update does not change the array that it is given. Where does its result go in your code?",
)
class UpdateThrownAway(BatchNormalization):
    def backward_pass(self, accum_grad):
        gamma, beta = self.gamma, self.beta
        input_grad = super().backward_pass(accum_grad)
        self.gamma, self.beta = gamma, beta
        return input_grad


@misconception(
    "trainable-ignored",
    "BatchNormalization",
    title="The layer learns although trainable is False",
    hint=(
        "Set trainable to False, go back once, and print beta. Where in backward_pass does your code look at "
        "self.trainable?"
    ),
)
class TrainableIgnored(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, True
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        return input_grad


@misconception(
    "frozen-returns-nothing",
    "BatchNormalization",
    title="A frozen layer returns no gradient",
    hint=("The layers before a frozen one still learn. What does your backward_pass return when trainable is False?"),
)
class FrozenReturnsNothing(BatchNormalization):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "training-sets-trainable",
    "BatchNormalization",
    title="The training flag of forward_pass is stored as trainable",
    hint=(
        "training says how one forward pass is used; trainable says whether the layer learns. Do you "
        "assign one to the other?"
    ),
)
class TrainingSetsTrainable(BatchNormalization):
    def forward_pass(self, X, training=True):
        self.trainable = training
        return super().forward_pass(X, training)


@misconception(
    "one-statistic-per-pixel",
    "BatchNormalization",
    title="Every pixel of an image is normalised by itself",
    hint="How many means does a batch of images with three channels have? How many has yours?",
)
class OneStatisticPerPixel(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if X.ndim == 2 or not training:
            return output
        X_hat = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + self.eps)
        self.X_hat = to_rows(X_hat)
        return from_rows(self.gamma * self.X_hat + self.beta, X.shape)


@misconception(
    "one-statistic-per-image",
    "BatchNormalization",
    title="Every image is normalised by itself",
    hint="Over which axes do your statistics run for images? The batch is one of them.",
)
class OneStatisticPerImage(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if X.ndim == 2 or not training:
            return output
        mean, var = X.mean(axis=(2, 3), keepdims=True), X.var(axis=(2, 3), keepdims=True)
        self.X_hat = to_rows((X - mean) / np.sqrt(var + self.eps))
        return from_rows(self.gamma * self.X_hat + self.beta, X.shape)


@misconception(
    "channels-mixed",
    "to_rows",
    title="Images are cut into columns without moving the channels to the end first",
    hint=("reshape keeps the order of the elements. After yours, do all numbers of a column come from one channel?"),
)
def channels_mixed(X):
    return X if X.ndim == 2 else X.reshape(-1, X.shape[1])


@misconception(
    "channels-mixed",
    "from_rows",
)
def channels_mixed_back(rows, shape):
    return rows.reshape(shape)


@misconception(
    "running-statistics-counted",
    "BatchNormalization",
    title="parameters counts the running statistics as well",
    hint="Which of the four arrays does backward_pass change by a step? Only those are learnt, and only those count.",
)
class RunningStatisticsCounted(BatchNormalization):
    def parameters(self):
        return super().parameters() + self.running_mean.size + self.running_var.size


@misconception(
    "input-centred-in-place",
    "BatchNormalization",
    title="The mean is taken from the input in place",
    hint="The caller may still need X as it was. Does your code use an operator such as -= on it?",
)
class InputCentredInPlace(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X -= X.mean(axis=0)
        return output


@misconception(
    "gradient-scaled-in-place",
    "BatchNormalization",
    title="accum_grad is multiplied by gamma in place",
    hint="The caller may still need accum_grad as it was. Does your code use an operator such as *= on it?",
)
class GradientScaledInPlace(BatchNormalization):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        accum_grad *= 2
        return input_grad


@misconception(
    "eps-in-the-running-variance",
    "BatchNormalization",
    title="The running variance averages variances that contain eps already",
    hint=(
        "eps keeps a division safe and belongs to that division alone. Which number enters your running average: "
        "the variance, or what stands under the root?"
    ),
)
class EpsInTheRunningVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if training:
            self.running_var = self.running_var + (1 - self.momentum) * self.eps
        return output


@misconception(
    "default-momentum-too-small",
    "BatchNormalization",
    title="Without a momentum, one tenth of each batch enters the running statistics",
    hint=(
        "A layer can be made without any argument. Compare the two defaults in the first line of your constructor "
        "with those in the statement."
    ),
)
class DefaultMomentumTooSmall(BatchNormalization):
    def __init__(self, momentum=0.9, eps=1e-5):
        super().__init__(momentum, eps)


@misconception(
    "default-eps-too-large",
    "BatchNormalization",
    title="Without an eps, a much larger number stands under the root",
    hint=(
        "A layer can be made without any argument. Count the zeros of the default that stands in the first line "
        "of your constructor."
    ),
)
class DefaultEpsTooLarge(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-3):
        super().__init__(momentum, eps)


@misconception(
    "gamma-gradient-averaged",
    "BatchNormalization",
    title="The gradient of gamma alone is averaged over the batch",
    hint=(
        "Both parameters are shared by everything in the batch. Compare how your code reduces the gradient of "
        "gamma and that of beta."
    ),
)
class GammaGradientAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, grad_gamma=(to_rows(accum_grad) * self.X_hat).mean(axis=0))
        return input_grad


@misconception(
    "beta-gradient-averaged",
    "BatchNormalization",
    title="The gradient of beta alone is averaged over the batch",
    hint=(
        "Both parameters are shared by everything in the batch. Compare how your code reduces the gradient of "
        "beta and that of gamma."
    ),
)
class BetaGradientAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, grad_beta=to_rows(accum_grad).mean(axis=0))
        return input_grad


@misconception(
    "parameter-gradients-total",
    "BatchNormalization",
    title="The gradients of gamma and beta are summed over the features as well",
    hint="Each feature has a gamma and a beta of its own. Which axis of accum_grad should survive your sums?",
)
class ParameterGradientsTotal(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        step(self, accum_grad, np.full(G.shape[1], (G * self.X_hat).sum()), np.full(G.shape[1], G.sum()))
        return input_grad


@misconception(
    "update-arguments-swapped",
    "BatchNormalization",
    title="update gets the gradient first and the parameter second",
    hint=(
        "An optimizer takes two arrays of the same shape and cannot tell them apart. Which of them does it expect "
        "first?"
    ),
)
class UpdateArgumentsSwapped(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        if trainable:
            G = to_rows(accum_grad)
            self.gamma = self.gamma_opt.update((G * self.X_hat).sum(axis=0), self.gamma)
            self.beta = self.beta_opt.update(G.sum(axis=0), self.beta)
        return input_grad


@misconception(
    "steps-uphill",
    "BatchNormalization",
    title="gamma and beta move along their gradients instead of against them",
    hint=(
        "The optimizer already knows that the loss shall go down. Which sign has the gradient that your code "
        "hands to it?"
    ),
)
class StepsUphill(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        step(self, accum_grad, -(G * self.X_hat).sum(axis=0), -G.sum(axis=0))
        return input_grad


@misconception(
    "branches-swapped",
    "BatchNormalization",
    title="The branches for training and for evaluation are exchanged",
    hint=(
        "Read your condition aloud: whose statistics are used when training is True, and in which of the two "
        "branches do the running ones move?"
    ),
)
class BranchesSwapped(BatchNormalization):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, not training)


@misconception(
    "gradient-passed-through",
    "BatchNormalization",
    title="accum_grad is returned as the gradient by the input",
    hint=(
        "Between the input and the output stand a difference, a division and a product. What does each of them do "
        "to a gradient on its way back?"
    ),
)
class GradientPassedThrough(BatchNormalization):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)
        return accum_grad


@misconception(
    "divided-by-the-deviation-twice",
    "BatchNormalization",
    title="The gradient by the input is divided by the standard deviation twice",
    hint="Multiply all inputs of a batch by 10. By how much should its gradients shrink, and by how much do yours?",
)
class DividedByTheDeviationTwice(BatchNormalization):
    def backward_pass(self, accum_grad):
        return from_rows(to_rows(super().backward_pass(accum_grad)) * self.scale, accum_grad.shape)


@misconception(
    "one-statistic-for-everything",
    "BatchNormalization",
    title="One mean and one variance are taken for all features together",
    hint=(
        "Every feature is treated alone. How many means does a batch with three features have, and how many does "
        "your code compute?"
    ),
)
class OneStatisticForEverything(BatchNormalization):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        find_statistics(self, X, training)
        ones = np.ones(X.shape[1])
        return normalise(self, X, X.mean() * ones, X.var() * ones)


@misconception(
    "statistics-of-each-row",
    "BatchNormalization",
    title="Each sample is normalised over its features",
    hint=(
        "In a batch of rows, do the numbers that share a mean stand in one row or in one column? Look at the axis "
        "of your mean."
    ),
)
class StatisticsOfEachRow(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            return output
        rows = to_rows(X)
        mean, var = rows.mean(axis=1, keepdims=True), rows.var(axis=1, keepdims=True)
        self.X_hat = (rows - mean) / np.sqrt(var + self.eps)
        return from_rows(self.gamma * self.X_hat + self.beta, X.shape)


@misconception(
    "not-centred",
    "BatchNormalization",
    title="The mean is not taken from the inputs",
    hint=(
        "With gamma ones and beta zeros, what mean should every feature of the output have? Print the means of yours."
    ),
)
class NotCentred(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, np.zeros_like(mean), var)


@misconception(
    "beta-left-out",
    "BatchNormalization",
    title="beta is left out of the output",
    hint=(
        "After the normalisation stand a scale and a shift. Assign a large beta and look at the means of your output."
    ),
)
class BetaLeftOut(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return from_rows(to_rows(output) - self.beta, X.shape)


@misconception(
    "running-variance-stays",
    "BatchNormalization",
    title="Only the running mean moves",
    hint=(
        "A training pass leaves a trace in two running statistics. Print both of them after a batch: which one is "
        "still what initialize made it?"
    ),
)
class RunningVarianceStays(BatchNormalization):
    def forward_pass(self, X, training=True):
        var = self.running_var
        output = super().forward_pass(X, training)
        self.running_var = var
        return output


@misconception(
    "frozen-statistics-stay",
    "BatchNormalization",
    title="The running statistics stand still while trainable is False",
    hint=(
        "trainable speaks of what the layer learns by gradients. Are the running statistics among these? Look for "
        "a condition in forward_pass."
    ),
)
class FrozenStatisticsStay(BatchNormalization):
    def forward_pass(self, X, training=True):
        kept = self.running_mean, self.running_var
        output = super().forward_pass(X, training)
        if not self.trainable:
            self.running_mean, self.running_var = kept
        return output


@misconception(
    "backward-moves-statistics",
    "BatchNormalization",
    title="The backward pass moves the running statistics as well",
    hint="Each batch counts once in the running statistics. How often does your code add it, and in which methods?",
)
class BackwardMovesStatistics(BatchNormalization):
    def forward_pass(self, X, training=True):
        if training:
            self.batch = X
        return super().forward_pass(X, training)

    def backward_pass(self, accum_grad):
        find_statistics(self, self.batch, True)
        return super().backward_pass(accum_grad)


@misconception(
    "initialized-once",
    "BatchNormalization",
    title="A second initialize changes nothing",
    hint=(
        "initialize is a fresh start, also for a layer that has been trained. Under which condition does yours "
        "set gamma and the others?"
    ),
)
class InitializedOnce(BatchNormalization):
    def initialize(self, optimizer):
        if self.gamma is None:
            super().initialize(optimizer)


@misconception(
    "unset-before-initialize",
    "BatchNormalization",
    title="gamma, beta and the running statistics do not exist before initialize",
    hint=(
        "Which values have these attributes between the constructor and initialize? The docstring of the class "
        "says it for each of them."
    ),
)
class UnsetBeforeInitialize(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(momentum, eps)
        del self.gamma, self.beta, self.running_mean, self.running_var


@misconception(
    "set-in-the-constructor",
    "BatchNormalization",
    title="gamma, beta and the running statistics are set in the constructor",
    hint=(
        "How many features has a layer whose input shape is not known yet? Which values do the attributes have "
        "until initialize is called?"
    ),
)
class SetInTheConstructor(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(momentum, eps)
        self.gamma = self.running_var = np.ones(1)
        self.beta = self.running_mean = np.zeros(1)


@misconception(
    "parameters-inherited",
    "BatchNormalization",
    title="parameters is not written, so that the base class answers 0",
    hint=(
        "The base class has a method for layers that learn nothing. Does your class have one of its own with "
        "exactly that name?"
    ),
)
class ParametersInherited(BatchNormalization):
    def parameters(self):
        return 0


@misconception(
    "parameters-of-one",
    "BatchNormalization",
    title="parameters counts the features and not both parameters of each",
    hint=(
        "How many numbers does backward_pass change for a layer with one feature? Compare with what your method "
        "returns for it."
    ),
)
class ParametersOfOne(BatchNormalization):
    def parameters(self):
        return self.gamma.size


@misconception(
    "one-array-for-all-results",
    "BatchNormalization",
    title="Every forward pass writes into the array that the last one returned",
    hint=(
        "Keep the result of one pass, run another batch, and print the first result again. Where does your layer "
        "make a new array?"
    ),
)
class OneArrayForAllResults(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if getattr(self, "output", None) is None or self.output.shape != output.shape:
            self.output = output.copy()
        self.output[...] = output
        return self.output


@misconception(
    "statistics-shared-by-layers",
    "BatchNormalization",
    title="All layers share what the forward pass keeps",
    hint="A network has many such layers. Is what backward_pass needs kept in the object, or in the class or module?",
)
class StatisticsSharedByLayers(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        type(self).shared = self.X_hat, self.scale
        return output

    def backward_pass(self, accum_grad):
        self.X_hat, self.scale = type(self).shared
        return super().backward_pass(accum_grad)


@misconception(
    "forward-returns-nothing",
    "BatchNormalization",
    title="forward_pass returns nothing",
    hint=(
        "Call forward_pass in both modes and look at what comes back. Which line of it hands the output to the "
        "caller, and is that line reached?"
    ),
)
class ForwardReturnsNothing(BatchNormalization):
    def forward_pass(self, X, training=True):
        super().forward_pass(X, training)


@misconception(
    "backward-returns-nothing",
    "BatchNormalization",
    title="backward_pass returns nothing",
    hint=(
        "The layer before this one waits for a gradient. Which line of backward_pass hands it to the caller, and "
        "is that line reached?"
    ),
)
class BackwardReturnsNothing(BatchNormalization):
    def backward_pass(self, accum_grad):
        super().backward_pass(accum_grad)


@misconception(
    "training-not-taken",
    "BatchNormalization",
    title="forward_pass does not take the argument training",
    hint=(
        "How does a caller tell your layer that the network is in use? Compare the first line of your "
        "forward_pass with the one in the statement."
    ),
)
class TrainingNotTaken(BatchNormalization):
    def forward_pass(self, X):
        return super().forward_pass(X)

    forward_pass.__qualname__ = "BatchNormalization.forward_pass"


@misconception(
    "training-has-no-default",
    "BatchNormalization",
    title="The argument training of forward_pass has no default",
    hint=(
        "Most callers write forward_pass(X) and nothing more. What is training then? The statement says it in the "
        "first line of the method."
    ),
)
class TrainingHasNoDefault(BatchNormalization):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "BatchNormalization.forward_pass"
