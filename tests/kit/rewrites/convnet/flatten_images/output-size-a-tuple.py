import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.output_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = (int(np.prod(input_shape)),)

    def forward(self, input_batch, training=True):
        return input_batch.reshape((-1, *self.output_shape))

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape((-1, *self.input_shape))

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return self.output_shape
