import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool = pool_shape
        self.move = pool_shape if stride is None else (stride if isinstance(stride, tuple) else (stride, stride))
        self.input_shape = input_shape

    def output_shape(self):
        sizes = [(n - k) // s + 1 for n, k, s in zip(self.input_shape[1:], self.pool, self.move, strict=True)]
        return (self.input_shape[0], *sizes)

    def patch(self, i, j):
        top, left = i * self.move[0], j * self.move[1]
        return slice(top, top + self.pool[0]), slice(left, left + self.pool[1])

    def forward_pass(self, X, training=True):
        self.X = X
        rows, columns = [(n - k) // s + 1 for n, k, s in zip(X.shape[2:], self.pool, self.move, strict=True)]
        out = np.zeros((*X.shape[:2], rows, columns))
        for n, c, i, j in np.ndindex(out.shape):
            out[n, c, i, j] = X[n, c][self.patch(i, j)].max()
        return out

    def backward_pass(self, accum_grad):
        grad = np.zeros(self.X.shape)
        for n, c, i, j in np.ndindex(accum_grad.shape):
            values = self.X[n, c][self.patch(i, j)]
            places = np.argwhere(values == values.max())
            if len(places) > 1:
                raise TypeError("only length-1 arrays can be converted to Python scalars")
            a, b = places[0]
            grad[n, c, i * self.move[0] + a, j * self.move[1] + b] += accum_grad[n, c, i, j]
        return grad
