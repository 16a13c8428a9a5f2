"""The page alone, with sums over the batch, and numpy's module in place of a missing generator."""

import numpy as np


def custom_uniform(n_in, n_out, rng=None, dtype=np.float32):
    if rng is None:
        rng = np.random
    limit = np.sqrt(6.0 / (n_in + n_out))
    return rng.uniform(-limit, limit, size=(n_in, n_out)).astype(dtype)


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.weights = custom_uniform(n_in, n_out, rng, dtype)
        self.bias = np.zeros((1, n_out), dtype=dtype)
        self.input_cache = None
        self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        w = weights if weights is not None else self.weights
        b = bias if bias is not None else self.bias
        self.input_cache = x
        self.z_cache = np.dot(x, w) + b
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grad_w = np.dot(self.input_cache.T, delta)
        if l2_lambda > 0:
            grad_w += l2_lambda * self.weights
        grad_b = np.sum(delta, axis=0, keepdims=True)
        grad_input = np.dot(delta, self.weights.T)
        return grad_input, grad_w, grad_b
