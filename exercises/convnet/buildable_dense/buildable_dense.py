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
        raise NotImplementedError

    def build(self, input_shape):
        """Fixes the input size, and draws the parameters unless `initialization` is "auto".

        Args:
            input_shape: the shape of one input sample, a tuple or a whole number. The size is the product of its axes.
        """
        raise NotImplementedError

    def init_weights(self, method, no_bias):
        """Draws the weights from a normal distribution around 0, and makes biases unless `no_bias`.

        Args:
            method: "he" for the variance 2 / n_in, "xavier" for the variance 1 / n_in.
            no_bias: replaces the layer's own `no_bias`.
        """
        raise NotImplementedError

    def forward(self, input_batch, training=True):
        """Returns X W + b, or X W without biases.

        Args:
            input_batch: inputs X of shape (N, n_in).
            training: not used by this layer.

        Returns:
            Outputs of shape (N, n_out).
        """
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        """Keeps the gradients of the parameters for `params`, and returns the gradient by the input.

        Args:
            output_gradient_batch: gradient of the loss by the output, of shape (N, n_out).

        Returns:
            Gradient of the loss by the input of the latest `forward`, of shape (N, n_in).
        """
        raise NotImplementedError

    @property
    def params(self):
        """What the layer learns: `{"weights": (value, gradient), "biases": (value, gradient)}`.

        The values are the layer's own arrays, not copies. Without biases there is no entry for them.
        """
        raise NotImplementedError

    def load_params(self, params):
        """Takes over the values in `params`, a dict with "weights" and, where the layer has them, "biases".

        The given arrays are copied: neither side sees later changes of the other.
        """
        raise NotImplementedError

    def get_config(self):
        """Returns a dict with "type", which is "Dense", and each argument of the constructor under its name."""
        raise NotImplementedError
