import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.input_shape = input_shape
        if isinstance(padding, int):
            self.rows = self.cols = (padding, padding)
        else:
            self.rows, self.cols = [(p, p) if isinstance(p, int) else p for p in padding]

    def forward_pass(self, X, training=True):
        N, C, H, W = X.shape
        out = np.zeros((N, C, H + sum(self.rows), W + sum(self.cols)))
        for i in range(H):
            for j in range(W):
                out[:, :, i + self.rows[0], j + self.cols[0]] = X[:, :, i, j]
        return out

    def backward_pass(self, accum_grad):
        H = accum_grad.shape[2] - sum(self.rows)
        W = accum_grad.shape[3] - sum(self.cols)
        t, l = self.rows[0], self.cols[0]
        return accum_grad[..., t:t + H, l:l + W]

    def output_shape(self):
        H, W = self.input_shape[1], self.input_shape[2]
        return (H + sum(self.rows), W + sum(self.cols))
