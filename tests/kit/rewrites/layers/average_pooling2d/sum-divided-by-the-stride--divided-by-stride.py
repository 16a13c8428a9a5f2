# mistake: the sum of a window is divided by the strides instead of by the size of the window, in both passes
import numpy as np
from layer import Layer


def averaging_matrix(length, size, step):
    """Row i holds 1 / size at the places of window i."""
    count = (length - size) // step + 1
    A = np.zeros((count, length))
    for i in range(count):
        A[i, i * step:i * step + size] = 1 / step
    return A


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.stride, self.input_shape = pool_shape, stride, input_shape

    def matrices(self):
        stride = self.pool_shape if self.stride is None else self.stride
        rows, cols = (stride, stride) if np.isscalar(stride) else stride
        _, height, width = self.input_shape
        return (averaging_matrix(height, self.pool_shape[0], rows),
                averaging_matrix(width, self.pool_shape[1], cols))

    def output_shape(self):
        down, across = self.matrices()
        return self.input_shape[0], len(down), len(across)

    def forward_pass(self, X, training=True):
        down, across = self.matrices()
        return down @ X @ across.T

    def backward_pass(self, accum_grad):
        down, across = self.matrices()
        return down.T @ accum_grad @ across
