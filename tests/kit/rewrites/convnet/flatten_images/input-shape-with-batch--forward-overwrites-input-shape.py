# mistake: forward replaces input_shape by the shape of the whole batch, with the batch axis
import math


class Flatten:
    def __init__(self):
        self.input_shape = None

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        self.input_shape = input_batch.shape
        return input_batch.reshape(len(input_batch), -1)

    def backward(self, output_gradient_batch):
        return output_gradient_batch.reshape(self.input_shape)

    @property
    def params(self):
        return {}

    @property
    def output_size(self):
        return math.prod(self.input_shape)
