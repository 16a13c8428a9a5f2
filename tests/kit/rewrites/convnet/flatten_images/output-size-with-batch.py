import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.output_size = 0
        self.params = {}

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_size = int(np.prod(input_shape))

    def forward(self, input_batch, training=True):
        out = np.stack([np.ravel(x) for x in input_batch])
        self.output_size = out.size
        return out

    def backward(self, output_gradient_batch):
        return np.stack([np.reshape(g, self.input_shape) for g in output_gradient_batch])
