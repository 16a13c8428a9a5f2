"""Pure loops, a flat bias, no base class, a copy of the input."""

import numpy as np


class Dense:
    def __init__(self, input_size, output_size):
        self.n_in, self.n_out = input_size, output_size
        self.W = np.random.rand(input_size, output_size)
        self.b = np.zeros(output_size)
        self.dW = np.zeros((input_size, output_size))
        self.db = np.zeros(output_size)
        self.layer_name = "Dense"
        self.index = 0

    def forward(self, X_input):
        self.X_input = np.array(X_input, dtype=float)
        Y = np.empty((len(X_input), self.n_out))
        for n in range(len(X_input)):
            for j in range(self.n_out):
                Y[n, j] = self.b[j]
                for i in range(self.n_in):
                    Y[n, j] += X_input[n, i] * self.W[i, j]
        return Y

    def backward(self, grad_next):
        dX = np.zeros(self.X_input.shape)
        self.dW = np.zeros((self.n_in, self.n_out))
        self.db = np.zeros(self.n_out)
        for n, row in enumerate(grad_next):
            for j, g in enumerate(row):
                self.db[j] += g
                for i in range(self.n_in):
                    self.dW[i, j] += self.X_input[n, i] * g
                    dX[n, i] += self.W[i, j] * g
        return dX

    trainable = property(lambda self: [("W", self.W, self.dW), ("b", self.b, self.db)])
    name = property(lambda self: "%s_%d" % (self.layer_name, self.index))  # noqa: UP031
