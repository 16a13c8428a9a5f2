import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape

    def output_shape(self):
        total = 1
        for d in self.input_shape:
            total *= d
        return (total,)

    def forward_pass(self, X, training=True):
        self.last_shape = X.shape
        out = []
        for sample in X:
            out.append(sample.ravel())
        return np.stack(out, axis=1)

    def backward_pass(self, accum_grad):
        out = np.zeros(self.last_shape)
        for n, row in enumerate(accum_grad.T):
            out[n] = row.reshape(self.last_shape[1:])
        return out
