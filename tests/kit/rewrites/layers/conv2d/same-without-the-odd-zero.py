import copy

import numpy as np


class Conv2D:
    def __init__(self, n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        self.n_filters, self.filter_shape, self.input_shape = n_filters, filter_shape, input_shape
        self.sh, self.sw = (stride, stride) if isinstance(stride, int) else stride
        pads = {"valid": (0, 0), "same": ((filter_shape[0] - 1) // 2, (filter_shape[1] - 1) // 2)}
        self.ph, self.pw = pads.get(padding, (padding, padding))
        self.trainable = True
        self.W = self.w0 = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Conv2D"

    def initialize(self, optimizer):
        size = (self.n_filters, self.input_shape[0], *self.filter_shape)
        limit = np.prod(size[1:]) ** -0.5
        self.W, self.w0 = np.random.uniform(-limit, limit, size), np.zeros((self.n_filters, 1))
        self.first, self.second = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def output_shape(self):
        _, h, w = self.input_shape
        rows = (h + 2 * self.ph - self.filter_shape[0]) // self.sh + 1
        return (self.n_filters, rows, (w + 2 * self.pw - self.filter_shape[1]) // self.sw + 1)

    def forward_pass(self, X, training=True):
        P = np.pad(X, [(0, 0), (0, 0), (self.ph, self.ph), (self.pw, self.pw)])
        view = np.lib.stride_tricks.sliding_window_view(P, self.filter_shape, axis=(2, 3))[:, :, :: self.sh, :: self.sw]
        n, c, rows, columns = view.shape[:4]
        self.size, self.columns = P.shape, view.transpose(0, 2, 3, 1, 4, 5).reshape(n * rows * columns, -1)
        out = self.columns @ self.W.reshape(self.n_filters, -1).T + self.w0.ravel()
        return out.reshape(n, rows, columns, -1).transpose(0, 3, 1, 2)

    def backward_pass(self, accum_grad):
        n, f, rows, columns = accum_grad.shape
        flat = accum_grad.transpose(0, 2, 3, 1).reshape(-1, f)
        parts = (flat @ self.W.reshape(f, -1)).reshape(n, rows, columns, -1, *self.filter_shape)
        grad = np.zeros(self.size)
        kh, kw = self.filter_shape
        for i in range(rows):
            for j in range(columns):
                grad[:, :, i * self.sh : i * self.sh + kh, j * self.sw : j * self.sw + kw] += parts[:, i, j]
        if self.trainable:
            self.W = self.first.update(self.W, (flat.T @ self.columns).reshape(self.W.shape))
            self.w0 = self.second.update(self.w0, flat.sum(axis=0).reshape(-1, 1))
        return grad[:, :, self.ph : grad.shape[2] - self.ph, self.pw : grad.shape[3] - self.pw]
