import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape
        self.n_out = int(np.prod(input_shape))

    def forward(self, input_batch, training=True):
        self.in_shape = input_batch.shape
        return input_batch.copy().reshape(input_batch.shape[0], self.n_out)

    def backward(self, output_gradient_batch):
        grad = output_gradient_batch
        grad.shape = self.in_shape
        return grad

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return self.n_out
