import numpy as np


class Flatten:
    def __init__(self):
        self.params = {}

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        rows = np.array([np.ravel(x) for x in input_batch])
        self.batch_size, self.output_size = rows.shape
        return rows

    def backward(self, output_gradient_batch):
        return np.array([np.reshape(g, self.input_shape) for g in output_gradient_batch])
