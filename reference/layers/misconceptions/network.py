"""What people get wrong in `network`. Each class is the reference with one mistake."""

import numpy as np
from network import Sequential

from grader.misconceptions import misconception


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
    hint="backward_pass returns something. Who needs it?",
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
    hint="What is left of the earlier training when fit is called a second time?",
)
class InitialisedInFit(Sequential):
    def fit(self, X, y, epochs, batch_size):
        for layer in self.layers:
            if hasattr(layer, "initialize"):
                layer.initialize(self.optimizer)
        return super().fit(X, y, epochs, batch_size)


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
    hint="In which order does your epoch visit the samples, and who decides that?",
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
            losses.append(float(np.mean(found)))
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
    hint="What is the largest number that your accuracy can return?",
)
class AccuracyCounted(Sequential):
    def accuracy(self, X, labels):
        return np.sum(np.argmax(self.predict(X), axis=1) == labels)


@misconception(
    "argmax-over-the-batch",
    "Sequential",
    title="The largest output is looked for over the samples",
    hint="For each sample one class should win. Along which axis does your code search?",
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
