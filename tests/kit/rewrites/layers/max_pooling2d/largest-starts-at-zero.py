import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif isinstance(stride, tuple):
            self.sh, self.sw = stride
        else:
            self.sh = self.sw = stride
        self.input_shape = input_shape

    def output_shape(self):
        channels, rows, columns = self.input_shape
        return (channels, 1 + (rows - self.kh) // self.sh, 1 + (columns - self.kw) // self.sw)

    def forward_pass(self, X, training=True):
        self.X = X
        n, c, rows, columns = X.shape
        ho, wo = 1 + (rows - self.kh) // self.sh, 1 + (columns - self.kw) // self.sw
        out = np.zeros((n, c, ho, wo))
        for s, k, i, j in np.ndindex(out.shape):
            best = 0.0
            for a in range(self.kh):
                for b in range(self.kw):
                    value = X[s, k, i * self.sh + a, j * self.sw + b]
                    if value > best:
                        best = value
            out[s, k, i, j] = best
        return out

    def backward_pass(self, accum_grad):
        result = np.zeros(self.X.shape)
        for s, k, i, j in np.ndindex(accum_grad.shape):
            places = [(i * self.sh + a, j * self.sw + b) for a in range(self.kh) for b in range(self.kw)]
            place = max(places, key=lambda p: self.X[s, k, p[0], p[1]])
            result[s, k, place[0], place[1]] += accum_grad[s, k, i, j]
        return result
