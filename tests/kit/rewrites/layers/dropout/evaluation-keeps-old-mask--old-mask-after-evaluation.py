# mistake: an evaluation pass leaves the mask of the last training pass, and backward_pass uses it
import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p
        self._kept = None

    def forward_pass(self, X, training=True):
        if not training:
            return X.copy()
        self._kept = np.random.binomial(1, 1 - self.p, size=X.shape).astype(bool)
        return self._thin(X)

    def _thin(self, values):
        result = np.zeros(values.shape)
        result[self._kept] = values[self._kept] / (1 - self.p)
        return result

    def backward_pass(self, accum_grad):
        if self._kept is None:
            return accum_grad.copy()
        return self._thin(accum_grad)

    def output_shape(self):
        return self.input_shape
