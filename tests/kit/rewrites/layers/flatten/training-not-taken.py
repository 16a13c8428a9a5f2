import math
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        if input_shape is not None:
            self.set_input_shape(input_shape)

    def forward_pass(self, X):
        self._shape = X.shape
        return X.reshape((X.shape[0], math.prod(X.shape[1:])))

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self._shape)

    def output_shape(self):
        return (math.prod(self.input_shape),)
