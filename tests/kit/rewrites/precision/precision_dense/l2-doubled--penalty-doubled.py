# mistake: the L2 term of grad_w is 2 l2_lambda W, as if the penalty were lambda times the sum of squares without the half
import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.dtype = dtype
        source = np.random if rng is None else rng
        r = (6 / (n_in + n_out)) ** 0.5
        self.weights = source.uniform(-r, r, size=(n_in, n_out)).astype(dtype)
        self.bias = np.zeros((1, n_out), dtype)
        self.input_cache, self.z_cache = None, None

    def forward(self, x, weights=None, bias=None):
        used_weights = self.weights if weights is None else weights
        used_bias = self.bias if bias is None else bias
        self.input_cache = x
        self.z_cache = np.dot(x, used_weights) + used_bias
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grad_w = np.zeros(self.weights.shape)
        for row, d in zip(self.input_cache, delta):
            grad_w += np.outer(row, d)
        grad_w += 2 * l2_lambda * self.weights
        grad_b = np.sum(delta, axis=0, keepdims=True)
        return np.dot(delta, self.weights.T), grad_w, grad_b
