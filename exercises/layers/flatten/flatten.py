"""The layer between images and rows: it changes shapes and no numbers."""

import math

from layer import Layer


class Flatten(Layer):
    """A layer that lays out each sample as one row.

    Args:
        input_shape: the shape of one input sample, or None until `set_input_shape` gives it.
    """

    def __init__(self, input_shape=None):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns the samples of X as rows, in which the last axis of a sample runs fastest.

        Args:
            X: inputs of shape (N, d1, d2, ...), with at least one axis beside N.
            training: not used by this layer.

        Returns:
            Outputs of shape (N, d1 * d2 * ...).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad in the shape of the latest X.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, d1 * d2 * ...).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, d1, d2, ...).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(d1 * d2 * ...,)`, from `input_shape`."""
        raise NotImplementedError
