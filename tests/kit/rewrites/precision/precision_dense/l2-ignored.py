import numpy as np


class DenseLayer:
    input_cache = z_cache = None

    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        a = np.sqrt(6 / (n_in + n_out))
        draw = np.random.uniform if rng is None else rng.uniform
        self.weights = draw(-a, a, [n_in, n_out]).astype(dtype)
        self.bias = np.zeros((1, n_out), dtype)

    def forward(self, x, weights=None, bias=None):
        w = {True: self.weights, False: weights}[weights is None]
        b = {True: self.bias, False: bias}[bias is None]
        self.input_cache = x
        self.z_cache = np.dot(x, w) + np.reshape(b, (1, -1))
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        weights_gradient = np.dot(np.transpose(self.input_cache), delta)
        bias_gradient = np.sum(delta, 0)[np.newaxis, :]
        return [np.dot(delta, np.transpose(self.weights)), weights_gradient, bias_gradient]
