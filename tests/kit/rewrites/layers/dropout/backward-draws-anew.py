import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.scale = None

    def forward_pass(self, X, training=True):
        if not training:
            self.scale = None
            return X
        keep = 1 - self.p
        alive = np.random.rand(*X.shape) < keep
        self.scale = alive.astype(float) / keep
        return X * self.scale

    def backward_pass(self, accum_grad):
        if self.scale is None:
            return accum_grad
        keep = 1 - self.p
        return accum_grad * (np.random.rand(*accum_grad.shape) < keep) / keep

    def output_shape(self):
        return self.input_shape
