import math


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.built = True

    def forward(self, input_batch, training=True):
        n, *rest = input_batch.shape
        self.input_shape = tuple(rest)
        return input_batch.reshape(n, math.prod(rest))

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(-1, *self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.input_shape)
