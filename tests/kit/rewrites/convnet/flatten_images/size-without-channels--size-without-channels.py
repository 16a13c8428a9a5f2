# mistake: output_size leaves the first axis, the channels, out of the product
import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        return np.reshape(input_batch, (input_batch.shape[0], -1))

    def backward(self, output_gradient_batch):
        return np.reshape(output_gradient_batch, (output_gradient_batch.shape[0],) + self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape[1:]))
