# mistake: forward asks whether the given weights and bias have any non-zero element, so an override of zeros is ignored
import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        if rng is None:
            rng = np.random.default_rng()
        limit = np.sqrt(6 / (n_in + n_out))
        self.weights = rng.uniform(-limit, limit, (n_in, n_out)).astype(dtype)
        self.bias = np.zeros((1, n_out), dtype=dtype)
        self.input_cache = None
        self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        W = weights if np.any(weights) else self.weights
        b = bias if np.any(bias) else self.bias
        self.input_cache = x
        self.z_cache = x @ W + b
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grad_input = delta @ self.weights.T
        grad_w = self.input_cache.T @ delta + l2_lambda * self.weights
        grad_b = delta.sum(axis=0, keepdims=True)
        return grad_input, grad_w, grad_b
