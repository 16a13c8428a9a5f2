"""The fully connected layer that shows its parameters to an optimizer by name."""

import numpy as np


class Dense:
    """A layer that computes X W + b. It stores gradients; an optimizer outside moves the parameters.

    You may derive it from your own `BaseLayer`: put that class into this file.

    Args:
        input_size: number of input features, n_in below.
        output_size: number of output features, n_out below.

    Attributes:
        W: weights of shape (n_in, n_out), drawn from U[0, 1).
        b: biases of shape (1, n_out), zero at first.
        dW: gradient of the loss by W, of shape (n_in, n_out); zero before the first `backward`.
        db: gradient of the loss by b, of shape (1, n_out); zero before the first `backward`.
        X_input: the input of the latest `forward`.
        layer_name: "Dense".
        index: the layer's place in its network, 0 at first.
    """

    def __init__(self, input_size, output_size):
        # BEGIN SOLUTION
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))

        # An optimizer may ask for gradients before there are any.
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)
        self.X_input = None

        self.layer_name = "Dense"
        self.index = 0
        # END SOLUTION

    def forward(self, X_input):
        """Returns X W + b, and keeps X for `backward`.

        Args:
            X_input: inputs X of shape (N, n_in).

        Returns:
            Outputs of shape (N, n_out).
        """
        # BEGIN SOLUTION
        self.X_input = X_input
        return X_input @ self.W + self.b  # (N, n_in) @ (n_in, n_out) + (1, n_out)
        # END SOLUTION

    def backward(self, grad_next):
        """Sets dW and db for the latest `forward` and returns the gradient by its input. W and b stay as they are.

        Args:
            grad_next: gradient of the loss by this layer's output, of shape (N, n_out).

        Returns:
            Gradient of the loss by this layer's input, of shape (N, n_in).
        """
        # BEGIN SOLUTION
        # Each product makes a new array: a gradient that somebody kept from an earlier call keeps its numbers.
        self.dW = self.X_input.T @ grad_next  # (n_in, N) @ (N, n_out): the sum over the batch
        self.db = grad_next.sum(axis=0, keepdims=True)  # (1, n_out)
        return grad_next @ self.W.T  # (N, n_out) @ (n_out, n_in)
        # END SOLUTION

    # BEGIN SOLUTION
    # A property, so that the list is made of the arrays as they are when somebody asks.
    @property
    # END SOLUTION
    def trainable(self):
        """The list [("W", W, dW), ("b", b, db)] of the layer's own arrays, not of copies; a property."""
        # BEGIN SOLUTION
        return [("W", self.W, self.dW), ("b", self.b, self.db)]
        # END SOLUTION

    # BEGIN SOLUTION
    @property
    # END SOLUTION
    def name(self):
        """The layer's name in its network, "<layer_name>_<index>", from both as they are now; a property."""
        # BEGIN SOLUTION
        return f"{self.layer_name}_{self.index}"
        # END SOLUTION
