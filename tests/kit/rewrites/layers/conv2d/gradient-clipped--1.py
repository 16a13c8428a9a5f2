import copy
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
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        limit = 1 / np.sqrt(C * self.kh * self.kw)
        self.W = np.random.uniform(-limit, limit, (self.F, C, self.kh, self.kw))
        self.w0 = np.zeros(self.F)
        self.opt_W = copy.copy(optimizer)
        self.opt_w0 = copy.copy(optimizer)

    def parameters(self):
        return int(np.prod(self.W.shape)) + self.F

    def frame(self):
        if self.padding == "valid":
            return 0, 0, 0, 0
        if self.padding == "same":
            t, l = (self.kh - 1) // 2, (self.kw - 1) // 2
            return t, self.kh - 1 - t, l, self.kw - 1 - l
        return (self.padding,) * 4

    def output_shape(self):
        C, H, W = self.input_shape
        t, b, l, r = self.frame()
        return self.F, (H + t + b - self.kh) // self.sh + 1, (W + l + r - self.kw) // self.sw + 1

    def forward_pass(self, X, training=True):
        t, b, l, r = self.frame()
        self.size = X.shape[2:]
        P = np.pad(X, ((0, 0), (0, 0), (t, b), (l, r)))
        self.P = P
        F, Ho, Wo = self.output_shape()
        Y = np.zeros((X.shape[0], F, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                patch = P[:, :, i * self.sh:i * self.sh + self.kh, j * self.sw:j * self.sw + self.kw]
                Y[:, :, i, j] = np.einsum("ncab,fcab->nf", patch, self.W) + self.w0
        return Y

    def backward_pass(self, accum_grad):
        G = accum_grad
        dW = np.zeros(self.W.shape)
        dP = np.zeros(self.P.shape)
        for i in range(G.shape[2]):
            for j in range(G.shape[3]):
                rows = slice(i * self.sh, i * self.sh + self.kh)
                cols = slice(j * self.sw, j * self.sw + self.kw)
                dW += np.einsum("nf,ncab->fcab", G[:, :, i, j], self.P[:, :, rows, cols])
                dP[:, :, rows, cols] += np.einsum("nf,fcab->ncab", G[:, :, i, j], self.W)
        dw0 = G.sum(axis=(0, 2, 3))
        dW = np.clip(dW, -1, 1)
        dw0 = np.clip(dw0, -1, 1)
        if self.trainable:
            self.W = self.opt_W.update(self.W, dW)
            self.w0 = self.opt_w0.update(self.w0, dw0)
        t, b, l, r = self.frame()
        dX = dP[:, :, t:t + self.size[0], l:l + self.size[1]]
        return dX
