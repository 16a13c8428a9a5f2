"""One large matrix for the whole layer: every output is a row of it times the flat image."""

import copy

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = filter_shape
        self.input_shape = input_shape
        self.stride = stride if isinstance(stride, tuple) else (stride, stride)
        self.trainable = True
        self.W = self.w0 = None
        if padding == "same":
            self.before = [(k - 1) // 2 for k in filter_shape]
            self.extra = [k - 1 for k in filter_shape]
        else:
            p = 0 if padding == "valid" else padding
            self.before, self.extra = [p, p], [2 * p, 2 * p]

    def initialize(self, optimizer):
        shape = (self.n_filters, self.input_shape[0], *self.filter_shape)
        limit = 1 / np.sqrt(np.prod(shape[1:]))
        self.W = np.random.uniform(-limit, limit, shape)
        self.w0 = np.zeros((self.n_filters, 1))
        self.opts = [copy.deepcopy(optimizer), copy.deepcopy(optimizer)]

    def parameters(self):
        return self.W.size + self.w0.size

    def output_shape(self):
        sizes = [
            (n + e - k) // s + 1
            for n, e, k, s in zip(self.input_shape[1:], self.extra, self.filter_shape, self.stride, strict=True)
        ]
        return (self.n_filters, *sizes)

    def _pairs(self):
        """Yields (output place, image place, filter place) of every product."""
        _, ho, wo = self.output_shape()
        _, h, w = self.input_shape
        for i, j in np.ndindex(ho, wo):
            for a, b in np.ndindex(*self.filter_shape):
                p, q = i * self.stride[0] + a - self.before[0], j * self.stride[1] + b - self.before[1]
                if 0 <= p < h and 0 <= q < w:
                    yield i * wo + j, p * w + q, (a, b)

    def forward_pass(self, X, training=True):
        self.X = X
        flat = X.reshape(*X.shape[:2], -1)
        _, ho, wo = self.output_shape()
        out = np.zeros((len(X), self.n_filters, ho * wo))
        for o, i, (a, b) in self._pairs():
            out[:, :, o] += flat[:, :, i] @ self.W[:, :, a, b].T
        return out.reshape(len(X), self.n_filters, ho, wo)

    def backward_pass(self, accum_grad):
        flat = self.X.reshape(*self.X.shape[:2], -1)
        G = accum_grad.reshape(*accum_grad.shape[:2], -1)
        dX, dW = np.zeros(flat.shape), np.zeros(self.W.shape)
        for o, i, (a, b) in self._pairs():
            dX[:, :, i] += G[:, :, o] @ self.W[:, :, a, b]
            dW[:, :, a, b] += G[:, :, o].T @ flat[:, :, i]
        if self.trainable:
            self.W = self.opts[0].update(self.W, dW)
            self.w0 = self.opts[1].update(self.w0, G.sum(axis=(0, 2))[:, None])
        return dX.reshape(self.X.shape)
