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
        C, (kh, kw) = self.input_shape[0], self.filter_shape
        limit = 1 / math.sqrt(C * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, C, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.opt_W = copy.copy(optimizer)
        self.opt_b = copy.copy(optimizer)

    def parameters(self):
        C, (kh, kw) = self.input_shape[0], self.filter_shape
        return self.n_filters * C * kh * kw + self.n_filters

    def geometry(self):
        kh, kw = self.filter_shape
        if isinstance(self.stride, int):
            sh = sw = self.stride
        else:
            sh, sw = self.stride
        if self.padding == "same":
            up, left = (kh - 1) // 2, (kw - 1) // 2
            down, right = kh - 1 - up, kw - 1 - left
        elif self.padding == "valid":
            up = down = left = right = 0
        else:
            up = down = left = right = self.padding
        return sh, sw, up, down, left, right

    def output_shape(self):
        sh, sw, up, down, left, right = self.geometry()
        C, H, W = self.input_shape
        kh, kw = self.filter_shape
        return self.n_filters, (H + up + down - kh) // sh + 1, (W + left + right - kw) // sw + 1

    def forward_pass(self, X, training=True):
        sh, sw, up, down, left, right = self.geometry()
        N, C = X.shape[:2]
        kh, kw = self.filter_shape
        F, Ho, Wo = self.output_shape()
        P = np.zeros((N, C, X.shape[2] + up + down, X.shape[3] + left + right))
        P[:, :, up : up + X.shape[2], left : left + X.shape[3]] = X
        self.P = P
        Y = np.zeros((N, F, Ho, Wo))
        for f in range(F):
            for i in range(Ho):
                for j in range(Wo):
                    for c in range(C):
                        window = P[:, c, i * sh : i * sh + kh, j * sw : j * sw + kw]
                        Y[:, f, i, j] = (window * self.W[f, c]).sum(axis=(1, 2))
                    Y[:, f, i, j] += self.w0[f, 0]
        return Y

    def backward_pass(self, accum_grad):
        sh, sw, up, down, left, right = self.geometry()
        N, F, Ho, Wo = accum_grad.shape
        kh, kw = self.filter_shape
        dW = np.zeros_like(self.W)
        dP = np.zeros_like(self.P)
        for i in range(Ho):
            for j in range(Wo):
                top, lft = i * sh, j * sw
                window = self.P[:, :, top : top + kh, lft : lft + kw]
                for f in range(F):
                    g = accum_grad[:, f, i, j].reshape(N, 1, 1, 1)
                    dW[f] += (g * window).sum(axis=0)
                    dP[:, :, top : top + kh, lft : lft + kw] += g * self.W[f]
        dw0 = accum_grad.sum(axis=(0, 2, 3)).reshape(F, 1)
        if self.trainable:
            self.W = self.opt_W.update(self.W, dW)
            self.w0 = self.opt_b.update(self.w0, dw0)
        H, W = self.input_shape[1:]
        return dP[:, :, up : up + H, left : left + W]
