import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        if rng is None:
            rng = np.random.default_rng()
        bound = (6.0 / (n_in + n_out)) ** 0.5
        self.weights = rng.uniform(-bound, bound, (n_in, n_out)).astype(dtype)
        self.bias = np.zeros((1, n_out), dtype=dtype)
        self.input_cache = None
        self.z_cache = None

    def forward(self, x, weights=None, bias=None):
        w = self.weights if weights is None else weights
        b = self.bias if bias is None else bias
        z = np.matmul(x, w) + b
        self.input_cache = x
        self.z_cache = z
        return z.copy()

    def backward(self, delta, l2_lambda=0.0):
        n = len(delta)
        grad_input = np.matmul(delta, self.weights.T)
        grad_w = np.matmul(self.input_cache.T, delta) / n
        grad_w = grad_w + l2_lambda * self.weights
        grad_b = np.mean(delta, axis=0, keepdims=True)
        return grad_w, grad_b, grad_input
