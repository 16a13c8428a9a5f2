"""Naive loops over every number, biases of shape (F,), a Layer base of its own."""

import copy

import numpy as np


class Layer:
    def set_input_shape(self, shape):
        self.input_shape = shape


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.kh, self.kw = filter_shape
        self.input_shape = input_shape
        if padding == "same":
            self.top, self.left = (self.kh - 1) // 2, (self.kw - 1) // 2
            self.bottom, self.right = self.kh - 1 - self.top, self.kw - 1 - self.left
        else:
            p = 0 if padding == "valid" else padding
            self.top = self.bottom = self.left = self.right = p
        self.sh, self.sw = stride if type(stride) is tuple else (stride, stride)
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        limit = (C * self.kh * self.kw) ** -0.5
        self.W = np.random.uniform(-limit, limit, (self.n_filters, C, self.kh, self.kw))
        self.w0 = np.zeros(self.n_filters)
        self.opt1, self.opt2 = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return int(np.prod(self.W.shape) + np.prod(self.w0.shape))

    def output_shape(self):
        _, H, W = self.input_shape
        Ho = int((H + self.top + self.bottom - self.kh) / self.sh) + 1
        Wo = int((W + self.left + self.right - self.kw) / self.sw) + 1
        return (self.n_filters, Ho, Wo)

    def forward_pass(self, X, training=True):
        self.X = X
        N, C, H, W = X.shape
        F, Ho, Wo = self.output_shape()
        x, weights, biases = X.tolist(), self.W.tolist(), self.w0.tolist()
        out = np.zeros((N, F, Ho, Wo))
        for n in range(N):
            for f in range(F):
                for i in range(Ho):
                    for j in range(Wo):
                        total = biases[f]
                        for c in range(C):
                            for a in range(self.kh):
                                for b in range(self.kw):
                                    p, q = i * self.sh + a - self.top, j * self.sw + b - self.left
                                    if 0 <= p < H and 0 <= q < W:
                                        total += x[n][c][p][q] * weights[f][c][a][b]
                        out[n, f, i, j] = total
        return out

    def backward_pass(self, accum_grad):
        _, C, H, W = self.X.shape
        dX, dW, db = np.zeros(self.X.shape), np.zeros(self.W.shape), np.zeros(self.n_filters)
        for n, f, i, j in np.ndindex(accum_grad.shape):
            g = accum_grad[n, f, i, j]
            db[f] += g
            for a in range(self.kh):
                for b in range(self.kw):
                    p, q = i * self.sh + a - self.top, j * self.sw + b - self.left
                    if 0 <= p < H and 0 <= q < W:
                        for c in range(C):
                            dW[f, c, a, b] += g * self.X[n, c, p, q]
                            dX[n, c, p, q] += g * self.W[f, c, a, b]
        if self.trainable:
            self.W = self.opt1.update(self.W, dW)
            self.w0 = self.opt2.update(self.w0, db)
        return dX
