import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        if isinstance(padding, int):
            padding = ((padding, padding), (padding, padding))
        p, q = padding
        self.rows = (p, p) if isinstance(p, int) else p
        self.columns = (q, q) if isinstance(q, int) else q
        self.input_shape = input_shape
        self.result = None
        if input_shape:
            c, h, w = input_shape
            self.result = (c, h + sum(self.rows), w + sum(self.columns))

    def forward_pass(self, X, training=True):
        return np.pad(X, [(0, 0), (0, 0), self.rows, self.columns])

    def backward_pass(self, accum_grad):
        _, _, h, w = accum_grad.shape
        return accum_grad[:, :, self.rows[0] : h - self.rows[1], self.columns[0] : w - self.columns[1]]

    def output_shape(self):
        return self.result
