import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        stride = stride or 1
        self.k, self.s = np.array(pool_shape), np.array([stride, stride] if isinstance(stride, int) else stride)
        self.input_shape = input_shape

    def output_shape(self):
        return (self.input_shape[0], *((np.array(self.input_shape[1:]) - self.k) // self.s + 1))

    def forward_pass(self, X, training=True):
        self.X = X
        view = np.lib.stride_tricks.sliding_window_view(X, tuple(self.k), axis=(2, 3))
        self.view = view[:, :, :: self.s[0], :: self.s[1]]
        return self.view.max(axis=(4, 5))

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.X.shape)
        flat = self.view.reshape(*self.view.shape[:4], -1).argmax(axis=-1)
        for n, c, i, j in np.ndindex(accum_grad.shape):
            a, b = divmod(int(flat[n, c, i, j]), int(self.k[1]))
            grad[n, c, i * self.s[0] + a, j * self.s[1] + b] += accum_grad[n, c, i, j]
        return grad
