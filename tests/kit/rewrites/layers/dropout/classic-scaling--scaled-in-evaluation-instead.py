# mistake: this is the older dropout, not the inverted one: training does not divide by 1 - p, and evaluation multiplies by 1 - p instead
import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        if training:
            self.factor = (np.random.uniform(size=X.shape) >= self.p).astype(float)
        else:
            self.factor = 1 - self.p
        return X * self.factor

    def backward_pass(self, accum_grad):
        return accum_grad * self.factor

    def output_shape(self):
        return self.input_shape
