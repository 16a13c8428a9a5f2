"""Single precision, fancy indexing forward, reduceat backward, numpy integers in the shape."""

import numpy as np
from layer import Layer


class UpSampling2D(Layer):
    def __init__(self, size=(2, 2), input_shape=None):
        self.size, self.input_shape = size, input_shape

    def forward_pass(self, X, training=True):
        rows = np.arange(X.shape[2] * self.size[0]) // self.size[0]
        columns = np.arange(X.shape[3] * self.size[1]) // self.size[1]
        return X.astype(np.float32)[:, :, rows[:, None], columns]

    def backward_pass(self, accum_grad):
        grad = accum_grad.astype(np.float32)
        for axis, factor in ((2, self.size[0]), (3, self.size[1])):
            grad = np.add.reduceat(grad, np.arange(0, grad.shape[axis], factor), axis=axis)
        return grad

    def output_shape(self):
        return tuple(np.array(self.input_shape) * np.array((1, *self.size)))
