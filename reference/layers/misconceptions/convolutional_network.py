"""What people get wrong in `convolutional_network`. Each is the reference with one mistake."""

import numpy as np
from convolutional_network import STATE, ConvolutionalNetwork, build_layers

from grader.misconceptions import misconception


@misconception(
    "one-stage-only",
    "build_layers",
    title="Only the first number of filters gets its layers",
    hint="Call build_layers with three numbers of filters and count the convolutions. Where does your loop end?",
)
def one_stage_only(parts, filters, n_classes, p):
    return build_layers(parts, filters[:1], n_classes, p)


@misconception(
    "activation-before-batch-norm",
    "build_layers",
    title="ReLU stands before the batch normalisation",
    hint="Print the names of your layers below each other, beside the statement's list. Where do the two lists part?",
)
def activation_first(parts, filters, n_classes, p):
    layers = build_layers(parts, filters, n_classes, p)
    for at in range(1, 4 * len(filters), 4):
        layers[at], layers[at + 1] = layers[at + 1], layers[at]
    return layers


@misconception(
    "default-momentum",
    "build_layers",
    title="The batch normalisation keeps its default momentum",
    hint="How far do running statistics get in sixty steps, when each moves them by a hundredth of the way? Which momentum "
    "does the statement ask for?",
)
def default_momentum(parts, filters, n_classes, p):
    layers = build_layers(parts, filters, n_classes, p)
    layers[1 : 4 * len(filters) : 4] = [parts.BatchNormalization() for _ in filters]
    return layers


@misconception(
    "one-dropout-for-each-stage",
    "build_layers",
    title="Every stage has its own dropout",
    hint="How many times does Dropout stand in the statement's list of shapes, and how many in yours?",
)
def many_dropouts(parts, filters, n_classes, p):
    layers = build_layers(parts, filters, n_classes, p)
    for at in range(4 * len(filters), 4, -4):
        layers.insert(at, parts.Dropout(p))
    return layers


@misconception(
    "predict-in-training",
    "ConvolutionalNetwork",
    title="predict runs the layers as in training",
    hint="What do dropout and batch normalisation do when nobody tells them that this is evaluation? "
    "Which flag does predict give?",
)
class PredictInTraining(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        outputs = []
        for start in range(0, len(images), batch_size):
            output = images[start : start + batch_size]
            for layer in self.layers:
                output = layer.forward_pass(output)
            outputs.append(output)
        return np.concatenate(outputs)


@misconception(
    "all-images-at-once",
    "ConvolutionalNetwork",
    title="predict sends all images through at once",
    hint="What is batch_size for in predict? Windows of ten thousand images may not fit into memory; "
    "those of a few do.",
)
class AllAtOnce(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        return super().predict(images, len(images))


@misconception(
    "left-over-images",
    "ConvolutionalNetwork",
    title="predict leaves out the images that fill no whole batch",
    hint="Ten images in batches of four: how many outputs do you get? What becomes of the last two?",
)
class LeftOver(ConvolutionalNetwork):
    def predict(self, images, batch_size=256):
        whole = len(images) // batch_size * batch_size
        return super().predict(images[: whole or len(images)], batch_size)


@misconception(
    "trains-in-evaluation",
    "ConvolutionalNetwork",
    title="The training step runs the layers with training=False",
    hint="Does your step use predict for its forward pass? What does predict tell dropout and batch normalisation?",
)
class TrainsInEvaluation(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        output = self.predict(images, len(images))
        targets = np.eye(self.n_classes)[labels]
        gradient = self.loss.gradient(output, targets)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, targets)


@misconception(
    "classes-of-the-batch",
    "ConvolutionalNetwork",
    title="The targets have as many columns as the batch's highest label needs",
    hint="A batch may lack the highest class. From where do you take the number of columns: from its "
    "labels, or from the network?",
)
class ClassesOfTheBatch(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        kept, self.n_classes = self.n_classes, int(np.max(labels)) + 1
        try:
            return super().train_on_batch(images, labels)
        finally:
            self.n_classes = kept


@misconception(
    "loss-after-the-step",
    "ConvolutionalNetwork",
    title="The returned loss is the one after the step",
    hint="Which outputs does your loss look at: those that the gradient was made from, or those of a "
    "second forward pass?",
)
class LossAfterTheStep(ConvolutionalNetwork):
    def train_on_batch(self, images, labels):
        super().train_on_batch(images, labels)
        return self.loss.loss(self.predict(images), np.eye(self.n_classes)[labels])


@misconception(
    "state-without-running-statistics",
    "ConvolutionalNetwork",
    title="The state leaves out the running statistics",
    hint="Batch normalisation learns gamma and beta, and remembers two more arrays. Which of its four "
    "does evaluation use?",
)
class WithoutStatistics(ConvolutionalNetwork):
    def state(self):
        return [{name: value for name, value in arrays.items() if "running" not in name} for arrays in super().state()]


@misconception(
    "state-without-copies",
    "ConvolutionalNetwork",
    title="The state holds the layers' own arrays instead of copies",
    hint="Read a state, train one step, and look at the state again. Whose arrays are in it?",
)
class StateWithoutCopies(ConvolutionalNetwork):
    def state(self):
        return [
            {name: getattr(layer, name) for name in STATE if getattr(layer, name, None) is not None}
            for layer in self.layers
        ]


@misconception(
    "restore-without-copies",
    "ConvolutionalNetwork",
    title="restore hands the state's own arrays to the layers",
    hint="Restore a state, train one step, and restore it again. Is it still what it was, if a layer "
    "writes into its arrays?",
)
class RestoreWithoutCopies(ConvolutionalNetwork):
    def restore(self, state):
        for layer, arrays in zip(self.layers, state, strict=True):
            for name, value in arrays.items():
                setattr(layer, name, value)


@misconception(
    "ends-with-the-last-epoch",
    "ConvolutionalNetwork",
    title="fit ends with the last epoch instead of the best",
    hint="Your list says which epoch was the best. What are the layers like when fit returns: as in that "
    "epoch, or as in the last one?",
)
class EndsWithTheLast(ConvolutionalNetwork):
    def restore_best(self, state):
        """Restores nothing."""

    def fit(self, *arguments, **named):
        plain = ConvolutionalNetwork.__new__(ConvolutionalNetwork)
        plain.layers, plain.loss, plain.n_classes, plain.restore = (
            self.layers,
            self.loss,
            self.n_classes,
            self.restore_best,
        )
        return plain.fit(*arguments, **named)


@misconception(
    "last-of-equal-epochs",
    "ConvolutionalNetwork",
    title="Of equally good epochs the last is kept",
    hint="Two epochs with the same accuracy: which of them does the statement call the best? Which sign "
    "does your comparison use?",
)
class LastOfEqual(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        best, highest, accuracies = None, 0.0, []
        for _ in range(epochs):
            run_epoch(self, images, labels, np.random.permutation(len(images)), batch_size)
            accuracies.append(float(np.mean(self.predict(other_images).argmax(axis=1) == other_labels)))
            if accuracies[-1] >= highest:
                best, highest = self.state(), accuracies[-1]
        self.restore(best)
        return accuracies


@misconception(
    "one-order-for-all-epochs",
    "ConvolutionalNetwork",
    title="All epochs use the same order",
    hint="How often is np.random.permutation called in a run of three epochs, and inside which loop does it stand?",
)
class OneOrder(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, again=False)


@misconception(
    "accuracy-of-the-training-images",
    "ConvolutionalNetwork",
    title="fit measures with the images that it trains on",
    hint="A network can learn its training images by heart. Which images does your accuracy look at?",
)
class MeasuresTraining(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return super().fit(images, labels, images, labels, epochs, batch_size)


@misconception(
    "a-smaller-last-batch-is-dropped",
    "ConvolutionalNetwork",
    title="fit leaves out the last batch where it is smaller",
    hint="Ten images in batches of four: which images does your epoch never see?",
)
class DropsTheLast(ConvolutionalNetwork):
    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        return fit_in_order(self, (images, labels), (other_images, other_labels), epochs, batch_size, whole=True)


def run_epoch(network, images, labels, order, batch_size):
    """Trains on consecutive pieces of the order."""
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        network.train_on_batch(images[batch], labels[batch])


def fit_in_order(network, training, others, epochs, batch_size, again=True, whole=False):
    """Trains like the reference; with one order for all epochs, or with whole batches alone."""
    order, best, accuracies = np.random.permutation(len(training[0])), None, []
    for epoch in range(epochs):
        if again and epoch:
            order = np.random.permutation(len(order))
        run_epoch(network, *training, order[: len(order) // batch_size * batch_size] if whole else order, batch_size)
        accuracy = float(np.mean(network.predict(others[0]).argmax(axis=1) == others[1]))
        if not accuracies or accuracy > max(accuracies):
            best = network.state()
        accuracies.append(accuracy)
    network.restore(best)
    return accuracies
