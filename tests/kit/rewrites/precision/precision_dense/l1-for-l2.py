import numpy as np


def glorot(n_in, n_out, rng, dtype):
    limit = (6.0 / (n_in + n_out)) ** 0.5
    source = np.random if rng is None else rng
    return source.uniform(-limit, limit, size=(n_in, n_out)).astype(dtype)


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.weights = glorot(n_in, n_out, rng, dtype)
        self.bias = np.zeros((1, n_out), dtype)

    def forward(self, x, weights=None, bias=None):
        if weights is None:
            weights = self.weights
        if bias is None:
            bias = self.bias
        self.input_cache = x
        self.z_cache = np.dot(x, weights) + bias
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        n = delta.shape[0]
        grad_w = np.dot(self.input_cache.T, delta) / n
        grad_w = grad_w + l2_lambda * np.sign(self.weights)
        grad_b = np.mean(delta, axis=0, keepdims=True)
        return np.dot(delta, self.weights.T), grad_w, grad_b
