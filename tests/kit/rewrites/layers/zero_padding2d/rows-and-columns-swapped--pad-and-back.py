import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        if type(padding) is int:
            padding = ((padding, padding), (padding, padding))
        elif type(padding[0]) is int:
            padding = ((padding[0],) * 2, (padding[1],) * 2)
        self.pad = padding
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        self.size = X.shape[2:]
        return np.pad(X, [(0, 0), (0, 0), self.pad[1], self.pad[0]], mode="constant", constant_values=0)

    def backward_pass(self, accum_grad):
        t, l = self.pad[1][0], self.pad[0][0]
        return accum_grad[:, :, t:t + self.size[0], l:l + self.size[1]].copy()

    def output_shape(self):
        return (self.input_shape[0], sum(self.pad[0]) + self.input_shape[1], sum(self.pad[1]) + self.input_shape[2])
