"""What people get wrong in `network`. Each class is the reference with one mistake."""

import copy

import numpy as np
from network import Sequential

from grader.misconceptions import misconception


def run_epochs(network, X, y, epochs, split, summed=False):
    """Trains like the reference, with the batches that `split(order)` gives; the losses of an epoch can be summed."""
    losses = []
    for _ in range(epochs):
        batches = split(np.random.permutation(len(X)))
        found = [(network.train_on_batch(X[batch], y[batch]), len(batch)) for batch in batches]
        mean = sum(loss * size for loss, size in found) / sum(size for _, size in found)
        losses.append(sum(loss for loss, _ in found) if summed else mean)
    return losses


def cut(order, size):
    """Returns the order in consecutive pieces of this size."""
    return [order[start : start + size] for start in range(0, len(order), size)]


@misconception(
    "predict-in-training",
    "Sequential",
    title="predict runs the layers as in training",
    hint=(
        "Call predict twice on the same inputs, with a layer that drops outputs at random. Are the two answers equal? "
        "They should be, to the last digit. Which flag does each layer get from your loop, and what does it assume if "
        'it gets none? The first line of a layer\'s method says so: with `def greet(name="you")`, the call greet() '
        "uses the value behind the equals sign, and nobody is asked. A layer that drops half of its outputs and "
        "doubles the rest turns 3, 3, 3, 3 into something like 6, 0, 0, 6 while it learns, and leaves them alone "
        "otherwise. Networks of plain layers do the same in both modes, so predictions look fine until the first "
        "layer arrives that does not."
    ),
)
class PredictInTraining(Sequential):
    def predict(self, X):
        for layer in self.layers:
            X = layer.forward_pass(X)
        return X


@misconception(
    "trains-in-evaluation",
    "Sequential",
    title="The training step runs the layers with training=False",
    hint=(
        "In which mode does your training step run the layers? Write a spy to find out: a class whose forward_pass "
        "takes X and training, prints the flag, and returns X as it is. Put it into a network and train one batch; it "
        "should print True. If the step borrows another method of your class for its way forward, it also borrows "
        "that method's flag. Some layers then never do their work. One that drops outputs drops none, and one that "
        "collects means over the batches goes on reporting the 0 and 1 that it began with. The loss falls even a "
        "little faster than it should, as training has become too easy. Dense layers and activations ignore the flag, "
        "which is why the digits may still be learnt."
    ),
)
class TrainsInEvaluation(Sequential):
    def train_on_batch(self, X, y):
        output = self.predict(X)
        gradient = self.loss.gradient(output, y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception(
    "backward-in-forward-order",
    "Sequential",
    title="The backward pass starts at the first layer",
    hint=(
        "Which layer's output does the loss look at? Follow the first gradient: to whom does your loop hand it? "
        "Putting on socks and then shoes is undone by taking off the shoes first. Shapes tell the same story. With "
        "layers from 4 to 3 and from 3 to 2 numbers, the loss hands over 2 numbers for a sample. Only the second "
        "layer has outputs of that width; the first one expects 3 and complains about a product of matrices. Where "
        "all layers are equally wide no error comes up, each layer multiplies by somebody else's weights, and the "
        "loss wanders about. A network of a single layer has only one order, so a first trial passes. In which "
        "direction does your second loop run?"
    ),
)
class BackwardInForwardOrder(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output)
        gradient = self.loss.gradient(output, y)
        for layer in self.layers:
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception(
    "gradient-not-handed-on",
    "Sequential",
    title="Every layer gets the gradient of the loss itself",
    hint=(
        "Each backward_pass returns something. Who needs it, and what becomes of it in your code? Take a chain of two "
        "on paper: the first multiplies by 2, the second by 5, and the gradient of the loss at the end is 1. The "
        "second one turns the 1 into 5, the first turns the 5 into 10. So if x grows a little, the result grows ten "
        "times as much. When the first is given the 1 as well, it reports 2 and steps with a fifth of what it should. "
        "With widths that differ numpy may stop you; with equal ones nothing does, and every layer learns as though "
        "it were the last. One layer alone has nobody behind it, so there the numbers are right."
    ),
)
class GradientNotHandedOn(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output)
        for layer in reversed(self.layers):
            layer.backward_pass(self.loss.gradient(output, y))
        return self.loss.loss(output, y)


@misconception(
    "loss-after-the-step",
    "Sequential",
    title="train_on_batch returns the loss after the step",
    hint=(
        "Two outputs exist in a training step: the one before the layers moved, and the one after. For which of them "
        "does your method report the loss? A parabola: at x = 5 the loss x · x is 25, a step leads to x = 4, and "
        "there it is 16. The gradient was computed at 5, so 25 belongs to it. Reporting 16 needs one more way "
        "forward, which takes time, and with layers that collect statistics it counts the batch twice. Try a rate of "
        "0: if both numbers agree then, and only then, you have found the cause. Curves of the two kinds look the "
        "same, merely shifted by one step. How often does the batch run through your layers?"
    ),
)
class LossAfterStep(Sequential):
    def train_on_batch(self, X, y):
        super().train_on_batch(X, y)
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output)
        return self.loss.loss(output, y)


@misconception(
    "initialised-in-fit",
    "Sequential",
    title="fit initialises the layers again",
    hint=(
        "What is left of the earlier training when fit is called a second time? Compare the last loss of the first "
        "call with the first loss of the second: they should be close. Then look for what your fit resets. A student "
        "who learns for two evenings, and forgets everything at the start of each, knows in the end what one evening "
        "can teach. Two epochs and then three more are meant to be five; in your code they are three. Weights that "
        "somebody assigned by hand, or read from a file, are gone as well before the first batch. Most programs call "
        "fit once, right after the network was built, and there it only means that the dice are thrown again. Which "
        "method should prepare a layer, and how often?"
    ),
)
class InitialisedInFit(Sequential):
    def fit(self, X, y, epochs, batch_size):
        for layer in self.layers:
            if hasattr(layer, "initialize"):
                layer.initialize(self.optimizer)
        return super().fit(X, y, epochs, batch_size)


@misconception("initialised-in-fit", "Sequential", variant="in-each-epoch")
class InitialisedInEachEpoch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            for layer in self.layers:
                if hasattr(layer, "initialize"):
                    layer.initialize(self.optimizer)
            losses += super().fit(X, y, 1, batch_size)
        return losses


@misconception(
    "initialised-in-add",
    "Sequential",
    title="add initialises the layers that were there before as well",
    hint="How often is the first layer initialised in a network of three? Let your `add` print the name of each layer that "
    "it initialises, and add three dense layers: the list should have three entries, not six. Each time a layer is "
    "initialised it draws its weights anew, so whatever it held before is gone, and the generator has moved on. With "
    "`np.random.seed(1)` before it, the first draw of `np.random.rand()` is 0.417 and the second 0.72: a layer that has "
    "drawn twice keeps numbers of the second kind, although everybody who reads the seed expects the first. Nobody sees it "
    "in a network that is trained right after it was built. It shows when a trained part gets one more layer on top, and "
    "has forgotten everything. Which layer does one call of `add` know to be new?",
)
class InitialisedInAdd(Sequential):
    def add(self, layer):
        super().add(layer)
        for earlier in self.layers[:-1]:
            if hasattr(earlier, "initialize"):
                earlier.initialize(self.optimizer)


@misconception(
    "last-batch-dropped",
    "Sequential",
    title="The smaller last batch is left out",
    hint=(
        "Count how many samples one of your epochs sees, if the batches do not come out even. With seven letters in "
        "groups of three, the starting points are list(range(0, 7, 3)), which is 0, 3 and 6. The last group holds one "
        'letter: "abcdefg"[6:9] is "g", as a slice may reach past the end without an error. Whoever stops at the last '
        "full group has 0 and 3 only, and the g is never read. In an epoch with shuffled samples it hits different "
        "ones each time, so nothing seems to be missing. In the extreme case, with a batch size above the number of "
        "samples, no step is made at all. Does your loop demand that a batch be full, perhaps by a subtraction in its "
        "end or by //?"
    ),
)
class LastBatchDropped(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order, found = np.random.permutation(len(X)), []
            for start in range(0, len(X) - batch_size + 1, batch_size):
                batch = order[start : start + batch_size]
                found.append(self.train_on_batch(X[batch], y[batch]))
            losses.append(sum(found) / max(len(found), 1))
        return losses


def _divided(variant, divide):
    @misconception("last-batch-dropped", "Sequential", variant=variant)
    class LastBatchDroppedAndDivided(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses = []
            for _ in range(epochs):
                order = np.random.permutation(len(X))
                batches = [batch for batch in cut(order, batch_size) if len(batch) == batch_size]
                found = [self.train_on_batch(X[batch], y[batch]) for batch in batches]
                losses.append(divide(found, batch_size, len(X)))
            return losses


_divided("divided-by-all", lambda found, size, count: sum(found) * size / count)
_divided("fails-without-batches", lambda found, size, count: sum(found) / len(found))
_divided("nan-without-batches", lambda found, size, count: sum(found) / len(found) if found else float("nan"))


@misconception(
    "samples-not-shuffled",
    "Sequential",
    title="The samples are never shuffled",
    hint=(
        "In which order does an epoch visit the samples, and who decides that? Give every sample its own number as a "
        "feature and let your training step print what it gets. If they come as 0, 1, 2, 3 in every epoch, no dice "
        "were thrown. Data often lie sorted, all zeros before all ones. A batch then shows a single class, and the "
        "weights run after it, then after the next. For five samples and `np.random.seed(0)`, one draw of an order "
        "gives 2, 0, 1, 3, 4. A program with a seed relies on that draw being made; without it, everything that is "
        "drawn afterwards changes too. With one batch for all samples the order has no effect, so that a small "
        "example agrees. Where is the draw in your fit?"
    ),
)
class NotShuffled(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            total = 0.0
            for start in range(0, len(X), batch_size):
                batch = slice(start, start + batch_size)
                total += self.train_on_batch(X[batch], y[batch]) * len(X[batch])
            losses.append(total / len(X))
        return losses


@misconception(
    "one-order-for-all-epochs",
    "Sequential",
    title="All epochs use the order of the first",
    hint=(
        "How often is an order drawn: once in a call, or once in each epoch? Look at which loop the draw stands in, "
        "or whether it stands before both. With `np.random.seed(0)`, three draws of np.random.permutation(4) give 2 3 "
        "1 0, then 0 2 1 3, then 3 0 2 1. Three epochs should use all three. With the first alone, the same samples "
        "meet in a batch again and again, like a card game in which the deck is cut once and then never more. Steps "
        "repeat a pattern, and the last batch, the smaller one, always holds the same few. The first epoch is right "
        "to the last digit, so only runs of several epochs differ. What would the second line of orders be in yours?"
    ),
)
class OneOrder(Sequential):
    def fit(self, X, y, epochs, batch_size):
        order, losses = np.random.permutation(len(X)), []
        for _ in range(epochs):
            total = 0.0
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                total += self.train_on_batch(X[batch], y[batch]) * len(batch)
            losses.append(total / len(X))
        return losses


@misconception("one-order-for-all-epochs", "Sequential", variant="of-the-first-call")
class OneOrderForAllCalls(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            if len(getattr(self, "order", ())) != len(X):
                self.order = np.random.permutation(len(X))
            found = [self.train_on_batch(X[batch], y[batch]) * len(batch) for batch in cut(self.order, batch_size)]
            losses.append(sum(found) / len(X))
        return losses


@misconception(
    "order-on-top-of-the-last",
    "Sequential",
    title="Each epoch shuffles what the epoch before has shuffled",
    hint=(
        "What is it that your second epoch brings into a new order: the samples as the caller handed them over, or the "
        "ones that the first epoch has moved? Follow three letters with the orders 1, 2, 0 and 0, 2, 1. Applied to A, B, C "
        "each time, they give B, C, A and then A, C, B. Applied one on top of the other, the second step starts from B, C, "
        "A and makes B, A, C of it. Either is thoroughly mixed, and every sample comes once, so the network learns "
        "equally well. But whoever knows the seed and the statement's draw can foretell which samples meet in a batch, "
        "and from the second epoch on yours are others. np.random.shuffle on one list that lives through all epochs does "
        "the same in a single line. In the first epoch there is no difference. Where does the thing that you shuffle come "
        "from?"
    ),
)
class OrderOnTop(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses, order = [], np.arange(len(X))
        for _ in range(epochs):
            order = order[np.random.permutation(len(X))]
            found = [self.train_on_batch(X[batch], y[batch]) * len(batch) for batch in cut(order, batch_size)]
            losses.append(sum(found) / len(X))
        return losses


@misconception(
    "targets-shuffled-apart",
    "Sequential",
    title="Inputs and targets are shuffled separately",
    hint=(
        "After your shuffle, does the target in row 3 still belong to the input in row 3? Count the draws: how many "
        "orders are drawn for one epoch? Suppose a list of names and one of telephone numbers. Shuffle both in the "
        "same way, and each person keeps the right number. Shuffle them one after the other, each by an order of its "
        "own, say 1, 2, 0 and 2, 0, 1, and nobody of the three does. The network is trained all the same, on pairs "
        "that do not exist. The best it can learn is an average of all targets, so the loss sinks to that level and "
        "remains there. Shapes are right, no error comes, and with one sample, or equal targets, nothing is lost. Is "
        "there one array of positions for both?"
    ),
)
class ShuffledApart(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return super().fit(X, y[np.random.permutation(len(y))], epochs, batch_size)


def _apart(variant, draw, once=False):
    @misconception("targets-shuffled-apart", "Sequential", variant=variant)
    class OrdersDrawnApart(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses, orders = [], None
            for _ in range(epochs):
                orders = orders if once and orders else draw(len(X))
                pairs = zip(*(cut(order, batch_size) for order in orders), strict=True)
                found = [self.train_on_batch(X[one], y[other]) * len(one) for one, other in pairs]
                losses.append(sum(found) / len(X))
            return losses


def _inputs_first(count):
    return np.random.permutation(count), np.random.permutation(count)


_apart("inputs-first", _inputs_first)
_apart("inputs-first-and-once", _inputs_first, once=True)
_apart("targets-first", lambda count: _inputs_first(count)[::-1])
_apart("targets-first-and-once", lambda count: _inputs_first(count)[::-1], once=True)


@misconception("targets-shuffled-apart", "Sequential", variant="in-each-batch")
class TargetsOfEachBatchDrawn(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order, total = np.random.permutation(len(X)), 0.0
            for start in range(0, len(X), batch_size):
                part = slice(start, start + batch_size)
                loss = self.train_on_batch(X[order[part]], y[np.random.permutation(len(X))[part]])
                total += loss * len(order[part])
            losses.append(total / len(X))
        return losses


@misconception(
    "batches-weighted-alike",
    "Sequential",
    title="The loss of an epoch is the plain mean over its batches",
    hint=(
        "A last batch with one sample: how much does it count in your loss of the epoch, as compared with a full one? "
        "Work through a small case. A batch of three samples has the loss 2, a batch of one has the loss 6. The four "
        "samples have 2, 2, 2 and 6, on average 3. The mean of the two batches is 4, as if the odd one out were as "
        "important as the three together. Every batch's loss is a mean already, so it has to be given back its weight "
        "before means are mixed. When all batches are equally large, the two ways agree, and so they do in most "
        "trials with round numbers. Which sizes have your batches, and where do they enter?"
    ),
)
class WeightedAlike(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order, found = np.random.permutation(len(X)), []
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                found.append(self.train_on_batch(X[batch], y[batch]))
            losses.append(sum(found) / len(found))
        return losses


@misconception("batches-weighted-alike", "Sequential", variant="times-batch-size")
class WeightedByBatchSize(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            batches = cut(np.random.permutation(len(X)), batch_size)
            losses.append(sum([self.train_on_batch(X[b], y[b]) for b in batches]) * batch_size / len(X))
        return losses


@misconception("batches-weighted-alike", "Sequential", variant="full-batches-counted")
class DividedByFullBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            batches = cut(np.random.permutation(len(X)), batch_size)
            losses.append(sum([self.train_on_batch(X[b], y[b]) for b in batches]) / max(len(X) // batch_size, 1))
        return losses


@misconception(
    "losses-of-batches",
    "Sequential",
    title="fit returns one loss for each epoch's last batch",
    hint=(
        "Which samples does the number that you append speak about: those of the epoch, or those of one batch? Look "
        "at what your variable holds when the inner loop is over. In `for x in (5, 3, 1): last = x` it holds 1, "
        "though the mean of the three is 3. A variable that is assigned anew in every round remembers the last round "
        "only. The final batch is often the smallest, so this number jumps up and down, and it is too good as a rule, "
        "since the batches before it have already improved the weights. With one batch in an epoch it is the right "
        "number. What would you need to keep from each round, so that all of them have a say?"
    ),
)
class LossOfLastBatch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                loss = self.train_on_batch(X[batch], y[batch])
            losses.append(loss)
        return losses


@misconception(
    "accuracy-counted",
    "Sequential",
    title="accuracy is a count instead of a fraction",
    hint=(
        "What is the largest number that your accuracy can return? The statement's table calls it a fraction. Take "
        "the row True, False, True, True as a numpy array: its sum is 3, because True counts as 1, and its mean is "
        "0.75. Both say something about the hits, but 3 is good for four samples and poor for four hundred. A number "
        "between 0 and 1 can be compared between a small set and a large one. With a single sample there is no "
        "difference. A check such as `accuracy >= 0.8` is passed by any count of one or more, which makes a useless "
        "network look trained. By what would your number have to be divided, and is there a function that does both "
        "at once?"
    ),
)
class AccuracyCounted(Sequential):
    def accuracy(self, X, labels):
        return np.sum(np.argmax(self.predict(X), axis=1) == labels)


@misconception("accuracy-counted", "Sequential", variant="float")
class AccuracyCountedInFloats(AccuracyCounted):
    def accuracy(self, X, labels):
        return float(super().accuracy(X, labels))


@misconception(
    "argmax-over-the-batch",
    "Sequential",
    title="The largest output is looked for over the samples",
    hint=(
        "For each sample one class should win. How many winners does your code find for three samples with two "
        "classes: three or two? Take the rows 1 4, 3 2 and 0 5. Along each row the largest stands at position 1, 0 "
        "and 1: three answers, one for a sample. Down each column it stands at position 1 and 2, which says which "
        "sample is the best example of a class; a different question. A comparison of two answers with three labels "
        "is an error, or, worse, numpy stretches one of them. With as many samples as classes the shapes agree by "
        "chance, and some senseless fraction comes out. In a call of argmax the axis that you name is the one that "
        "vanishes. Which axis counts the classes?"
    ),
)
class ArgmaxOverBatch(Sequential):
    def accuracy(self, X, labels):
        return np.mean(np.isin(np.argmax(self.predict(X), axis=0), labels))


@misconception("argmax-over-the-batch", "Sequential", variant="compared")
class ArgmaxOverBatchCompared(Sequential):
    def accuracy(self, X, labels):
        return np.mean(np.argmax(self.predict(X), axis=0) == labels)


@misconception("argmax-over-the-batch", "Sequential", variant="until-one-ends")
class ArgmaxOverBatchUntilOneEnds(Sequential):
    def accuracy(self, X, labels):
        pairs = zip(np.argmax(self.predict(X), axis=0), labels, strict=False)
        return sum(guess == label for guess, label in pairs) / len(labels)


@misconception("argmax-over-the-batch", "Sequential", variant="mean-until-one-ends")
class ArgmaxOverBatchMeanUntilOneEnds(Sequential):
    def accuracy(self, X, labels):
        pairs = zip(np.argmax(self.predict(X), axis=0), labels, strict=False)
        return np.mean([guess == label for guess, label in pairs])


@misconception("argmax-over-the-batch", "Sequential", variant="sample-by-sample")
class ArgmaxOverBatchSampleBySample(Sequential):
    def accuracy(self, X, labels):
        guesses = np.argmax(self.predict(X), axis=0)
        return sum(guesses[number] == label for number, label in enumerate(labels)) / len(labels)


@misconception(
    "first-layers-counted-only",
    "Sequential",
    title="parameters leaves out the last layer",
    hint=(
        "Write the counts of all layers below each other, and your total below them. Which one is missing? A slice "
        "leaves out more than one thinks: for counts = [5, 7, 9], sum(counts) is 21 and sum(counts[:-1]) is 12. The "
        "same happens when a loop runs over range(len(counts) - 1), which ends at 1. Some write it because a loop "
        "over neighbours needs one round less; here each layer speaks for itself. If the last layer is an activation "
        "or another one without parameters, its count is 0, and the total is right. So the slip shows only in "
        "networks that end with a layer that learns. And what does yours say for a network of one layer, or of none?"
    ),
)
class LastLayerNotCounted(Sequential):
    def parameters(self):
        return sum(layer.parameters() for layer in self.layers[:-1])


class Swapping:
    """A loss that exchanges the arguments of one of its methods."""

    def __init__(self, loss, name):
        self._loss = loss
        self._name = name

    def __getattr__(self, name):
        method = getattr(self._loss, name)
        return (lambda prediction, target: method(target, prediction)) if name == self._name else method


def swap_arguments(network, name, step, X, y):
    """Makes a training step of a network whose loss has the arguments of one method exchanged."""
    loss, network.loss = network.loss, Swapping(network.loss, name)
    try:
        return step(X, y)
    finally:
        network.loss = loss


@misconception(
    "arguments-of-loss-swapped",
    "Sequential",
    title="The loss gets the target first and the prediction second",
    hint=(
        "Look up in the statement which argument of a loss comes first, and compare your two calls. Python cannot "
        "help here, because both arguments are arrays of one shape. For some losses the order is harmless: the square "
        "of 5 - 3 and the square of 3 - 5 are both 4. For others it matters: an error of 1 relative to a target of 4 "
        "is 0.25, and with the parts exchanged it is 1 / 5 = 0.2. In a cross-entropy one argument is turned into "
        "probabilities and the other is not, so the exchange makes nonsense of it. Asked for in the "
        "same order, the gradient suffers as well: it belongs to the first argument, then the target. May you count "
        "on a loss that does not care?"
    ),
)
class LossSwapped(Sequential):
    def train_on_batch(self, X, y):
        return swap_arguments(self, "loss", super().train_on_batch, X, y)


@misconception("arguments-of-loss-swapped", "Sequential", variant="gradient-as-well")
class LossAndGradientSwapped(LossSwapped):
    def train_on_batch(self, X, y):
        return swap_arguments(self, "gradient", super().train_on_batch, X, y)


@misconception(
    "arguments-of-the-gradient-swapped",
    "Sequential",
    title="The gradient of the loss gets the target first and the prediction second",
    hint=(
        "Train on one and the same batch several times with a small rate. Does the loss fall or rise? Your loss "
        "itself is asked for correctly, so the number can be trusted. Then lay your two calls to the loss object side "
        "by side: do both give their arguments in the same order? For a squared error with the prediction 5 and the "
        "target 3, the slope is positive; ask with the two exchanged, and it is negative, so each step leads from 5 "
        "to somewhere further up. A loss that punishes both directions alike gives the right number for either order, "
        "which lends the swapped call an innocent look. In other losses not even the size is right. Which of the two "
        "arrays is the one that can move?"
    ),
)
class GradientSwapped(Sequential):
    def train_on_batch(self, X, y):
        return swap_arguments(self, "gradient", super().train_on_batch, X, y)


@misconception(
    "gradient-of-an-evaluation",
    "Sequential",
    title="The gradient of the loss belongs to an output made in evaluation",
    hint=(
        "How often does one training step send the batch forward in your code, and with which flag each time? Loss "
        "and gradient should both speak about one output, the one made in training. Suppose a layer that doubles in "
        "training: the output is 4 there and 2 in evaluation, and the target is 3. In training the prediction is too "
        "large by 1, in evaluation too small by 1. A gradient of the second kind pushes the weights the wrong way, "
        "while the layers hold on to what they saw in the first kind. For layers without such a difference the two "
        "outputs are equal, so the mistake costs only time. Do you have a method that is handy for the way forward, "
        "but meant for something else?"
    ),
)
class GradientOfEvaluation(Sequential):
    def train_on_batch(self, X, y):
        gradient = self.loss.gradient(self.predict(X), y)
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception("gradient-of-an-evaluation", "Sequential", variant="after-the-training-pass")
class GradientOfLaterEvaluation(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        gradient = self.loss.gradient(self.predict(X), y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception("gradient-of-an-evaluation", "Sequential", variant="loss-as-well")
class GradientAndLossOfEvaluation(Sequential):
    def train_on_batch(self, X, y):
        evaluated = self.predict(X)
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        gradient = self.loss.gradient(evaluated, y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(evaluated, y)


@misconception(
    "shape-of-the-first-layer",
    "Sequential",
    title="Every layer is told the output shape of the first one",
    hint=(
        "Whose outputs does a new layer receive? Print, in add, the shape that you tell it, for layers that put out "
        "6, 5 and 2 numbers. The third one should be told 5; do you tell it 6? An index decides it: in stops = [6, 5, "
        "2], stops[0] is always 6, however long the list grows, while stops[-1] is whatever came last. When the "
        "second layer is added, the first is also the last, so networks of two layers are built correctly. So are "
        "those whose layers are all equally wide, and activations between two layers keep a width as it is. Only a "
        "third width brings it to light, when weights are drawn with too many rows and the first product of matrices "
        "fails. Which layer do you ask?"
    ),
)
class ShapeOfFirst(Sequential):
    def add(self, layer):
        self.layers, before = self.layers[:1], self.layers
        super().add(layer)
        self.layers = [*before, layer]


@misconception(
    "input-shape-handed-on",
    "Sequential",
    title="Every layer is told the input shape of the one before",
    hint=(
        "A layer has two shapes, one for what comes in and one for what goes out. Which of them does the next layer "
        "need to know? Think of a bakery: 8 sacks of flour go in, 5 boxes of bread come out. The van behind it must "
        "be built for 5 boxes, not for 8 sacks. Print both shapes of a dense layer from 8 to 5 numbers, and then what "
        "your add tells the layer after it. Activations put out what they take in, so behind one of them either shape "
        "is right; that may be how it worked in a first trial. Behind a layer that changes the width, weights of the "
        "wrong size are drawn without any complaint. The error comes later, in the forward pass, in the layer that "
        "was told the wrong thing."
    ),
)
class InputShapeHandedOn(Sequential):
    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[-1].input_shape)
        if hasattr(layer, "initialize"):
            layer.initialize(self.optimizer)
        self.layers.append(layer)


@misconception(
    "layer-copied",
    "Sequential",
    title="add keeps a copy of the layer",
    hint=(
        "Somebody keeps a layer at hand, puts it into a network, trains, and looks at its weights. Is the object in "
        "your list the one that was passed in? Python can tell: `network.layers[0] is layer` is True or False. A list "
        "behaves the same way: after `a = [1]`, `kept = [a.copy()]` and `kept[0].append(2)`, a is still [1]. Without "
        "the copy it would be [1, 2]. So with a copy the network learns, and the layer outside stays as it was "
        "before, without weights even, since the copy alone has been initialised. Optimizers are copied for a reason, "
        "as each one serves a single parameter. A layer is not shared by anybody. Predictions of the network are "
        "right, so only a look from outside shows it."
    ),
)
class LayerCopied(Sequential):
    def add(self, layer):
        super().add(copy.copy(layer))


@misconception("layer-copied", "Sequential", variant="deep")
class LayerCopiedDeeply(Sequential):
    def add(self, layer):
        super().add(copy.deepcopy(layer))


@misconception("layer-copied", "Sequential", variant="when-ready")
class LayerCopiedWhenReady(Sequential):
    def add(self, layer):
        super().add(layer)
        self.layers[-1] = copy.copy(layer)


@misconception("layer-copied", "Sequential", variant="deep-when-ready")
class LayerCopiedDeeplyWhenReady(Sequential):
    def add(self, layer):
        super().add(layer)
        self.layers[-1] = copy.deepcopy(layer)


@misconception(
    "initialize-always-called",
    "Sequential",
    title="add calls initialize on layers that have none",
    hint=(
        "Which methods does every layer have, and which only some? Look at layer.py and at the statement's first rule "
        'about add. Calling what is not there is an error in Python: "abc".upper() gives "ABC", and (5).upper() ends '
        "with an AttributeError, since numbers have no such method. Texts and numbers can stand in one list all the "
        "same, if one asks before calling. A layer without parameters has nothing to draw and may leave the method "
        "out. If your own activations happen to inherit an empty one, networks made of them can be built, and the "
        "trouble waits for somebody else's layer. How does one ask an object whether it has something, without "
        "calling it? A try around the call would hide real errors inside of it."
    ),
)
class InitializeAlways(Sequential):
    def add(self, layer):
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        layer.initialize(self.optimizer)
        self.layers.append(layer)


@misconception(
    "initialized-before-the-shape",
    "Sequential",
    title="add initialises a layer before it tells it its input shape",
    hint=(
        "A layer draws its parameters when it is initialised. What has to be known by then, and when does your add "
        "tell it? Number the things that add does, in the order of your lines. A carpenter who cuts the shelves "
        "before anybody has measured the wall cuts them at random. Numpy is stricter: np.zeros((2, 3)) works, "
        "np.zeros((None, 3)) raises a TypeError, because None is no length. The first layer of a network brings its "
        "shape along, and so does any layer that was made with one, and for these the order is of no consequence. It "
        "is the second layer that fails. With another kind of layer there may be no error but weights of an old size, "
        "if it had been told a shape before."
    ),
)
class InitializedTooEarly(Sequential):
    def add(self, layer):
        if hasattr(layer, "initialize"):
            layer.initialize(self.optimizer)
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        self.layers.append(layer)


@misconception(
    "loss-not-returned",
    "Sequential",
    title="train_on_batch does not return its loss",
    hint=(
        "Assign what train_on_batch gives back to a name, and print it. Is it a number, or None? A function like `def "
        "half(x): y = x / 2` has done its work and kept the result to itself: half(8) is None, and the 4 has vanished "
        "with the name y. Storing it on the object would keep it, but the caller asked for an answer, not for a place "
        "to look. Your step does move the layers, so a network trained by hand learns, and a glance at its "
        "predictions is encouraging. Whoever draws a curve gets an empty picture, and a sum over the batches, such as "
        "0.0 + None, raises a TypeError. In which line should the loss leave the method, and is it still the loss "
        "from before the step there?"
    ),
)
class LossNotReturned(Sequential):
    def train_on_batch(self, X, y):
        super().train_on_batch(X, y)

    def fit(self, X, y, epochs, batch_size):
        plain = Sequential(self.optimizer, self.loss)
        plain.layers = self.layers
        return plain.fit(X, y, epochs, batch_size)


@misconception("loss-not-returned", "Sequential", variant="fit-multiplies")
class LossNotReturnedAndFitMultiplies(Sequential):
    def train_on_batch(self, X, y):
        super().train_on_batch(X, y)


@misconception("loss-not-returned", "Sequential", variant="fit-multiplies-the-other-way")
class LossNotReturnedAndFitMultipliesIt(LossNotReturnedAndFitMultiplies):
    def fit(self, X, y, epochs, batch_size):
        for batch in cut(np.random.permutation(len(X)), batch_size):
            len(batch) * self.train_on_batch(X[batch], y[batch])


@misconception("loss-not-returned", "Sequential", variant="fit-averages")
class LossNotReturnedAndFitAverages(LossNotReturnedAndFitMultiplies):
    def fit(self, X, y, epochs, batch_size):
        batches = cut(np.random.permutation(len(X)), batch_size)
        np.average([self.train_on_batch(X[b], y[b]) for b in batches], weights=[len(b) for b in batches])


@misconception(
    "losses-not-returned",
    "Sequential",
    title="fit does not return its losses",
    hint=(
        "Ask fit for its result and take the first element. Do you get a number, or a TypeError that a NoneType is "
        "not subscriptable? A list that was filled inside a method ends with it, unless it is handed over. Compare "
        "two functions of Python: sorted((2, 1)) returns a list with 1 and 2, print((2, 1)) shows something and "
        "returns None. If your fit shows its progress epoch by epoch, everything needed seems to be there, on the "
        "screen. But a program cannot read a screen: to draw the curve, or to stop when it rises, it needs the "
        "numbers. The layers are trained as they should be. Which line comes after the outer loop in your method, and "
        "how far is it indented?"
    ),
)
class LossesNotReturned(Sequential):
    def fit(self, X, y, epochs, batch_size):
        super().fit(X, y, epochs, batch_size)


@misconception(
    "losses-of-earlier-calls",
    "Sequential",
    title="fit returns the losses of earlier calls as well",
    hint=(
        "Call fit twice, for two epochs and then for one. How many numbers does the second call return? It should be "
        "one; three means that older ones are still there. Where does your list begin its life: in fit, in the "
        "constructor, or in the line with def? The last is a trap of its own: with `def note(x, seen=[])` that "
        "appends x and returns seen, note(1) is [1] and note(2) is [1, 2], because the list is made once, when the "
        "line is read. A record of the whole training may be a fine thing to have, under some name of its own; the "
        "statement asks for the epochs of this call. A single call, the usual case, looks right."
    ),
)
class LossesOfEarlierCalls(Sequential):
    def fit(self, X, y, epochs, batch_size):
        self.history = [*getattr(self, "history", []), *super().fit(X, y, epochs, batch_size)]
        return list(self.history)


@misconception("losses-of-earlier-calls", "Sequential", variant="of-all-networks")
class LossesOfAllNetworks(Sequential):
    history = ()

    def fit(self, X, y, epochs, batch_size):
        LossesOfAllNetworks.history = (*self.history, *super().fit(X, y, epochs, batch_size))
        return list(self.history)


@misconception(
    "one-loss-for-each-batch",
    "Sequential",
    title="fit returns one loss for each batch",
    hint=(
        "How many numbers does fit return for two epochs with three batches each: two or six? Look at which of the "
        "two loops your append stands in. In Python the indentation alone decides. Two days with three meals each, "
        "and a line that writes something down: inside the inner loop it writes 6 notes, after it, but inside the "
        "outer one, it writes 2. Curves of both kinds can be drawn; yours is longer and more ragged. If somebody asks "
        "for the loss of epoch 5 by its place in the list, they get that of some batch early in the training. With "
        "one batch in an epoch the two lists are equal. What has to happen to the numbers of the batches before one "
        "of them can stand for the epoch?"
    ),
)
class LossOfEachBatch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                losses.append(self.train_on_batch(X[batch], y[batch]))
        return losses


@misconception("one-loss-for-each-batch", "Sequential", variant="list-for-each-epoch")
class LossesOfEachEpochListed(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            batches = cut(np.random.permutation(len(X)), batch_size)
            losses.append([self.train_on_batch(X[batch], y[batch]) for batch in batches])
        return losses


@misconception(
    "losses-of-an-epoch-summed",
    "Sequential",
    title="The loss of an epoch is the sum over its batches",
    hint=(
        "If you halve the batch size, there are twice as many batches. Should the loss of an epoch double? Try it in "
        "your head with 8 samples that all have the loss 2. In batches of 4 there are two numbers, 2 and 2; in "
        "batches of 2 there are four of them. Their sums are 4 and 8, yet nothing has become worse. A mean is 2 in "
        "both cases, whatever the size of the batches. Whoever compares two runs with different batch sizes by such a "
        "sum is led astray. Its curve falls as nicely as the right one, only the scale is different, and with a "
        "single batch even that is right. Which total do you divide, and by what?"
    ),
)
class LossesSummed(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return run_epochs(
            self, X, y, epochs,
            lambda order: [order[start : start + batch_size] for start in range(0, len(order), batch_size)],
            summed=True,
        )  # fmt: skip


@misconception(
    "losses-of-samples-summed",
    "Sequential",
    title="The loss of an epoch is the sum over its samples",
    hint=(
        "A total of all samples or a mean over them: which of the two does the last line of your epoch give? The "
        "losses of the batches are means, and multiplying each by its size is a good way to add them up fairly. But "
        "one thing is then left to do. Marks show it: a group of 2 with a mean of 5 and a group of 3 with a mean of "
        "10 have 10 + 30 = 40 points together, and 8 on average. A teacher who reports 40 has told how many pupils "
        "there are as much as how good they are. Fed with twice as many samples, your loss doubles, and its first "
        "value is far above what a guess would cost. For a set of one sample it is correct."
    ),
)
class LossesOfSamplesSummed(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return [loss * len(X) for loss in super().fit(X, y, epochs, batch_size)]


@misconception(
    "batch-size-as-the-number-of-batches",
    "Sequential",
    title="batch_size is taken for the number of batches",
    hint=(
        "How many samples does the first batch of an epoch hold, if 10 samples are trained with a batch size of 5? Is "
        "it 5, or 2? Two questions are easily confused: how large is a piece, and how many pieces are there? A cake "
        "of 10 slices, 5 to a plate, fills 2 plates; shared among 5 plates, each has 2 slices. np.array_split asks "
        "for the second: its number is that of the pieces, and np.array_split(np.arange(10), 5) has five arrays. A "
        "network gets more steps with less in each of them, so it still learns, and often faster. For 9 samples and "
        "the number 3 the two readings agree. Print the lengths of your batches for two different sizes: does a "
        "larger batch size make them longer?"
    ),
)
class NumberOfBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return run_epochs(
            self, X, y, epochs, lambda order: [b for b in np.array_split(order, batch_size) if len(b)]
        )  # fmt: skip


def _pieces(variant, split):
    @misconception("batch-size-as-the-number-of-batches", "Sequential", variant=variant)
    class NumberOfBatchesSplit(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses = []
            for _ in range(epochs):
                batches = split(np.random.permutation(len(X)), batch_size)
                found = [self.train_on_batch(X[batch], y[batch]) * len(batch) for batch in batches]
                losses.append(sum(found) / len(X))
            return losses


_pieces("empty-ones-too", np.array_split)
_pieces("rounded-up", lambda order, number: cut(order, -(-len(order) // number)))
_pieces("rounded-down", lambda order, number: cut(order, max(len(order) // number, 1)))
_pieces("rounded-down-to-nothing", lambda order, number: cut(order, len(order) // number))
_pieces(
    "rest-dropped",
    lambda order, number: [order[n * (len(order) // number) :][: len(order) // number] for n in range(number)],
)


@misconception(
    "batches-of-even-size",
    "Sequential",
    title="The samples are spread over batches of nearly equal size",
    hint=(
        "Seven samples and a batch size of 3: which lengths do your batches have? The statement's pieces are "
        "consecutive, and only the last may be smaller: 3, 3, 1. A fair division of 7 things among three gives 3, 2, "
        "2, which is what np.array_split(np.arange(7), 3) makes. Their number agrees, each sample is used once, and "
        "even the order is the same. Still the second batch holds other samples, so its step is another one, and all "
        "later steps differ with it. Even batches are a reasonable wish, but somebody who repeats your run with the "
        "batches of the statement gets other weights. If the size divides the number of samples, nothing shows. Where "
        "does each batch of yours begin?"
    ),
)
class EvenBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        pieces = -(-len(X) // batch_size)
        return run_epochs(self, X, y, epochs, lambda order: np.array_split(order, pieces))


@misconception("batches-of-even-size", "Sequential", variant="number-rounded-down")
class FewerEvenBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        pieces = max(len(X) // batch_size, 1)
        return run_epochs(self, X, y, epochs, lambda order: np.array_split(order, pieces))


@misconception(
    "drawn-with-replacement",
    "Sequential",
    title="Each batch is drawn at random, so that samples are missed or seen twice",
    hint=(
        "Does an epoch see each sample exactly once? Write a mark for every sample that passes through your training "
        "step, and look for those with no mark, or two. Drawing lots and putting them back is not the same as dealing "
        "cards. Throw a die six times: the chance that each number comes exactly once is below 2 %, and on average a "
        "third of the six numbers do not come at all. np.random.randint throws dice. A sample that is missed in one "
        "epoch may come in the next, so the network learns about as well, and the curve only trembles more. The seed "
        "of the caller then leads to other weights than the statement's draw would. Which function deals each number "
        "once?"
    ),
)
class DrawnWithReplacement(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return run_epochs(
            self, X, y, epochs,
            lambda order: [
                np.random.randint(0, len(order), len(order[start : start + batch_size]))
                for start in range(0, len(order), batch_size)
            ],
        )  # fmt: skip


def _drawn(variant, draw, divide_by_seen=False, after_an_order=False):
    @misconception("drawn-with-replacement", "Sequential", variant=variant)
    class BatchesDrawn(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses = []
            for _ in range(epochs):
                if after_an_order:
                    np.random.permutation(len(X))
                total = seen = 0
                for _ in range(0, len(X), batch_size):
                    batch = draw(len(X), batch_size)
                    total += self.train_on_batch(X[batch], y[batch]) * len(batch)
                    seen += len(batch)
                losses.append(total / (seen if divide_by_seen else len(X)))
            return losses


for _seen, _name in [(False, "divided-by-all"), (True, "divided-by-the-seen")]:
    _drawn(f"full-batches-{_name}", lambda count, size: np.random.randint(0, count, size), _seen)
    _drawn(f"full-batches-after-an-order-{_name}", lambda count, size: np.random.randint(0, count, size), _seen, True)


@misconception(
    "order-drawn-with-replacement",
    "Sequential",
    title="The samples of an epoch are drawn with replacement",
    hint=(
        "Print the order of one epoch for ten samples and sort it. Does each number from 0 to 9 stand in it once? In "
        "a tombola where every ticket is thrown back after it was read, some tickets are read twice and others "
        "never. For ten draws from ten tickets the chance that a certain one never comes is 0.9 to the power of 10, "
        "about 35 %. So a third of your samples wait in vain for each epoch, and others are learnt from two or three "
        "times. All batches have their proper sizes, the losses fall, and over many epochs everybody has a turn, so "
        "that no curve looks suspicious. With one single sample nothing is left to chance. Think of a pack of cards "
        "that is shuffled: which call brings all of them into a new order?"
    ),
)
class OrderDrawnWithReplacement(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        dropping = isinstance(self, LastBatchDropped)
        for _ in range(epochs):
            order = np.random.randint(0, len(X), size=len(X))
            starts = range(0, len(X) - batch_size + 1 if dropping else len(X), batch_size)
            batches = [order[start : start + batch_size] for start in starts]
            found = [self.train_on_batch(X[batch], y[batch]) * len(batch) for batch in batches]
            losses.append(sum(found) / max(sum(map(len, batches)), 1))
        return losses


@misconception(
    "order-drawn-for-each-batch",
    "Sequential",
    title="A new order is drawn for each batch",
    hint=(
        "How many orders does one epoch of yours draw: one, or one for every batch? Two batches of an epoch must not "
        "share a sample. Say that the order 2 0 1 3 is drawn, and its first half is used: samples 2 and 0. If a new "
        "order is drawn before the second batch, perhaps 1 2 0 3, then its second half is 0 and 3. So sample 0 is "
        "seen twice and sample 1 never. Shuffling a deck again in the middle of a deal has this effect; each hand "
        "looks fine, but together they are not a deck. Sizes are right, pairs of input and target are right, and a "
        "single batch hides it. Between which two lines of your method does the draw stand?"
    ),
)
class OrderForEachBatch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            total = 0.0
            for start in range(0, len(X), batch_size):
                batch = np.random.permutation(len(X))[start : start + batch_size]
                total += self.train_on_batch(X[batch], y[batch]) * len(batch)
            losses.append(total / len(X))
        return losses


@misconception("order-drawn-for-each-batch", "Sequential", variant="besides-that-of-the-epoch")
class OrderForEachBatchToo(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            np.random.permutation(len(X))
            losses += OrderForEachBatch.fit(self, X, y, 1, batch_size)
        return losses


def _first_piece(variant, weigh):
    @misconception("order-drawn-for-each-batch", "Sequential", variant=variant)
    class FirstPieceOfEachOrder(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses = []
            for _ in range(epochs):
                starts = range(0, len(X), batch_size)
                batches = [np.random.permutation(len(X))[:batch_size] for _ in starts]
                found = [self.train_on_batch(X[batch], y[batch]) for batch in batches]
                losses.append(weigh(found, len(batches[0]), len(X)))
            return losses


_first_piece("first-piece-of-each", lambda found, size, count: sum(found) * size / count)
_first_piece("first-piece-of-each-averaged", lambda found, size, count: sum(found) / len(found))


@misconception(
    "generator-seeded-in-fit",
    "Sequential",
    title="fit seeds numpy's global generator, or draws from a seeded one of its own",
    hint=(
        "Whoever wants the same order every time can set the seed before the call. Which line of yours takes that "
        "choice away? Call your fit twice, and print the first order of each call: is it the same both times? After "
        "`np.random.seed(3)` the draw np.random.permutation(5) is 3 4 1 0 2, and after the next `np.random.seed(3)` it "
        "is that again. All epochs of the first call may differ, but those of a second call repeat them. Ten runs, meant "
        "to show how much luck is involved, come out more alike than they are. numpy's global generator serves others "
        "too, such as layers that drop outputs: if you set it, their randomness is set back as well; with one of your "
        "own, the global one lacks the draw that the statement counts on. A single run looks well shuffled."
    ),
)
class GeneratorSeeded(Sequential):
    def fit(self, X, y, epochs, batch_size):
        np.random.seed(0)
        return super().fit(X, y, epochs, batch_size)


def _seeded(seed):
    @misconception("generator-seeded-in-fit", "Sequential", variant=f"at-{seed}")
    class GeneratorSeededAt(Sequential):
        def fit(self, X, y, epochs, batch_size):
            np.random.seed(seed)
            return super().fit(X, y, epochs, batch_size)


def _seeded_in_each_epoch(variant, seed_of):
    @misconception("generator-seeded-in-fit", "Sequential", variant=variant)
    class GeneratorSeededInEachEpoch(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses = []
            for epoch in range(epochs):
                np.random.seed(seed_of(epoch))
                losses += super().fit(X, y, 1, batch_size)
            return losses


def _own_generator(seed):
    @misconception("generator-seeded-in-fit", "Sequential", variant=f"own-generator-at-{seed}")
    class OwnGenerator(Sequential):
        def fit(self, X, y, epochs, batch_size):
            source, losses = np.random.default_rng(seed), []
            for _ in range(epochs):
                batches = cut(source.permutation(len(X)), batch_size)
                found = [self.train_on_batch(X[batch], y[batch]) * len(batch) for batch in batches]
                losses.append(sum(found) / len(X))
            return losses


for _seed in (0, 1, 2, 7, 42, 123, 1234):
    if _seed:
        _seeded(_seed)
    _own_generator(_seed)
for _seed in (0, 1, 42, 123):
    _seeded_in_each_epoch(f"in-each-epoch-at-{_seed}", lambda epoch, seed=_seed: seed)
_seeded_in_each_epoch("at-the-number-of-the-epoch", lambda epoch: epoch)
_seeded_in_each_epoch("at-the-number-of-the-epoch-from-one", lambda epoch: epoch + 1)


@misconception(
    "arrays-shuffled-in-place",
    "Sequential",
    title="fit brings the caller's arrays into another order",
    hint=(
        "Print X before and after a call of fit. Are its rows in their old order? The caller may need them so, for "
        "labels in another array or for a second call. There are two ways to shuffle, and they look alike: with `a = "
        "np.array([10, 20, 30])`, `b = a[[2, 0, 1]]` makes a new array of 30, 10, 20 and leaves a alone, but `a[:] = "
        "a[[2, 0, 1]]` changes a itself. np.random.shuffle is of the second kind too; it returns None. Since you move "
        "inputs and targets alike, training is correct, and a later accuracy on the same pair of arrays as well. It "
        "is a third array, or somebody who repeats the run from the same data, that is out of step. What do you "
        "shuffle: the rows, or a list of their positions?"
    ),
)
class ShuffledInPlace(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = super().fit(X.copy(), y.copy(), epochs, batch_size)
        X[:], y[:] = X[::-1].copy(), y[::-1].copy()
        return losses


def _in_place(variant, on_top):
    @misconception("arrays-shuffled-in-place", "Sequential", variant=variant)
    class RowsMoved(Sequential):
        def fit(self, X, y, epochs, batch_size):
            losses, rows = [], (X.copy(), y.copy())
            for _ in range(epochs):
                order = np.random.permutation(len(X))
                X[:], y[:] = (X[order], y[order]) if on_top else (rows[0][order], rows[1][order])
                found = [self.train_on_batch(X[b], y[b]) * len(b) for b in cut(np.arange(len(X)), batch_size)]
                losses.append(sum(found) / len(X))
            return losses


_in_place("on-top-of-the-last", on_top=True)
_in_place("to-the-last-order", on_top=False)


@misconception(
    "one-epoch-only",
    "Sequential",
    title="fit returns after its first epoch",
    hint=(
        "How many numbers does fit return for three epochs? If it is one, look at how far the line that leaves the "
        "method is indented. `def count(n):` with a loop `for k in range(n):` and, inside of it, `return k`, answers "
        "0 for n = 3, and for n = 300 too: the first round meets the line, and there is no second. Moved left to the "
        "level of `for`, the same line answers 2. Nothing is wrong with the epoch that does run, its loss is right, "
        "and it comes as a list. With epochs=1, as in a first trial, it is even all that was asked for. Later the "
        "network seems to learn badly however many epochs it gets, and one looks for the fault in the rate. Does your "
        "run take longer with more epochs?"
    ),
)
class OneEpoch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return super().fit(X, y, min(epochs, 1), batch_size)


@misconception(
    "accuracy-in-percent",
    "Sequential",
    title="accuracy is a percentage",
    hint=(
        "What does your accuracy say when every sample is recognised: 1 or 100? The table of the statement calls the "
        "result a fraction. Three hits out of four are 0.75, and they are also 75 %; the sign % is part of the "
        "number, it means divided by a hundred, and a returned number has no room for it. People like percentages on "
        'a screen, and f"{0.75:.0%}" prints 75% from the fraction, at the moment of showing. A program that asks '
        "whether accuracy is at least 0.8 is content with your number as soon as one sample in a hundred is right. A "
        "network that recognises nothing gives 0 in both units. Where does the factor in your line come from, and who "
        "should choose the unit: the method or the reader?"
    ),
)
class AccuracyInPercent(Sequential):
    def accuracy(self, X, labels):
        return 100 * super().accuracy(X, labels)


@misconception("accuracy-in-percent", "Sequential", variant="whole")
class AccuracyInWholePercent(AccuracyInPercent):
    def accuracy(self, X, labels):
        return int(super().accuracy(X, labels))


@misconception("accuracy-in-percent", "Sequential", variant="rounded-to-whole")
class AccuracyInRoundedPercent(AccuracyInPercent):
    def accuracy(self, X, labels):
        return round(float(super().accuracy(X, labels)))


@misconception(
    "predict-by-the-last-layer",
    "Sequential",
    title="predict sends the inputs to the last layer only",
    hint=(
        "What does your second layer get in predict: the inputs, or what the first has made of them? Follow the names "
        "in the loop: which one goes into forward_pass, and which one receives its result? With 5 as a start and two "
        "workers, one who doubles and one who adds 3, a chain gives 10 and then 13. If each worker is given the 5 "
        "again, the answers are 10 and 8, and only the 8 is left at the end. So all layers are at work, but nobody "
        "listens to any of them except the last. With one layer the two agree. With several of different widths the "
        "last one complains about a shape, which points at the layer, though the loop is to blame; with equal widths "
        "there are simply poor predictions."
    ),
)
class PredictByLast(Sequential):
    def predict(self, X):
        for layer in self.layers:
            output = layer.forward_pass(X, training=False)
        return output


@misconception("predict-by-the-last-layer", "Sequential", variant="accuracy-by-all")
class PredictByLastAccuracyByAll(PredictByLast):
    def accuracy(self, X, labels):
        for layer in self.layers:
            X = layer.forward_pass(X, training=False)
        return np.mean(np.argmax(X, axis=1) == labels)


@misconception(
    "accuracy-in-training",
    "Sequential",
    title="accuracy runs the layers as in training",
    hint=(
        "Ask for the accuracy of one network on one set twice, with a layer in it that drops outputs. Do the two "
        "answers differ? Then see how accuracy gets its outputs: does it have a loop of its own, and what does that "
        "loop tell the layers? Suppose the scores of a sample are 2, 5 and 3, so that class 1 wins. If the 5 is "
        "dropped by chance, 3 is the largest, and class 2 wins; the network knew better. Measured like this it looks "
        "worse than it is, and differently each time. A layer that collects statistics also learns from the very data "
        "that are meant to test it. For dense layers and activations the flag has no effect. Is there a method in "
        "your class that does this already?"
    ),
)
class AccuracyInTraining(Sequential):
    def accuracy(self, X, labels):
        for layer in self.layers:
            X = layer.forward_pass(X)
        return np.mean(np.argmax(X, axis=1) == labels)


@misconception(
    "accuracy-of-the-inputs",
    "Sequential",
    title="accuracy looks at the inputs instead of the outputs",
    hint=(
        "In which array does your accuracy look for the largest number: in what it was given, or in what the last "
        "layer makes of it? Print the shape of the array before the search. For images of 64 pixels its rows have 64 "
        "numbers, and the winner is the brightest pixel, somewhere from 0 to 63; for the outputs of a network with "
        "ten classes they have 10. A tiny case: the inputs are 7 and 1, and the layer exchanges them. The largest "
        "input stands at 0, the largest output at 1. Your number does not change when the network learns, which is "
        "the surest sign: ask for it before and after some epochs. A layer that leaves its inputs in place gives the "
        "right answer by accident. Which line asks the network?"
    ),
)
class AccuracyOfInputs(Sequential):
    def accuracy(self, X, labels):
        return np.mean(np.argmax(X, axis=1) == labels)


@misconception(
    "targets-not-shuffled",
    "Sequential",
    title="The inputs are shuffled and their targets are not",
    hint=(
        "Does each sample still stand beside its own target when a batch is trained? Your inputs come in a new order. "
        "Shuffle the cards with questions and leave those with the answers as they lie, and most answers belong to "
        "another question. The network then learns noise: its loss falls a little, to that of a guess, and stays there. "
        "Print the inputs and the targets of your first batch, and look both up in the arrays that fit was given. A "
        "single batch with all samples, or data sorted so that neighbours have one label, hides it or makes it small. "
        "Which positions pick the inputs of a batch, and which ones pick the targets?"
    ),
)
class TargetsNotShuffled(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            total = 0.0
            for start in range(0, len(X), batch_size):
                part = slice(start, start + batch_size)
                total += self.train_on_batch(X[order[part]], y[part]) * len(order[part])
            losses.append(total / len(X))
        return losses


@misconception("targets-not-shuffled", "Sequential", variant="inputs-again-and-again")
class InputsShuffledAgainAndAgain(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = []
        for _ in range(epochs):
            X, total = X[np.random.permutation(len(X))], 0.0
            for start in range(0, len(X), batch_size):
                part = slice(start, start + batch_size)
                total += self.train_on_batch(X[part], y[part]) * len(X[part])
            losses.append(total / len(X))
        return losses


@misconception(
    "first-layer-never-learns",
    "Sequential",
    title="The way back ends before the first layer",
    hint=(
        "Which layer is the last one that your way back reaches? Build three layers that print their place when "
        "they are called backwards: 2, 1, 0 should appear. If the 0 is missing, look at how your loop counts. In "
        "small: list(range(3, 0, -1)) is 3, 2, 1, for the end of a range is never part of it. One who walks down a "
        "staircase and stops on the last step has not reached the floor. The first layer then keeps the weights "
        "that it was born with. A network behind it still learns to work with these random features, and the loss "
        "falls, so the digits may be read quite well. If the first layer only flattens images, it has nothing to "
        "learn and nobody misses it. How would you notice with a single layer?"
    ),
)
class FirstLayerNeverLearns(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        gradient = self.loss.gradient(output, y)
        for layer in reversed(self.layers[1:]):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception(
    "loss-of-a-prediction-after-the-step",
    "Sequential",
    title="train_on_batch predicts once more after the step and returns that loss",
    hint=(
        "Your training step has an output in its hands, and still it asks for another one before it answers. Which "
        "of the two does the loss belong to that you return? Suppose the loss is the square of one weight, which is "
        "3: the batch costs 9. A step of 1 makes the weight 2, and your method reports 4. On top of that the second "
        "output is one of an evaluation, so a layer that drops half of its inputs has dropped none in it. Two "
        "things differ then from what the step has really followed. With a rate of 0 and plain dense layers both "
        "numbers agree. The curve of a training looks healthy, only a bit too good, and each step takes longer than "
        "needed. When, in your method, is the output still the one that you want?"
    ),
)
class LossOfPredictionAfterStep(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        gradient = self.loss.gradient(output, y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(self.predict(X), y)
