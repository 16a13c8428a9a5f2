import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = tuple(size)
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        n, c, h, w = X.shape
        out = np.repeat(X, self.size[0] * self.size[1])
        return out.reshape(n, c, h * self.size[0], w * self.size[1])

    def backward_pass(self, accum_grad):
        n, c, big_h, big_w = accum_grad.shape
        r, s = self.size
        h, w = big_h // r, big_w // s
        grad = np.zeros((n, c, h, w))
        for i in range(h):
            for j in range(w):
                block = accum_grad[:, :, i * r : i * r + r, j * s : j * s + s]
                grad[:, :, i, j] = block.sum(axis=(2, 3))
        return grad

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, self.size[0] * h, self.size[1] * w)
