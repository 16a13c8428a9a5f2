"""A convolutional network of your own layers, trained in batches and left at its best."""

import numpy as np

STATE = ("W", "w0", "gamma", "beta", "running_mean", "running_var")


def build_layers(parts, filters, n_classes, p):
    """Returns the layers of a convolutional network, in a list.

    For each number F of `filters`: Conv2D with F filters of 3 x 3, BatchNormalization with momentum 0.9, ReLU,
    MaxPooling2D of 2 x 2. After these: Flatten, Dropout with probability p, Dense with one unit for each class.

    Args:
        parts: your classes, as `parts.Conv2D`, `parts.BatchNormalization`, `parts.ReLU`, `parts.MaxPooling2D`,
            `parts.Flatten`, `parts.Dropout` and `parts.Dense`.
        filters: how many filters each convolution has, for example (8, 16).
        n_classes: how many classes there are.
        p: the probability of `Dropout`.
    """
    # BEGIN SOLUTION
    layers = []
    for n_filters in filters:
        # With a momentum of 0.99 the running statistics of a short run would hardly leave their start.
        layers += [parts.Conv2D(n_filters, (3, 3)), parts.BatchNormalization(momentum=0.9)]
        layers += [parts.ReLU(), parts.MaxPooling2D((2, 2))]
    return [*layers, parts.Flatten(), parts.Dropout(p), parts.Dense(n_classes)]
    # END SOLUTION


class ConvolutionalNetwork:
    """A classifier: layers in a row, a loss at the end, and a memory for its best state.

    Args:
        image_shape: the shape of one image, without the batch axis.
        layers: the layers, in a list. The first is told `image_shape`, each other one the `output_shape()` of the one
            before.
        optimizer: handed to each layer that has `initialize(optimizer)`.
        loss: an object with `loss(prediction, target)` and `gradient(prediction, target)`, both means over the batch.
    """

    def __init__(self, image_shape, layers, optimizer, loss):
        # BEGIN SOLUTION
        self.layers = layers
        self.loss = loss
        arriving = image_shape  # the shape of one sample, on its way through the layers
        for layer in layers:
            layer.set_input_shape(arriving)
            initialize = getattr(layer, "initialize", None)
            if initialize is not None:  # layers without parameters have nothing to initialise
                initialize(optimizer)
            arriving = layer.output_shape()
        self.n_classes = arriving[0]  # the last layer has one output for each class
        # END SOLUTION

    def predict(self, images, batch_size=256):
        """Returns the last layer's output, in evaluation, from batches of `batch_size` consecutive images.

        Args:
            images: of shape (N, *image_shape).
            batch_size: how many images go through the layers at a time; the last batch may be smaller.

        Returns:
            Outputs of shape (N, n_classes).
        """
        # BEGIN SOLUTION
        outputs = []
        for start in range(0, len(images), batch_size):
            output = images[start : start + batch_size]
            for layer in self.layers:
                output = layer.forward_pass(output, training=False)
            outputs.append(output)
        return np.concatenate(outputs)
        # END SOLUTION

    def train_on_batch(self, images, labels):
        """Makes one step: forward with training=True, the loss, and backward through every layer.

        Args:
            images: of shape (N, *image_shape).
            labels: whole numbers from 0 to n_classes - 1, of shape (N,). The loss gets them as rows of shape (N, n_classes)
                with a 1 at the label and 0 elsewhere.

        Returns:
            The loss of the batch before the step, one number.
        """
        # BEGIN SOLUTION
        output = images
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        targets = np.eye(self.n_classes)[labels]  # (N, n_classes)
        gradient = self.loss.gradient(output, targets)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return self.loss.loss(output, targets)
        # END SOLUTION

    def state(self):
        """Returns copies of everything that training has left in the layers.

        Returns:
            A list with one dict for each layer, from names of `STATE` to copies of its arrays. What a layer has not, or
            what is None, is left out.
        """
        # BEGIN SOLUTION
        kept = []
        for layer in self.layers:
            found = {name: getattr(layer, name, None) for name in STATE}
            kept.append({name: np.array(value) for name, value in found.items() if value is not None})
        return kept
        # END SOLUTION

    def restore(self, state):
        """Puts copies of the arrays of a state back into the layers; the state stays as it was.

        Args:
            state: what `state()` has returned.
        """
        # BEGIN SOLUTION
        for layer, arrays in zip(self.layers, state, strict=True):
            for name, value in arrays.items():
                setattr(layer, name, np.array(value))  # a copy: a layer may write into its array
        # END SOLUTION

    def fit(self, images, labels, other_images, other_labels, epochs, batch_size):
        """Trains for several epochs, measures after each, and ends in the state of the best one.

        An epoch draws its order with one `np.random.permutation(N)` and takes consecutive pieces of it as batches. After
        it, the accuracy is the fraction of the other images whose largest output stands at their label.

        Args:
            images: what to train with, of shape (N, *image_shape).
            labels: their labels, of shape (N,).
            other_images: what to measure with, of shape (M, *image_shape). No step is made with them.
            other_labels: their labels, of shape (M,).
            epochs: how many times to go through the images, at least 1.
            batch_size: how many images a step sees; the last batch of an epoch may be smaller.

        Returns:
            A list with the accuracy after each epoch. Of equally good epochs the first is the best.
        """
        # BEGIN SOLUTION
        accuracies = []
        for _ in range(epochs):
            order = np.random.permutation(len(images))
            for start in range(0, len(order), batch_size):
                batch = order[start : start + batch_size]
                self.train_on_batch(images[batch], labels[batch])
            accuracy = float(np.mean(self.predict(other_images).argmax(axis=1) == other_labels))
            if not accuracies or accuracy > max(accuracies):
                best = self.state()
            accuracies.append(accuracy)
        self.restore(best)
        return accuracies
        # END SOLUTION
