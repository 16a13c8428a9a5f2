import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        if stride is None:
            stride = pool_shape
        elif not hasattr(stride, "__len__"):
            stride = (int(stride), int(stride))
        self.pool = pool_shape
        self.step = stride
        self.input_shape = input_shape

    def places(self, shape):
        tops = range(0, shape[2], self.step[0])
        lefts = range(0, shape[3], self.step[1])
        return tops, lefts

    def forward_pass(self, X, training=True):
        self.saved = X
        tops, lefts = self.places(X.shape)
        out = np.full((X.shape[0], X.shape[1], len(tops), len(lefts)), -np.inf)
        for i, top in enumerate(tops):
            for j, left in enumerate(lefts):
                for a in range(self.pool[0]):
                    for b in range(self.pool[1]):
                        value = X[:, :, top + a, left + b]
                        out[:, :, i, j] = np.where(value > out[:, :, i, j], value, out[:, :, i, j])
        self.out = out.copy()
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.saved.shape)
        tops, lefts = self.places(self.saved.shape)
        for i, top in enumerate(tops):
            for j, left in enumerate(lefts):
                part = self.saved[:, :, top:top + self.pool[0], left:left + self.pool[1]]
                mask = part == self.out[:, :, i, j][:, :, None, None]
                dX[:, :, top:top + self.pool[0], left:left + self.pool[1]] += mask * accum_grad[:, :, i, j][:, :, None, None]
        return dX

    def output_shape(self):
        tops, lefts = self.places((1,) + tuple(self.input_shape))
        return (self.input_shape[0], len(tops), len(lefts))
