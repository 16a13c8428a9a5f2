import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.dropped = None
        self.was_training = False

    def forward_pass(self, X, training=True):
        self.was_training = training
        if training:
            self.dropped = np.random.random(X.shape) < 0.2
            out = X / 0.8
            out[self.dropped] = 0.0
            return out
        return X

    def backward_pass(self, accum_grad):
        if self.was_training:
            grad = accum_grad / 0.8
            grad[self.dropped] = 0.0
            return grad
        return accum_grad

    def output_shape(self):
        return self.input_shape
