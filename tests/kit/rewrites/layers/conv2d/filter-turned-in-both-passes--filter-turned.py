# mistake: the filter is turned by 180 degrees before it is laid on the windows, as in a mathematician's convolution, in both passes
from copy import deepcopy

import numpy as np
from layer import Layer
from numpy.lib.stride_tricks import sliding_window_view


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.input_shape = n_filters, filter_shape, input_shape
        self.padding = padding
        self.stride = (stride, stride) if np.ndim(stride) == 0 else tuple(stride)
        self.trainable = True
        self.W = self.w0 = None

    def initialize(self, optimizer):
        shape = (self.n_filters, self.input_shape[0], *self.filter_shape)
        limit = 1 / np.sqrt(np.prod(shape[1:]))
        self.W = np.random.uniform(-limit, limit, shape)
        self.w0 = np.zeros((self.n_filters, 1))
        self.opt_W, self.opt_w0 = deepcopy(optimizer), deepcopy(optimizer)

    def parameters(self):
        kh, kw = self.filter_shape
        return self.n_filters * self.input_shape[0] * kh * kw + self.n_filters

    def zeros(self):
        if self.padding == "valid":
            return [(0, 0), (0, 0)]
        if self.padding == "same":
            return [((k - 1) // 2, k - 1 - (k - 1) // 2) for k in self.filter_shape]
        return [(self.padding, self.padding)] * 2

    def output_shape(self):
        sizes = []
        for n, k, s, (before, after) in zip(self.input_shape[1:], self.filter_shape, self.stride, self.zeros()):
            sizes.append((n + before + after - k) // s + 1)
        return (self.n_filters, *sizes)

    def forward_pass(self, X, training=True):
        sh, sw = self.stride
        P = np.pad(X, [(0, 0), (0, 0)] + self.zeros())
        self.P_shape = P.shape
        self.windows = sliding_window_view(P, self.filter_shape, axis=(2, 3))[:, :, ::sh, ::sw]
        self.turned = self.W[:, :, ::-1, ::-1]
        return np.einsum("ncijab,fcab->nfij", self.windows, self.turned) + self.w0.reshape(-1, 1, 1)

    def backward_pass(self, accum_grad):
        sh, sw = self.stride
        kh, kw = self.filter_shape
        Ho, Wo = accum_grad.shape[2:]
        dP = np.zeros(self.P_shape)
        for i in range(Ho):
            for j in range(Wo):
                dP[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw] += np.einsum(
                    "nf,fcab->ncab", accum_grad[:, :, i, j], self.turned)
        if self.trainable:
            d_turned = np.einsum("nfij,ncijab->fcab", accum_grad, self.windows)
            self.W = self.opt_W.update(self.W, d_turned[:, :, ::-1, ::-1].copy())
            self.w0 = self.opt_w0.update(self.w0, accum_grad.sum(axis=(0, 2, 3))[:, None])
        (top, _), (left, _) = self.zeros()
        _, H, W = self.input_shape
        return dP[:, :, top:top + H, left:left + W]
