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
        self.shape = input_batch.shape
        return np.reshape(input_batch, (-1, self.shape[0]))

    def backward(self, output_gradient_batch):
        images = [np.reshape(row, self.shape[1:]) for row in output_gradient_batch]
        return np.array(images)
