import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = input_shape
        self.length = int(np.prod(input_shape))

    def forward(self, input_batch, training=True):
        return np.stack([image.flatten(order="F") for image in input_batch])

    def backward(self, output_gradient_batch):
        return np.stack([row.reshape(self.input_shape) for row in output_gradient_batch])

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return self.length
