"""Inverted dropout: in training each input is dropped at random, and the others make up for it."""

import numpy as np


class Dropout:
    """A layer that sets inputs to zero at random while the network trains, and does nothing otherwise.

    Args:
        probability: the probability p with which an input is dropped, 0 <= p < 1.

    Attributes:
        probability: as given.
        input_shape, output_shape: the shape of one sample, a tuple, on either side; once the layer is built.
    """

    def __init__(self, probability=0.5):
        raise NotImplementedError

    def build(self, input_shape):
        """Remembers the shape of one sample, which is that of the output as well.

        Args:
            input_shape: a tuple or a whole number.
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns m X / (1 - p) in training, where each element of m is 0 with probability p and 1 otherwise.

        Args:
            input_batch: inputs X, an array of any shape.
            training: where this is False, the inputs are returned as they are.

        Returns:
            Outputs of the same shape.
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Returns the gradient by the input of the latest `forward`, which was one in training.

        Args:
            output_gradient_batch: gradient of the loss by the output, of the output's shape.

        Returns:
            Gradient of the loss by the input, of the same shape: m G / (1 - p) with the m of that `forward`.
        """
        raise NotImplementedError

    @property
    def params(self):
        """What the layer learns: nothing, an empty dict."""
        raise NotImplementedError

    def get_config(self):
        """Returns `{"type": "Dropout", "probability": p}`."""
        raise NotImplementedError
