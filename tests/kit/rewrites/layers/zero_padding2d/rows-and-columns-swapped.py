import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        self.input_shape = input_shape
        if isinstance(padding, int):
            padding = (padding, padding)
        self.x_pad, self.y_pad = [(p, p) if isinstance(p, int) else p for p in padding]

    def forward_pass(self, X, training=True):
        n, c = X.shape[:2]
        above = np.zeros((n, c, self.y_pad[0], X.shape[3]))
        below = np.zeros((n, c, self.y_pad[1], X.shape[3]))
        tall = np.concatenate([above, X, below], axis=2)
        left = np.zeros((n, c, tall.shape[2], self.x_pad[0]))
        right = np.zeros((n, c, tall.shape[2], self.x_pad[1]))
        return np.concatenate([left, tall, right], axis=3)

    def backward_pass(self, accum_grad):
        h, w = accum_grad.shape[2] - self.y_pad[1], accum_grad.shape[3] - self.x_pad[1]
        return accum_grad[:, :, self.y_pad[0] : h, self.x_pad[0] : w]

    def output_shape(self):
        return (self.input_shape[0], self.input_shape[1] + sum(self.y_pad), self.input_shape[2] + sum(self.x_pad))
