import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        if training is False:
            return X.copy()
        alive = np.random.binomial(n=1, p=1 - self.p, size=X.shape)
        return X * alive / (1 - self.p)

    def backward_pass(self, accum_grad):
        return np.array(accum_grad)

    def output_shape(self):
        return self.input_shape
