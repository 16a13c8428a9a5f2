import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        if rng is None:
            rng = np.random
        limit = pow(6.0 / (n_in + n_out), 0.5)
        weights = rng.uniform(-limit, limit, n_in * n_out).reshape(n_in, n_out)
        self.weights, self.bias = weights.astype(dtype), np.zeros([1, n_out], dtype)

    def forward(self, x, weights=None, bias=None):
        if weights is None:
            weights = self.weights
        if bias is None:
            bias = self.bias
        self.input_cache = x
        self.z_cache = np.array([row @ weights for row in x]) + bias
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        count = delta.shape[0]
        grad_w = np.zeros(self.weights.shape)
        grad_b = np.zeros(self.bias.shape)
        grad_input = []
        for row, d in zip(self.input_cache, delta):
            grad_w += row[:, None] * d[None, :]
            grad_b += d
            grad_input.append(self.weights @ d / count)
        return np.array(grad_input), grad_w + l2_lambda * self.weights, grad_b
