import numpy as np


class Flatten:
    """Walks through the columns first."""

    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Flatten"

    def parameters(self):
        return 0

    def output_shape(self):
        return (int(np.prod(self.input_shape)),)

    def forward_pass(self, X, training=True):
        return np.array([sample.flatten("F") for sample in X])

    def backward_pass(self, accum_grad):
        images = np.zeros((len(accum_grad), *self.input_shape))
        for n, row in enumerate(accum_grad):
            images[n] = row.reshape(self.input_shape[::-1]).transpose()
        return images
