"""A strided view and einsum; the input gradient is a full correlation of the dilated gradient with the turned filter."""

from copy import deepcopy

import numpy as np
from layer import Layer
from numpy.lib.stride_tricks import as_strided


def view_windows(X, kh, kw, sh=1, sw=1):
    X = np.ascontiguousarray(X)
    n, c, h, w = X.strides
    rows, columns = (X.shape[2] - kh) // sh + 1, (X.shape[3] - kw) // sw + 1
    return as_strided(X, (*X.shape[:2], rows, columns, kh, kw), (n, c, h * sh, w * sw, h, w), writeable=False)


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.padding = n_filters, filter_shape, padding
        self.stride = (stride,) * 2 if isinstance(stride, int) else stride
        self.trainable = True
        self.W = self.w0 = None
        if input_shape is not None:
            self.set_input_shape(input_shape)

    def set_input_shape(self, shape):
        self.input_shape = shape
        kh, kw = self.filter_shape
        given = {"valid": (0, 0, 0, 0), "same": ((kh - 1) // 2, kh // 2, (kw - 1) // 2, kw // 2)}
        self.pads = given[self.padding] if isinstance(self.padding, str) else (self.padding,) * 4

    def initialize(self, optimizer):
        fan_in = self.input_shape[0] * self.filter_shape[0] * self.filter_shape[1]
        bound = 1 / fan_in**0.5
        self.W = np.random.uniform(-bound, bound, (self.n_filters, self.input_shape[0], *self.filter_shape))
        self.w0 = np.zeros((1, self.n_filters, 1, 1))
        self.optimizers = [deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return self.W.size + self.w0.size

    def output_shape(self):
        (kh, kw), (sh, sw), (t, b, le, r) = self.filter_shape, self.stride, self.pads
        return (
            self.n_filters,
            (self.input_shape[1] + t + b - kh) // sh + 1,
            (self.input_shape[2] + le + r - kw) // sw + 1,
        )

    def forward_pass(self, X, training=True):
        t, b, le, r = self.pads
        self.P = np.pad(X, ((0, 0), (0, 0), (t, b), (le, r)))
        self.windows = view_windows(self.P, *self.filter_shape, *self.stride)
        return np.einsum("ncijab,fcab->nfij", self.windows, self.W) + self.w0

    def backward_pass(self, accum_grad):
        (kh, kw), (sh, sw), (t, _, le, _) = self.filter_shape, self.stride, self.pads
        N, _, H, W = self.P.shape
        dilated = np.zeros((N, self.n_filters, H + kh - 1, W + kw - 1))
        rows, columns = accum_grad.shape[2:]
        dilated[:, :, kh - 1 :: sh, kw - 1 :: sw][:, :, :rows, :columns] = accum_grad
        dP = np.einsum("nfijab,fcab->ncij", view_windows(dilated, kh, kw), self.W[:, :, ::-1, ::-1])
        if self.trainable:
            dW = np.einsum("ncijab,nfij->fcab", self.windows, accum_grad)
            self.W = self.optimizers[0].update(self.W, dW)
            self.w0 = self.optimizers[1].update(self.w0, accum_grad.sum((0, 2, 3), keepdims=True))
        return dP[:, :, t : t + self.input_shape[1], le : le + self.input_shape[2]]
