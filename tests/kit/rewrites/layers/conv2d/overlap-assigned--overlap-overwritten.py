# mistake: backward_pass writes each window's gradient over what other windows have put there instead of adding it
from copy import deepcopy
from math import sqrt

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.input_shape = n_filters, filter_shape, input_shape
        self.padding, self.stride = padding, stride
        self.trainable = True
        self.W = self.w0 = None
        self.sh, self.sw = (stride, stride) if np.isscalar(stride) else stride
        kh, kw = filter_shape
        if padding == "same":
            self.above, self.below = (kh - 1) // 2, kh // 2
            self.left, self.right = (kw - 1) // 2, kw // 2
        elif padding == "valid":
            self.above = self.below = self.left = self.right = 0
        else:
            self.above = self.below = self.left = self.right = padding

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        kh, kw = self.filter_shape
        bound = 1 / sqrt(channels * kh * kw)
        self.W = np.random.uniform(-bound, bound, (self.n_filters, channels, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.helpers = deepcopy(optimizer), deepcopy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        weights = self.n_filters * self.input_shape[0] * kh * kw
        return weights + self.n_filters

    def output_shape(self):
        _, height, width = self.input_shape
        kh, kw = self.filter_shape
        ho = (height + self.above + self.below - kh) // self.sh + 1
        wo = (width + self.left + self.right - kw) // self.sw + 1
        return self.n_filters, ho, wo

    def windows(self):
        kh, kw = self.filter_shape
        _, ho, wo = self.output_shape()
        for i in range(ho):
            for j in range(wo):
                top, left = i * self.sh, j * self.sw
                yield i, j, slice(top, top + kh), slice(left, left + kw)

    def forward_pass(self, X, training=True):
        n, channels, height, width = X.shape
        padded = np.zeros((n, channels, height + self.above + self.below, width + self.left + self.right))
        padded[:, :, self.above:self.above + height, self.left:self.left + width] = X
        out = np.empty((n, *self.output_shape()))
        for i, j, rows, cols in self.windows():
            out[:, :, i, j] = np.tensordot(padded[:, :, rows, cols], self.W, axes=([1, 2, 3], [1, 2, 3])) + self.w0[:, 0]
        self.memory = padded, self.W
        return out

    def backward_pass(self, accum_grad):
        padded, weights = self.memory
        back = np.zeros_like(padded)
        grad_W = np.zeros_like(weights)
        for i, j, rows, cols in self.windows():
            g = accum_grad[:, :, i, j]
            grad_W += np.tensordot(g, padded[:, :, rows, cols], axes=(0, 0))
            back[:, :, rows, cols] = np.tensordot(g, weights, axes=(1, 0))
        grad_b = accum_grad.sum(axis=(0, 2, 3))[:, None]
        if self.trainable:
            self.W = self.helpers[0].update(self.W, grad_W)
            self.w0 = self.helpers[1].update(self.w0, grad_b)
        _, height, width = self.input_shape
        return back[:, :, self.above:self.above + height, self.left:self.left + width]
