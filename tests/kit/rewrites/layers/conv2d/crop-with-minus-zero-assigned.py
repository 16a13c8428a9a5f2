"""Loops over images and places, in the way of a well-known exercise."""

import copy

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.stride = stride if isinstance(stride, tuple) else (stride, stride)
        self.trainable = True
        self.W, self.w0 = None, None

    def widths(self):
        if self.padding == "same":
            (kh, kw) = self.filter_shape
            return (kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2
        p = 0 if self.padding == "valid" else self.padding
        return p, p, p, p

    def initialize(self, optimizer):
        f, c, (kh, kw) = self.n_filters, self.input_shape[0], self.filter_shape
        bound = 1 / (c * kh * kw) ** 0.5
        self.W = np.random.uniform(-bound, bound, (f, c, kh, kw))
        self.w0 = np.zeros((f, 1))
        self.opts = [copy.copy(optimizer) for _ in range(2)]

    def parameters(self):
        return int(np.prod(self.W.shape)) + self.n_filters

    def output_shape(self):
        t, b, l, r = self.widths()
        _, h, w = self.input_shape
        kh, kw = self.filter_shape
        return self.n_filters, (h + t + b - kh) // self.stride[0] + 1, (w + l + r - kw) // self.stride[1] + 1

    def forward_pass(self, X, training=True):
        t, b, l, r = self.widths()
        self.X_pad = np.pad(X, ((0, 0), (0, 0), (t, b), (l, r)))
        f, ho, wo = self.output_shape()
        kh, kw = self.filter_shape
        out = np.zeros((X.shape[0], f, ho, wo))
        for n in range(X.shape[0]):
            for i in range(ho):
                for j in range(wo):
                    piece = self.X_pad[n, :, i * self.stride[0] : i * self.stride[0] + kh, j * self.stride[1] : j * self.stride[1] + kw]
                    for k in range(f):
                        out[n, k, i, j] = np.sum(piece * self.W[k]) + self.w0[k, 0]
        self.in_shape = X.shape
        return out

    def backward_pass(self, accum_grad):
        t, b, l, r = self.widths()
        kh, kw = self.filter_shape
        dX, dW, db = np.zeros(self.in_shape), np.zeros(self.W.shape), np.zeros(self.w0.shape)
        n_images, f, ho, wo = accum_grad.shape
        for n in range(n_images):
            grad_pad = np.zeros(self.X_pad[n].shape)
            for i in range(ho):
                for j in range(wo):
                    top, left = i * self.stride[0], j * self.stride[1]
                    for k in range(f):
                        grad_pad[:, top : top + kh, left : left + kw] += self.W[k] * accum_grad[n, k, i, j]
                        dW[k] += self.X_pad[n, :, top : top + kh, left : left + kw] * accum_grad[n, k, i, j]
                        db[k] += accum_grad[n, k, i, j]
            dX[n] = grad_pad[:, t:-b, l:-r]
        if self.trainable:
            self.W, self.w0 = self.opts[0].update(self.W, dW), self.opts[1].update(self.w0, db)
        return dX
