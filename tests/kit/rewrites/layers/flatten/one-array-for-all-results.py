import numpy as np
from layer import Layer


class Flatten(Layer):
    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.rows = None

    def forward_pass(self, X, training=True):
        n = X.shape[0]
        self.X_shape = X.shape
        size = int(np.prod(X.shape[1:]))
        if self.rows is None or self.rows.shape != (n, size) or self.rows.dtype != X.dtype:
            self.rows = np.empty((n, size), dtype=X.dtype)
        for i in range(n):
            self.rows[i] = X[i].ravel()
        return self.rows

    def backward_pass(self, accum_grad):
        return np.reshape(accum_grad, self.X_shape)

    def output_shape(self):
        return (int(np.prod(self.input_shape)),)
