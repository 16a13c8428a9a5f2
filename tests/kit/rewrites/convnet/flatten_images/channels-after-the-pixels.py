import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        return np.moveaxis(input_batch, 1, -1).reshape(len(input_batch), -1)

    def backward(self, output_gradient_batch):
        return np.stack([row.reshape(self.input_shape) for row in output_gradient_batch])

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
