import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        n = input_batch.shape[0]
        return np.reshape(input_batch, (n, -1))

    def backward(self, output_gradient_batch):
        n = output_gradient_batch.shape[0]
        return np.swapaxes(np.reshape(output_gradient_batch, (n,) + self.input_shape), -1, -2)

    @property
    def params(self):
        return dict()

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
