# mistake: padding "same" adds only as many zeros as give ceil(H / s) outputs, instead of k - 1 rows whatever the stride
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
        channels = self.input_shape[0]
        kh, kw = self.filter_shape
        limit = 1 / math.sqrt(channels * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, channels, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * (self.input_shape[0] * kh * kw + 1)

    def geometry(self):
        """For rows and for columns: (zeros before, zeros after, stride, number of windows)."""
        strides = self.stride if isinstance(self.stride, tuple) else (self.stride, self.stride)
        answer = []
        for n, k, s in zip(self.input_shape[1:], self.filter_shape, strides):
            if self.padding == "valid":
                before = after = 0
            elif self.padding == "same":
                total = max((math.ceil(n / s) - 1) * s + k - n, 0)
                before = total // 2
                after = total - before
            else:
                before = after = self.padding
            answer.append((before, after, s, (n + before + after - k) // s + 1))
        return answer

    def output_shape(self):
        rows, cols = self.geometry()
        return (self.n_filters, rows[3], cols[3])

    def forward_pass(self, X, training=True):
        (t, b, sh, Ho), (l, r, sw, Wo) = self.geometry()
        kh, kw = self.filter_shape
        P = np.pad(X, ((0, 0), (0, 0), (t, b), (l, r)))
        cols = np.array([
            P[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw].reshape(len(X), -1)
            for i in range(Ho) for j in range(Wo)
        ])                                              # (places, N, C kh kw)
        self.cols, self.P_shape, self.W_used = cols, P.shape, self.W
        out = cols @ self.W.reshape(self.n_filters, -1).T + self.w0.ravel()
        return out.transpose(1, 2, 0).reshape(len(X), self.n_filters, Ho, Wo)

    def backward_pass(self, accum_grad):
        (t, b, sh, Ho), (l, r, sw, Wo) = self.geometry()
        kh, kw = self.filter_shape
        N = accum_grad.shape[0]
        G = accum_grad.reshape(N, self.n_filters, -1).transpose(2, 0, 1)      # (places, N, F)
        dcols = G @ self.W_used.reshape(self.n_filters, -1)
        dP = np.zeros(self.P_shape)
        for place in range(Ho * Wo):
            i, j = divmod(place, Wo)
            dP[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw] += dcols[place].reshape(N, -1, kh, kw)
        if self.trainable:
            dW = np.einsum("pnf,pnq->fq", G, self.cols).reshape(self.W.shape)
            dw0 = G.sum(axis=(0, 1)).reshape(self.w0.shape)
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, dw0)
        _, H, W = self.input_shape
        return dP[:, :, t:t + H, l:l + W]
