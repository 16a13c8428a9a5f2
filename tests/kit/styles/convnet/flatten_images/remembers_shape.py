from collections import OrderedDict

import numpy as np


class Flatten:
    def __init__(self):
        self.params = OrderedDict()

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape
        self.output_size = np.prod(input_shape)

    def forward(self, input_batch, training=True):
        self.batch_shape = input_batch.shape
        return np.stack([sample.flatten() for sample in input_batch])

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.batch_shape)
