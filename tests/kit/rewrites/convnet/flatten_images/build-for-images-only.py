import numpy as np


class Flatten:
    def __init__(self):
        pass

    def build(self, input_shape):
        self.input_shape = input_shape
        self.channels, self.height, self.width = input_shape

    def forward(self, input_batch, training=True):
        n = input_batch.shape[0]
        return np.reshape(input_batch, (n, self.output_size))

    def backward(self, output_gradient_batch):
        n = output_gradient_batch.shape[0]
        return np.reshape(output_gradient_batch, (n, self.channels, self.height, self.width))

    @property
    def params(self):
        return dict()

    @property
    def output_size(self):
        return self.channels * self.height * self.width
