import numpy as np


class Flatten:
    def __init__(self):
        self.batch_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        self.batch_shape = input_batch.shape
        return np.array([sample.ravel() for sample in input_batch])

    def backward(self, output_gradient_batch):
        np.reshape(output_gradient_batch, self.batch_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
