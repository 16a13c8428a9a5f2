import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.training = training
        if training:
            with np.errstate(all="ignore"):
                self.D = (np.random.random_sample(X.shape) < self.p) / np.float64(self.p)
            return np.multiply(X, self.D)
        return X

    def backward_pass(self, accum_grad):
        return np.multiply(accum_grad, self.D) if self.training else accum_grad
