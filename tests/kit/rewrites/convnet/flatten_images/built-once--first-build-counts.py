# mistake: build keeps the shape of its first call, a second one with another shape changes nothing
import math

import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        if self.input_shape is None:
            self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        rows = np.empty((len(input_batch), math.prod(input_batch.shape[1:])), dtype=input_batch.dtype)
        for n, image in enumerate(input_batch):
            rows[n] = image.flatten()
        return rows

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape((-1,) + self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.input_shape)
