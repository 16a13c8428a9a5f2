import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training):
        self.training = training
        if not self.training:
            return X
        q = 1 - self.p
        self.kept = np.random.binomial(1, q, size=X.shape)
        return X * self.kept / q

    def backward_pass(self, accum_grad):
        if not self.training:
            return accum_grad
        return accum_grad * self.kept / (1 - self.p)

    def output_shape(self):
        return self.input_shape
