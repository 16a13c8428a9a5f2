"""Everything in the layer's own precision, einsum, draws in single precision."""

import numpy as np


class DenseLayer:
    def __init__(self, n_in, n_out, rng=None, dtype=np.float32):
        self.dtype = dtype
        limit = np.sqrt(6 / (n_in + n_out)).astype(dtype)
        draws = (rng or np.random.default_rng()).random((n_in, n_out), dtype=dtype)
        self.weights = (dtype(2) * draws - dtype(1)) * limit
        self.bias = np.zeros_like(self.weights[:1])

    def forward(self, x, weights=None, bias=None):
        self.input_cache = np.asarray(x, self.dtype)
        used = [np.asarray(own if other is None else other, self.dtype)
                for own, other in ((self.weights, weights), (self.bias, bias))]  # fmt: skip
        self.z_cache = np.einsum("ni,ij->nj", self.input_cache, used[0]) + used[1]
        return self.z_cache

    def backward(self, delta, l2_lambda=0.0):
        delta = np.asarray(delta, self.dtype)
        weights = np.asarray(self.weights, self.dtype)
        grad_w = np.einsum("ni,nj->ij", self.input_cache, delta) + self.dtype(l2_lambda) * weights
        return np.einsum("nj,ij->ni", delta, weights), grad_w, np.ones((1, len(delta)), self.dtype) @ delta
