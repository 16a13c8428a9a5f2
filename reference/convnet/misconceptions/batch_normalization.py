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
    hint=(
        "numpy has one function for the variance and another for the standard deviation. Which of the two stands "
        "under your root? Take the feature values 0 and 8. Their mean is 4, their variance 16, their standard "
        "deviation 4. Divided by 4, the distances from the mean become -1 and 1. With this mistake a root is "
        "taken of the 4 once more, so the divisor is 2 and the results are -2 and 2. The spread of a normalised "
        "feature should be 1, whatever came in; compute the variance of one column of your output and see. Where "
        "the standard deviation is 1 already, both roots are 1 and nothing shows. How many roots lie between your"
        " variance and your division?"
    ),
)
class RootTakenTwice(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(np.sqrt(v) + self.epsilon))


@misconception(
    "divided-by-variance",
    "BatchNormalization",
    title="The batch is divided by the variance, without a root",
    hint=(
        "What is the unit of a variance? If a feature is measured in metres, its variance is in square metres, so"
        " dividing by it leaves one over metres, while a normalised feature should have no unit at all. Try the "
        "values 0 and 8: mean 4, variance 16. With this mistake -4 and 4 become -0.25 and 0.25. Now write the "
        "same lengths in another unit, 0 and 80, and do it again: they become -0.025 and 0.025. A normalised "
        "feature does not care for the unit; it would be -1 and 1 both times. With a variance near 1 nobody "
        "notices. Which step lies between the variance and the number by which a distance is divided?"
    ),
)
class DividedByVariance(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (v + self.epsilon))


@misconception(
    "epsilon-outside-the-root",
    "BatchNormalization",
    title="epsilon is added to the standard deviation",
    hint=(
        "Look at where epsilon stands in the formula: beside the variance, or beside its root? Both keep the "
        "divisor from being 0, so it seems to be a matter of taste. Try numbers: a variance of 9 and an epsilon "
        "of 7. Under the root they make 16, whose root is 4. Added afterwards they make 3 + 7 = 10. With the "
        "small epsilon of every day the two differ in the ninth digit, and most tables look the same. A feature "
        "that is constant over the batch shows it best: there the variance is 0, and an epsilon of 0.01 gives a "
        "divisor of 0.1 in one way and 0.01 in the other. In which order does your line add and take the root?"
    ),
)
class EpsilonOutside(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / (np.sqrt(v) + self.epsilon))


@misconception(
    "epsilon-fixed",
    "BatchNormalization",
    title="epsilon is a constant of the code",
    hint=(
        "Make two layers, one with the usual epsilon and one with epsilon=5, and let both normalise the values 0 "
        "and 4. Do their outputs differ? The variance is 4, so the second layer should divide by the root of 9, "
        "and -2 and 2 should become about -0.67 and 0.67. With this mistake both give about -1 and 1: the "
        "argument was taken, perhaps even remembered, but a number written into the code does the work. It goes "
        "unnoticed as long as nobody wants another epsilon. Somebody who works in single precision does, and "
        "somebody who reads a saved configuration expects that it counts. Where in your class is the attribute "
        "read, and in how many of the two branches?"
    ),
)
class EpsilonFixed(BatchNormalization):
    def forward(self, input_batch, training=True):
        return forward(self, input_batch, training, lambda v: 1 / np.sqrt(v + 1e-8))


@misconception(
    "unbiased-variance",
    "BatchNormalization",
    title="The variance is divided by one less than the number of values",
    hint=(
        "By what is the sum of squared distances divided: by the number of rows, or by one less? Take the two "
        "values 1 and 5. The mean is 3, the squares are 4 and 4. Their mean is 4; divided by one less they give "
        "8. With this mistake the normalised values are about -0.71 and 0.71 instead of -1 and 1. The smaller "
        "number in the divisor belongs to the task of guessing the variance of a whole population from a few of "
        "its members. Here the batch itself is to have variance 1. With hundreds of rows the two agree in the "
        "first digits, so only small batches show it. What does your function do by default, and does it have an "
        "argument that changes that?"
    ),
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
    hint=(
        "Your batch is divided by one variance, and another one goes into the running average. Do you mean to? "
        "Take a batch with the values 1 and 5, whose mean square distance is 4. Start with a running variance of "
        "1 and a momentum of 0.5. Half of 1 and half of 4 make 2.5. With this mistake 8 is taken in instead of 4,"
        " since the sum was divided by one less, and 4.5 comes out. Some libraries do just that, so it is not "
        "silly, but the statement uses one and the same variance in both places. The output in training is right;"
        " only later, when the network is used, everything is a little too small. From which line does your "
        "running variance get its number?"
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
        "How much of the old running mean should be left after one batch: most of it, or a little? Say it with "
        "numbers: an old value of 0, a batch with mean 10, a momentum of 0.8. Keeping 0.8 of the old and taking "
        "0.2 of the new gives 2. With this mistake the new batch gets the larger share and 8 comes out. Then feed"
        " a batch with mean 0: the first way falls to 1.6, the other jumps down to 1.6 as well, but from 8, so it"
        " follows every batch like a weathercock. Authors differ in what they call momentum, which is why the "
        "statement fixes it. At 0.5 both are the same. Which of the two summands carries your momentum?"
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
        "Feed the same batch again and again, and print the running mean each time. Where should it go, and where"
        " does yours go? Take a batch with mean 2, a start at 0 and a momentum of 0.5. Mixed half and half it "
        "becomes 1, 1.5, 1.75 and comes closer to 2. With this mistake it becomes 2, 3, 3.5 and comes closer to "
        "4, a number that the batch has never shown. In a mixture the two shares make one whole: what is kept of "
        "the old, and what is left for the new. A momentum of 0.9 makes the statistics ten times too large in the"
        " end. Training does not notice, since it uses the batch itself. Which factor is missing in front of the "
        "new value?"
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
        "What does a layer do that was built a moment ago and has seen no batch, when it is used outside "
        "training? Work it out for the input 3. With a running mean of 0 and a running variance of 1 the output "
        "is about 3: a layer that knows nothing changes nothing. With this mistake the variance is 0, so 3 is "
        "divided by the root of epsilon alone, and with an epsilon of 1e-8 it becomes 30000. After many batches "
        "the start is forgotten, and all looks well. After one, with a momentum of 0.9, nine tenths of it are "
        "still there. For the mean 0 is the neutral value, since it is subtracted. Which value is neutral for "
        "something by which you divide?"
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
        "Does your rule for the running statistics make an exception for the first batch? Try it with a start at "
        "0, a momentum of 0.75 and a first batch with mean 8. The rule of the statement keeps three quarters of 0"
        " and adds a quarter of 8, which is 2. With this mistake the first batch is taken over as it is, so 8 "
        "comes out. It is a sensible idea, since the start says nothing about the data, and some programs have "
        "it. But whoever compares two layers after one batch gets other numbers, and one odd batch at the "
        "beginning stays visible for a long time. After hundreds of batches both are alike. What do the "
        "statistics hold before the first batch, and why should that not count?"
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
        "Which of the two do you average over the batches: variances or standard deviations? It makes a "
        "difference, because a root and a mean cannot be swapped. Take two batches with variances 1 and 49, mixed"
        " half and half. The mean of the variances is 25, whose root is 5. The standard deviations are 1 and 7, "
        "and their mean is 4; squared, that is 16. With this mistake the 4 is kept and called a variance, and "
        "outside training a root is taken of it, although roots have been taken already. If all batches have "
        "variance 1, no difference can be seen. Follow one number from your batch into cache_v: is a root taken "
        "on the way, and is another one taken when it comes out?"
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


@misconception(
    "training-with-running-statistics",
    "BatchNormalization",
    title="The output in training is normalised by the running statistics",
    hint=(
        "In training, whose mean do you subtract: that of the batch in front of you, or the one gathered so far? "
        "Look at one feature of your output with gamma 1 and beta 0: its mean should be 0, and its variance 1. "
        "Take the values 10 and 14 with a layer that was just built. By their own statistics they become -1 and "
        "1. With this mistake they stay near 10 and 14, since the gathered mean is still close to 0. After many "
        "batches of the same kind the two come together, which hides the mistake in long trials. While a network "
        "learns, its features move with every step, and gathered numbers lag behind. What are the running ones "
        "kept for, if not for this?"
    ),
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
    hint=(
        "Ask the layer twice for the same input outside training. Do you get the same answer twice? With this "
        "mistake the second answer differs, because the first question has moved the running statistics. Take a "
        "running mean of 0, a momentum of 0.5 and the single input 6. The first time 0 is subtracted, and then "
        "the mean moves to 3; the second time 3 is subtracted. A network that is being judged should not learn "
        "from its questions: whoever tests it on other data would blur what it has gathered in training, and "
        "results would depend on the order of the questions. As long as nobody asks twice, nothing shows. Which "
        "lines of your forward belong to learning, and under which condition do they stand?"
    ),
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
    hint=(
        "Outside training a network is often asked about one sample alone. What are the mean and the variance of "
        "one number? The mean is the number itself, and the variance is 0. So a layer that uses the batch's own "
        "statistics answers 0 for every single input, whatever it is: 5 minus 5 is 0, and so is 7 minus 7. Try it"
        " with one row, then with the same row among others: the answer changes with the company it is in. With "
        "large batches of ordinary data the numbers look reasonable, so that this mistake lives long. The running"
        " statistics were gathered for this very case. Which of your two branches looks at the batch, and does "
        "the other one manage without looking?"
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
        "Give gamma the value 3 and beta the value 10, and send the input 0.5 through the layer outside training,"
        " with a running mean of 0 and a running variance of 1. What should come out? Three halves, and then ten "
        "more: 11.5. With this mistake about 0.5 comes out. In training the layer has learnt how wide and where "
        "each feature should lie, and the next layers have got used to that. If scale and shift are left out as "
        "soon as the network is used, they are fed something they have never seen. With gamma 1 and beta 0, as in"
        " a fresh layer, nothing can be noticed. Do your two branches end in one common last line, or does each "
        "have an ending of its own?"
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
        "Add 5 to every value of one feature. What happens to the normalised batch? Nothing at all, since the "
        "mean has risen by 5 as well. So moving all inputs of a feature together has no effect on the loss, and "
        "their gradients have to add up to 0. Do yours? With this mistake they add up to something else, because "
        "mean and variance are treated as numbers that were given from outside. Take the values 0 and 2, "
        "normalised to -1 and 1, and an incoming gradient of 1 for the first and 0 for the second. Moving the "
        "first value moves the mean too, and by that the second result. Through how many steps of forward does "
        "one input reach the outputs, and how many of them does your backward go back?"
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
        "Multiply all inputs of one feature by 2. Does the normalised batch change? It stays as it is, since the "
        "divisor has doubled too. So pulling the values apart has no effect, and a gradient that points in the "
        "direction of pulling apart must cancel out: multiply each input's gradient by its normalised value and "
        "add up; with a tiny epsilon that is 0. With this mistake it is not, because the divisor is treated as a "
        "number from outside. The way through the mean is there, so the gradients do add up to 0 and half of the "
        "checks are content. A value far from the mean has the largest say in the variance. In which step of your"
        " forward do the inputs enter the divisor, and where does backward go through that step?"
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
        "Every row of a batch has the same mean subtracted, and every row has its part in that mean. Does your "
        "backward know both? Take two values and raise the first by 1. The mean rises by 0.5, so the first "
        "distance grows by 0.5 only, and the second one shrinks by 0.5 without having been touched. With this "
        "mistake the gradient counts the growth as a whole 1 and the other as 0. A quick test: add up the "
        "gradients of one feature over all rows. Moving all values together changes nothing, so the total has to "
        "be 0. If the incoming gradients themselves add up to 0, the missing way is 0 as well and nothing shows. "
        "Which step of forward belongs to this way?"
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
        "Over how many numbers does each of your means run? For a batch of 5 rows and 3 features a mean over the "
        "rows adds 5 numbers, so it is divided by 5. With this mistake it is divided by 3, the number of "
        "features, and every term that comes from a mean is too large by a factor of 5/3. Square batches hide it:"
        " with 4 rows and 4 features both counts are 4, and so they are in many a quick trial. The features have "
        "nothing to do with each other here; each one is normalised as if it were alone. So taking a feature away"
        " must not change the gradients of the others. Print the number that your code divides by and ask what it"
        " counts."
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
        "Set gamma to 0 in your thoughts. Whatever comes in, beta comes out. How much can an input influence the "
        "loss then? Not at all, so its gradient has to be 0. What does your backward return? With this mistake it"
        " returns the same as with gamma 1. Try the other direction: with gamma 10 the outputs move ten times as "
        "far for the same small move of an input, so the gradient should be ten times as large as well. In a "
        "fresh layer gamma is 1 everywhere, and a factor of 1 cannot be missed. After the first steps of training"
        " it is not 1 any longer. On the way from the output back to the input, which step of forward comes "
        "first, and what does it multiply by?"
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
        "Suppose that all inputs were ten times as large. The normalised batch would be the same, since the "
        "divisor grows with them. Now move one of these large inputs by 1. That is a tenth of the move that it "
        "was before, so the output moves a tenth as far. What does that mean for the gradient? It has to shrink "
        "as the inputs spread out. With this mistake it stays the same. Where the standard deviation of a feature"
        " is near 1, as in data that were prepared beforehand, the factor is near 1 too and hardly shows; make a "
        "trial with values around 100. In forward each distance is divided by something. Where does the same "
        "division come up in your backward?"
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
        "Does your backward divide the gradients of gamma and beta by the number of rows? Read what this track "
        "says about a batch: parameters get the sum over all rows, since every row has used them. Take three rows"
        " with incoming gradients 1, 2 and 6 for one feature. Beta was added in each row, so it gets 9. With this"
        " mistake it gets 3. Nothing is wrong with a mean as such, but somebody has to take it once: the loss "
        "does, and so its gradients come in small already. Dividing again makes the steps shrink with the size of"
        " the batch. For a batch with one row both are the same. Look for a mean, or a division by a length, "
        "behind your sums."
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
    title="The gradient of gamma uses inputs that are not normalised",
    hint=(
        "What does gamma multiply on the way forward: a distance from the mean, or the distance after it was "
        "divided? The gradient of gamma multiplies the incoming gradient by that very thing. Take the values 0 "
        "and 8: the distances are -4 and 4, the normalised values -1 and 1. With incoming gradients 1 and 3 the "
        "right factor gives -1 + 3 = 2, while the distances give -4 + 12 = 8. With this mistake the gradient "
        "grows with the unit in which the feature is measured, although the output does not depend on it. If the "
        "standard deviation is 1, both agree. Which array did forward hold in its hands just before gamma came, "
        "and have you kept that one or an earlier one?"
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
    title="Gradients of earlier calls are added in",
    hint=(
        "Call backward twice with the same incoming gradient and print beta's gradient after each call. Should "
        "the second be twice the first? With this mistake it is: what was left from the call before is added in. "
        "Take an incoming total of 4: after the first call 4, after the second 8, after the third 12. In this "
        "track each backward answers for one batch; the optimizer has used the old gradient by then, and mixing "
        "it into the next would push the parameter along for ever. The first call after building is right, "
        "because the gradient was 0 before, and tests that call only once see nothing. Some libraries do "
        "accumulate and ask for a reset. Does your line assign the new gradient, or add to the old one?"
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
        "Send two different batches forward and then go backward. Which of the two does your gradient belong to? "
        "Take one batch with values 0 and 2, whose standard deviation is 1, and then another one with 0 and 20, "
        "where it is 10. The gradient of the second has a division by 10 in it. With this mistake it is divided "
        "by 1, since the first value was kept and never replaced. A single forward and backward is right, so the "
        "usual trial shows nothing; in training every batch but the first gets a gradient for somebody else. What"
        " backward needs has to be noted in each forward anew. Is there a condition around the line that stores "
        "it, and when is that condition true?"
    ),
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
    hint=(
        "An optimizer asks for params, changes the arrays that it was given, and expects that the layer has "
        "changed by that. Does yours? Try it by hand: take the value of gamma out of `layer.params`, write "
        "`value[...] = 7` into it, and print `layer.gamma`. With this mistake it is still 1, because you have "
        "handed out a copy, and the optimizer trains something that nobody uses. The loss then stays where it is "
        "while every method works without an error. Numpy's `copy`, and arithmetic such as `1 * a`, make new "
        "arrays; the attribute itself is the array. A copy is good manners where an answer should be safe from "
        "changes. Which of the two is wanted here: safety, or a common array?"
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
        "Load parameters from a dict, then let the layer be trained by a step that writes into its arrays. What "
        "is in the dict afterwards? Try it by hand: after loading, write `layer.gamma[...] = 0` and look at the "
        "array in the dict. With this mistake it is 0 as well, since the layer holds the caller's own array, and "
        "nobody has made a second one. Somebody who keeps the best parameters so far in a dict, and goes on "
        "training, finds at the end that the best ones were overwritten. Two layers that are loaded from one dict"
        " even train each other. Nothing is wrong right after loading. Whose array should the layer hold: the one"
        " that was handed in, or one of its own with the same numbers?"
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
        "Save the state of a trained layer, assign it to a fresh one, and send the same input through both "
        "outside training. Do they agree? With this mistake they do not: the mean has come over, the variance is "
        "still that of the fresh layer, 1. Take a running mean of 2 and a running variance of 25, and the input "
        "12. Right is (12 - 2) / 5 = 2; with the variance left behind it is 10. If the data were prepared to have"
        " variance 1, the two hardly differ. What was saved has two names in it. Go through them one by one and "
        "ask where your setter uses each. Is one of them read and then forgotten, or never read?"
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
        "How many means should a batch with 6 rows and 3 features have? One for each feature makes three. Print "
        "the shape of yours. With this mistake there is a single number for everything. Take two features, one "
        "with the values 0 and 2, the other with 100 and 102. By itself each becomes -1 and 1. With one mean of "
        "51 for all, the first feature lies at about -1 throughout and the second at about 1, so what varies "
        "within a feature is nearly gone. The whole batch then has mean 0 and variance 1, which looks like "
        "success. If all features have the same mean and spread, no difference shows. Which axis does your mean "
        "run along, and which one has to be left standing?"
    ),
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
    hint=(
        "Which axis of the batch counts the samples, and along which one do you take the mean? Take two samples "
        "with three features each, [1, 2, 3] and [11, 12, 13]. Along the rows of one feature, 1 and 11 have the "
        "mean 6. With this mistake the mean runs within a sample: 2 for the first and 12 for the second, and "
        "after it both samples look the same, [-1, 0, 1] apart from a factor, although one was ten larger in "
        "everything. There is a layer that does this on purpose, under another name. If the batch has as many "
        "rows as features, not even the shapes tell. After normalising, the mean of what should be 0: a row of "
        "your output, or a column?"
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


@misconception(
    "input-changed",
    "BatchNormalization",
    title="forward writes into its input",
    hint=(
        "Keep a copy of the batch, call forward, and compare the batch with the copy. Is it unchanged? With this "
        "mistake the running mean has been subtracted from the caller's own array. An operator such as -= works "
        "on the array itself: after `b = a`, the line `b -= 1` changes what `a` shows as well, since both are "
        "names of one array, while `b = b - 1` makes a new one. The caller may need the batch again: a second "
        "layer reads the same input, or the next epoch begins. The output of your forward is right, so nothing "
        "seems to be amiss. As long as the running mean is 0 even the array stays as it was. Which of your lines "
        "has an operator with an equals sign, or brackets on its left side?"
    ),
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
    hint=(
        "Keep a copy of the incoming gradient, call backward, and compare. Is the array that you were given "
        "unchanged? With this mistake it has been multiplied by gamma where it lies. Whoever called you may hand "
        "the same array to another layer, as a network with two branches does, and that layer would get a "
        "gradient with your gamma in it. Two lines that look alike behave differently here: `g *= 2` writes into "
        "the array that g names, and `g = g * 2` makes a new one and leaves the old one alone. With gamma 1, as "
        "in a fresh layer, a multiplication changes nothing, so the mistake wakes up only after the first step. "
        "Which line of your backward writes into something that it did not make?"
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
        "epsilon has one task: nothing is to be divided by 0. Where do you add it: to the number by which you "
        "divide, or to the one that you keep as well? Take a batch whose variance is 4, with an epsilon of 1, a "
        "momentum of 0.5 and a running variance that starts at 1. A half of each, 1 and 4, is 2.5 in all. With "
        "this mistake half of 5 is taken, and 3 comes out. Outside training epsilon is added once more under the "
        "root, so it counts twice. With the usual 1e-8 nobody can see this in a table; a trial needs a large one."
        " Is the variance that enters your running average taken before or after the line in which epsilon comes "
        "in?"
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
        "Outside training the running variance takes the place of the batch's. Does anything else change in the "
        "formula? Write both branches side by side and look at what stands under the root. With this mistake "
        "epsilon is missing in one of them. Take a running variance of 0, as it comes about when a feature was "
        "constant for a long time, and an input that differs from the mean by 2. With an epsilon of 0.01 the "
        "divisor is 0.1 and the output 20; without it the division is by 0, and numpy answers inf and a warning. "
        "In ordinary data the difference is far behind the point, so it goes unnoticed until a pixel that is "
        "always black comes along. Could both branches share the line with the root?"
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
        "What does cache_v hold: a variance or a standard deviation? By its name and by the rule of the statement"
        " it is a variance, and so something has to be done to it before you divide by it. Take a running mean of"
        " 0, a running variance of 16 and the input 8. By the root, 4, the output is 2. With this mistake 8 is "
        "divided by 16, and 0.5 comes out. In a layer that was just built the running variance is 1, whose root "
        "is 1 as well, so a first trial cannot show the difference. In training all is right, and the network "
        "learns; only when it is used do the numbers shrink or grow. Which step does your branch for training "
        "have that the other one lacks?"
    ),
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
    hint=(
        "Make two layers, one with momentum 0.5 and one with 0.99, show both the same batch once, and compare "
        "their running means. Are they different? From a start at 0 and a batch with mean 10, the first should be"
        " at 5 and the second at 0.1. With this mistake both say 1, since a 0.9 in the code does the work and the"
        " argument is only remembered. Nobody who is content with the default notices. But somebody with few "
        "batches chooses a small momentum so that the statistics arrive in time, and would wonder why nothing "
        "helps. Numbers that were given to the constructor should stand nowhere else in the class. Search your "
        "forward for a 0.9 or a 0.1: what is it doing there?"
    ),
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
    hint=(
        "Two statistics are gathered for the use outside training. Print both before and after a batch in "
        "training. Which of them has moved? With this mistake the mean has, and the variance still is 1, however "
        "many batches went by. Take a feature with mean 50 and standard deviation 20. Outside training the input "
        "90 should become 2, two standard deviations above the mean. With a variance of 1 it becomes 40, and the "
        "next layers get numbers twenty times as large as in training. With data whose variance is 1 anyway, both"
        " are the same. As training uses the batch itself, the loss looks healthy all the time. How many lines in"
        " your branch for training assign to an attribute whose name begins with cache?"
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
    title="Without arguments, momentum and epsilon are others than the statement's",
    hint=(
        "Create a layer without any argument and print its momentum and its epsilon. Then read the line with the "
        "signature in the statement. Are these the same two numbers? Many libraries have such a layer, each with "
        "values of its own, and it is easy to write down those that one has in mind. The difference is not small:"
        " with 0.9 ten batches forget about two thirds of the start, with 0.99 only a tenth, since 0.9 to the "
        "power of ten is about 0.35 and 0.99 to the power of ten about 0.90. So running statistics look quite "
        "different after a short training. Whoever names both arguments gets what they ask for, which is why "
        "one's own trials may show nothing. What stands in your `def __init__` line?"
    ),
)
class DefaultsNotTheStatements(BatchNormalization):
    def __init__(self, momentum=0.99, epsilon=1e-5):
        super().__init__(momentum, epsilon)


@misconception(
    "batch-of-one-by-running-statistics",
    "BatchNormalization",
    title="A batch of one row is normalised by the running statistics in training",
    hint=(
        "A batch with one row has a mean and a variance too. What are they? The mean is the row itself and the "
        "variance is 0, so in training each distance is 0, and what comes out is beta, for every input. With this"
        " mistake your layer has a special case: for one row it goes to the running statistics. It sounds "
        "helpful, since an answer that ignores the input is of little use. But training is to behave by one rule "
        "for every size of batch, and a feature that is constant over a batch of ten gets the same answer, beta. "
        "With two rows or more nothing differs. Somewhere in your forward there is a question about the length of"
        " the batch. What would happen without it, and would anything break?"
    ),
)
class BatchOfOneByRunningStatistics(BatchNormalization):
    def forward(self, input_batch, training=True):
        output = super().forward(input_batch, training)
        return output if len(input_batch) > 1 else super().forward(input_batch, False)


@misconception(
    "standard-deviation-twice-in-the-gradient",
    "BatchNormalization",
    title="The input gradient is divided by the standard deviation twice",
    hint=(
        "Count the divisions by the standard deviation on the way back from the output gradient to your answer. "
        "How many are there, and how many did forward have? With this mistake there is one too many. Take a "
        "feature with a standard deviation of 10 in place of 1, and otherwise the same normalised values. The "
        "gradient should become a tenth. With two divisions it becomes a hundredth. An easy way to get there: the"
        " normalised inputs that you kept are divided already, and a formula made for plain distances has a "
        "division of its own. With a standard deviation of 1 the second division changes nothing, so prepared "
        "data hide it. Which arrays of your backward already contain the factor, and which lines bring it in once"
        " more?"
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
        "Give gamma the value 3 and compare your gradient with the one for gamma 1. By which factor does it grow?"
        " The output moves three times as far for the same move of an input, so 3 would be right. With this "
        "mistake it grows by 9. Somewhere near the beginning the incoming gradient was multiplied by gamma, and "
        "near the end it happens again, perhaps because two formulas were put together that each had it. In a "
        "fresh layer gamma is 1 and no power of it can be told from another. A gamma of 0.1 shows it too: the "
        "gradient nearly vanishes. Write beside each array of your backward whether it has met gamma already. Is "
        "there a line in which it meets it for a second time?"
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
        "Compare how your two parameter gradients treat the rows of a batch. Is one of them a sum and the other a"
        " mean? Take three rows with incoming gradients 1, 2 and 6 in a feature. Beta was added in each of them, "
        "so moving it by a little moves three outputs, and all three count: 9. With this mistake 3 comes out, "
        "while gamma's gradient is a sum as it should be. The two parameters of one layer would then learn at "
        "different speeds, and the larger the batch, the more beta would lag behind. With one row a mean and a "
        "sum are equal. Whoever divides by the number of samples is the loss, and it does so for everybody at "
        "once. Which function stands in the line for beta?"
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
        "How many betas has a layer with four features? Four, one for each. So how many different numbers should "
        "its gradient hold? With this mistake all four are the same, the total over all rows and all features. "
        "Take two rows, [1, 0] and [2, 5], as the incoming gradient. The first feature's beta was added to "
        "outputs with gradients 1 and 2, which makes 3; the second's to 0 and 5, which makes 5. The total over "
        "everything is 8, and it would push both in the same way, although they have nothing to do with each "
        "other. With one feature there is no difference, and the shape may look right in any case. Along which "
        "axis does your sum run, and what happens if no axis is named?"
    ),
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
    hint=(
        "The layer in front of this one has to learn as well. What does your backward hand on to it? Write `g = "
        "layer.backward(G)` and look at g. With this mistake it is None: the gradients for gamma and beta were "
        "stored, and then the method ended. Here is the same in small: after `def half(n): result = n / 2`, "
        "calling `half(8)` gives None, since a value that is computed inside stays inside. If this layer is the "
        "first of a network, nobody asks for the answer, and the training works; with any layer in front it ends "
        "with an error about None. The gradient by the input is the harder part of this exercise, so perhaps it "
        "has been computed already. In which line does your method say what it gives back?"
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
        "Call forward once and backward twice. Does the second call work? With this mistake it ends with an error"
        " about None, because the normalised batch was thrown away at the end of the first. Saving memory is a "
        "fine motive, but backward belongs to the latest forward for as long as there is no newer one. Somebody "
        "who checks gradients by differences, or who has two losses on one network, goes back twice with "
        "different incoming gradients and expects an answer each time. Training itself always goes forward, "
        "backward, forward, backward, and never meets the gap. Think of a cooking recipe: is it torn up after the"
        " first plate was served? Which line of your backward changes something that forward had put down for it?"
    ),
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
    hint=(
        "Call `layer.forward(X)` with nothing else. What happens? With this mistake Python says that a required "
        "positional argument is missing. The statement gives training a value for those who say nothing about it,"
        " and most code in a network says nothing, as a step of training is the usual case. An argument in a "
        "`def` line may carry a value behind an equals sign: after `def greet(name, mark='!'):`, both "
        "`greet('Ann')` and `greet('Ann', '?')` work. Whoever always writes the second argument never sees the "
        "difference, and your own trials may do so. Every case that calls forward in the short form fails, all "
        "for this one reason. What stands behind the word training in your first line, and what does the "
        "statement have there?"
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
        "Train a layer a little, then assign a state with a mean of 5 and look at the layer's mean. Is it 5? With"
        " this mistake it is 5 more than before: what was assigned is added to what was there. For a fresh layer "
        "the mean starts at 0, so adding and replacing give the same, and its variance starts at 1, so that one "
        "is off by 1 already, if one looks at it. To assign is to say how it is from now on, as with a clock that"
        " is set: nobody wants to know what it showed before. A network that is restored twice from one file "
        "would have the statistics twice over. Which sign stands in your setter, and does the old value occur on "
        "the right side?"
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
        "Save a state, assign it, train on, and look into the dict that you have saved. Are its numbers still the"
        " old ones? With this mistake they have moved along, since the layer took the arrays themselves and its "
        "updates write into them. Here is the same in small: after `a = np.zeros(2)` and `b = a`, the line `b += "
        "1` changes what `a` shows, while `b = b + 1` gives b an array of its own and leaves a alone. Whoever "
        "wants to go back to the saved state finds that it is gone. Right after the assignment everything is in "
        "order, so a short trial shows nothing. There are two places where this can be stopped: where the arrays "
        "come in, and where the update is written. How do yours look?"
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
        "Keep the answer for one batch, ask for another batch of the same size, and look at the first answer "
        "again. Is it still what it was? With this mistake both names show the second answer, because your "
        "forward fills one array that it keeps and hands out the same one each time. Take `first = "
        "layer.forward(A)` and `second = layer.forward(B)`: `first is second` says True. A network needs the "
        "outputs of its layers until backward has come by, and whoever compares two batches compares one with "
        "itself. Each answer by itself is right at the moment when it is given, so tests that look at once are "
        "content. Making a new array costs little. Where is the array made that you return: in this call, or in "
        "an earlier one?"
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
        "Write `Y = layer.forward(X)` and then `print(Y is None)`. With this mistake it says True: the numbers "
        "were shown on the screen, and the name got nothing. Try it in small: after `def twice(n): print(2 * n)`,"
        " the line `twice(4) + 1` shows an 8 and ends with a TypeError, as None and 1 cannot be added. In an "
        "interactive session the value of a line appears in any case, so showing and returning look alike there. "
        "The next layer of a network has no eyes; it gets what the call gives back. A print for one's own use may"
        " stay as long as the value is handed on as well. Which word at the end of your method gives the output "
        "to whoever has called it?"
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
        "Move one input a little. By how much does the output move: by just as much? Take a feature with standard"
        " deviation 10 and gamma 1: a step of 1 at the input is about a tenth at the output, and the other rows "
        "move too, since the mean has shifted. With this mistake your backward says that every output follows its"
        " input one to one, as in a layer that does nothing. The shape is right, and the layers in front do learn"
        " something, in a direction that is roughly useful, which makes this hard to see from the loss. Multiply "
        "all inputs of a feature by 2 and the output stays, so gradients should know about the spread. Which of "
        "the steps of forward does your backward go through at all?"
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
        "Read your condition on training aloud, with both branches. In which case does the layer look at the "
        "batch, and in which at what it has gathered? Take a fresh layer and the values 10 and 14 in training. By"
        " their own mean and spread they become -1 and 1, and the running mean moves towards 12. With this "
        "mistake they come out as 10 and 14, and nothing moves; outside training the layer then learns from its "
        "questions. Each branch by itself is written correctly, which is why reading them one by one does not "
        "help. After long use on similar data even the numbers come close to each other. Is there a `not` too "
        "many, a comparison with False, or are two blocks of lines in each other's place?"
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
        "Call `layer.forward(X, training=False)`. What does Python say? With this mistake it complains about an "
        "unexpected keyword argument. A network that is used, rather than trained, says so in each call, and this"
        " layer is one of the few for which it matters: in training it looks at the batch and gathers, later it "
        "relies on what it has gathered. Without being told, it has to do the same in both cases, and a single "
        "sample would be normalised by itself, to nothing but beta. Calls that say nothing work, so half of your "
        "trials look fine. An attribute that is set from outside would be another way to tell it, but then two "
        "callers can get in each other's way. Which names stand between the parentheses of your forward?"
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
        "How does an optimizer learn what it may change? It asks each layer for params. What does it find in "
        "yours after build and a backward pass? With this mistake an empty dict, the answer of a layer that "
        "learns nothing, so gamma and beta stay 1 and 0 for ever, while their gradients are computed in each step"
        " and never used. The network still trains, since its other layers do, only a little worse, and no error "
        "points to the cause. A saved network loses both as well. Count for yourself: a layer for 7 features has "
        "14 numbers to learn, and adding up the sizes of what params holds should give that. Which names belong "
        "into the dict, and which two things go with each of them?"
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
        "Save a trained network by asking every layer for its state, load it into a fresh one, and use it. Does "
        "it answer as before? With this mistake it does not: this layer said that it remembers nothing, so the "
        "fresh one divides by a running variance of 1 and subtracts a mean of 0. Take a feature around 50: the "
        "trained layer sends 50 to about 0, the fresh one to about 50. Running statistics are not learnt by "
        "gradients, so params does not hold them, and they are not the layer's settings either; state is the "
        "place for what was gathered on the way. As long as one works with the very same object, nothing is "
        "missed. Which of your attributes change in training without any gradient?"
    ),
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
