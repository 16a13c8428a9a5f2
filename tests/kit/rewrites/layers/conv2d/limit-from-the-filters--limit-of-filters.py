# mistake: initialize counts the filters instead of the input channels in the limit of the draw
import copy

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.stride = stride
        self.trainable = True
        self.W = None
        self.w0 = None

    def _strides(self):
        return self.stride if isinstance(self.stride, tuple) else (self.stride, self.stride)

    def _frame(self):
        kh, kw = self.filter_shape
        if self.padding == "valid":
            return (0, 0), (0, 0)
        if self.padding == "same":
            top, left = (kh - 1) // 2, (kw - 1) // 2
            return (top, kh - 1 - top), (left, kw - 1 - left)
        p = self.padding
        return (p, p), (p, p)

    def initialize(self, optimizer):
        C = self.input_shape[0]
        kh, kw = self.filter_shape
        limit = 1 / np.sqrt(self.n_filters * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, C, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * (self.input_shape[0] * kh * kw + 1)

    def output_shape(self):
        _, H, W = self.input_shape
        kh, kw = self.filter_shape
        sh, sw = self._strides()
        rows, cols = self._frame()
        return (self.n_filters, (H + sum(rows) - kh) // sh + 1, (W + sum(cols) - kw) // sw + 1)

    def _offsets(self):
        """Yields (a, b) and the slices of all pixels that meet the weight (a, b)."""
        _, Ho, Wo = self.output_shape()
        sh, sw = self._strides()
        for a in range(self.filter_shape[0]):
            for b in range(self.filter_shape[1]):
                yield a, b, slice(a, a + (Ho - 1) * sh + 1, sh), slice(b, b + (Wo - 1) * sw + 1, sw)

    def forward_pass(self, X, training=True):
        rows, cols = self._frame()
        P = np.pad(X, ((0, 0), (0, 0), rows, cols))
        Y = np.zeros((X.shape[0],) + self.output_shape())
        for a, b, r, c in self._offsets():
            Y += np.einsum("ncij,fc->nfij", P[:, :, r, c], self.W[:, :, a, b])
        self.P, self.used_W = P, self.W
        return Y + self.w0.reshape(1, -1, 1, 1)

    def backward_pass(self, accum_grad):
        dP = np.zeros(self.P.shape)
        dW = np.zeros(self.used_W.shape)
        for a, b, r, c in self._offsets():
            dP[:, :, r, c] += np.einsum("nfij,fc->ncij", accum_grad, self.used_W[:, :, a, b])
            dW[:, :, a, b] = np.einsum("nfij,ncij->fc", accum_grad, self.P[:, :, r, c])
        if self.trainable:
            db = accum_grad.sum(axis=(0, 2, 3)).reshape(self.w0.shape)
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, db)
        (top, _), (left, _) = self._frame()
        _, H, W = self.input_shape
        return dP[:, :, top:top + H, left:left + W]
