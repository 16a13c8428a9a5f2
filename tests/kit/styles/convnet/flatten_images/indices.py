"""Index arithmetic: every number is looked up by its place in the row."""

from collections import defaultdict

import numpy as np


class Flatten:
    def build(self, input_shape):
        self.input_shape, self.output_shape = input_shape, (self.count(input_shape),)

    @staticmethod
    def count(shape):
        return int(np.multiply.reduce(np.array(shape)))

    output_size = property(lambda self: self.output_shape[0])
    params = property(lambda self: defaultdict(tuple))

    def forward(self, input_batch, training=True):
        places = np.unravel_index(np.arange(self.output_size), self.input_shape)
        return input_batch[(slice(None), *places)]

    def backward(self, output_gradient_batch):
        images = np.empty((len(output_gradient_batch), *self.input_shape))
        images[(slice(None), *np.unravel_index(np.arange(self.output_size), self.input_shape))] = output_gradient_batch
        return images
