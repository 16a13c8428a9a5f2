import math
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.prev_shape = X.shape
        X.reshape(X.shape[0], -1)

    def backward_pass(self, accum_grad):
        return accum_grad.reshape((accum_grad.shape[0],) + tuple(self.input_shape))

    def output_shape(self):
        return (math.prod(self.input_shape),)
