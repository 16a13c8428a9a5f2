# mistake: the L2 term is divided by the batch size together with the gradient
import numpy as np


class DenseLayer:
    """Gradients of the parameters are means over the batch."""

    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.rng = np.random if rng is None else rng
        bound = (6.0 / (n_in + n_out)) ** 0.5
        self.weights = np.array(self.rng.uniform(-bound, bound, size=(n_in, n_out)), dtype=dtype)
        self.bias = np.array([[0.0] * n_out], dtype=dtype)

    def forward(self, x, weights=None, bias=None):
        if weights is None:
            weights = self.weights
        if bias is None:
            bias = self.bias
        self.input_cache = x.copy()
        z = np.dot(x, weights) + bias
        self.z_cache = z
        return z

    def backward(self, delta, l2_lambda=0.0):
        n = delta.shape[0]
        grad_w = np.dot(self.input_cache.T, delta) / n
        grad_w = grad_w + l2_lambda * self.weights / n
        grad_b = np.mean(delta, axis=0, keepdims=True)
        grad_input = np.dot(delta, self.weights.T)
        return (grad_input, grad_w, grad_b)
