import copy

import numpy as np


class Conv2D:
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.input_shape = n_filters, filter_shape, input_shape
        self.padding = padding
        self.stride = (stride, stride) if type(stride) is int else stride
        self.trainable = True
        self.W = None
        self.w0 = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Conv2D"

    def frame(self):
        if self.padding == "same":
            return [((k - 1) // 2, k // 2) for k in self.filter_shape]
        amount = {"valid": 0}.get(self.padding, self.padding)
        return [(amount, amount)] * 2

    def initialize(self, optimizer):
        depth = self.input_shape[0]
        count = depth * self.filter_shape[0] * self.filter_shape[1]
        self.W = np.random.uniform(-(count**-0.5), count**-0.5, (self.n_filters, depth, *self.filter_shape))
        self.w0 = np.zeros((self.n_filters, 1))
        self.W_opt, self.w0_opt = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return self.W.size + self.n_filters

    def output_shape(self):
        sizes = []
        for axis in (0, 1):
            length = self.input_shape[axis + 1] + sum(self.frame()[axis])
            sizes.append((length - self.filter_shape[axis]) // self.stride[axis] + 1)
        return (self.n_filters, *sizes)

    def windows(self, images):
        view = np.lib.stride_tricks.sliding_window_view(images, self.filter_shape, axis=(2, 3))
        return view[:, :, :: self.stride[0], :: self.stride[1]]

    def forward_pass(self, X, training=True):
        self.framed = np.pad(X, [(0, 0), (0, 0), *self.frame()])
        turned = np.flip(self.W, axis=(2, 3))
        out = np.einsum("ncijab,fcab->nfij", self.windows(self.framed), turned)
        return out + np.reshape(self.w0, (1, -1, 1, 1))

    def backward_pass(self, accum_grad):
        dW = np.einsum("nfij,ncijab->fcab", accum_grad, self.windows(self.framed))
        db = np.einsum("nfij->f", accum_grad)[:, None]
        back = np.zeros(self.framed.shape)
        sh, sw = self.stride
        ho, wo = accum_grad.shape[2:]
        for a in range(self.filter_shape[0]):
            for b in range(self.filter_shape[1]):
                rows = slice(a, a + sh * (ho - 1) + 1, sh)
                columns = slice(b, b + sw * (wo - 1) + 1, sw)
                back[:, :, rows, columns] += np.einsum("nfij,fc->ncij", accum_grad, self.W[:, :, a, b])
        if self.trainable:
            self.W = self.W_opt.update(self.W, dW)
            self.w0 = self.w0_opt.update(self.w0, db)
        (top, _), (left, _) = self.frame()
        _, height, width = self.input_shape
        return back[:, :, top : top + height, left : left + width]
