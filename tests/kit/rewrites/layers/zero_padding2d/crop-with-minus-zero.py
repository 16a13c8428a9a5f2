import numpy as np


class ZeroPadding2D:
    def __init__(self, padding, input_shape=None):
        if type(padding) is int:
            self.sides = [padding] * 4
        elif type(padding[0]) is int:
            self.sides = [padding[0], padding[0], padding[1], padding[1]]
        else:
            self.sides = [*padding[0], *padding[1]]
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "ZeroPadding2D"

    def parameters(self):
        return 0

    def output_shape(self):
        c, h, w = self.input_shape
        t, b, l, r = self.sides
        return c, h + t + b, w + l + r

    def forward_pass(self, X, training=True):
        n, c, h, w = X.shape
        t, b, l, r = self.sides
        out = np.zeros((n, c, t + h + b, l + w + r))
        out[:, :, t : t + h, l : l + w] = X
        return out

    def backward_pass(self, accum_grad):
        t, b, l, r = self.sides
        return accum_grad[..., t:-b, l:-r]
