import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        keep = 1.0 - self.p
        self.factors = np.where(np.random.rand(*X.shape) < self.p, 0.0, 1.0 / keep)
        return np.multiply(X, self.factors)

    def backward_pass(self, accum_grad):
        return np.multiply(accum_grad, self.factors)

    def output_shape(self):
        return self.input_shape
