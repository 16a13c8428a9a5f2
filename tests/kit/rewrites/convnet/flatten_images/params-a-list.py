import numpy as np


class Module:
    def __init__(self):
        self.params = []


class Flatten(Module):
    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        rows = np.empty((len(input_batch), self.output_size))
        for i, x in enumerate(input_batch):
            rows[i] = x.flatten()
        return rows

    def backward(self, output_gradient_batch):
        images = np.empty((len(output_gradient_batch), *self.input_shape))
        for i, g in enumerate(output_gradient_batch):
            images[i] = g.reshape(self.input_shape)
        return images

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
