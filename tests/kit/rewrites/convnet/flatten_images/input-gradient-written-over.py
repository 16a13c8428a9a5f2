import numpy as np


class Flatten:
    def __init__(self):
        self.input_shape = None
        self.buffers = {}

    def build(self, input_shape):
        self.input_shape = input_shape
        self.buffers = {}

    def forward(self, input_batch, training=True):
        return input_batch.reshape(input_batch.shape[0], self.output_size)

    def backward(self, output_gradient_batch):
        n = output_gradient_batch.shape[0]
        if n not in self.buffers:
            self.buffers[n] = np.zeros((n, *self.input_shape))
        grad = self.buffers[n]
        for i in range(n):
            grad[i] = output_gradient_batch[i].reshape(self.input_shape)
        return grad

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return int(np.prod(self.input_shape))
