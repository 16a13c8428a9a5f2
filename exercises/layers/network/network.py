"""A network: layers in a row, a loss at the end, and the loop that trains them."""

import numpy as np


class Sequential:
    """Layers that each take the output of the one before.

    Args:
        optimizer: an object with `update(w, grad)`. It is handed to every layer, which makes its own copies.
        loss: an object with `loss(prediction, target)` and `gradient(prediction, target)`, both means over the batch.
    """

    def __init__(self, optimizer, loss):
        raise NotImplementedError

    def add(self, layer):
        """Puts `layer` itself at the end, tells it its input shape, and initialises it.

        Args:
            layer: a layer as in `layer.py`. The first one knows its `input_shape`; each other one is told the
                `output_shape()` of the one before. Only some layers have `initialize(optimizer)`.
        """
        raise NotImplementedError

    def parameters(self):
        """Returns how many numbers all layers learn together, a whole number."""
        raise NotImplementedError

    def predict(self, X):
        """Returns the last layer's output, in evaluation: every layer runs with training=False.

        Args:
            X: inputs of shape (N, *input_shape).

        Returns:
            Outputs of shape (N, *output_shape) of the last layer.
        """
        raise NotImplementedError

    def train_on_batch(self, X, y):
        """Makes one training step: forward with training=True, the loss, and backward through every layer.

        Args:
            X: inputs of shape (N, *input_shape).
            y: targets of shape (N, *output_shape).

        Returns:
            The loss of the batch before the step, one number.
        """
        raise NotImplementedError

    def fit(self, X, y, epochs, batch_size):
        """Trains for several epochs, each of which sees every sample once, in a new order.

        An epoch draws its order with one `np.random.permutation(N)` and takes consecutive pieces of it as batches.

        Args:
            X: inputs of shape (N, *input_shape).
            y: targets of shape (N, *output_shape).
            epochs: how many times to go through the samples.
            batch_size: samples in a batch; the last batch of an epoch may be smaller.

        Returns:
            A list with one number for each epoch: the mean over its samples of the losses of their batches.
        """
        raise NotImplementedError

    def accuracy(self, X, labels):
        """Returns the fraction of samples whose largest output is the one of their label.

        Args:
            X: inputs of shape (N, *input_shape), for a network with outputs of shape (N, n).
            labels: whole numbers from 0 to n - 1, of shape (N,).

        Returns:
            A number from 0 to 1.
        """
        raise NotImplementedError
