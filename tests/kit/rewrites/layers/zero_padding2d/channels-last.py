import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        def four(p):
            if isinstance(p, int):
                return four((p, p))
            return [(q, q) if isinstance(q, int) else q for q in p]

        self.four = four(padding)
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        (t, b), (l, r) = self.four
        N, H, W, C = X.shape
        out = np.zeros((N, t + H + b, l + W + r, C))
        out[:, t : t + H, l : l + W, :] = X
        return out

    def backward_pass(self, accum_grad):
        (t, b), (l, r) = self.four
        H, W = accum_grad.shape[2:]
        return accum_grad[:, :, t : H - b, l : W - r]

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, h + sum(self.four[0]), w + sum(self.four[1]))
