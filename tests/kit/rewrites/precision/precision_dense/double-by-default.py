import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=None):
        self.n_in = n_in
        self.n_out = n_out
        self.dtype = dtype or np.float64
        self.weights = self.draw(rng)
        self.bias = np.zeros(n_out).astype(self.dtype)
        self.input_cache = None
        self.z_cache = None

    def draw(self, rng):
        source = np.random if rng is None else rng
        lim = (6 / (self.n_in + self.n_out)) ** 0.5
        return source.uniform(-lim, lim, size=(self.n_in, self.n_out)).astype(self.dtype)

    def forward(self, x, weights=None, bias=None):
        use_w = self.weights if weights is None else weights
        use_b = self.bias if bias is None else bias
        self.input_cache = x
        self.z_cache = x.dot(use_w) + use_b
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        m = len(delta)
        grad_w = np.zeros((self.input_cache.shape[1], delta.shape[1]))
        grad_b = np.zeros(delta.shape[1])
        for row, d in zip(self.input_cache, delta, strict=False):
            grad_w += np.outer(row, d)
            grad_b += d
        grad_w /= m
        grad_b /= m
        if l2_lambda:
            grad_w += l2_lambda * self.weights
        return delta.dot(self.weights.T), grad_w, grad_b
