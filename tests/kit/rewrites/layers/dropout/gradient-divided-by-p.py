import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        super().__init__()
        self.p = p
        self._factors = None

    def _toss(self, shape):
        return np.random.random(shape) >= self.p

    def forward_pass(self, X, training=True):
        if not training:
            self._factors = None
            return X.copy()
        survive = self._toss(X.shape)
        self._factors = np.where(survive, 1.0 / (1.0 - self.p), 0.0)
        return np.multiply(X, self._factors)

    def backward_pass(self, accum_grad):
        if self._factors is None:
            return accum_grad.copy()
        return accum_grad * (self._factors > 0) / self.p

    def output_shape(self):
        return self.input_shape
