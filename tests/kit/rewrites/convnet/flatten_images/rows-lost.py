import math


class Flatten:
    def __init__(self):
        self.input_shape = ()

    def build(self, input_shape):
        self.input_shape = tuple(int(n) for n in input_shape)

    def forward(self, input_batch, training=True):
        return input_batch.flatten()

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(-1, *self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.input_shape)
