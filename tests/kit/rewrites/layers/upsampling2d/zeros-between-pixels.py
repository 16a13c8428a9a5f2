import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size = tuple(size)
        self.input_shape = input_shape

    def output_shape(self):
        return tuple(int(a) * int(b) for a, b in zip(self.input_shape, (1, *self.size), strict=True))

    def forward_pass(self, X, training=True):
        corner = np.zeros(self.size)
        corner[0, 0] = 1
        return np.kron(X, corner)

    def backward_pass(self, accum_grad):
        rows, columns = self.size
        n, c, h, w = accum_grad.shape
        parts = np.array_split(accum_grad, h // rows, axis=2)
        lines = [[block.sum(axis=(2, 3)) for block in np.array_split(part, w // columns, axis=3)] for part in parts]
        return np.array(lines).transpose(2, 3, 0, 1)
