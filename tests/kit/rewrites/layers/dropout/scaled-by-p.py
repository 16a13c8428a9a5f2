import numpy as np
from layer import Layer


class Dropout(Layer):
    def __init__(self, p=0.2):
        self.p = p

    def forward_pass(self, X, training=True):
        out = np.array(X, dtype=float)
        self.gone, self.factor = np.zeros(X.shape, dtype=bool), 1.0
        if training:
            self.gone = np.random.rand(*X.shape) >= 1 - self.p
            self.factor = 1.0 / self.p if self.p > 0 else np.inf
        with np.errstate(invalid="ignore"):
            out *= self.factor
        out[self.gone] = 0
        return out

    def backward_pass(self, accum_grad):
        back = np.array(accum_grad, dtype=float)
        with np.errstate(invalid="ignore"):
            back *= self.factor
        back[self.gone] = 0
        return back

    def output_shape(self):
        return self.input_shape
