import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.scale = None

    def forward_pass(self, X, training=True):
        if not training:
            self.scale = None
            return X * (1 - self.p)
        keep = 1 - self.p
        self.scale = np.random.choice([0.0, 1.0], size=X.shape, p=[self.p, keep])
        return X * self.scale

    def backward_pass(self, accum_grad):
        if self.scale is None:
            return accum_grad
        return accum_grad * self.scale

    def output_shape(self):
        return self.input_shape
