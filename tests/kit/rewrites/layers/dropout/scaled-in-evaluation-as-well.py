import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        q = 1 - self.p
        if training:
            self.m = np.random.choice([True, False], size=X.shape, p=[q, self.p]) / q
            return self.m * X
        self.m = np.ones(X.shape)
        return q * X

    def backward_pass(self, accum_grad):
        return self.m * accum_grad

    def output_shape(self):
        return self.input_shape
