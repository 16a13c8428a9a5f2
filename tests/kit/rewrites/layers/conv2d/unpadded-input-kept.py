import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.F = n_filters
        self.kh, self.kw = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.sh, self.sw = stride if isinstance(stride, tuple) else (stride, stride)
        self.trainable = True
        self.W, self.w0 = None, None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        limit = 1 / math.sqrt(C * self.kh * self.kw)
        self.W = np.random.uniform(-limit, limit, (self.F, C, self.kh, self.kw))
        self.w0 = np.zeros((self.F, 1))
        self.optW, self.optw0 = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return self.F * self.input_shape[0] * self.kh * self.kw + self.F

    def frame(self):
        if self.padding == "valid":
            return (0, 0), (0, 0)
        if self.padding == "same":
            h, w = self.kh - 1, self.kw - 1
            return (h // 2, h - h // 2), (w // 2, w - w // 2)
        return (self.padding,) * 2, (self.padding,) * 2

    def output_shape(self):
        (t, b), (l, r) = self.frame()
        _, H, W = self.input_shape
        return (self.F, (H + t + b - self.kh) // self.sh + 1, (W + l + r - self.kw) // self.sw + 1)

    def forward_pass(self, X, training=True):
        self.X = X
        self.W_before = self.W
        P = np.pad(X, ((0, 0), (0, 0)) + self.frame())
        _, Ho, Wo = self.output_shape()
        Y = np.zeros((len(X), self.F, Ho, Wo))
        for a in range(self.kh):
            for b in range(self.kw):
                part = P[:, :, a:a + (Ho - 1) * self.sh + 1:self.sh, b:b + (Wo - 1) * self.sw + 1:self.sw]
                Y += np.einsum("ncij,fc->nfij", part, self.W[:, :, a, b])
        return Y + self.w0[None, :, :, None]

    def backward_pass(self, accum_grad):
        N, F, Ho, Wo = accum_grad.shape
        (t, b_), (l, r_) = self.frame()
        _, H, W = self.input_shape
        dP = np.zeros((N, self.input_shape[0], H + t + b_, W + l + r_))
        dW = np.zeros(self.W.shape)
        for a in range(self.kh):
            for b in range(self.kw):
                rows = slice(a, a + (Ho - 1) * self.sh + 1, self.sh)
                cols = slice(b, b + (Wo - 1) * self.sw + 1, self.sw)
                dP[:, :, rows, cols] += np.einsum("nfij,fc->ncij", accum_grad, self.W_before[:, :, a, b])
                seen = self.X[:, :, rows, cols]
                g = accum_grad[:, :, : seen.shape[2], : seen.shape[3]]
                dW[:, :, a, b] = np.einsum("nfij,ncij->fc", g, seen)
        if self.trainable:
            self.W = self.optW.update(self.W, dW)
            self.w0 = self.optw0.update(self.w0, accum_grad.sum(axis=(0, 2, 3)).reshape(F, 1))
        return dP[:, :, t:t + H, l:l + W]
