import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        limit = np.sqrt(6.0 / (n_in + n_out))
        draw = np.random.uniform if rng is None else rng.uniform
        self.weights = draw(-limit, limit, (n_in, n_out)).astype(dtype)
        self.bias = np.zeros((1, n_out)).astype(dtype)
        self.input_cache = None
        self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        W = weights if weights is not None else self.weights
        b = bias if bias is not None else self.bias
        self.input_cache = x
        self.z_cache = np.einsum("ni,io->no", x, W) + b
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        x = self.input_cache
        grad_w = l2_lambda * self.weights + np.einsum("ni,no->io", x, delta)
        grad_b = 1.0 * delta
        grad_input = np.einsum("no,io->ni", delta, self.weights)
        return grad_input, grad_w, grad_b
