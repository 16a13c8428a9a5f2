"""im2col and col2im with np.add.at, single precision, biases of shape (F, 1)."""

import copy

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.input_shape = n_filters, filter_shape, input_shape
        self.padding, self.stride, self.trainable = padding, stride, True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        shape = (self.n_filters, self.input_shape[0], *self.filter_shape)
        limit = 1 / np.sqrt(np.prod(shape[1:]))
        self.W = np.random.uniform(-limit, limit, size=shape).astype(np.float32)
        self.w0 = np.zeros((self.n_filters, 1), dtype=np.float32)
        self.W_opt, self.w0_opt = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return np.prod(self.W.shape) + np.prod(self.w0.shape)

    def frame(self):
        if isinstance(self.padding, int):
            return [(self.padding, self.padding)] * 2
        total = [k - 1 if self.padding == "same" else 0 for k in self.filter_shape]
        return [(int(np.floor(t / 2)), int(np.ceil(t / 2))) for t in total]

    def output_shape(self):
        steps = np.array(self.input_shape[1:]) + np.sum(self.frame(), axis=1) - np.array(self.filter_shape)
        rows, columns = steps // np.array(self.stride) + 1
        return (self.n_filters, rows, columns)

    def places(self):
        """Channel, row and column of each element of the columns, of shape (C kh kw, Ho Wo)."""
        C, (kh, kw) = self.input_shape[0], self.filter_shape
        sh, sw = np.broadcast_to(self.stride, 2)
        _, rows, columns = self.output_shape()
        k = np.repeat(np.arange(C), kh * kw)[:, None]
        i = np.tile(np.repeat(np.arange(kh), kw), C)[:, None] + sh * np.repeat(np.arange(rows), columns)
        j = np.tile(np.arange(kw), kh * C)[:, None] + sw * np.tile(np.arange(columns), rows)
        return k, i, j

    def forward_pass(self, X, training=True):
        P = np.pad(X.astype(np.float32), [(0, 0), (0, 0), *self.frame()])
        self.shape = P.shape
        k, i, j = self.places()
        self.columns = P[:, k, i, j].transpose(1, 2, 0).reshape(len(k), -1)
        out = self.W.reshape(self.n_filters, -1).astype(np.float32) @ self.columns + self.w0.astype(np.float32)
        return out.reshape(*self.output_shape(), len(X)).transpose(3, 0, 1, 2)

    def backward_pass(self, accum_grad):
        g = accum_grad.astype(np.float32).transpose(1, 2, 3, 0).reshape(self.n_filters, -1)
        W = self.W
        if self.trainable:
            self.W = self.W_opt.update(self.W, (g @ self.columns.T).reshape(W.shape))
            self.w0 = self.w0_opt.update(self.w0, np.sum(g, axis=1, keepdims=True))
        cols = W.reshape(self.n_filters, -1).T.astype(np.float32) @ g
        dP = np.zeros(self.shape, dtype=np.float32)
        k, i, j = self.places()
        np.add.at(dP, (slice(None), k, i, j), cols.reshape(len(k), -1, len(accum_grad)).transpose(2, 0, 1))
        (top, _), (left, _) = self.frame()
        return dP[:, :, top : top + self.input_shape[1], left : left + self.input_shape[2]]
