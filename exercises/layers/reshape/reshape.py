"""The layer that gives samples another shape, for example rows that become images."""

import math

from layer import Layer


class Reshape(Layer):
    """A layer that gives each sample the shape `shape`.

    Args:
        shape: the shape of one output sample, a tuple; one of its sizes may be -1 and then follows from the rest.
        input_shape: the shape of one input sample, or None until `set_input_shape` gives it.
    """

    def __init__(self, shape, input_shape=None):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns the samples of X in their new shape, elements in their order: the last axis runs fastest.

        Args:
            X: inputs of shape (N, d1, d2, ...).
            training: not used by this layer.

        Returns:
            Outputs of shape (N, s1, s2, ...), where `shape` is (s1, s2, ...).

        Raises:
            ValueError: a sample of X does not have as many elements as `shape` asks for.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad in the shape of the latest X.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, s1, s2, ...).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, d1, d2, ...).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `shape`, a tuple; a -1 is replaced by the size that follows from `input_shape`."""
        raise NotImplementedError
