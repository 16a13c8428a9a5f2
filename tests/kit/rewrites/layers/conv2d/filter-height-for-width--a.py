import copy
import math

import numpy as np
from layer import Layer


class Conv2D(Layer):
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters = n_filters
        self.filter_height, self.filter_width = filter_shape
        self.input_shape = input_shape
        self.padding = padding
        if isinstance(stride, int):
            stride = (stride, stride)
        self.stride_h, self.stride_w = stride
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        limit = 1 / math.sqrt(channels * self.filter_height * self.filter_width)
        shape = (self.n_filters, channels, self.filter_height, self.filter_width)
        self.W = np.random.uniform(-limit, limit, shape)
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt = copy.copy(optimizer)
        self.w0_opt = copy.copy(optimizer)

    def parameters(self):
        return self.n_filters * self.input_shape[0] * self.filter_height * self.filter_width + self.n_filters

    def pads(self):
        if self.padding == "same":
            top = (self.filter_height - 1) // 2
            left = (self.filter_width - 1) // 2
            return top, self.filter_height - 1 - top, left, self.filter_width - 1 - left
        if self.padding == "valid":
            return 0, 0, 0, 0
        p = self.padding
        return p, p, p, p

    def output_shape(self):
        channels, height, width = self.input_shape
        top, bottom, left, right = self.pads()
        out_h = (height + top + bottom - self.filter_height) // self.stride_h + 1
        out_w = (width + left + right - self.filter_height) // self.stride_w + 1
        return self.n_filters, out_h, out_w

    def forward_pass(self, X, training=True):
        top, bottom, left, right = self.pads()
        self.padded = np.pad(X, ((0, 0), (0, 0), (top, bottom), (left, right)))
        self.W_forward = self.W
        F, out_h, out_w = self.output_shape()
        Y = np.zeros((X.shape[0], F, out_h, out_w))
        for i in range(out_h):
            for j in range(out_w):
                r, c = i * self.stride_h, j * self.stride_w
                patch = self.padded[:, :, r:r + self.filter_height, c:c + self.filter_width]
                Y[:, :, i, j] = np.einsum("nchw,fchw->nf", patch, self.W[:, :, :, :patch.shape[3]])
        return Y + self.w0.reshape(1, F, 1, 1)

    def backward_pass(self, accum_grad):
        dW = np.zeros_like(self.W)
        dP = np.zeros_like(self.padded)
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                r, c = i * self.stride_h, j * self.stride_w
                patch = self.padded[:, :, r:r + self.filter_height, c:c + self.filter_width]
                w = patch.shape[3]
                g = accum_grad[:, :, i, j]
                dW[:, :, :, :w] += np.einsum("nf,nchw->fchw", g, patch)
                dP[:, :, r:r + self.filter_height, c:c + w] += np.einsum("nf,fchw->nchw", g, self.W_forward[:, :, :, :w])
        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, accum_grad.sum(axis=(0, 2, 3))[:, None])
        top, _, left, _ = self.pads()
        return dP[:, :, top:top + self.input_shape[1], left:left + self.input_shape[2]]
