"""The fully connected layer: every output unit sees every input feature."""

import copy
import math

import numpy as np
from layer import Layer


class Dense(Layer):
    """A layer that computes X W + w0.

    Args:
        n_units: number of output units, called n_out below.
        input_shape: `(n_in,)`, the shape of one input sample, or None until `set_input_shape` gives it.

    Attributes:
        W: weights of shape (n_in, n_out); None before `initialize`.
        w0: biases of shape (1, n_out); None before `initialize`.
        trainable: where this is False, `backward_pass` changes no parameter.
    """

    def __init__(self, n_units, input_shape=None):
        raise NotImplementedError

    def initialize(self, optimizer):
        """Draws the weights, zeroes the biases, and keeps one copy of `optimizer` for each of the two.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        raise NotImplementedError

    def parameters(self):
        """Returns the number of weights and biases together, a whole number."""
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns X W + w0.

        Args:
            X: inputs of shape (N, n_in).
            training: not used by this layer.

        Returns:
            Outputs of shape (N, n_out).
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Updates W and w0, where `trainable`, and returns the gradient by the input.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, n_out).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, n_in), with the weights of the forward pass.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `(n_out,)`."""
        raise NotImplementedError
