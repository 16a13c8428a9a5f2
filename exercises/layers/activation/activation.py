"""Activations: functions without parameters that stand between the layers that learn."""

import numpy as np
from layer import Layer


class ReLU(Layer):
    """A layer that computes max(x, 0) for each element."""

    def forward_pass(self, X, training=True):
        """Returns max(X, 0).

        Args:
            X: inputs of any shape (N, ...).
            training: not used by this layer.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad where X was positive, 0 where it was negative.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError


class LeakyReLU(Layer):
    """A layer that computes x where x is positive, and alpha * x where it is not.

    Args:
        alpha: the slope for negative inputs, between 0 and 1.
    """

    def __init__(self, alpha=0.01):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        """Returns X where it is positive, and alpha * X elsewhere.

        Args:
            X: inputs of any shape (N, ...).
            training: not used by this layer.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad where X was positive, alpha * accum_grad elsewhere.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError


class Sigmoid(Layer):
    """A layer that computes 1 / (1 + exp(-x)) for each element."""

    def forward_pass(self, X, training=True):
        """Returns 1 / (1 + exp(-X)), a finite number however large X is.

        Args:
            X: inputs of any shape (N, ...).
            training: not used by this layer.

        Returns:
            A new array of the shape of X, with elements from 0 to 1.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad * Y * (1 - Y), with Y the output of the forward pass.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError


class Tanh(Layer):
    """A layer that computes tanh(x) for each element."""

    def forward_pass(self, X, training=True):
        """Returns tanh(X).

        Args:
            X: inputs of any shape (N, ...).
            training: not used by this layer.

        Returns:
            A new array of the shape of X, with elements from -1 to 1.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad * (1 - Y²), with Y the output of the forward pass.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError


class Softmax(Layer):
    """A layer that turns each row into probabilities: exp(x_j) / sum_k exp(x_k)."""

    def forward_pass(self, X, training=True):
        """Returns exp(X) divided by its sum over each row, finite however large X is.

        Args:
            X: inputs of shape (N, C).
            training: not used by this layer.

        Returns:
            A new array of shape (N, C), whose rows sum to 1.
        """
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each row of accum_grad times its Jacobian diag(y) - y yᵀ.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, C).

        Returns:
            A new array of shape (N, C).
        """
        raise NotImplementedError

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        raise NotImplementedError
