import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = tuple(filter_shape)
        self.input_shape = input_shape
        self.padding = padding
        self.stride = (stride, stride) if np.ndim(stride) == 0 else tuple(stride)
        self.trainable = True
        self.W = self.w0 = None

    def _zeros(self):
        """((top, bottom), (left, right))"""
        if self.padding == "valid":
            return (0, 0), (0, 0)
        if self.padding == "same":
            kh, kw = self.filter_shape
            t, l = (kh - 1) // 2, (kw - 1) // 2
            return (t, kh - 1 - t), (l, kw - 1 - l)
        return (self.padding, self.padding), (self.padding, self.padding)

    def initialize(self, optimizer):
        C = self.input_shape[0]
        kh, kw = self.filter_shape
        std = 1 / math.sqrt(C * kh * kw)
        self.W = np.random.normal(0, std, (self.n_filters, C, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * (self.input_shape[0] * kh * kw + 1)

    def output_shape(self):
        _, H, W = self.input_shape
        rows, cols = self._zeros()
        Ho = (H + sum(rows) - self.filter_shape[0]) // self.stride[0] + 1
        Wo = (W + sum(cols) - self.filter_shape[1]) // self.stride[1] + 1
        return (self.n_filters, Ho, Wo)

    def forward_pass(self, X, training=True):
        self.P = np.pad(X, ((0, 0), (0, 0), *self._zeros()))
        _, Ho, Wo = self.output_shape()
        kh, kw = self.filter_shape
        sh, sw = self.stride
        self.W_used = self.W.copy()
        Y = np.zeros((len(X), self.n_filters, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                window = self.P[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                Y[:, :, i, j] = np.tensordot(window, self.W, axes=([1, 2, 3], [1, 2, 3]))
        return Y + self.w0.reshape(1, -1, 1, 1)

    def backward_pass(self, accum_grad):
        _, Ho, Wo = self.output_shape()
        kh, kw = self.filter_shape
        sh, sw = self.stride
        dP = np.zeros(self.P.shape)
        dW = np.zeros(self.W.shape)
        for i in range(Ho):
            for j in range(Wo):
                rows, cols = slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)
                g = accum_grad[:, :, i, j]
                dW += np.tensordot(g, self.P[:, :, rows, cols], axes=(0, 0))
                dP[:, :, rows, cols] += np.tensordot(g, self.W_used, axes=(1, 0))
        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, accum_grad.sum(axis=(0, 2, 3)).reshape(self.w0.shape))
        (t, _), (l, _) = self._zeros()
        _, H, W = self.input_shape
        return dP[:, :, t : t + H, l : l + W]
