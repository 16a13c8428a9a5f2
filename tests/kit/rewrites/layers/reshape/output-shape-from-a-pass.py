import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.target = list(shape)
        self.sample_shape = None
        if input_shape is not None:
            self.set_input_shape(input_shape)

    def forward_pass(self, X, training=True):
        self.came_as = X.shape
        samples = X.shape[0]
        out = np.reshape(X, [samples] + self.target)
        self.sample_shape = out.shape[1:]
        return out

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.came_as)

    def output_shape(self):
        return self.sample_shape
