# mistake: backward_pass multiplies by the 0/1 mask and forgets the factor 1/(1-p)
import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        if training:
            keep = np.random.rand(*X.shape) >= self.p
            self.mask = keep
            return X * keep / (1.0 - self.p)
        self.mask = np.ones(X.shape)
        return X * self.mask

    def backward_pass(self, accum_grad):
        return accum_grad * self.mask

    def output_shape(self):
        return self.input_shape
