import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        n = input_batch.shape[0]
        return np.array([np.swapaxes(x, -1, -2).ravel() if x.ndim > 1 else x for x in input_batch])

    def backward(self, output_gradient_batch):
        n = output_gradient_batch.shape[0]
        return np.reshape(output_gradient_batch, (n,) + self.input_shape)

    @property
    def params(self):
        return dict()

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
