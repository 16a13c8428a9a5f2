import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.memory = {}
        self.now = None

    def forward_pass(self, X, training=True):
        if training:
            keep = self.memory.get(X.shape)
            if keep is None:
                keep = np.random.rand(*X.shape) < 1 - self.p
                self.memory[X.shape] = keep
            self.now = np.where(keep, 1 / (1 - self.p), 0)
        else:
            self.now = np.ones(X.shape)
        return X * self.now

    def backward_pass(self, accum_grad):
        return accum_grad * self.now

    def output_shape(self):
        return self.input_shape
