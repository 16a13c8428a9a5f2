import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = tuple(pool_shape)
        if stride is None:
            stride = self.pool_shape
        if np.isscalar(stride):
            stride = (stride, stride)
        self.stride = tuple(stride)
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        kh, kw = self.pool_shape
        sh, sw = self.stride
        self.shape = X.shape
        ph = -(X.shape[2] - kh) % sh
        pw = -(X.shape[3] - kw) % sw
        X = np.pad(X, ((0, 0), (0, 0), (0, ph), (0, pw)), constant_values=-np.inf)
        self.padded = X.shape
        view = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
        flat = view.reshape(view.shape[:4] + (kh * kw,))
        self.winner = flat.argmax(axis=4)
        return np.take_along_axis(flat, self.winner[..., None], axis=4)[..., 0]

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        sh, sw = self.stride
        n, c, i, j = np.indices(accum_grad.shape)
        row = i * sh + self.winner // kw
        col = j * sw + self.winner % kw
        grad = np.zeros(self.padded)
        np.add.at(grad, (n, c, row, col), accum_grad)
        return grad[:, :, :self.shape[2], :self.shape[3]]

    def output_shape(self):
        c, h, w = self.input_shape
        kh, kw = self.pool_shape
        sh, sw = self.stride
        return c, -((kh - h) // sh) + 1, -((kw - w) // sw) + 1
