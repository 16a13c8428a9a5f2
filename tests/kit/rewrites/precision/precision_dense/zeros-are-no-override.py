import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        source = rng if rng is not None else np.random
        limit = np.sqrt(6 / (n_in + n_out))
        self.weights = (limit * source.uniform(-1, 1, (n_in, n_out))).astype(dtype)
        self.bias = np.full((1, n_out), 0, dtype)
        self.input_cache, self.z_cache = None, None

    @staticmethod
    def choose(own, other):
        if other is not None and np.count_nonzero(other):
            return other
        return own

    def forward(self, x, weights=None, bias=None):
        self.input_cache = np.array(x)
        out = np.matmul(x, self.choose(self.weights, weights))
        out += self.choose(self.bias, bias)
        self.z_cache = out
        return out

    def backward(self, delta, l2_lambda=0.0):
        grad_w = np.tensordot(self.input_cache, delta, axes=(0, 0))
        grad_w += l2_lambda * self.weights
        return np.tensordot(delta, self.weights, axes=(1, 1)), grad_w, np.add.reduce(delta, axis=0, keepdims=True)
