import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.output_size = 0
        self.params = {}

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_size = int(np.prod(input_shape[1:]))

    def forward(self, input_batch, training=True):
        self.shape = input_batch.shape
        rows = [np.ravel(sample) for sample in input_batch]
        return np.vstack(rows)

    def backward(self, output_gradient_batch):
        images = [np.reshape(row, self.shape[1:]) for row in output_gradient_batch]
        return np.array(images)
