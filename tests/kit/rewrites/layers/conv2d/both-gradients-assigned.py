import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape = n_filters, filter_shape
        self.input_shape, self.padding = input_shape, padding
        self.sh, self.sw = (stride, stride) if isinstance(stride, int) else stride
        self.trainable = True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        kh, kw = self.filter_shape
        limit = 1 / math.sqrt(channels * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, channels, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.optW, self.optw0 = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return self.n_filters * self.input_shape[0] * self.filter_shape[0] * self.filter_shape[1] + self.n_filters

    def padding_sizes(self):
        """(top, bottom, left, right)"""
        if self.padding == "valid":
            return 0, 0, 0, 0
        if self.padding == "same":
            ph, pw = self.filter_shape[0] - 1, self.filter_shape[1] - 1
            return ph // 2, ph - ph // 2, pw // 2, pw - pw // 2
        return (self.padding,) * 4

    def output_shape(self):
        t, b, l, r = self.padding_sizes()
        ho = (self.input_shape[1] + t + b - self.filter_shape[0]) // self.sh + 1
        wo = (self.input_shape[2] + l + r - self.filter_shape[1]) // self.sw + 1
        return self.n_filters, ho, wo

    def windows(self):
        kh, kw = self.filter_shape
        _, ho, wo = self.output_shape()
        for i in range(ho):
            for j in range(wo):
                yield i, j, slice(i * self.sh, i * self.sh + kh), slice(j * self.sw, j * self.sw + kw)

    def forward_pass(self, X, training=True):
        t, b, l, r = self.padding_sizes()
        self.padded = np.pad(X, ((0, 0), (0, 0), (t, b), (l, r)))
        out = np.empty((X.shape[0], *self.output_shape()))
        for i, j, rows, cols in self.windows():
            out[:, :, i, j] = np.einsum("ncab,fcab->nf", self.padded[:, :, rows, cols], self.W)
        return out + self.w0.reshape(1, -1, 1, 1)

    def backward_pass(self, accum_grad):
        grad_W = np.zeros_like(self.W)
        grad_P = np.zeros(self.padded.shape)
        for i, j, rows, cols in self.windows():
            g = accum_grad[:, :, i, j]
            grad_W = np.einsum("nf,ncab->fcab", g, self.padded[:, :, rows, cols])
            grad_P[:, :, rows, cols] = np.einsum("nf,fcab->ncab", g, self.W)
        grad_w0 = accum_grad.sum(axis=(0, 2, 3))[:, None]
        if self.trainable:
            self.W = self.optW.update(self.W, grad_W)
            self.w0 = self.optw0.update(self.w0, grad_w0)
        t, _, l, _ = self.padding_sizes()
        _, H, W = self.input_shape
        return grad_P[:, :, t : t + H, l : l + W]
