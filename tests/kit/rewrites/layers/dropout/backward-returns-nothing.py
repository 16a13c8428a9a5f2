import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        if training:
            keep = 1 - self.p
            self.M = np.random.binomial(1, keep, size=X.shape) / keep
        else:
            self.M = np.ones(X.shape)
        return self.M * X

    def backward_pass(self, accum_grad):
        self.grad = self.M * accum_grad

    def output_shape(self):
        return self.input_shape
