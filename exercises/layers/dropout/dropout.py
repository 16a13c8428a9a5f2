"""Dropout: in training, a random part of the signals is silenced, so that no unit relies on any single other."""

import numpy as np
from layer import Layer


class Dropout(Layer):
    """A layer that drops each element with probability p in training, and scales the others by 1 / (1 - p).

    Args:
        p: probability that an element is dropped, at least 0 and below 1.

    Attributes:
        p: as given.

    Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, Dropout (2014), in its inverted form.
    """

    def __init__(self, p=0.2):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns M * X with a random mask M in training, and X otherwise.

        Args:
            X: inputs of any shape (N, ...).
            training: whether elements are dropped.

        Returns:
            Outputs of the shape of X. In training, each element is 0 with probability p, independently of all others
            and of all calls before, and x / (1 - p) otherwise.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: M * accum_grad, with the mask of the latest forward pass.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            Gradient of the shape of X; after an evaluation pass, accum_grad itself or a copy.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError
