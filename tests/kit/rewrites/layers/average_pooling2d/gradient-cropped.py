import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    """The image is made as large as the windows need it, from the outputs."""

    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.k = pool_shape
        self.s = pool_shape if stride is None else tuple(np.broadcast_to(stride, 2).tolist())
        self.input_shape = input_shape

    def output_shape(self):
        return (self.input_shape[0], *[(n - k) // s + 1 for n, k, s in zip(self.input_shape[1:], self.k, self.s, strict=True)])

    def forward_pass(self, X, training=True):
        rows, columns = [(n - k) // s + 1 for n, k, s in zip(X.shape[2:], self.k, self.s, strict=True)]
        out = np.zeros((*X.shape[:2], rows, columns))
        for i in range(rows):
            for j in range(columns):
                a, b = i * self.s[0], j * self.s[1]
                out[..., i, j] = np.average(X[..., a : a + self.k[0], b : b + self.k[1]], axis=(-2, -1))
        return out

    def backward_pass(self, accum_grad):
        n, c, rows, columns = accum_grad.shape
        grad = np.zeros((n, c, (rows - 1) * self.s[0] + self.k[0], (columns - 1) * self.s[1] + self.k[1]))
        for a in range(self.k[0]):
            for b in range(self.k[1]):
                grad[:, :, a :: self.s[0], b :: self.s[1]][:, :, :rows, :columns] += accum_grad
        return grad / (self.k[0] * self.k[1])
