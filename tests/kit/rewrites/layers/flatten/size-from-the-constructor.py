import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.n_features = np.prod(input_shape) if input_shape is not None else None

    def forward_pass(self, X, training=True):
        self.dims = X.shape
        return np.array([sample.ravel() for sample in X])

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.dims)

    def output_shape(self):
        return (self.n_features,)
