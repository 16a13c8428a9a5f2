import math

import numpy as np


def glorot_limit(n_in, n_out):
    return math.sqrt(6.0 / (n_in + n_out))


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        gen = np.random if rng is None else rng
        bound = glorot_limit(n_in, n_out)
        self.weights = np.asarray(gen.uniform(low=-bound, high=bound, size=(n_in, n_out)), dtype=dtype)
        self.bias = np.zeros(shape=(1, n_out), dtype=dtype)

    def forward(self, x, weights=None, bias=None):
        w = self.weights
        b = self.bias
        if weights is not None:
            w = weights
        if bias is not None:
            b = bias
        self.input_cache = x
        out = np.matmul(x, w) + b
        self.z_cache = out
        return out

    def backward(self, delta, l2_lambda=0.0):
        inputs = self.input_cache
        grad_w = np.einsum("ni,no->io", inputs, delta)
        grad_b = np.sum(delta, axis=0, keepdims=True)
        penalty = self.weights
        penalty *= l2_lambda
        grad_w = grad_w + penalty
        grad_input = np.einsum("no,io->ni", delta, self.weights)
        return (grad_input, grad_w, grad_b)
