import numpy as np
from layer import Layer


class Dropout(Layer):
    """Draws one number after the other."""

    def __init__(self, p=0.2):
        self.p = p

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        values = []
        for _ in range(X.size):
            if not training:
                values.append(1.0)
            elif np.random.uniform(0, 1) > 1 - self.p:
                values.append(1.0 / (1.0 - self.p))
            else:
                values.append(0.0)
        self.values = np.array(values).reshape(X.shape)
        return X * self.values

    def backward_pass(self, accum_grad):
        return accum_grad * self.values
