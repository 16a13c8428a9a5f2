import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.cache = None

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        N = input_batch.shape[0]
        if training:
            self.cache = input_batch.shape
        return np.reshape(input_batch, (N, -1))

    def backward(self, output_gradient_batch):
        return np.reshape(output_gradient_batch, self.cache)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        total = 1
        for length in self.input_shape:
            total = total * length
        return total
