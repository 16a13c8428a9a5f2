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
        # BEGIN SOLUTION
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = None
        self.w0 = None
        self.layer_input = None
        # END SOLUTION

    def initialize(self, optimizer):
        """Draws the weights, zeroes the biases, and keeps one copy of `optimizer` for each of the two.

        Args:
            optimizer: an object with `update(w, grad)`, which returns the new parameter. It is never changed.
        """
        # BEGIN SOLUTION
        n_in = self.input_shape[0]
        limit = 1 / math.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        # An optimizer may keep a velocity, which has the shape of its parameter: one object cannot serve both.
        self.W_opt = copy.deepcopy(optimizer)
        self.w0_opt = copy.deepcopy(optimizer)
        # END SOLUTION

    def parameters(self):
        """Returns the number of weights and biases together, a whole number."""
        # BEGIN SOLUTION
        return self.W.size + self.w0.size
        # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns X W + w0.

        Args:
            X: inputs of shape (N, n_in).
            training: not used by this layer.

        Returns:
            Outputs of shape (N, n_out).
        """
        # BEGIN SOLUTION
        self.layer_input = X  # backward_pass needs it for the gradient of W
        return X @ self.W + self.w0  # (N, n_in) @ (n_in, n_out) + (1, n_out)
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Updates W and w0, where `trainable`, and returns the gradient by the input.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, n_out).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, n_in), with the weights of the forward pass.
        """
        # BEGIN SOLUTION
        # The input's gradient belongs to the weights that made the output, so it comes before the update.
        input_grad = accum_grad @ self.W.T  # (N, n_out) @ (n_out, n_in)
        if self.trainable:
            grad_W = self.layer_input.T @ accum_grad  # (n_in, N) @ (N, n_out): the sum over the batch
            grad_w0 = accum_grad.sum(axis=0, keepdims=True)  # (1, n_out)
            self.W = self.W_opt.update(self.W, grad_W)
            self.w0 = self.w0_opt.update(self.w0, grad_w0)
        return input_grad
        # END SOLUTION

    def output_shape(self):
        """Returns `(n_out,)`."""
        # BEGIN SOLUTION
        return (self.n_units,)
        # END SOLUTION
