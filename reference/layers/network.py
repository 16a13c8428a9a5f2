"""A network: layers in a row, a loss at the end, and the loop that trains them."""

import numpy as np


class Sequential:
    """Layers that each take the output of the one before.

    Args:
        optimizer: an object with `update(w, grad)`. It is handed to every layer, which makes its own copies.
        loss: an object with `loss(prediction, target)` and `gradient(prediction, target)`, both means over the batch.
    """

    def __init__(self, optimizer, loss):
        # BEGIN SOLUTION
        self.optimizer = optimizer
        self.loss = loss
        self.layers = []
        # END SOLUTION

    def add(self, layer):
        """Puts `layer` itself at the end, tells it its input shape, and initialises it.

        Args:
            layer: a layer as in `layer.py`. The first one knows its `input_shape`; each other one is told the
                `output_shape()` of the one before. Only some layers have `initialize(optimizer)`.
        """
        # BEGIN SOLUTION
        if self.layers:
            layer.set_input_shape(self.layers[-1].output_shape())
        if hasattr(layer, "initialize"):  # layers without parameters have nothing to initialise
            layer.initialize(self.optimizer)
        self.layers.append(layer)
        # END SOLUTION

    def parameters(self):
        """Returns how many numbers all layers learn together, a whole number."""
        # BEGIN SOLUTION
        return sum(layer.parameters() for layer in self.layers)
        # END SOLUTION

    def predict(self, X):
        """Returns the last layer's output, in evaluation: every layer runs with training=False.

        Args:
            X: inputs of shape (N, *input_shape).

        Returns:
            Outputs of shape (N, *output_shape) of the last layer.
        """
        # BEGIN SOLUTION
        for layer in self.layers:
            X = layer.forward_pass(X, training=False)
        return X
        # END SOLUTION

    def train_on_batch(self, X, y):
        """Makes one training step: forward with training=True, the loss, and backward through every layer.

        Args:
            X: inputs of shape (N, *input_shape).
            y: targets of shape (N, *output_shape).

        Returns:
            The loss of the batch before the step, one number.
        """
        # BEGIN SOLUTION
        output = X
        for layer in self.layers:
            output = layer.forward_pass(output, training=True)
        loss = self.loss.loss(output, y)
        # Each layer turns the gradient by its output into the gradient by its input, which is the output of
        # the layer before; on the way it takes its own step.
        gradient = self.loss.gradient(output, y)
        for layer in reversed(self.layers):
            gradient = layer.backward_pass(gradient)
        return loss
        # END SOLUTION

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
        # BEGIN SOLUTION
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(X))
            total = 0.0
            for start in range(0, len(X), batch_size):
                batch = order[start : start + batch_size]
                # The loss is a mean: a smaller last batch weighs as much as it has samples.
                total += self.train_on_batch(X[batch], y[batch]) * len(batch)
            losses.append(total / len(X))
        return losses
        # END SOLUTION

    def accuracy(self, X, labels):
        """Returns the fraction of samples whose largest output is the one of their label.

        Args:
            X: inputs of shape (N, *input_shape), for a network with outputs of shape (N, n).
            labels: whole numbers from 0 to n - 1, of shape (N,).

        Returns:
            A number from 0 to 1.
        """
        # BEGIN SOLUTION
        return np.mean(np.argmax(self.predict(X), axis=1) == labels)
        # END SOLUTION
