"""Arrays in a dict behind properties, columns in Fortran order, gradients summed sample by sample."""

import collections

import numpy as np


def stored(name):
    def get(layer):
        return layer._arrays[name]

    def put(layer, value):
        layer._arrays[name] = np.asfortranarray(value)

    return property(get, put)


class Dense:
    W, b, dW, db = map(stored, ("W", "b", "dW", "db"))

    def __init__(self, input_size, output_size):
        self._arrays = collections.OrderedDict()
        self.W = np.random.uniform(size=(input_size, output_size))
        self.b = np.zeros((1, output_size))
        self.dW, self.db = 0 * self.W, 0 * self.b
        self.layer_name, self.index = "Dense", 0

    def forward(self, X_input):
        self.X_input = X_input
        output = np.empty((len(X_input), self.b.size), order="F")
        np.matmul(X_input, self.W, out=output)
        output += self.b
        return output

    def backward(self, grad_next):
        dW, db = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for x, g in zip(self.X_input, grad_next, strict=True):
            dW += x[:, None] * g
            db[0] += g
        self.dW, self.db = dW, db
        return (self.W @ grad_next.T).T

    @property
    def trainable(self):
        return tuple((name, self._arrays[name], self._arrays["d" + name]) for name in "Wb")

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"
