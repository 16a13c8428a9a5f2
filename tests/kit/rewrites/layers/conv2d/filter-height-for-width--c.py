from copy import copy

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

    def get_padding(self):
        kh, kw = self.filter_shape
        if self.padding == "valid":
            return 0, 0, 0, 0
        if self.padding == "same":
            top = (kh - 1) // 2
            left = (kw - 1) // 2
            return top, kh - 1 - top, left, kw - 1 - left
        return self.padding, self.padding, self.padding, self.padding

    def get_stride(self):
        try:
            sh, sw = self.stride
        except TypeError:
            sh = sw = self.stride
        return sh, sw

    def initialize(self, optimizer):
        kh, kw = self.filter_shape
        c = self.input_shape[0]
        limit = 1 / np.sqrt(c * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, c, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_optimizer = copy(optimizer)
        self.w0_optimizer = copy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * self.input_shape[0] * kh * kw + self.n_filters

    def output_shape(self):
        _, height, width = self.input_shape
        kh, kw = self.filter_shape
        sh, sw = self.get_stride()
        top, bottom, left, right = self.get_padding()
        out_h = (height + top + bottom - kh) // sh + 1
        out_w = (width + left + right - kh) // sw + 1
        return self.n_filters, out_h, out_w

    def forward_pass(self, X, training=True):
        top, bottom, left, right = self.get_padding()
        n, c, h, w = X.shape
        padded = np.zeros((n, c, h + top + bottom, w + left + right))
        padded[:, :, top : top + h, left : left + w] = X
        self.padded, self.W_before = padded, self.W
        _, out_h, out_w = self.output_shape()
        kh, kw = self.filter_shape
        sh, sw = self.get_stride()
        out = np.empty((n, self.n_filters, out_h, out_w))
        for f in range(self.n_filters):
            for i in range(out_h):
                for j in range(out_w):
                    window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                    out[:, f, i, j] = (window * self.W[f]).sum(axis=(1, 2, 3)) + self.w0[f, 0]
        return out

    def backward_pass(self, accum_grad):
        _, out_h, out_w = self.output_shape()
        kh, kw = self.filter_shape
        sh, sw = self.get_stride()
        grad_padded = np.zeros_like(self.padded)
        grad_W = np.zeros_like(self.W_before)
        for f in range(self.n_filters):
            for i in range(out_h):
                for j in range(out_w):
                    g = accum_grad[:, f, i, j][:, None, None, None]
                    here = np.s_[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                    grad_W[f] += (g * self.padded[here]).sum(axis=0)
                    grad_padded[here] += g * self.W_before[f]
        if self.trainable:
            grad_w0 = accum_grad.sum(axis=(0, 2, 3))[:, np.newaxis]
            self.W = self.W_optimizer.update(self.W, grad_W)
            self.w0 = self.w0_optimizer.update(self.w0, grad_w0)
        top, _, left, _ = self.get_padding()
        return grad_padded[:, :, top : top + self.input_shape[1], left : left + self.input_shape[2]]
