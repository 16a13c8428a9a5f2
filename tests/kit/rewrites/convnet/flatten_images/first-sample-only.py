import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        image = input_batch[0]
        return np.array([image.flatten()])

    def backward(self, output_gradient_batch):
        return np.array([row.reshape(self.input_shape) for row in output_gradient_batch])

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
