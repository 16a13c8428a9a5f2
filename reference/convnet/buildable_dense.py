"""The fully connected layer, which can learn its input size when the network is put together."""

import math

import numpy as np


class Dense:
    """A layer that computes X W + b.

    Args:
        output_size: number of outputs, called n_out below.
        input_size: number of inputs, called n_in below; where it is given, the constructor builds the layer.
        initialization: "he", "xavier", or "auto", which leaves the draw to a later call of `init_weights`.
        no_bias: where this is True, the layer has no biases.

    Attributes:
        input_size, output_size: whole numbers; the former once the layer is built.
        input_shape, output_shape: the shapes of one sample, tuples; the former once the layer is built, the latter from
            the start.
        initialization, no_bias: what the constructor was given; `init_weights` replaces `no_bias`.
        weights: array of shape (n_in, n_out), once it is drawn.
        biases: array of shape (1, n_out), once it is there and where the layer has biases.
    """

    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        # BEGIN SOLUTION
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        if input_size is not None:
            self.build(input_size)
        # END SOLUTION

    def build(self, input_shape):
        """Fixes the input size, and draws the parameters unless `initialization` is "auto".

        Args:
            input_shape: the shape of one input sample, a tuple or a whole number. The size is the product of its axes.
        """
        # BEGIN SOLUTION
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape
        self.input_size = math.prod(self.input_shape)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)
        # END SOLUTION

    def init_weights(self, method, no_bias):
        """Draws the weights from a normal distribution around 0, and makes biases unless `no_bias`.

        Args:
            method: "he" for the variance 2 / n_in, "xavier" for the variance 1 / n_in.
            no_bias: replaces the layer's own `no_bias`.
        """
        # BEGIN SOLUTION
        gain = {"he": 2, "xavier": 1}[method]
        scale = math.sqrt(gain / self.input_size)  # a normal distribution is scaled by the root of its variance
        self.weights = scale * np.random.randn(self.input_size, self.output_size)
        self.weights_gradient = np.zeros_like(self.weights)
        self.no_bias = no_bias
        if not self.no_bias:
            self.biases = np.zeros((1, self.output_size))
            self.biases_gradient = np.zeros_like(self.biases)
        # END SOLUTION

    def forward(self, input_batch, training=True):
        """Returns X W + b, or X W without biases.

        Args:
            input_batch: inputs X of shape (N, n_in).
            training: not used by this layer.

        Returns:
            Outputs of shape (N, n_out).
        """
        # BEGIN SOLUTION
        self.input = input_batch  # backward needs it for the gradient of the weights
        output = input_batch @ self.weights  # (N, n_in) @ (n_in, n_out)
        if not self.no_bias:
            output = output + self.biases  # (N, n_out) + (1, n_out)
        return output
        # END SOLUTION

    def backward(self, output_gradient_batch):
        """Keeps the gradients of the parameters for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, n_out).

        Returns:
            Gradient of the loss by the input of the latest `forward`, of shape (N, n_in).
        """
        # BEGIN SOLUTION
        self.weights_gradient = self.input.T @ output_gradient_batch  # (n_in, N) @ (N, n_out): sums over the batch
        if not self.no_bias:
            self.biases_gradient = output_gradient_batch.sum(axis=0, keepdims=True)  # (1, n_out)
        return output_gradient_batch @ self.weights.T  # (N, n_out) @ (n_out, n_in)
        # END SOLUTION

    @property
    def params(self):
        """What the layer learns: `{"weights": (value, gradient), "biases": (value, gradient)}`.

        The values are the layer's own arrays, not copies. Without biases there is no entry for them.
        """
        # BEGIN SOLUTION
        params = {"weights": (self.weights, self.weights_gradient)}
        if not self.no_bias:
            params["biases"] = (self.biases, self.biases_gradient)
        return params
        # END SOLUTION

    def load_params(self, params):
        """Takes over the values in `params`, a dict with "weights" and, where the layer has them, "biases".

        The given arrays are copied: neither side sees later changes of the other.
        """
        # BEGIN SOLUTION
        self.weights[:] = params["weights"]
        if not self.no_bias:
            self.biases[:] = params["biases"]
        # END SOLUTION

    def get_config(self):
        """Returns a dict with "type", which is "Dense", and each argument of the constructor under its name."""
        # BEGIN SOLUTION
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
        # END SOLUTION
