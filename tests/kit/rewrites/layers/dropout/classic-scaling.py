import numpy as np


class Dropout:
    def __init__(self, p=0.2):
        self.p = p

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Dropout"

    def parameters(self):
        return 0

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        if training:
            self.c = np.random.binomial(1, 1 - self.p, X.shape)
        else:
            self.c = 1 - self.p
        return self.c * X

    def backward_pass(self, accum_grad):
        return self.c * accum_grad
