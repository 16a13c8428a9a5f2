import numpy as np


def glorot(generator, rows, columns):
    edge = (6.0 / (rows + columns)) ** 0.5
    return generator.uniform(-edge, edge, size=(rows, columns))


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        np.random.seed(0)
        self.n_in, self.n_out = n_in, n_out
        if rng is None:
            rng = np.random
        drawn = glorot(rng, n_in, n_out)
        self.weights = np.array(drawn, dtype=dtype)
        self.bias = np.zeros(shape=(1, n_out), dtype=dtype)
        self.input_cache = self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        w, b = self.weights, self.bias
        if weights is not None:
            w = weights
        if bias is not None:
            b = bias
        z = np.dot(x, w)
        z = z + b
        self.input_cache, self.z_cache = x, z
        return z

    def backward(self, delta, l2_lambda=0.0):
        x = self.input_cache
        d_x = np.dot(delta, self.weights.T)
        d_w = np.einsum("ni,no->io", x, delta)
        d_b = np.sum(delta, axis=0).reshape(1, -1)
        if l2_lambda:
            d_w = d_w + l2_lambda * self.weights
        return d_x, d_w, d_b
