import numpy as np
from layer import Layer


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self.target = list(shape)
        if input_shape is not None:
            self.set_input_shape(input_shape)

    def forward_pass(self, X, training=True):
        self.came_as = X.shape
        samples = X.shape[0]
        return np.reshape(X, [samples] + self.target)

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.came_as)

    def output_shape(self):
        if -1 in self.target:
            wanted = list(self.target)
            place = wanted.index(-1)
            others = 1
            for k, size in enumerate(wanted):
                if k != place:
                    others *= size
            total = self.input_shape[-1]
            wanted[place] = total // others
            return tuple(wanted)
        return tuple(self.target)
