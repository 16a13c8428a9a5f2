import numpy as np
from layer import Layer


def as_pair(stride, pool_shape):
    if stride is None:
        return tuple(pool_shape)
    if isinstance(stride, (tuple, list)):
        return tuple(stride)
    return (stride, stride)


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = tuple(pool_shape if stride is None else stride)
        self.input_shape = input_shape
        self.X = None

    def output_shape(self):
        channels, height, width = self.input_shape
        out_h = int((height - self.pool_shape[0]) / self.stride[0]) + 1
        out_w = int((width - self.pool_shape[1]) / self.stride[1]) + 1
        return channels, out_h, out_w

    def forward_pass(self, X, training=True):
        self.X = X
        n, c, height, width = X.shape
        out_h = (height - self.pool_shape[0]) // self.stride[0] + 1
        out_w = (width - self.pool_shape[1]) // self.stride[1] + 1
        out = np.zeros((n, c, out_h, out_w))
        for r in range(out_h):
            for s in range(out_w):
                y, x = r * self.stride[0], s * self.stride[1]
                patch = X[:, :, y : y + self.pool_shape[0], x : x + self.pool_shape[1]]
                out[:, :, r, s] = np.mean(patch, axis=(2, 3))
        return out

    def backward_pass(self, accum_grad):
        ph, pw = self.pool_shape
        grad = np.zeros_like(self.X, dtype=float)
        n, c, out_h, out_w = accum_grad.shape
        for k in range(n):
            for ch in range(c):
                for r in range(out_h):
                    for s in range(out_w):
                        y, x = r * self.stride[0], s * self.stride[1]
                        g = accum_grad[k, ch, r, s] / (ph * pw)
                        grad[k, ch, y : y + ph, x : x + pw] += g
        return grad
