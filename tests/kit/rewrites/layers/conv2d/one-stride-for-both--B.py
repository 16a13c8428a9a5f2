from copy import deepcopy
import numpy as np
from layer import Layer


class Conv2D(Layer):
    """im2col by index arrays."""

    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.padding = n_filters, filter_shape, padding
        self.input_shape = input_shape
        if isinstance(stride, int):
            stride = (stride, stride)
        self.stride = stride
        self.W = self.w0 = None
        self.trainable = True

    def initialize(self, optimizer):
        shape = (self.n_filters, self.input_shape[0], *self.filter_shape)
        bound = np.prod(shape[1:]) ** -0.5
        self.W = np.random.uniform(-bound, bound, shape)
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt, self.w0_opt = deepcopy(optimizer), deepcopy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def pad_widths(self):
        if self.padding == "same":
            totals = [k - 1 for k in self.filter_shape]
            return [(total // 2, total - total // 2) for total in totals]
        p = 0 if self.padding == "valid" else self.padding
        return [(p, p), (p, p)]

    def output_shape(self):
        out = [self.n_filters]
        for size, pads, k, s in zip(self.input_shape[1:], self.pad_widths(), self.filter_shape, self.stride):
            out.append((size + sum(pads) - k) // s + 1)
        return tuple(out)

    def indices(self):
        kh, kw = self.filter_shape
        _, ho, wo = self.output_shape()
        rows = np.arange(ho)[:, None, None, None] * self.stride[0] + np.arange(kh)[None, None, :, None]
        cols = np.arange(wo)[None, :, None, None] * self.stride[0] + np.arange(kw)[None, None, None, :]
        return rows, cols

    def forward_pass(self, X, training=True):
        padded = np.pad(X, [(0, 0), (0, 0)] + self.pad_widths())
        self.padded_shape = padded.shape
        rows, cols = self.indices()
        self.cols = padded[:, :, rows, cols]
        self.W_used = self.W
        return np.einsum("ncijab,fcab->nfij", self.cols, self.W) + self.w0[None, :, :, None]

    def backward_pass(self, accum_grad):
        grad_W = np.einsum("nfij,ncijab->fcab", accum_grad, self.cols)
        grad_w0 = accum_grad.sum(axis=(0, 2, 3))[:, None]
        grad_cols = np.einsum("nfij,fcab->ncijab", accum_grad, self.W_used)
        grad_padded = np.zeros(self.padded_shape)
        np.add.at(grad_padded, (slice(None), slice(None)) + self.indices(), grad_cols)
        if self.trainable:
            self.W = self.W_opt.update(self.W, grad_W)
            self.w0 = self.w0_opt.update(self.w0, grad_w0)
        (top, bottom), (left, right) = self.pad_widths()
        h, w = self.padded_shape[2:]
        return grad_padded[:, :, top:h - bottom, left:w - right]
