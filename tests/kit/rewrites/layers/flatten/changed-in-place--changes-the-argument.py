# mistake: forward_pass sets the shape of X itself instead of returning a reshaped array
import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.seen_shape = X.shape
        X.shape = (len(X), -1)
        return X

    def backward_pass(self, accum_grad):
        return accum_grad.reshape(self.seen_shape)

    def output_shape(self):
        return (int(np.prod(self.input_shape)),)
