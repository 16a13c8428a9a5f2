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


@misconception(
    "predict-in-training",
    "Sequential",
    title="predict runs the layers as in training",
    hint=("A layer may drop or double something while it learns. Which flag does your predict give to forward_pass?"),
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
    hint="Does your training step use predict for its forward pass? What does predict tell the layers?",
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
    hint="Which layer's output does the loss look at? That layer is the first to get a gradient.",
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
    hint="backward_pass returns something. Who needs it, and what does the layer before the last one get in your code?",
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
    hint=("The loss and the gradient of a step belong to one and the same output. When does your code compute each?"),
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
    hint="What is left of the earlier training when fit is called a second time? Look for what fit resets.",
)
class InitialisedInFit(Sequential):
    def fit(self, X, y, epochs, batch_size):
        for layer in self.layers:
            if hasattr(layer, "initialize"):
                layer.initialize(self.optimizer)
        return super().fit(X, y, epochs, batch_size)


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
    hint="Ten samples in batches of four: how many of them does one of your epochs see?",
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


@misconception(
    "samples-not-shuffled",
    "Sequential",
    title="The samples are never shuffled",
    hint="In which order does your epoch visit the samples, and who decides that? Look for the draw that the "
    "statement asks for.",
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
    hint="How often is your permutation drawn: once for each call of fit, or once for each epoch?",
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


@misconception(
    "targets-shuffled-apart",
    "Sequential",
    title="Inputs and targets are shuffled separately",
    hint="Does the target in row 3 still belong to the input in row 3 after your shuffle?",
)
class ShuffledApart(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return super().fit(X, y[np.random.permutation(len(y))], epochs, batch_size)


@misconception(
    "batches-weighted-alike",
    "Sequential",
    title="The loss of an epoch is the plain mean over its batches",
    hint="A last batch of one sample counts in your mean as much as a full one. Should it?",
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


@misconception(
    "losses-of-batches",
    "Sequential",
    title="fit returns one loss for each epoch's last batch",
    hint=("Which samples does the number that you append speak about: those of the epoch, or those of one batch?"),
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
    hint="What is the largest number that your accuracy can return? The statement's table says between which numbers "
    "it lies.",
)
class AccuracyCounted(Sequential):
    def accuracy(self, X, labels):
        return np.sum(np.argmax(self.predict(X), axis=1) == labels)


@misconception(
    "argmax-over-the-batch",
    "Sequential",
    title="The largest output is looked for over the samples",
    hint="For each sample one class should win. Along which axis does your code search, and how many winners does it "
    "find?",
)
class ArgmaxOverBatch(Sequential):
    def accuracy(self, X, labels):
        return np.mean(np.isin(np.argmax(self.predict(X), axis=0), labels))


@misconception(
    "first-layers-counted-only",
    "Sequential",
    title="parameters leaves out the last layer",
    hint="Write the count of every layer below the other. Which one is missing in your sum?",
)
class LastLayerNotCounted(Sequential):
    def parameters(self):
        return sum(layer.parameters() for layer in self.layers[:-1])


@misconception(
    "arguments-of-loss-swapped",
    "Sequential",
    title="The loss gets the target first and the prediction second",
    hint="Look up the order of the two arguments of the loss in the statement. For some losses the order makes no "
    "difference: can you count on that?",
)
class LossSwapped(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        loss, gradient = self.loss.loss(y, output), self.loss.gradient(output, y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return loss


@misconception(
    "arguments-of-the-gradient-swapped",
    "Sequential",
    title="The gradient of the loss gets the target first and the prediction second",
    hint="Does the loss of one and the same batch rise or fall from step to step? Look up the order of the two "
    "arguments in the statement.",
)
class GradientSwapped(Sequential):
    def train_on_batch(self, X, y):
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        gradient = self.loss.gradient(y, output)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, y)


@misconception(
    "gradient-of-an-evaluation",
    "Sequential",
    title="The gradient of the loss belongs to an output made in evaluation",
    hint="Loss and gradient should speak about one and the same output, the one made in training. How often does your "
    "training step send the batch forward, and with which flag?",
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


@misconception(
    "shape-of-the-first-layer",
    "Sequential",
    title="Every layer is told the output shape of the first one",
    hint="The outputs of which layer does a new layer get? Print the shapes for three layers of different sizes.",
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
    hint="A new layer gets what the one before puts out. Which of that layer's two shapes does your add ask for?",
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
    hint="Somebody keeps a layer at hand and looks at its parameters after the training. Is the object in your "
    "list the one that was passed in?",
)
class LayerCopied(Sequential):
    def add(self, layer):
        super().add(copy.copy(layer))


@misconception(
    "initialize-always-called",
    "Sequential",
    title="add calls initialize on layers that have none",
    hint="Layers without parameters may lack the method. How does Python ask an object whether it has one, "
    "before it is called?",
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
    hint="A layer draws its parameters when it is initialised. What does it need to know for that, and when "
    "does your add tell it?",
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
    hint="A method that prints its result, or stores it in an attribute, still has to hand it to its caller. "
    "Which line of train_on_batch does that?",
)
class LossNotReturned(Sequential):
    def train_on_batch(self, X, y):
        super().train_on_batch(X, y)

    def fit(self, X, y, epochs, batch_size):
        plain = Sequential(self.optimizer, self.loss)
        plain.layers = self.layers
        return plain.fit(X, y, epochs, batch_size)


@misconception(
    "losses-not-returned",
    "Sequential",
    title="fit does not return its losses",
    hint="A method that prints its progress still has to hand the list to its caller. Which line of fit does that?",
)
class LossesNotReturned(Sequential):
    def fit(self, X, y, epochs, batch_size):
        super().fit(X, y, epochs, batch_size)


@misconception(
    "losses-of-earlier-calls",
    "Sequential",
    title="fit returns the losses of earlier calls as well",
    hint="Call fit twice and count what the second call returns. Where does your list begin, and who empties it?",
)
class LossesOfEarlierCalls(Sequential):
    def fit(self, X, y, epochs, batch_size):
        self.history = [*getattr(self, "history", []), *super().fit(X, y, epochs, batch_size)]
        return list(self.history)


@misconception(
    "one-loss-for-each-batch",
    "Sequential",
    title="fit returns one loss for each batch",
    hint="How many numbers does fit return for two epochs of three batches each? Which loop does your append stand in?",
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


@misconception(
    "losses-of-an-epoch-summed",
    "Sequential",
    title="The loss of an epoch is the sum over its batches",
    hint="If you halve the batch size, there are twice as many batches. Should the loss of an epoch double?",
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
    hint="The losses of the batches are means. By which number is your total still to be divided, so that it is "
    "a mean as well?",
)
class LossesOfSamplesSummed(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return [loss * len(X) for loss in super().fit(X, y, epochs, batch_size)]


@misconception(
    "batch-size-as-the-number-of-batches",
    "Sequential",
    title="batch_size is taken for the number of batches",
    hint="How many samples does the first batch of your epoch hold, when ten samples are trained with a batch size of four?",
)
class NumberOfBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return run_epochs(
            self, X, y, epochs, lambda order: [b for b in np.array_split(order, batch_size) if len(b)]
        )  # fmt: skip


@misconception(
    "batches-of-even-size",
    "Sequential",
    title="The samples are spread over batches of nearly equal size",
    hint="Ten samples and a batch size of four: which sizes do your batches have? Only the last one may be "
    "smaller than asked for.",
)
class EvenBatches(Sequential):
    def fit(self, X, y, epochs, batch_size):
        pieces = -(-len(X) // batch_size)
        return run_epochs(self, X, y, epochs, lambda order: np.array_split(order, pieces))


@misconception(
    "drawn-with-replacement",
    "Sequential",
    title="Each batch is drawn at random, so that samples are missed or seen twice",
    hint="An epoch sees every sample exactly once. Mark which samples your epoch visits: is any of them left out?",
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


@misconception(
    "order-drawn-for-each-batch",
    "Sequential",
    title="A new order is drawn for each batch",
    hint="How often is np.random.permutation called in one of your epochs? Two batches of one epoch should have "
    "no sample in common.",
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


@misconception(
    "generator-seeded-in-fit",
    "Sequential",
    title="fit seeds numpy's global generator",
    hint="Whoever wants the same order every time can seed the generator before the call. Which line of fit "
    "takes that decision away?",
)
class GeneratorSeeded(Sequential):
    def fit(self, X, y, epochs, batch_size):
        np.random.seed(0)
        return super().fit(X, y, epochs, batch_size)


@misconception(
    "arrays-shuffled-in-place",
    "Sequential",
    title="fit brings the caller's arrays into another order",
    hint="The caller may still need X and y in their order. Does your shuffle move positions, or the rows of "
    "the arrays themselves?",
)
class ShuffledInPlace(Sequential):
    def fit(self, X, y, epochs, batch_size):
        losses = super().fit(X.copy(), y.copy(), epochs, batch_size)
        X[:], y[:] = X[::-1].copy(), y[::-1].copy()
        return losses


@misconception(
    "one-epoch-only",
    "Sequential",
    title="fit returns after its first epoch",
    hint="How many numbers does fit return for three epochs? Look at how far the line with return is indented.",
)
class OneEpoch(Sequential):
    def fit(self, X, y, epochs, batch_size):
        return super().fit(X, y, min(epochs, 1), batch_size)


@misconception(
    "accuracy-in-percent",
    "Sequential",
    title="accuracy is a percentage",
    hint="What does your accuracy say when every sample is recognised, and what does the statement's table of "
    "shapes call the number?",
)
class AccuracyInPercent(Sequential):
    def accuracy(self, X, labels):
        return 100 * super().accuracy(X, labels)


@misconception(
    "predict-by-the-last-layer",
    "Sequential",
    title="predict sends the inputs to the last layer only",
    hint="What does your second layer get in predict: the inputs, or what the first layer made of them?",
)
class PredictByLast(Sequential):
    def predict(self, X):
        for layer in self.layers:
            output = layer.forward_pass(X, training=False)
        return output


@misconception(
    "accuracy-in-training",
    "Sequential",
    title="accuracy runs the layers as in training",
    hint="A layer may drop or double something while it learns. Does your accuracy use predict, or a forward "
    "pass of its own, and with which flag?",
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
    hint="In which array does your accuracy look for the largest number: in what it was given, or in what the "
    "last layer makes of it?",
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
