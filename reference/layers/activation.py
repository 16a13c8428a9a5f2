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
        # BEGIN SOLUTION
        self.positive = X > 0  # all that backward_pass needs to know of X
        return np.where(self.positive, X, 0)
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad where X was positive, 0 where it was negative.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        # BEGIN SOLUTION
        return np.where(self.positive, accum_grad, 0)
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION


class LeakyReLU(Layer):
    """A layer that computes x where x is positive, and alpha * x where it is not.

    Args:
        alpha: the slope for negative inputs, between 0 and 1.
    """

    def __init__(self, alpha=0.01):
        # BEGIN SOLUTION
        self.alpha = alpha
        # END SOLUTION

    def forward_pass(self, X, training=True):
        """Returns X where it is positive, and alpha * X elsewhere.

        Args:
            X: inputs of any shape (N, ...).
            training: not used by this layer.

        Returns:
            A new array of the shape of X.
        """
        # BEGIN SOLUTION
        self.slope = np.where(X > 0, 1, self.alpha)  # of the shape of X
        return self.slope * X
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad where X was positive, alpha * accum_grad elsewhere.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        # BEGIN SOLUTION
        return self.slope * accum_grad
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION


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
        # BEGIN SOLUTION
        # exp(-|x|) never overflows. For x < 0 the fraction is expanded by exp(x): exp(x) / (1 + exp(x)).
        small = np.exp(-np.abs(X))
        self.Y = np.where(X >= 0, 1, small) / (1 + small)
        return self.Y
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad * Y * (1 - Y), with Y the output of the forward pass.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        # BEGIN SOLUTION
        return accum_grad * self.Y * (1 - self.Y)
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION


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
        # BEGIN SOLUTION
        self.Y = np.tanh(X)
        return self.Y
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: accum_grad * (1 - Y²), with Y the output of the forward pass.

        Args:
            accum_grad: gradient of the loss by this layer's output, of the shape of X.

        Returns:
            A new array of the shape of X.
        """
        # BEGIN SOLUTION
        return accum_grad * (1 - self.Y**2)
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION


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
        # BEGIN SOLUTION
        # A constant taken from a whole row cancels in the fraction. With the maximum, no exponent is above 0.
        exponents = X - X.max(axis=1, keepdims=True)  # (N, C) - (N, 1)
        powers = np.exp(exponents)
        self.Y = powers / powers.sum(axis=1, keepdims=True)
        return self.Y
        # END SOLUTION

    def backward_pass(self, accum_grad):
        """Returns the gradient by the input: each row of accum_grad times its Jacobian diag(y) - y yᵀ.

        Args:
            accum_grad: gradient of the loss by this layer's output, of shape (N, C).

        Returns:
            A new array of shape (N, C).
        """
        # BEGIN SOLUTION
        # (diag(y) - y yᵀ) g = y * g - y (yᵀ g): the product never needs the matrix.
        mean = (self.Y * accum_grad).sum(axis=1, keepdims=True)  # (N, 1): the mean of g under the probabilities y
        return self.Y * (accum_grad - mean)
        # END SOLUTION

    def output_shape(self):
        """Returns `input_shape`: the output has the shape of the input."""
        # BEGIN SOLUTION
        return self.input_shape
        # END SOLUTION
