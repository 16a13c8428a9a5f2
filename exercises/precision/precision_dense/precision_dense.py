"""A linear layer in a chosen precision, which can be tried with other weights than its own."""

import numpy as np


class DenseLayer:
    """A layer that computes x W + b. It returns gradients; the caller moves the parameters.

    Args:
        n_in: number of input features.
        n_out: number of output features.
        rng: a `numpy.random.Generator`, or None for draws that differ from layer to layer.
        dtype: the type of weights and bias, np.float32 or np.float64.

    Attributes:
        weights: W, of shape (n_in, n_out), drawn from U(-limit, limit) with limit = sqrt(6 / (n_in + n_out)).
        bias: b, of shape (1, n_out), zero at first.
        input_cache: x of the latest `forward`.
        z_cache: what the latest `forward` returned.
    """

    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        raise NotImplementedError

    def forward(self, x, weights=None, bias=None):
        """Returns x W + b. Where `weights` or `bias` is given, it takes the place of the layer's own for this call.

        Args:
            x: inputs of shape (N, n_in).
            weights: an array of shape (n_in, n_out), or None.
            bias: an array of shape (1, n_out), or None.

        Returns:
            Outputs of shape (N, n_out), before any activation.
        """
        raise NotImplementedError

    def backward(self, delta, l2_lambda=0.0):
        """Returns the gradients by input, weights and bias for the latest `forward`; changes no parameter.

        Args:
            delta: gradient of the loss by this layer's output, of shape (N, n_out).
            l2_lambda: l2_lambda * weights is added to the weights' gradient.

        Returns:
            A tuple (grad_input, grad_w, grad_b) of arrays of shape (N, n_in), (n_in, n_out) and (1, n_out). The last
            two are sums over the batch, or both are means.
        """
        raise NotImplementedError
