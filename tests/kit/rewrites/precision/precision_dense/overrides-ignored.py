import math

import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.n_in, self.n_out, self.dtype = n_in, n_out, dtype
        rng = np.random.default_rng() if rng is None else rng
        limit = math.sqrt(6 / (n_in + n_out))
        self.weights = np.asarray(rng.uniform(-limit, limit, (n_in, n_out)), dtype=dtype)
        self.bias = np.zeros((1, n_out), dtype=dtype)
        self.input_cache = self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        weights, bias = self.weights, self.bias
        self.input_cache = x
        self.z_cache = np.matmul(x, weights) + bias
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grad_input = np.matmul(delta, self.weights.T)
        grad_w = np.matmul(self.input_cache.T, delta)
        if l2_lambda:
            grad_w = grad_w + l2_lambda * self.weights
        grad_b = delta.sum(axis=0).reshape(1, -1)
        return (grad_input, grad_w, grad_b)
