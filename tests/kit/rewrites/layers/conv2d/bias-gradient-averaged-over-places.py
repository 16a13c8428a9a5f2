import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    # im2col

    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_shape = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        self.stride = stride
        self.trainable = True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        c, (kh, kw) = self.input_shape[0], self.filter_shape
        limit = 1 / math.sqrt(c * kh * kw)
        self.W = np.random.uniform(-limit, limit, (self.n_filters, c, kh, kw))
        self.w0 = np.zeros((self.n_filters, 1))
        self.opt_W = copy.deepcopy(optimizer)
        self.opt_w0 = copy.deepcopy(optimizer)

    def parameters(self):
        c, (kh, kw) = self.input_shape[0], self.filter_shape
        return (c * kh * kw + 1) * self.n_filters

    def geometry(self):
        kh, kw = self.filter_shape
        c, h, w = self.input_shape
        s = self.stride if isinstance(self.stride, tuple) else (self.stride, self.stride)
        if self.padding == "valid":
            pad = (0, 0, 0, 0)
        elif self.padding == "same":
            pad = ((kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2)
        else:
            pad = (self.padding,) * 4
        ho = (h + pad[0] + pad[1] - kh) // s[0] + 1
        wo = (w + pad[2] + pad[3] - kw) // s[1] + 1
        return s, pad, ho, wo

    def indices(self):
        """Rows and columns of the padded image for each place (first axis) and each weight (second axis)."""
        (sh, sw), _, ho, wo = self.geometry()
        kh, kw = self.filter_shape
        i, j = np.divmod(np.arange(ho * wo), wo)
        a, b = np.divmod(np.arange(kh * kw), kw)
        return (i * sh)[:, None] + a, (j * sw)[:, None] + b

    def forward_pass(self, X, training=True):
        _, (t, bt, l, r), ho, wo = self.geometry()
        P = np.pad(X, ((0, 0), (0, 0), (t, bt), (l, r)))
        rows, cols = self.indices()
        self.cols = P[:, :, rows, cols]  # n, c, places, weights
        self.P_shape = P.shape
        flat = self.W.reshape(*self.W.shape[:2], -1)
        Y = np.einsum("ncpk,fck->nfp", self.cols, flat) + self.w0[None]
        return Y.reshape(len(X), self.n_filters, ho, wo)

    def backward_pass(self, accum_grad):
        _, (t, bt, l, r), ho, wo = self.geometry()
        _, h, w = self.input_shape
        G = accum_grad.reshape(*accum_grad.shape[:2], -1)
        flat = self.W.reshape(*self.W.shape[:2], -1)
        dcols = np.einsum("nfp,fck->ncpk", G, flat)
        rows, cols = self.indices()
        dP = np.zeros(self.P_shape)
        np.add.at(dP, (slice(None), slice(None), rows, cols), dcols)
        if self.trainable:
            dW = np.einsum("nfp,ncpk->fck", G, self.cols).reshape(self.W.shape)
            dw0 = G.mean(axis=2).sum(axis=0)[:, None]
            self.W = self.opt_W.update(self.W, dW)
            self.w0 = self.opt_w0.update(self.w0, dw0)
        return dP[:, :, t : t + h, l : l + w]

    def output_shape(self):
        _, _, ho, wo = self.geometry()
        return (self.n_filters, ho, wo)
