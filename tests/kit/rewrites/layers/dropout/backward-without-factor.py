import numpy as np


class Dropout:
    def __init__(self, p=0.2):
        self.p = p
        self.kept = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Dropout"

    def parameters(self):
        return 0

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.kept = None
        if not training:
            return X
        self.kept = np.random.random(X.shape) > self.p
        out = X.copy()
        out[~self.kept] = 0
        return out * (1 / (1 - self.p))

    def backward_pass(self, accum_grad):
        if self.kept is None:
            return accum_grad
        out = accum_grad.copy()
        out[~self.kept] = 0
        return out
