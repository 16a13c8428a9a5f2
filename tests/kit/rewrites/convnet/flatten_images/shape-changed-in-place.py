import math


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        input_batch.shape = (input_batch.shape[0], self.output_size)
        return input_batch

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(-1, *self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.input_shape)
