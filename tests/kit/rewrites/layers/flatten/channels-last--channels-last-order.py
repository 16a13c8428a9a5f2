# mistake: forward_pass moves the channel axis to the end first, so the elements of a row come in another order (backward_pass turns it back)
import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.seen_shape = X.shape
        return np.moveaxis(X, 1, -1).reshape(len(X), -1)

    def backward_pass(self, accum_grad):
        N, C, *rest = self.seen_shape
        return np.moveaxis(accum_grad.reshape(N, *rest, C), -1, 1)

    def output_shape(self):
        return (int(np.prod(self.input_shape)),)
