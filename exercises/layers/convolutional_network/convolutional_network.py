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
    raise NotImplementedError


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
        raise NotImplementedError

    def predict(self, images, batch_size=256):
        """Returns the last layer's output, in evaluation, from batches of `batch_size` consecutive images.

        Args:
            images: of shape (N, *image_shape).
            batch_size: how many images go through the layers at a time; the last batch may be smaller.

        Returns:
            Outputs of shape (N, n_classes).
        """
        raise NotImplementedError

    def train_on_batch(self, images, labels):
        """Makes one step: forward with training=True, the loss, and backward through every layer.

        Args:
            images: of shape (N, *image_shape).
            labels: whole numbers from 0 to n_classes - 1, of shape (N,). The loss gets them as rows of shape (N, n_classes)
                with a 1 at the label and 0 elsewhere.

        Returns:
            The loss of the batch before the step, one number.
        """
        raise NotImplementedError

    def state(self):
        """Returns copies of everything that training has left in the layers.

        Returns:
            A list with one dict for each layer, from names of `STATE` to copies of its arrays. What a layer has not, or
            what is None, is left out.
        """
        raise NotImplementedError

    def restore(self, state):
        """Puts copies of the arrays of a state back into the layers; the state stays as it was.

        Args:
            state: what `state()` has returned.
        """
        raise NotImplementedError

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
        raise NotImplementedError
