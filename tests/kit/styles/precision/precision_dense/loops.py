"""Loops, a flat bias, a generator of its own where none is given, a list of gradients."""

import math

import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        rng = np.random.default_rng() if rng is None else rng
        limit = math.sqrt(6 / (n_in + n_out))
        self.weights = np.array([[limit * (2 * rng.random() - 1) for _ in range(n_out)] for _ in range(n_in)], dtype)
        self.bias = np.zeros(n_out, dtype)

    def forward(self, x, weights=None, bias=None):
        weights = self.weights if weights is None else weights
        bias = np.ravel(self.bias if bias is None else bias)
        z = np.empty((len(x), len(bias)))
        for n, row in enumerate(x):
            for j, b in enumerate(bias):
                z[n, j] = b + sum(row[i] * weights[i, j] for i in range(len(row)))
        self.input_cache, self.z_cache = np.copy(x), z
        return np.copy(z)

    def backward(self, delta, l2_lambda=0.0):
        grad_input = np.zeros(self.input_cache.shape)
        grad_w = l2_lambda * self.weights.astype(float)
        grad_b = np.zeros(delta.shape[1])
        for x, dx, d in zip(self.input_cache, grad_input, delta, strict=True):
            for j, g in enumerate(d):
                grad_b[j] += g / len(delta)
                for i, v in enumerate(x):
                    grad_w[i, j] += v * g / len(delta)
                    dx[i] += self.weights[i, j] * g
        return [grad_input, grad_w, grad_b]
