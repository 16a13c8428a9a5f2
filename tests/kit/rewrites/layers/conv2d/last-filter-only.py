import copy

import numpy as np
from layer import Layer


class Conv2D(Layer):
    """Adds up shifted images, one for each place in the filter."""

    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.kh, self.kw = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.sh, self.sw = (stride, stride) if isinstance(stride, int) else stride
        self.trainable = True
        self.W = self.w0 = None

    def before(self):
        if isinstance(self.padding, int):
            return self.padding, self.padding
        return ((self.kh - 1) // 2, (self.kw - 1) // 2) if self.padding == "same" else (0, 0)

    def total(self):
        if isinstance(self.padding, int):
            return 2 * self.padding, 2 * self.padding
        return (self.kh - 1, self.kw - 1) if self.padding == "same" else (0, 0)

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        limit = 1 / np.sqrt(channels * self.kh * self.kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, channels, self.kh, self.kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.deepcopy(optimizer)
        self.w0_opt = copy.deepcopy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def output_shape(self):
        _, h, w = self.input_shape
        th, tw = self.total()
        return (self.n_filters, (h + th - self.kh) // self.sh + 1, (w + tw - self.kw) // self.sw + 1)

    def places(self, a, b):
        _, rows, columns = self.output_shape()
        rows = slice(a, a + (rows - 1) * self.sh + 1, self.sh)
        return np.s_[:, :, rows, b : b + (columns - 1) * self.sw + 1 : self.sw]

    def forward_pass(self, X, training=True):
        (top, left), (th, tw) = self.before(), self.total()
        self.P = np.zeros((*X.shape[:2], X.shape[2] + th, X.shape[3] + tw))
        self.P[:, :, top : top + X.shape[2], left : left + X.shape[3]] = X
        out = self.w0.reshape(1, -1, 1, 1) + np.zeros((len(X), *self.output_shape()))
        for a, b in np.ndindex(self.kh, self.kw):
            out += np.einsum("ncij,fc->nfij", self.P[self.places(a, b)], self.W[:, :, a, b])
        return out

    def backward_pass(self, accum_grad):
        dP, dW = np.zeros(self.P.shape), np.zeros(self.W.shape)
        for f in range(self.n_filters):
            part = np.zeros(self.P.shape)
            for a, b in np.ndindex(self.kh, self.kw):
                part[self.places(a, b)] += accum_grad[:, f, None] * self.W[f, :, a, b].reshape(1, -1, 1, 1)
            dP = part
        for a, b in np.ndindex(self.kh, self.kw):
            dW[:, :, a, b] = np.einsum("nfij,ncij->fc", accum_grad, self.P[self.places(a, b)])
        db = accum_grad.sum(axis=(0, 2, 3)).reshape(-1, 1)
        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, db)
        (top, left), (_, h, w) = self.before(), self.input_shape
        return dP[:, :, top : top + h, left : left + w]
