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


class ShortWayBack(BatchNormalization):
    """The right layer with the usual short formula, which takes mean and variance for the batch's own."""

    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        by_variance = self.X_hat * (X_hat_grad * self.X_hat).mean(axis=0)
        input_grad = self.scale * (X_hat_grad - X_hat_grad.mean(axis=0) - by_variance)
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


def move(layer, mean, var):
    """Moves the running statistics towards these."""
    layer.running_mean = layer.momentum * layer.running_mean + (1 - layer.momentum) * mean
    layer.running_var = layer.momentum * layer.running_var + (1 - layer.momentum) * var


def train_alone(layer, accum_grad, **gradients):
    """Makes the backward pass with these gradients of gamma and beta; returns the right one by the input."""
    trainable, layer.trainable = layer.trainable, False
    input_grad = BatchNormalization.backward_pass(layer, accum_grad)
    layer.trainable = trainable
    step(layer, accum_grad, **gradients)
    return input_grad


@misconception(
    "std-taken-for-variance",
    "BatchNormalization",
    title="The root is taken of the standard deviation instead of the variance",
    hint=(
        "How many roots are there between the variance of your batch and the divisor? Follow that number through "
        "your code. Does one line call std, and another one sqrt? Take a column with the two values 0 and 32. Its "
        "mean is 16, its variance 256, its standard deviation 16. Divided by 16 the differences become -1 and 1. "
        "A second root makes the divisor 4, and they become -4 and 4. So the variance of what comes out tells: it "
        "should be near 1 for every column, with gamma ones. Columns whose variance is near 1 hide the mistake, "
        "as every root of 1 is 1; multiply a batch by 100 and look again."
    ),
)
class StdTakenForVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / np.sqrt(np.sqrt(var) + self.eps))


@misconception("std-taken-for-variance", "BatchNormalization", variant="running-too")
class StdTakenForVarianceAndKept(BatchNormalization):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        mean, deviation = to_rows(X).mean(axis=0), to_rows(X).std(axis=0)
        move(self, mean, deviation)
        return normalise(self, X, mean, deviation)


@misconception(
    "no-root",
    "BatchNormalization",
    title="The difference is divided by the variance itself",
    hint=(
        "Multiply all inputs of a batch by 10. Should the output change, and does yours? Take the column 0, 8: "
        "mean 4, variance 16. The differences -4 and 4, divided by the standard deviation 4, are -1 and 1. "
        "Divided by the variance they are -0.25 and 0.25. Now ten times as much: 0, 80. The variance is 1600, and "
        "what comes out is -1 and 1 in the one case, -0.025 and 0.025 in the other. A variance has the unit of "
        "the squares; whoever measures in centimetres instead of metres gets other results. For columns with "
        "variance 1 there is no difference, so random normal numbers are the worst trial of all."
    ),
)
class NoRoot(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / (var + self.eps))


@misconception(
    "eps-outside-the-root",
    "BatchNormalization",
    title="eps is added to the standard deviation instead of the variance",
    hint=(
        "Is eps added before or after the root is taken in your code? A large eps shows the difference. Let the "
        "variance be 16 and eps be 9. Added first, the divisor is 5, the root of 25. Added afterwards, it is 4 + "
        "9 = 13. With the default of 0.00001 and an ordinary variance both ways agree to many digits, so a table "
        "of outputs does not help. It is different for a column that hardly varies: under the root such an eps "
        "stands for a divisor of at least about 0.003, beside the root for one of 0.00001, so small noise is "
        "blown up as much as 300 times more. Which one does the formula show?"
    ),
)
class EpsOutsideTheRoot(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, mean, var, 1 / (np.sqrt(var) + self.eps))


@misconception(
    "eps-ignored",
    "BatchNormalization",
    title="A fixed number is used whatever eps says",
    hint=(
        "Make two layers with different eps and give both the same batch. Where does the number under your root "
        "come from? For a column 0, 2 the mean and the variance are both 1. With eps = 3 the outputs should be "
        "-0.5 and 0.5, with eps = 99 they should be -0.1 and 0.1. If they are -1 and 1 both times, your layer "
        "uses a number of its own. A kitchen scale with a button for its units, which nobody has wired, weighs "
        "rightly in grams for ever. As long as eps is left at its default no trial can tell. What becomes of the "
        "argument in your constructor, and who reads it later?"
    ),
)
class EpsIgnored(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(momentum, 1e-5)


def declare_eps(fixed):
    """Declares the mistake with another number."""

    @misconception("eps-ignored", "BatchNormalization", variant=f"at-{fixed:g}")
    class Ignored(BatchNormalization):
        def __init__(self, momentum=0.99, eps=1e-5):
            super().__init__(momentum, fixed)


for fixed in (1e-3, 1e-2):
    declare_eps(fixed)


@misconception(
    "unbiased-variance",
    "BatchNormalization",
    title="The variance of the batch is divided by M - 1",
    hint=(
        "By what does your variance divide? Batches of three or four rows show the difference. Take the column 1, "
        "3. The squared differences are 1 and 1. Divided by 2 the variance is 1, and the outputs are -1 and 1; "
        "divided by 1 it is 2, and the outputs are about -0.7 and 0.7. A division by one less than the number of "
        "values is used to estimate a larger population from a sample. Here the batch stands for itself, and the "
        "statement says which count it takes. Is there an argument ddof in your call, or a function that divides "
        "so by itself? For 1000 rows the two differ by a thousandth only."
    ),
)
class UnbiasedVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        M = len(to_rows(X))
        return normalise(self, X, mean, var * M / max(M - 1, 1) if training else var)


@misconception("unbiased-variance", "BatchNormalization", variant="running-too")
class UnbiasedVarianceKept(BatchNormalization):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        rows = to_rows(X)
        with np.errstate(invalid="ignore"):
            mean, var = rows.mean(axis=0), rows.var(axis=0) * len(rows) / np.float64(len(rows) - 1)
        move(self, mean, var)
        return normalise(self, X, mean, var)


@misconception(
    "unbiased-running-variance",
    "BatchNormalization",
    title="The running variance averages variances that are divided by M - 1",
    hint=(
        "Which variance enters your running average: the one that normalised the batch, or another one? Take "
        "momentum 0.5, a fresh layer and the column 0, 4. Its variance is 4, and the running variance goes from 1 "
        "to 2.5. Divided by one value less it would be 8, and the running variance would go to 4.5. The output of "
        "the training pass is right, and the gradient as well; only evaluation shows the difference. Some "
        "libraries do it that way, and numbers compared with theirs will agree with yours. The statement has the "
        "same variance in both places. In large batches hardly anything can be seen, so count with two or three "
        "rows."
    ),
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
    hint=(
        "With a momentum of 0.99, how much should one batch change the running mean? How much does it in yours? "
        "Start at 0 and send one batch with mean 100. A layer that keeps most of the past goes to 1; one that "
        "trusts the newest batch goes to 99. A diary that is rewritten each evening and a diary that gets one "
        "line each evening are both diaries, but only one remembers. With a momentum of 0.5 both are the same, "
        "and batches of equal mean hide it as well after a while. In evaluation the layer would then depend on "
        "the last batch alone, and two evaluations after different batches disagree."
    ),
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
    hint=(
        "If all batches have mean 3, where does your running mean go? Do the two weights add up to 1? Follow "
        "three steps with momentum 0.5 from 0. An average gives 1.5, then 2.25, and it comes nearer and nearer to "
        "3. If the batch is added in full, it gives 3, then 4.5, then 5.25, and goes towards 6. With a momentum "
        "of 0.9 it would go to 30. In a fair mixture of two paints the parts make up one whole pot; here the pot "
        "overflows. Training passes do not use these numbers, so they look right. In evaluation a mean is taken "
        "away that no batch ever had."
    ),
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
    hint=(
        "Look up in the statement where each running statistic starts. They do not start alike. What does your "
        "layer do with an input of 2 in evaluation, right after initialize? With a variance of 1 the answer is "
        "close to 2: nothing is known yet, so nothing is changed. With a variance of 0 the divisor is the root of "
        "eps alone, and 2 becomes more than 600. After many batches the start is forgotten, since each one "
        "weakens it; with the default momentum of 0.99, though, a third of it is left after 100 batches. So it "
        "shows early in a training, as outputs that are too large, and hardly at all later."
    ),
)
class RunningVarianceStartsAtZero(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.running_var = np.zeros_like(self.running_var)


@misconception(
    "first-batch-starts-the-average",
    "BatchNormalization",
    title="The running statistics start with the first batch",
    hint=(
        "What are the running statistics before the first batch, and does the first batch count like the others? "
        "Take momentum 0.75 and a first batch with mean 8. From the start that initialize gives, one step leads "
        'to 2. A layer that takes its first batch as the start is at 8 at once. Look for a condition such as "if '
        'this is the first one". The thought is a good one, since zeros and ones are a poor guess, but it is '
        "another rule than the one in the statement. From the second batch on both follow the same line of code, "
        "and after a few hundred batches they agree. One or two batches show the difference."
    ),
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


@misconception("first-batch-starts-the-average", "BatchNormalization", variant="none-until-then")
class NoAverageBeforeTheFirstBatch(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.running_mean = self.running_var = None

    def forward_pass(self, X, training=True):
        if training and self.running_mean is None:
            self.running_mean, self.running_var = to_rows(X).mean(axis=0), to_rows(X).var(axis=0)
        return super().forward_pass(X, training)


@misconception(
    "running-std",
    "BatchNormalization",
    title="The running variance averages standard deviations",
    hint=(
        "What exactly enters your running average: the variance, or its root? Compare the line with the one for "
        "the mean. Take momentum 0.5, a fresh layer and the column 0, 6. The variance is 9, the standard "
        "deviation 3. The running variance goes from 1 to 5 in one case, to 2 in the other. In evaluation a root "
        "is taken of it, whatever it is: then a root has been taken twice. And averaging first is not the same as "
        "taking roots first: the mean of 1 and 9 is 5, while 1 and 3 have the mean 2, whose square is 4. With "
        "batches of variance 1 all of these agree."
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
    hint=(
        "What mean has your output in training, right after initialize? Whose statistics did the pass use? Take a "
        "column 10, 14 in a fresh layer. With its own mean 12 and variance 4 the outputs are -1 and 1, except for "
        "eps. The running mean has moved by a hundredth of 12 only, so with the running statistics the outputs "
        "stay near 10 and 14. Print the mean of each column of the output; with beta zeros it should be 0 in each "
        "training pass. The running statistics are a summary for later, when there may be no batch at all. After "
        "a long training they come close to those of a batch, and the slip becomes hard to see."
    ),
)
class RunningStatisticsInTraining(BatchNormalization):
    def forward_pass(self, X, training=True):
        find_statistics(self, X, training)
        return normalise(self, X, self.running_mean, self.running_var)


@misconception("running-statistics-in-training", "BatchNormalization", variant="before-they-move")
class RunningStatisticsBeforeTheyMove(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = self.running_mean, self.running_var
        find_statistics(self, X, training)
        return normalise(self, X, mean, var)


@misconception(
    "evaluation-moves-statistics",
    "BatchNormalization",
    title="Evaluation passes move the running statistics",
    hint=(
        "Evaluate one batch twice and print running_mean in between. Which of your lines that assign it are "
        "inside the branch for training? Take momentum 0.9, a fresh layer and a batch of mean 10. Two evaluations "
        "should leave the running mean at 0, 0. If it goes to 1 and then to 1.9, looking at the data changes the "
        "layer. A scale that adds a gram each time somebody reads it is of that kind. The first evaluation after "
        "a training gives the right output, as the move comes too late for it. The second one differs for the "
        "same input, and test data leak into what the network knows."
    ),
)
class EvaluationMovesStatistics(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if not training:
            find_statistics(self, X, True)
        return output


@misconception("evaluation-moves-statistics", "BatchNormalization", variant="before-the-output")
class EvaluationMovesStatisticsFirst(BatchNormalization):
    def forward_pass(self, X, training=True):
        if not training:
            find_statistics(self, X, True)
        return super().forward_pass(X, training)


@misconception(
    "batch-statistics-in-evaluation",
    "BatchNormalization",
    title="Evaluation uses the statistics of its batch",
    hint=(
        "Evaluate one sample alone, then among others. Is its output the same, and whose mean was taken from it? "
        "One sample alone is its own mean: with the statistics of its batch the difference is 0, and every output "
        "is just beta, whatever the sample was. With the running statistics the sample keeps its own value. A "
        "grade that depends on the points is the same whoever else sits in the room; a rank is not. Large "
        "evaluation batches hide the mistake, for their statistics are close to the running ones. It shows when a "
        "network in use gets its samples one by one, and when they come sorted by class."
    ),
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
    hint=(
        "What the network has learnt counts in evaluation, too. Where do gamma and beta stand in that branch? Set "
        "gamma to 3 and beta to 5 in a fresh layer and evaluate an input of 2. The running mean is 0 and the "
        "running variance 1, so the normalised value is about 2, and the output should be about 11. If 2 comes "
        "out, the last step is missing on this way through the method. After initialize gamma is 1 and beta is 0, "
        "and nothing can be seen. Which lines should both branches share, and which belong to one of them? A "
        "return at the end of a branch often skips what stands below it."
    ),
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
        "Add the same number to a whole column of X. The output stays, so what must the column's gradients add up "
        "to? Look at the first step alone, the distance from the mean. For 1, 2, 6 the mean is 3 and the "
        "distances are -2, -1, 3. Raise the 6 to 9: the mean is 4, and the distances are -3, -2, 5. The last one "
        "rose by 2 for every 3, and the others fell, though nobody touched their numbers. A gradient that is only "
        "a multiple of accum_grad knows nothing of that. Send 1, 0, 0 back for a column: do the three answers add "
        "up to 0, and does the second row get anything?"
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
        "Your gradient goes back through the mean. Which other statistic of the batch depends on every x of its "
        "column? Take a batch of two rows. The column 2, 4 becomes -1 and 1, and so does 2, 10, or any other pair "
        "in this order, except for eps. So the outputs hardly depend on the inputs at all, and the gradient must "
        "be close to 0, whatever comes back. Send 1, -1: does your layer return something large? A test with a "
        "shift of the whole column is passed without this way, as the answers add up to 0. Stretching a column is "
        "the other test: its outputs stay as well. What does that say about the gradient?"
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
    hint=(
        "A mean over the batch divides by how many things? Look at the axis that your count comes from. For "
        "np.ones((6, 2)) each column adds up to 6. Divided by the 6 rows that is 1, the mean of ones; divided by "
        "the 2 columns it is 3, which is no mean of ones. Print the count that your backward_pass uses for a "
        "batch of six rows with two features. In the forward pass numpy's mean counts by itself, so the outputs "
        "are right. Where you wrote the division yourself, one index decides. In a square batch both counts are "
        "equal. As a test, a column's gradients should add up to 0."
    ),
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
    hint=(
        "How many values of a channel share one mean in a batch of images? Your gradient divides by fewer. Count "
        "for two images of 3 by 4 pixels: a channel has 24 values in the batch, and each of them has moved the "
        "mean by 1/24 of its own change. Dividing by the two images says that each moved it by one half; the 24 "
        "parts together would then be 12 wholes. len of an array counts along the first axis only: "
        "len(np.ones((2, 5, 3, 4))) is 2. For rows of features there are no pixels and the count is right, so "
        "that half of the cases works. Do the gradients of one channel add up to 0?"
    ),
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
    hint=(
        "Between the input and the output stands a product with gamma. Where is it on the way back? Set gamma to "
        "0: the output is beta everywhere, whatever comes in, so the gradient by the input must be 0. Is yours? "
        "Then set it to 10: all changes of the output are ten times as large as with 1, and so should be the "
        "gradients. After initialize every gamma is 1, and multiplying by 1 is the same as forgetting to "
        "multiply. So a fresh layer passes each check, and the mistake shows only after some steps of training, "
        "or in a trial that sets gamma by hand. Draw the chain of operations and go through it backwards, station "
        "by station."
    ),
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
        "The gradient you return belongs to the gamma that made the output. Which one is in self.gamma when you "
        "need it? Look at the order of the lines. Say gamma is 2, and a step moves it to 5. The output that the "
        "loss has judged was made with 2; a gradient computed after the step uses 5 and is 2.5 times too large. "
        "For a product 2 · x the change per unit of x is 2, and it does not matter what the 2 becomes tomorrow. "
        "With small learning rates the two differ in the last digits only, which looks like rounding. A large "
        "learning rate makes it plain, and so does a comparison with trainable set to False."
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
    hint=(
        "This track sums over the batch; dividing is the business of the loss. Where does your code take a mean? "
        "Try a batch twice: once as it is, once with each row written down two times, with the same accum_grad "
        "for both copies. The mean and the variance do not change, so the normalised rows are the same. Twice as "
        "many rows complain, so the steps of gamma and beta should be twice as long. With means they stay as they "
        "were. As a number: the gradients 1, 2, 3 for beta sum to 6, and their mean is 2. Only the length of the "
        "step is wrong, so a network still learns, with gamma and beta lagging behind the weights."
    ),
)
class GradientsAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        step(self, accum_grad, (G * self.X_hat).mean(axis=0), G.mean(axis=0))
        return input_grad


@misconception("gradients-averaged", "BatchNormalization", variant="over-images-alone")
class GradientsAveragedOverImages(BatchNormalization):
    def backward_pass(self, accum_grad):
        G, N = to_rows(accum_grad), len(accum_grad)
        return train_alone(self, accum_grad, grad_gamma=(G * self.X_hat).sum(axis=0) / N, grad_beta=G.sum(axis=0) / N)


@misconception(
    "gamma-gradient-of-input",
    "BatchNormalization",
    title="The gradient of gamma multiplies by X instead of the normalised X",
    hint=(
        "What does gamma multiply in the forward pass? Its gradient meets the same array. Which array does yours "
        "meet? In y = a · t with t = 3, raising a by 1 raises y by 3, so the slope is t, the very thing that "
        "stands beside a. Whether t was made from some other number by a shift and a division does not matter. "
        "Take the column 100, 102, whose normalised values are about -1 and 1, and gradients of 1, 1. The gamma "
        "should get about 0, as one output rises and the other falls. With the inputs in that place it gets more "
        "than 200. Inputs that have mean 0 and variance 1 already hide the mistake."
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
    "gamma-gradient-not-divided",
    "BatchNormalization",
    title="The gradient of gamma uses X less its mean, not divided by the deviation",
    hint=(
        "gamma multiplies an array in the forward pass. Is it this very array that enters your gradient of gamma, or "
        "the one from a step before? Take a feature with the values 10 and 30: centred they are -10 and 10, and "
        "normalised about -1 and 1. If gamma grows by 0.1, the outputs move away from their middle by 0.1 and not by "
        "1. With the gradients 0 and 6 at these two outputs, gamma should get about 6; the earlier array leads to "
        "60. Then measure the same lengths in millimetres: the outputs of the layer stay as they are, and so should "
        "its step, but yours becomes larger again by the unit. The returned gradient is right all the while, and on "
        "features whose deviation is near 1 nothing can be seen."
    ),
)
class GammaGradientNotDivided(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, (to_rows(accum_grad) * self.X_hat / self.scale).sum(axis=0))
        return input_grad


@misconception(
    "parameters-gain-an-axis",
    "BatchNormalization",
    title="gamma and beta change their shape in the first step",
    hint=(
        "Compare the shape of gamma after initialize with that of its gradient. What does a step make of the two? "
        "In a shell: (np.ones(3) - np.ones((1, 3))).shape is (1, 3). Broadcasting puts the missing axis in front, "
        "without an error, so the parameter comes back with one axis more than it had. The next passes still give "
        "the right numbers for rows of features. But whoever has stored the shape before, an optimizer with a "
        "memory or a program that saves parameters, finds another one. Both shapes are allowed here, as long as "
        "one is kept. Which line makes the extra axis, and does it need to keep it?"
    ),
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
        "An optimizer can have a memory of its parameter. How many optimizer objects does your layer hold after "
        "initialize? Test it with `is`: two lists made as `a = []; b = a` are one object, those made as `a = []; "
        "b = []` are two. Then think of momentum: an optimizer that moves by the gradient plus half of its latest "
        "move. gamma's gradient of 10 makes it move by 10. Then beta comes with a gradient of 0 and is moved by "
        "5, for no reason of its own. An optimizer without a memory treats both rightly, so simple gradient "
        "descent does not show the mistake. gamma and beta even have the same shape, so no error does, either."
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
    hint=(
        "Somebody may give the same optimizer to two layers. Does your layer keep that object, or one made from "
        "it? A pencil lent to two people who both write is one pencil, and what one of them wears off is missing "
        'for the other. In Python: `a = {"n": 0}`, `b = a`, `b["n"] = 5` leaves 5 in a; with `b = dict(a)` '
        "instead, a keeps its 0. After a step of your layer, is the optimizer that you handed in as it was "
        "before? Plain gradient descent has nothing that changes. One with a velocity takes it from one parameter "
        "to the next, across layers, and arrays of different lengths may even meet."
    ),
)
class CallersOptimizer(BatchNormalization):
    def initialize(self, optimizer):
        super().initialize(optimizer)
        self.gamma_opt = self.beta_opt = optimizer


@misconception(
    "update-thrown-away",
    "BatchNormalization",
    title="The value that update returns is thrown away",
    hint=(
        "update does not change the array that it is given. Where does its result go in your code? A name for "
        'comparison: "anna".title() gives "Anna", and the text itself stays "anna" unless somebody stores the '
        "answer. Send one batch through and back with a gradient of ones, and print beta before and after: did it "
        "move from 0? The gradient by the input is right, and so are all outputs of a fresh layer, so many checks "
        "pass. In a network the weights of other layers learn around it, with gamma at 1 and beta at 0 for ever. "
        "The loss falls, only not as far as it could, and nothing tells why."
    ),
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
        "self.trainable? A flag works only where a line asks for it; in the constructor it is written down, no "
        'more. Think of a shop with a sign "closed" and an open door. With a gradient of 1 for each of four rows, '
        "beta gets a gradient of 4, and an optimizer that subtracts a tenth of it would move beta to -0.4; "
        "frozen, it should stay at 0. As the flag is True by default, ordinary training never shows the mistake. "
        "It shows when part of a finished network is to be kept as it is."
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
    hint=(
        "The layers before a frozen one still learn. What does your backward_pass return when trainable is False? "
        "Go through the method as Python does, with the flag off: which is the last line that runs? In a relay a "
        "runner who does not want to win still has to hand over the baton. The same in code: `def price(n, "
        "sale):` with `if sale: return n / 2` and no other line; price(8, True) is 4, and price(8, False) is "
        "None. What the gradient by the input needs, the kept rows and gamma, is there in both cases. A frozen "
        "layer at the front of a network causes no error, one further back stops it."
    ),
)
class FrozenReturnsNothing(BatchNormalization):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else None


@misconception(
    "frozen-passes-through",
    "BatchNormalization",
    title="A frozen layer returns accum_grad as it came",
    hint=(
        "Which lines of backward_pass does your question about trainable switch off: those of the two steps, or all of "
        "them? A frozen layer still normalises on the way there. Suppose that a column of a batch is 10, 20, 30. Add 1 to "
        "all three, and no output moves, since the mean moves along: a gradient of (1, 1, 1) at the output is worth "
        "(0, 0, 0) at the input, frozen or not. What does your frozen layer hand back for it? Send a batch through, ask "
        "for the gradient twice, with the flag on and off and a learning rate of 0, and compare both. Nobody notices "
        "while every layer learns, or while the frozen ones stand at the very front, where the gradient that they "
        "return is thrown away."
    ),
)
class FrozenPassesThrough(BatchNormalization):
    def backward_pass(self, accum_grad):
        return super().backward_pass(accum_grad) if self.trainable else accum_grad


@misconception(
    "training-sets-trainable",
    "BatchNormalization",
    title="The training flag of forward_pass is stored as trainable",
    hint=(
        "training says how one forward pass is used; trainable says whether the layer learns. Do you assign one "
        "to the other? Follow the flag through three lines: set trainable to False, run a forward pass with "
        "training=True, print trainable. It should still be False, because only the person who freezes a layer "
        "thaws it. The first word is about statistics: whose mean is used now? The second is about gamma and "
        "beta: may they move? All four combinations have a meaning; a frozen layer in a training pass normalises "
        "with its batch, and its gamma stays. Trials with the flag at its default do not show anything."
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
    hint=(
        "How many means does a batch of images with three channels have? How many has yours? Take four images of "
        "2 by 5 pixels with 3 channels, so of shape (4, 3, 2, 5). A mean over the first axis alone has the shape "
        "(3, 2, 5), 30 numbers from 4 values each. The table of the statement has room for 3 numbers, from 40 "
        "values each. Why pixels belong together: a pattern is looked for at every place in the same way, so its "
        "strength should be measured with one scale, on the left as on the right. In a batch of one image a pixel "
        "would be its own mean and all outputs would be beta. Images of one pixel hide the mistake."
    ),
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
    hint=(
        "Over which axes do your statistics run for images? The batch is one of them. Take two images of one "
        "channel, one of them dark with the pixels 0, 2, the other bright with 10, 12. Together their mean is 6, "
        "and after the shift the dark one is at -6, -4, the bright one at 4, 6. Each image by itself has the mean "
        "1 or 11, and after the shift both are -1, 1: nothing is left of the difference between dark and bright. "
        "That is another kind of normalisation, which has its own name and its uses. With one image in the batch "
        "both are the same. Rows of features do not show it."
    ),
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
    hint=(
        "reshape keeps the order of the elements. After yours, do all numbers of a column come from one channel? "
        "Number a small image: np.arange(8).reshape(1, 2, 2, 2) has 0, 1, 2, 3 in its first channel and 4, 5, 6, "
        "7 in the second. Cut into two columns as it is, the first column is 0, 2, 4, 6: half of it from each "
        "channel. Which axis would have to be where before the cut, so that neighbours in memory are the channels "
        "of one pixel? The shapes are right and the output has mean 0 in its columns; only, these columns are no "
        "channels. For images of a single pixel the order does not matter."
    ),
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
    hint=(
        "Which of the four arrays does backward_pass change by a step? Only those are learnt, and only those "
        "count. For three features each array has three numbers, twelve in all, but two of the arrays are "
        "measured and not learnt: no gradient is computed for them. A thermometer on the wall changes all day, "
        "and nobody calls that learning. Which two does your optimizer meet? They have to be stored with a "
        "network all the same, which is why some libraries list them beside the parameters and mark them as not "
        "trainable. The passes never ask for the count, so they work; a summary of the network would say twice as "
        "much as is true."
    ),
)
class RunningStatisticsCounted(BatchNormalization):
    def parameters(self):
        return super().parameters() + self.running_mean.size + self.running_var.size


@misconception(
    "input-centred-in-place",
    "BatchNormalization",
    title="forward_pass writes into its input",
    hint=(
        "The caller may still need X as it was. Does your code use an operator such as -= on it? Keep `before = "
        "X.copy()` and compare the two after a call. In small: `a = np.array([4.0, 6.0])`, `b = a`, `b -= "
        "b.mean()` leaves -1, 1 in a; with `b = b - b.mean()` a is 4, 6 still. The output is right either way. "
        "Sent a second time, the same batch now has mean 0, and the running mean learns of a batch that never "
        "was. A layer in front that kept this array for its own gradient works with other numbers than it has "
        "sent. Which of your lines have X on the left side?"
    ),
)
class InputCentredInPlace(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        X -= X.mean(axis=0)
        return output


@misconception(
    "gradient-scaled-in-place",
    "BatchNormalization",
    title="backward_pass writes into accum_grad",
    hint=(
        "The caller may still need accum_grad as it was. Does your code use an operator such as *= on it, or on "
        "an array that shares its memory? A reshaped array often does: after `a = np.ones(4)`, `b = a.reshape(2, "
        "2)` and `b *= 3`, a is 3, 3, 3, 3. After `b = b * 3` it is still ones. So an innocent name can be the "
        "caller's array in another form. What you return may be right for all that. The damage comes with the "
        "second use: a gradient that flows into two branches, or a second call with the same array, meets numbers "
        "that have been multiplied already. Compare with a copy made before the call."
    ),
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
        "the variance, or what stands under the root? Take eps = 2, momentum 0.5, a fresh layer and the column 0, "
        "4 with variance 4. The running variance should go from 1 to 2.5; with eps inside it goes to 3.5. In "
        "evaluation eps is then added once more, so the divisor is too large twice over. With the default of "
        "0.00001 nobody can see it, so choose a large one for the trial. Training outputs and gradients are right "
        "in any case. Does one name in your code stand for two things, before and after the addition?"
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
        "with those in the statement. To see the first at work: a fresh layer, one batch with mean 100 in each "
        "feature, then print running_mean. It is 1 for a momentum that keeps 99 parts of 100, and 10 for one that "
        "keeps 9 of 10. Books write this rule in different ways, and some call the weight of the batch momentum, "
        "so numbers taken from elsewhere seldom fit. Layers that are made with a momentum of their own are right. "
        "With the other default, evaluation follows the last ten batches or so, and trembles more."
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
        "Which eps has a layer that was made as BatchNormalization()? Count the zeros of the default that stands "
        "in the first line of your constructor, and compare it with the statement. In Python 1e-2 is 0.01: the "
        "number behind the e says at which place the 1 stands. How to feel the difference: a column that hardly "
        "varies, with a variance of 0.001. With something as small as 0.00001 under the root the output has a "
        "variance of about 0.99. If the number there is as large as the variance itself, only a half is left. For "
        "ordinary columns with variance 1 both give nearly the same, to three digits, so a table looks right. "
        "Layers with an eps of their own are not affected."
    ),
)
class DefaultEpsTooLarge(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-3):
        super().__init__(momentum, eps)


def declare_default_eps(default):
    """Declares the mistake with another number."""

    @misconception("default-eps-too-large", "BatchNormalization", variant=f"of-{default:g}")
    class OtherEps(BatchNormalization):
        def __init__(self, momentum=0.99, eps=default):
            super().__init__(momentum, eps)


for default in (1e-2, 1e-4):
    declare_default_eps(default)


@misconception(
    "gamma-gradient-averaged",
    "BatchNormalization",
    title="The gradient of gamma alone is averaged over the batch",
    hint=(
        "Both parameters are shared by everything in the batch. Compare how your code reduces the gradient of "
        "gamma and that of beta: is one a sum and the other a mean? Take the normalised column -1, 1, 1, -1 and "
        "the gradients 1, 2, 3, 4. Their products are -1, 2, 3, -4, with the sum 0; change the last gradient to 0 "
        "and the sum is 4, where a mean would be 1. The factor between the two is the number of rows, and for "
        "images the number of pixels comes on top. gamma then learns at a fraction of the speed of beta. With a "
        "single row it cannot be seen, as all is 0 there. Write each batch down twice: do both steps double?"
    ),
)
class GammaGradientAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, grad_gamma=(to_rows(accum_grad) * self.X_hat).mean(axis=0))
        return input_grad


@misconception("gamma-gradient-averaged", "BatchNormalization", variant="over-images-alone")
class GammaGradientAveragedOverImages(BatchNormalization):
    def backward_pass(self, accum_grad):
        grad_gamma = (to_rows(accum_grad) * self.X_hat).sum(axis=0) / len(accum_grad)
        return train_alone(self, accum_grad, grad_gamma=grad_gamma)


@misconception(
    "beta-gradient-averaged",
    "BatchNormalization",
    title="The gradient of beta alone is averaged over the batch",
    hint=(
        "beta is added to each row and each pixel of its feature. Does every one of them have a full say in its "
        "gradient, or is there a division? Compare the line with that for gamma. A rise of beta by 1 lifts all "
        "outputs of a column by 1. If their gradients are 2, 3 and 7, the loss rises by 12, since all three "
        "effects happen at once; the mean, 4, would be the effect on one typical row. Which of the two questions "
        "does a gradient answer? The shape is right with both functions, and gamma learns properly. For images "
        "the difference is largest, as thousands of pixels may share one beta, which would then hardly move."
    ),
)
class BetaGradientAveraged(BatchNormalization):
    def backward_pass(self, accum_grad):
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        step(self, accum_grad, grad_beta=to_rows(accum_grad).mean(axis=0))
        return input_grad


@misconception("beta-gradient-averaged", "BatchNormalization", variant="over-images-alone")
class BetaGradientAveragedOverImages(BatchNormalization):
    def backward_pass(self, accum_grad):
        return train_alone(self, accum_grad, grad_beta=to_rows(accum_grad).sum(axis=0) / len(accum_grad))


@misconception(
    "parameter-gradients-total",
    "BatchNormalization",
    title="The gradients of gamma and beta are summed over the features as well",
    hint=(
        "Each feature has a gamma and a beta of its own. Which axis of accum_grad should survive your sums? For "
        "np.array([[1, 2], [3, 4]]) the sum down the columns is 4, 6: one number for each feature. The sum of "
        "everything is 10, a single number, which numpy gladly subtracts from both entries of beta. Then all "
        "features move together, and one that was right is moved because another was wrong. Print what you hand "
        "to update for a batch with three features: are its entries different? A batch with one feature hides it, "
        "and so does an accum_grad whose columns are alike. For images, three of the four axes are summed; which "
        "one is left?"
    ),
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
        "first? Look at the table of the statement or at the comment in its example. Try an optimizer that "
        "subtracts half of its second argument from its first, with beta at 0 and a gradient of 6. In the right "
        "order beta goes to -3. Exchanged, it goes to 6 - 0 = 6: the gradient has become the parameter. gamma at "
        "1 with a gradient of 0 shows another symptom: it should stay at 1, and it goes to -0.5. No error is "
        "raised, and a learning rate of 0 does not stop the jump. Does a small rate in your layer mean a small "
        "step?"
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
        "hands to it? Take a loss that is just the sum of all outputs, so accum_grad is ones. Lowering beta "
        "lowers it. For three rows the gradient of beta is 3, and an optimizer that subtracts a tenth moves beta "
        "from 0 to -0.3. Does yours go to +0.3? Two minus signs, one in your code and one in update, make a plus. "
        "The gradient by the input is right, so the other layers learn and cover for this one for a while. Repeat "
        "ten steps on a single batch: does the loss fall when only this layer learns?"
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
        "branches do the running ones move? Two trials settle it. One sample alone in evaluation: with its own "
        "statistics every output is beta. A training batch in a fresh layer: with the running statistics, 0 and "
        "1, the output is nearly the input itself. If you see both, the branches have changed places. One `not` "
        "too many does it, or a comparison with False. All the formulas are right, so reading them one by one "
        "finds nothing. In a training the layer does hardly anything, and in use the outputs of a sample depend "
        "on its neighbours."
    ),
)
class BranchesSwapped(BatchNormalization):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, not training)


@misconception("branches-swapped", "BatchNormalization", variant="short-way-back")
class BranchesSwappedShort(ShortWayBack):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, not training)


@misconception(
    "gradient-passed-through",
    "BatchNormalization",
    title="accum_grad is returned as the gradient by the input",
    hint=(
        "Between the input and the output stand a difference, a division and a product. What does each of them do "
        "to a gradient on its way back? Multiply all inputs of a batch by 10: the output stays, so a nudge of the "
        "same size now matters ten times less. Does your gradient get smaller? Add 1 to all of a column: nothing "
        "changes, so the gradients of a column must add up to 0. If accum_grad is ones, they add up to the number "
        "of rows in your layer. gamma and beta learn as they should, so the layer seems to work; but the layers "
        "in front get steps that would fit a network without it."
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
    hint=(
        "When all inputs of a batch become ten times as large, by how much should its gradients shrink, and by "
        "how much do yours? The output stays the same. A step of 1 in an input is a tenth as important as before, "
        "as the column is ten times as wide. So a tenth is right, and a hundredth means that the division happens "
        "twice. How often does the divisor appear between your accum_grad and your result? An array that was kept "
        "in the forward pass may contain it already. Columns with variance 1 hide the mistake, because dividing "
        "by 1 is harmless. Try one with variance 16: is your gradient four times too small there?"
    ),
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
        "your code compute? Take two features with different scales: ages 20, 40 and incomes 3000, 5000. Each on "
        "its own becomes -1, 1. With one mean for all four numbers, 2015, both ages come out far below it and "
        "both incomes above, and the ages are almost equal: the feature with the small numbers is lost. Print the "
        "shape of your mean. X.mean() without an axis is a single number, and broadcasting then takes it from "
        "every column. With one feature, or with columns that are alike, nothing is wrong."
    ),
)
class OneStatisticForEverything(BatchNormalization):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        find_statistics(self, X, training)
        ones = np.ones(X.shape[1])
        return normalise(self, X, X.mean() * ones, X.var() * ones)


@misconception("one-statistic-for-everything", "BatchNormalization", variant="short-way-back")
class OneStatisticForEverythingShort(ShortWayBack, OneStatisticForEverything):
    """One mean and one variance, which the way back takes for those of each feature."""


@misconception("one-statistic-for-everything", "BatchNormalization", variant="running-too")
class OneStatisticForEverythingKept(ShortWayBack):
    def forward_pass(self, X, training=True):
        if not training:
            return super().forward_pass(X, training)
        mean, var = np.full(X.shape[1], X.mean()), np.full(X.shape[1], X.var())
        move(self, mean, var)
        return normalise(self, X, mean, var)


@misconception(
    "statistics-of-each-row",
    "BatchNormalization",
    title="Each sample is normalised over its features",
    hint=(
        "In a batch of rows, do the numbers that share a mean stand in one row or in one column? Look at the axis "
        "of your mean. For np.array([[1, 9], [3, 11]]) the means of the columns are 2 and 10, those of the rows 5 "
        "and 7. After the right shift the columns are -1, 1 and -1, 1; after a shift by rows each row is -4, 4, "
        "and both samples look the same. For a batch of 6 samples with 2 features, how many means has your code? "
        "This other kind of normalisation exists and is called after the layer instead of the batch; evaluation "
        "has no need of running statistics there. A square batch hides nothing but the shape."
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


@misconception("statistics-of-each-row", "BatchNormalization", variant="short-way-back")
class StatisticsOfEachRowShort(ShortWayBack, StatisticsOfEachRow):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if training:
            self.scale = 1 / np.sqrt(to_rows(X).var(axis=1, keepdims=True) + self.eps)
        return output


@misconception(
    "not-centred",
    "BatchNormalization",
    title="The mean is not taken from the inputs",
    hint=(
        "With gamma ones and beta zeros, what mean should every feature of the output have? Print the means of "
        "yours. Take the column 10, 14: mean 12, variance 4. Shifted and divided it is -1, 1; only divided, it is "
        "5, 7. The spread is right in both cases, so a look at the variance of the output does not tell. Two "
        "lines on a sheet may have the same length and lie in different places. Inputs that have mean 0 by chance "
        "or by construction, such as normal random numbers, hide the mistake; add 100 to your batch and see "
        "whether the output moves. Is a mean computed in your code and then only used for the variance?"
    ),
)
class NotCentred(BatchNormalization):
    def forward_pass(self, X, training=True):
        mean, var = find_statistics(self, X, training)
        return normalise(self, X, np.zeros_like(mean), var)


@misconception("not-centred", "BatchNormalization", variant="short-way-back")
class NotCentredShort(ShortWayBack, NotCentred):
    """The inputs themselves are divided, and the way back takes them for centred ones."""


@misconception(
    "beta-left-out",
    "BatchNormalization",
    title="beta is left out of the output",
    hint=(
        "After the normalisation stand a scale and a shift. Assign a large beta and look at the means of your "
        "output. With beta = 100 in one of two features, the mean of this column should be 100 and that of the "
        "other 0. If both are 0, no line of your forward_pass reads beta. A radio with a knob for the volume and "
        "one for the tone, of which one is not connected, still plays; one only notices by turning the knob. "
        "After initialize beta is 0, so a fresh layer is right. In a training beta moves, since its gradient does "
        "not depend on it, and the outputs never follow. Does evaluation use it in your code?"
    ),
)
class BetaLeftOut(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return from_rows(to_rows(output) - self.beta, X.shape)


@misconception("beta-left-out", "BatchNormalization", variant="in-training-only")
class BetaLeftOutInTraining(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        return from_rows(to_rows(output) - self.beta, X.shape) if training else output


@misconception(
    "running-variance-stays",
    "BatchNormalization",
    title="Only the running mean moves",
    hint=(
        "A training pass leaves a trace in two running statistics. Print both of them after a batch: which one is "
        "still what initialize made it? Take momentum 0.5 and the column 0, 6: the mean is 3 and the variance 9, "
        "so the running mean goes from 0 to 1.5 and the running variance from 1 to 5. If the second stays at 1, "
        "look for the line that should store it: is there one, and does it assign to the attribute or to a name "
        "that ends with the method? Training does not use the number. Evaluation does, and its outputs are then "
        "too wide or too narrow, by the spread of the data. Data with variance 1 hide it."
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
        "a condition in forward_pass that has nothing to do there. Freeze a fresh layer with momentum 0.5 and "
        "send a training batch of mean 4: the running mean should go to 2 all the same, because it measures the "
        "data and follows no gradient. In some libraries freezing such a layer stops both, so the thought is not "
        "far-fetched; the statement has a sentence on it. With trainable at True everything is right. Which of "
        "the two flags decides in your code whose statistics a pass uses, and which whether gamma moves?"
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
    hint=(
        "Each batch counts once in the running statistics. How often does your code add it, and in which methods? "
        "Take momentum 0.5 and a fresh layer, and a batch of mean 8. After the forward pass the running mean is "
        "4. After the backward pass it should be 4 still; if it is 6, the batch has been counted again. A voter "
        "who is counted at the entrance and at the exit counts double. As both countings use the same batch, the "
        "average still goes to the right place, only with another speed, so a long training hides it. A check "
        "that prints the statistics before and after backward_pass finds it at once."
    ),
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
        "set gamma and the others? Assign 7 to gamma and to running_mean, call initialize again and print both: "
        "they should be ones and zeros. If the sevens are still there, some line asks whether they exist already. "
        "A new game of chess begins with all pieces at their places, even if the board is not empty. The first "
        "call is right, and most programs make only one. Comparing two optimizers on the same layer, one after "
        "the other, makes two: then the second begins with all that the first has learnt, and looks better than "
        "it is."
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
        "Which values do these attributes have between the constructor and initialize? The docstring of the class "
        "says it for each of them. Make a layer and print its gamma at once: None is an answer, an AttributeError "
        "is none. In small: class Tent with a method pitch() that sets self.height. Before the first pitch(), "
        "Tent().height raises an AttributeError, while a tent whose constructor says height = None can be asked "
        'at any time. Programs ask so before they do something, as in "is this layer initialised yet?". A network '
        "that initialises everything first, and then trains, never looks at that moment. Which names does your "
        "constructor leave out?"
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
        "until initialize is called? Print gamma of a layer that was just made: the statement has None there. An "
        "array of a single 1 fits any number of features by broadcasting, so it looks convenient, but it would be "
        "one gamma for all features, and parameters() would count one where there are many. A hotel room that is "
        "numbered before the floors are planned gets a number that means nothing. After initialize all is well, "
        "so training works. Whoever asks whether a layer has been initialised gets the answer yes too early."
    ),
)
class SetInTheConstructor(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(momentum, eps)
        self.gamma = self.running_var = np.ones(1)
        self.beta = self.running_mean = np.zeros(1)


def declare_set(variant, **values):
    """Declares the mistake with these values."""

    @misconception("set-in-the-constructor", "BatchNormalization", variant=variant)
    class SetBefore(BatchNormalization):
        def __init__(self, momentum=0.99, eps=1e-5):
            super().__init__(momentum, eps)
            vars(self).update(values)


declare_set("two-numbers", gamma=1.0, beta=0.0)
declare_set("numbers", gamma=1, beta=0, running_mean=0, running_var=1)
declare_set("empty", **dict.fromkeys(("gamma", "beta", "running_mean", "running_var"), np.array([])))


@misconception(
    "parameters-inherited",
    "BatchNormalization",
    title="parameters is not written, so that the base class answers 0",
    hint=(
        "The base class has a method for layers that learn nothing. Does your class have one of its own with "
        "exactly that name? Python takes the method of your class if there is one, and that of the base "
        "otherwise, without a word. See it in small: class A has size(), which returns 0; class B(A) defines "
        "Size(), which returns 3. B().size() is 0, as a capital letter makes another name. For your layer with "
        "five features, what should the answer be: how many arrays does an optimizer move, and how long is each? "
        "Forward and backward passes do not ask. The summary of a network does, and it would call this layer one "
        "that cannot learn."
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
        "returns for it. A straight line y = a x + b has one x and two numbers that can be chosen; to say how "
        "many knobs a row of 4 radios has, one counts the knobs of each radio. Take 4 features: write down the "
        "names of the arrays that an optimizer moves here, and beside each how many entries it has. Does the "
        "total agree with your count? The number of channels or of features is a different thing from the number "
        "of parameters, and for a layer that only shifts they would be the same. No pass needs the number, so "
        "only a summary is wrong."
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
        "make a new array? In small: `page = np.zeros(2)`, and a function that writes its argument with "
        "`page[...] = x` and returns page. The answers of f(3) and of f(4) are both 4, 4 in the end, since there "
        "is only one page. If the function made a page each time, the first would stay 3, 3. Comparing the "
        "training output of a batch with its evaluation output is a common thing to do with this layer; with one "
        "array for both, they are always equal. An output that is used at once is right."
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
    hint=(
        "A network has many such layers. Is what backward_pass needs kept in the object, or in the class or "
        "module? Test with two layers of the same size: run the first, then the second with other data, and go "
        "back through the first. Is the gradient that of its own batch? In small: `class Cup: tea = []`. Then "
        'Cup().tea.append("mint") puts mint into every cup there is, because the list belongs to the class. With '
        "self.tea = [] in the constructor each cup has its own. In a network all forward passes come first, so "
        "the last layer overwrites what the others left. With one layer, or one at a time, nothing shows."
    ),
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
        "caller, and is that line reached? Draw the way through the method for training=True and the one for "
        "training=False; each should end with the same hand-over. In small: `def mean(x): sum(x) / len(x)` "
        "computes 2 for [1, 3] and gives None, since nothing says that the value is the answer. Writing it to an "
        "attribute or printing it is not the same as handing it over. In a notebook, look at "
        "type(layer.forward_pass(X)). The error otherwise comes from the next layer, which complains about None "
        "in a line of its own."
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
        "is that line reached? Your method has two tasks, to move gamma and beta and to answer; after the first "
        'it is easy to think that all is done. In small: `def pay(purse, price): purse["money"] -= price` changes '
        "the purse, and `rest = pay(p, 3)` leaves None in rest. Store the answer of one call and print its shape, "
        "for rows and for images. As the very first layer of a network it would do no harm, as nobody reads that "
        "gradient. Behind another layer, the first step of a training stops with an error about None."
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
        "forward_pass with the one in the statement. In small: for `def boil(water): return 100` the call "
        'boil("tea", training=False) raises a TypeError that speaks of an unexpected keyword argument, and the '
        "100 is never reached. Here the flag decides whose statistics are used, so a layer without it can do one "
        "of its two jobs only. An attribute that somebody sets beforehand would be another way, but then a "
        "network could not call all layers alike. With forward_pass(X) alone, the training pass works, which is "
        "all that a first trial shows."
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
        'first line of the method. In small: after `def toast(bread, level): ...` the call toast("rye") raises a '
        "TypeError, \"missing 1 required positional argument: 'level'\"; after `def toast(bread, level=3): ...` it "
        'means level 3, and toast("rye", 5) is possible as before. Think about which of both modes a caller means '
        "who says nothing: is the layer being trained or used? The statement answers that in a bracket. Loops "
        "that name the flag each time work with your layer. Short trials, and other people's code that relies on "
        "the default, do not."
    ),
)
class TrainingHasNoDefault(BatchNormalization):
    def forward_pass(self, X, training):
        return super().forward_pass(X, training)

    forward_pass.__qualname__ = "BatchNormalization.forward_pass"


@misconception(
    "gamma-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is multiplied by gamma twice",
    hint=(
        "How often does gamma come into your gradient by the input? It scales the normalised value once on the way "
        "forward, so it enters once on the way back. Take a scale of 3 and then one of 6, with the same batch and the "
        "same accum_grad: the returned gradient should double. If it grows fourfold, gamma is there twice, perhaps in a "
        "first product of accum_grad and gamma and once more in the last line. It is like adding the tax to each price "
        "and then to the sum again. With a gamma of 1, which is how the layer begins, one factor and two are the same "
        "number. Follow gamma through your lines: which of them carry it already?"
    ),
)
class GammaTwice(BatchNormalization):
    def backward_pass(self, accum_grad):
        gamma = self.gamma if accum_grad.ndim == 2 else np.reshape(self.gamma, (-1, 1, 1))
        return super().backward_pass(accum_grad) * gamma


@misconception(
    "variance-way-counted-half",
    "BatchNormalization",
    title="The way through the variance counts half in the input gradient",
    hint=(
        "Follow one row's squared difference through your way back. By how much does it change when the difference "
        "grows from 4 to 4.01? From 16 to 16.0801, so about 8 for each unit; a 4 in your code would be half of "
        "that. Then try the column 10, 16. It becomes -1, 1, as every pair in this order does apart from eps, and "
        "so no gradient should be left for it. With 0, 12 as accum_grad a complete way back answers with almost 0, "
        "0, whereas one that halves this part answers with -1 and 1. The steps of gamma and beta are right all the "
        "while, and a constant accum_grad shows nothing either. Where does a number belong that you did not copy "
        "down?"
    ),
)
class VarianceWayCountedHalf(BatchNormalization):
    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        by_variance = self.X_hat * (X_hat_grad * self.X_hat).mean(axis=0) / 2
        input_grad = self.scale * (X_hat_grad - X_hat_grad.mean(axis=0) - by_variance)
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "running-statistics-taken-for-the-batchs",
    "BatchNormalization",
    title="Training passes use the running statistics, and the way back takes them for the batch's own",
    hint=(
        "Two pairs of statistics exist in a training pass. Which one is subtracted and divided by, and for which "
        "one was your way back derived? Send the column 2, 6 through a new layer. By itself it would become -1 and "
        "1; what the running mean has taken in is a hundredth of 4, so 1.93 and 5.87 come out if that is used. A "
        "dress that is cut for the average of all customers fits none of them. Moving the running values first and "
        "reading them afterwards is an easy way into this. With a momentum of 0 they are those of the batch and "
        "nothing is wrong; after a long training the difference is small too. In which of the two modes should "
        "nobody look at them?"
    ),
)
class RunningStatisticsTakenForTheBatchs(BatchNormalization):
    def forward_pass(self, X, training=True):
        find_statistics(self, X, training)
        return normalise(self, X, self.running_mean, self.running_var)

    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        by_variance = self.X_hat * (X_hat_grad * self.X_hat).mean(axis=0)
        input_grad = self.scale * (X_hat_grad - X_hat_grad.mean(axis=0) - by_variance)
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception("running-statistics-taken-for-the-batchs", "BatchNormalization", variant="before-they-move")
class RunningStatisticsBeforeTheyMoveTaken(ShortWayBack, RunningStatisticsBeforeTheyMove):
    """Training passes use what was known before the batch, and the way back takes that for the batch's own."""


@misconception(
    "frozen-beta-goes-on",
    "BatchNormalization",
    title="beta moves although trainable is False",
    hint=(
        "Freeze a layer, go back once, and print both parameters. Does one of them stay and the other one move? "
        "Then see how far your `if` reaches: Python counts only the indented lines below it. In small: after `if "
        "False:` with `a = 1` indented and `b = 2` not, b exists and a does not. Somebody who locks the front door "
        "and leaves the one to the garden open has not locked the house. With an accum_grad of 1 in each of three "
        "rows, an optimizer that takes off the whole gradient would bring a shift of 0 to -3. As long as trainable "
        "is True, all numbers are right. Networks that keep a part as it is would find it shifted a little after "
        "each batch."
    ),
)
class FrozenBetaGoesOn(BatchNormalization):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        if not self.trainable:
            self.beta = self.beta_opt.update(self.beta, to_rows(accum_grad).sum(axis=0))
        return input_grad


@misconception(
    "frozen-gamma-goes-on",
    "BatchNormalization",
    title="gamma moves although trainable is False",
    hint=(
        "How many updates does your backward_pass make, and how many of them ask whether they may? Try a frozen "
        "layer with the column 1, 3, which becomes -1, 1, and send -2, 2 back. The gradient of gamma is 4 then, so "
        "an optimizer that subtracts a tenth of it leaves 0.6 where 1 should have stayed. Look at beta too: here "
        "its gradient is 0, and one cannot tell whether it is protected. Of two taps on a sink, one closed and one "
        "dripping, the floor gets wet all the same. Training without frozen layers hides this for ever. What do the "
        "two update lines have in common, and what stands above only one of them?"
    ),
)
class FrozenGammaGoesOn(BatchNormalization):
    def backward_pass(self, accum_grad):
        grad_gamma = (to_rows(accum_grad) * self.X_hat).sum(axis=0)
        input_grad = super().backward_pass(accum_grad)
        if not self.trainable:
            self.gamma = self.gamma_opt.update(self.gamma, grad_gamma)
        return input_grad


@misconception(
    "mean-taken-as-constant",
    "BatchNormalization",
    title="The gradient lacks the way through the mean",
    hint=(
        "Add up the gradient by the input over one column. The sum should be 0, whatever comes in; is it? If all rows "
        "of a batch rise by 1, the mean rises by 1 as well, nothing is left of the change after subtracting, and a "
        "loss that does not change has no slope in that direction. Your gradient knows that each row has a part in "
        "the variance, but takes the mean for a fixed number. In small: from 2, 4 and 9 subtract the mean 5, which "
        "gives -3, -1 and 4. If the first becomes 5 the mean is 6, and all three results move, not one. Where the "
        "gradients that come in have themselves a sum of zero, the part that is missing vanishes, so a lucky example "
        "passes. How many ways lead from one input to the outputs?"
    ),
)
class MeanTakenAsConstant(BatchNormalization):
    def backward_pass(self, accum_grad):
        X_hat_grad = to_rows(accum_grad) * self.gamma
        input_grad = self.scale * (X_hat_grad - self.X_hat * (X_hat_grad * self.X_hat).mean(axis=0))
        step(self, accum_grad)
        return from_rows(input_grad, accum_grad.shape)


@misconception(
    "deviation-left-out-of-the-gradient",
    "BatchNormalization",
    title="The gradient by the input is not divided by the standard deviation",
    hint=(
        "Measure a feature in metres and then in centimetres: the inputs become 100 times larger, and the outputs "
        "stay as they are, since they are normalised. What should happen to the gradient by the input? A step of one "
        "centimetre changes the loss by a hundredth of what a step of one metre does, so it has to become 100 times "
        "smaller. Does yours stay the same? Then the division by the standard deviation, which the forward pass does, "
        "has no counterpart on the way back. Take y = x / 4 alone: its slope is 1 / 4 and not 1. For features whose "
        "standard deviation is about 1 hardly a digit differs, and normalised data, of all things, are such features. "
        "In a deep network the factor is multiplied up with each layer. Which quantity of the forward pass is missing "
        "in your last line?"
    ),
)
class DeviationLeftOut(BatchNormalization):
    def backward_pass(self, accum_grad):
        return from_rows(to_rows(super().backward_pass(accum_grad)) / self.scale, accum_grad.shape)


@misconception(
    "gradients-accumulate",
    "BatchNormalization",
    title="The gradients of gamma and beta add up from step to step",
    hint=(
        "Let the layer make two equal steps with plain gradient descent and note how far beta moves in each. Is the "
        "second step longer than the first? Plain descent has no memory, so a memory must sit in your layer: an "
        "attribute that each backward pass adds to. With gradients of 2, 2 and 2 the steps at a rate of 0.1 should be "
        "0.2 each; summed up they become 0.2, 0.4 and 0.6. A shopkeeper who adds every new bill to those already paid "
        "soon has no customers. Other libraries add on purpose, because there an optimizer clears the sum after it "
        "has used it; here the optimizer gets the number and clears nothing. The first step is right, and the layer "
        "may even learn, at first faster and then past its goal. Where do the sums begin in your code?"
    ),
)
class GradientsAccumulate(BatchNormalization):
    sum_gamma = sum_beta = 0.0

    def backward_pass(self, accum_grad):
        before = self.gamma, self.beta
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        G = to_rows(accum_grad)
        self.sum_gamma = self.sum_gamma + (G * self.X_hat).sum(axis=0)
        self.sum_beta = self.sum_beta + G.sum(axis=0)
        self.gamma, self.beta = before
        step(self, accum_grad, self.sum_gamma, self.sum_beta)
        return input_grad


@misconception(
    "eps-left-out-in-evaluation",
    "BatchNormalization",
    title="Evaluation leaves eps out",
    hint=(
        "Put your two branches next to each other. In which of them does eps stand under the root? It belongs to "
        "both, for a network must compute the same function when it is used as when it was trained. Make eps large, "
        "so that it can be seen: with eps = 5 and a variance of 4 the root is 3, and without it 2, so that outputs "
        "are half as large again. It also guards against a division by 0: a feature that never changed has a running "
        "variance that goes to 0, and `1 / np.sqrt(0.0)` is infinite. With a usual eps and a usual variance the "
        "difference appears in the sixth digit, and hardly any accuracy tells you. A spare wheel left at home is "
        "missed only on one day. Would a single line for both branches be possible?"
    ),
)
class EpsLeftOutInEvaluation(BatchNormalization):
    def forward_pass(self, X, training=True):
        if training:
            return super().forward_pass(X, training)
        with np.errstate(all="ignore"):
            return normalise(self, X, self.running_mean, self.running_var, 1 / np.sqrt(self.running_var))


@misconception(
    "root-left-out-in-evaluation",
    "BatchNormalization",
    title="Evaluation divides by the running variance without a root",
    hint=(
        "What is the unit of a variance, if the inputs are metres? Square metres; the root brings it back. Look at "
        "the branch for evaluation: by what is the difference divided there? With a difference of 6 and a variance of "
        "9 the quotient should be 2, and without the root it is two thirds. The name of the attribute says var, and "
        "it is the variance that is averaged, so the root has to be taken whenever it is used. A new layer has "
        "running variances of 1, whose root is 1, so that an evaluation before any training is right. Training is "
        "right as well, as it has a branch of its own; only later do good losses in training and poor ones in "
        "evaluation stand side by side, which looks like a network that has learnt by heart. Which of the two "
        "branches have you tried with numbers?"
    ),
)
class RootLeftOutInEvaluation(BatchNormalization):
    def forward_pass(self, X, training=True):
        if training:
            return super().forward_pass(X, training)
        return normalise(self, X, self.running_mean, self.running_var, 1 / (self.running_var + self.eps))


@misconception("root-left-out-in-evaluation", "BatchNormalization", variant="nor-eps")
class RootAndEpsLeftOutInEvaluation(BatchNormalization):
    def forward_pass(self, X, training=True):
        if training:
            return super().forward_pass(X, training)
        with np.errstate(all="ignore"):
            return normalise(self, X, self.running_mean, self.running_var, 1 / self.running_var)


@misconception(
    "momentum-ignored",
    "BatchNormalization",
    title="A fixed number is used whatever momentum says",
    hint=(
        "Make one layer with momentum=0 and another with momentum=1, and send a batch through each. After that the "
        "first should know the batch and nothing else, the second should be as new. Are the running means of both "
        "equal? Then the argument does not get to where it is used: a number stands in the formula, or in the "
        "constructor, in its place. A tiny class shows it: with `def __init__(self, pace=3): self.pace = 3` the "
        "object made with pace=8 walks at 3, and no error says so. Writing out the usual value is a good way to get a "
        "formula right, and it is easily left there afterwards. Whoever uses the default never sees a difference. "
        "With small data sets people choose a smaller number, as the statistics of a few batches would not arrive "
        "otherwise. Where is the argument stored, and where is it read?"
    ),
)
class MomentumIgnored(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(0.99, eps)


@misconception("momentum-ignored", "BatchNormalization", variant="at-0.9")
class MomentumOfNineTenths(BatchNormalization):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__(0.9, eps)


@misconception(
    "single-row-by-running-statistics",
    "BatchNormalization",
    title="A batch of one row is normalised with the running statistics in training",
    hint=(
        "Does your forward pass ask how many rows there are? One row is its own mean, so its difference is 0 and its "
        "variance too; eps keeps the quotient at 0, and the output is beta. That looks useless, and it is "
        "nevertheless what the formula says. A special rule that takes the running statistics for such a batch makes "
        "the layer compute another function for one row than for two equal ones: send [7] and then [7], [7] through a "
        "new layer, and compare. Both should answer beta. If a library refuses a batch of one, or a book warns of it, "
        "the reason is this very result; replacing it in silence hides the trouble. Going back, the row could also "
        "get a gradient, although its output cannot depend on it. In usual training such batches come at most at the "
        "end of an epoch. Which `if` could go?"
    ),
)
class SingleRowByRunningStatistics(BatchNormalization):
    def forward_pass(self, X, training=True):
        output = super().forward_pass(X, training)
        if training and len(X) == 1 and X.ndim == 2:
            return normalise(self, X, self.running_mean, self.running_var)
        return output


@misconception("single-row-by-running-statistics", "BatchNormalization", variant="which-stay")
class SingleRowAsInEvaluation(ShortWayBack):
    def forward_pass(self, X, training=True):
        return super().forward_pass(X, training and len(X) > 1)


@misconception(
    "kept-values-dropped-after-backward",
    "BatchNormalization",
    title="The backward pass throws away what the forward pass kept",
    hint=(
        "Call the backward pass twice after one forward pass. Does the second call fail with a message about None? A "
        "gradient belongs to the latest forward pass, for as long as there is no later one, and somebody may ask for "
        "it again: with another accum_grad, or in order to check the first answer. Freeing memory looks tidy, but the "
        "next forward pass replaces these arrays anyway, so nothing is won for long. A waiter who clears the table "
        "after the first bite is quick, too. In small: after `kept = None` the expression kept + 1 raises a "
        "TypeError, and `del` would make it a NameError or an AttributeError. A loop of forward, backward, forward, "
        "backward never meets the case, which is why training runs. Which line of your method has nothing to do with "
        "its result?"
    ),
)
class KeptValuesDropped(BatchNormalization):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        self.X_hat = self.scale = None
        return input_grad


@misconception("kept-values-dropped-after-backward", "BatchNormalization", variant="deleted")
class KeptValuesDeleted(BatchNormalization):
    def backward_pass(self, accum_grad):
        input_grad = super().backward_pass(accum_grad)
        del self.X_hat, self.scale
        return input_grad


@misconception(
    "beta-gradient-total",
    "BatchNormalization",
    title="The gradient of beta is one number for all features",
    hint=(
        "How many numbers has the gradient that you pass to beta's optimizer, and do they differ? Each feature has a "
        "shift of its own, so each needs a sum of its own; a sum without an axis adds the features together too. For "
        "rows (1, 10) and (2, 20) the sums are 3 and 30; without an axis there is a lone 33, which serves neither. "
        "Broadcasting spreads it over the whole beta, so all shifts move by the same step, as if a thermostat in one "
        "room controlled every room of a house. The gradient of gamma in the next line has its axis, perhaps because "
        "a product of arrays made you think about shapes. With a single feature there is nothing to tell apart. For "
        "images three axes vanish in the sum, and one stays. Which one is that?"
    ),
)
class BetaGradientTotal(BatchNormalization):
    def backward_pass(self, accum_grad):
        gamma, beta = self.gamma, self.beta
        trainable, self.trainable = self.trainable, False
        input_grad = super().backward_pass(accum_grad)
        self.trainable = trainable
        self.gamma, self.beta = gamma, beta
        step(self, accum_grad, grad_beta=np.full_like(self.beta, accum_grad.sum()))
        return input_grad


@misconception(
    "running-mean-stays",
    "BatchNormalization",
    title="Only the running variance moves",
    hint=(
        "Print both running statistics before and after a training pass with inputs around 50. Which of them has "
        "moved? An evaluation takes the running mean from its inputs before anything else, and if that is 0 for ever, "
        "nothing is taken. With inputs around 50 and a spread of 2 the outputs then lie around 25 instead of 0, and "
        "every layer behind gets numbers that it has never seen. One clock in a shop that is wound and one that is "
        "not agree twice a day. For data that were centred beforehand the mean is 0 anyway, so the first layer of a "
        "network shows nothing; in layers behind a ReLU no mean is 0. Perhaps the line is there and assigns to a name "
        "without self, or to another attribute. How many assignments to running statistics does your training branch "
        "have?"
    ),
)
class RunningMeanStays(BatchNormalization):
    def forward_pass(self, X, training=True):
        before = self.running_mean
        if training:
            output = super().forward_pass(X, training)
            self.running_mean = before
            return output
        return super().forward_pass(X, training)


@misconception(
    "momentum-swapped-for-the-variance",
    "BatchNormalization",
    title="momentum weighs the batch in the running variance only",
    hint=(
        "Read the updates of both running statistics as one reads a table: do the same factors stand before the old "
        "values? In yours the mean keeps most of its past, and the variance almost nothing. Take a momentum of 0.8, "
        "an old value of 10 and a new one of 20: 0.8 · 10 + 0.2 · 20 is 12, and with the factors exchanged 18. For "
        "one half the two orders agree. With a usual momentum near 1 the running variance is then just the variance "
        "of the last batch, so an evaluation depends on which batch came last, and on how large it was. Two hands of "
        "a clock that go at different speeds on purpose are fine; two averages of one history are not. The outputs in "
        "training never touch either of them. Was one line typed after the other had been corrected?"
    ),
)
class MomentumSwappedForVariance(BatchNormalization):
    def forward_pass(self, X, training=True):
        before = self.running_var
        output = super().forward_pass(X, training)
        if training:
            self.running_var = (1 - self.momentum) * before + self.momentum * to_rows(X).var(axis=0)
        return output
