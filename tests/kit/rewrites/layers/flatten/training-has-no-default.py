import numpy as np


class Flatten:
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Flatten"

    def parameters(self):
        return 0

    def forward_pass(self, X, training):
        return np.concatenate([x.reshape(1, -1) for x in X])

    def backward_pass(self, accum_grad):
        return np.stack([g.reshape(self.input_shape) for g in accum_grad])

    def output_shape(self):
        return (int(np.prod(self.input_shape)),)
