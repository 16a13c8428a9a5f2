# mistake: forward_pass drops exactly the share p of the elements, chosen by a permutation, instead of leaving their number to chance
import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self.mask = None

    def forward_pass(self, X, training=True):
        if not training:
            self.mask = None
            return X.copy()
        n_dropped = int(round(self.p * X.size))
        mask = np.full(X.size, 1 / (1 - self.p))
        mask[np.random.permutation(X.size)[:n_dropped]] = 0
        self.mask = mask.reshape(X.shape)
        return X * self.mask

    def backward_pass(self, accum_grad):
        if self.mask is None:
            return accum_grad.copy()
        return accum_grad * self.mask

    def output_shape(self):
        return self.input_shape
