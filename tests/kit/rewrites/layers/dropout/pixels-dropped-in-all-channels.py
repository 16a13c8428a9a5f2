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
        shape = X.shape if X.ndim != 4 else (X.shape[0], 1) + X.shape[2:]
        survive = self._toss(shape) & np.ones(X.shape, dtype=bool)
        self._factors = np.where(survive, 1.0 / (1.0 - self.p), 0.0)
        return np.multiply(X, self._factors)

    def backward_pass(self, accum_grad):
        if self._factors is None:
            return accum_grad.copy()
        return np.multiply(accum_grad, self._factors)

    def output_shape(self):
        return self.input_shape
