import copy

import numpy as np
from layer import Layer
from numpy.lib.stride_tricks import sliding_window_view


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = tuple(filter_shape)
        self.input_shape = input_shape
        self.padding = padding
        self.stride = tuple(stride) if isinstance(stride, (tuple, list)) else (stride, stride)
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        shape = (self.n_filters, self.input_shape[0]) + self.filter_shape
        limit = 1 / np.sqrt(np.prod(shape[1:]))
        self.W = np.random.uniform(-limit, limit, shape)
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        return int(np.prod((self.n_filters, self.input_shape[0]) + self.filter_shape)) + self.n_filters

    def border(self):
        if self.padding == "valid":
            return [(0, 0), (0, 0)]
        if self.padding == "same":
            return [((k - 1) // 2, k // 2) for k in self.filter_shape]
        return [(self.padding, self.padding)] * 2

    def output_shape(self):
        sizes = [
            (size + sum(pad) - k) // s + 1
            for size, pad, k, s in zip(self.input_shape[1:], self.border(), self.filter_shape, self.stride)
        ]
        return (self.n_filters, *sizes)

    def forward_pass(self, X, training=True):
        P = np.pad(X, [(0, 0), (0, 0)] + self.border())
        self.P_shape = P.shape
        sh, sw = self.stride
        self.patches = sliding_window_view(P, self.filter_shape, axis=(2, 3))[:, :, ::sh, ::sw]
        Y = np.einsum("ncijab,fcab->nfij", self.patches, self.W)
        return Y + self.w0[None, :, :, None]

    def backward_pass(self, accum_grad):
        G = accum_grad
        dW = np.einsum("nfij,ncijab->fcab", G, self.patches)
        dW = dW[:, :, ::-1, ::-1]
        db = G.sum(axis=(0, 2, 3)).reshape(self.n_filters, 1)

        dP = np.zeros(self.P_shape)
        (sh, sw), (kh, kw) = self.stride, self.filter_shape
        Ho, Wo = G.shape[2:]
        for a in range(kh):
            for b in range(kw):
                dP[:, :, a : a + sh * Ho : sh, b : b + sw * Wo : sw] += np.einsum("nfij,fc->ncij", G, self.W[:, :, a, b])

        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, db)

        top, left = self.border()[0][0], self.border()[1][0]
        return dP[:, :, top : top + self.input_shape[1], left : left + self.input_shape[2]]
