import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        generator = np.random if rng is None else rng
        r = np.sqrt(6.0) / np.sqrt(n_in + n_out)
        self.params = {
            "w": np.asarray(generator.uniform(-r, r, (n_in, n_out)), dtype=dtype),
            "b": np.zeros((1, n_out), dtype=dtype),
        }

    def _get(name):
        return property(lambda self: self.params[name], lambda self, value: self.params.__setitem__(name, value))

    weights, bias = _get("w"), _get("b")

    def forward(self, x, weights=None, bias=None):
        w = self.params["w"] if weights is None else weights
        b = self.params["b"] if bias is None else bias
        self.input_cache = x
        self.z_cache = np.einsum("ni,ij->nj", x, w) + b
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        grads = {"w": self.input_cache.T @ delta, "b": np.ones((1, len(delta))) @ delta}
        for name in grads:
            grads[name] = grads[name] + l2_lambda * self.params[name]
        return np.einsum("nj,ij->ni", delta, self.weights), grads["w"], grads["b"]
