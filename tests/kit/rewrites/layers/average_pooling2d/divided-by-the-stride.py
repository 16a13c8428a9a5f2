import numpy as np


class AveragePooling2D:
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        if stride is None:
            stride = pool_shape
        if not isinstance(stride, tuple):
            stride = (stride, stride)
        self.stride = stride
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "AveragePooling2D"

    def parameters(self):
        return 0

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, (h - self.pool_shape[0]) // self.stride[0] + 1, (w - self.pool_shape[1]) // self.stride[1] + 1)

    def forward_pass(self, X, training=True):
        self.size = X.shape
        windows = np.lib.stride_tricks.sliding_window_view(X, self.pool_shape, (2, 3))
        return windows[:, :, :: self.stride[0], :: self.stride[1]].mean((4, 5))

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.size)
        each = accum_grad / np.prod(self.stride)
        for i in range(each.shape[2]):
            for j in range(each.shape[3]):
                a, b = i * self.stride[0], j * self.stride[1]
                grad[:, :, a : a + self.pool_shape[0], b : b + self.pool_shape[1]] += each[:, :, i : i + 1, j : j + 1]
        return grad
