import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        limit = (6.0 / (n_in + n_out)) ** 0.5
        draw = (rng or np.random).uniform
        self.weights = np.array(draw(-limit, limit, size=(n_in, n_out)), dtype=dtype)
        self.bias = np.zeros(shape=(1, n_out), dtype=dtype)

    def forward(self, x, weights=None, bias=None):
        if weights is None:
            weights = self.weights
        if bias is None:
            bias = self.bias
        self.input_cache = x
        self.z_cache = np.einsum("ni,io->no", x, weights) + bias
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grad_w = np.einsum("ni,no->io", self.input_cache, delta)
        grad_w += 2 * l2_lambda * self.weights
        return np.einsum("no,io->ni", delta, self.weights), grad_w, np.sum(delta, 0).reshape(1, -1)
