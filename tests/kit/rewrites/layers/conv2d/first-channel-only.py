import copy
import math

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

    def initialize(self, optimizer):
        kh, kw = self.filter_shape
        C = self.input_shape[0]
        limit = 1 / math.sqrt(C * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, C, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * (self.input_shape[0] * kh * kw + 1)

    def _frame(self):
        kh, kw = self.filter_shape
        if self.padding == "valid":
            return 0, 0, 0, 0
        if self.padding == "same":
            top = (kh - 1) // 2
            left = (kw - 1) // 2
            return top, kh - 1 - top, left, kw - 1 - left
        p = self.padding
        return p, p, p, p

    def _steps(self):
        if isinstance(self.stride, tuple):
            return self.stride
        return self.stride, self.stride

    def output_shape(self):
        _, H, W = self.input_shape
        kh, kw = self.filter_shape
        t, b, l, r = self._frame()
        sh, sw = self._steps()
        return (self.n_filters, (H + t + b - kh) // sh + 1, (W + l + r - kw) // sw + 1)

    def forward_pass(self, X, training=True):
        t, b, l, r = self._frame()
        kh, kw = self.filter_shape
        sh, sw = self._steps()
        _, Ho, Wo = self.output_shape()
        self.padded = np.pad(X, ((0, 0), (0, 0), (t, b), (l, r)))
        out = np.zeros((X.shape[0], self.n_filters, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                window = self.padded[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
                out[:, :, i, j] = np.einsum("nab,fab->nf", window[:, 0], self.W[:, 0])
        return out + self.w0.reshape(1, -1, 1, 1)

    def backward_pass(self, accum_grad):
        t, b, l, r = self._frame()
        kh, kw = self.filter_shape
        sh, sw = self._steps()
        _, H, Wd = self.input_shape
        _, Ho, Wo = self.output_shape()
        dW = np.zeros(self.W.shape)
        dP = np.zeros(self.padded.shape)
        for i in range(Ho):
            for j in range(Wo):
                rows = slice(i * sh, i * sh + kh)
                cols = slice(j * sw, j * sw + kw)
                g = accum_grad[:, :, i, j]
                dW += np.einsum("nf,ncab->fcab", g, self.padded[:, :, rows, cols])
                dP[:, :, rows, cols] += np.einsum("nf,fcab->ncab", g, self.W)
        db = accum_grad.sum(axis=(0, 2, 3)).reshape(self.w0.shape)
        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, db)
        return dP[:, :, t:t + H, l:l + Wd]
