import copy
import math

import numpy as np


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W, self.w0 = None, None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "Dense"

    def initialize(self, optimizer):
        rows, columns = self.input_shape[0], self.n_units
        end = 1 / math.sqrt(rows)
        self.W = np.array([[np.random.uniform(-end, end) for _ in range(columns)] for _ in range(rows)])
        self.w0 = np.array([[0.0] * columns])
        self.first, self.second = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return (self.input_shape[0] + 1) * self.n_units

    def output_shape(self):
        return (self.n_units,)

    def forward_pass(self, X, training=True):
        self.X = X
        Y = np.empty((X.shape[0], self.n_units))
        for s, x in enumerate(X):
            for u in range(self.n_units):
                Y[s, u] = sum(x[i] * self.W[i, u] for i in range(len(x))) + self.w0[0, u]
        return Y

    def backward_pass(self, accum_grad):
        n = len(accum_grad)
        dX = np.zeros(self.X.shape)
        dW = np.zeros(self.W.shape)
        db = np.zeros((1, self.n_units))
        for s in range(n):
            for u in range(self.n_units):
                g = accum_grad[s, u]
                db[0, u] += g / n
                for i in range(self.X.shape[1]):
                    dW[i, u] += g * self.X[s, i] / n
                    dX[s, i] += g * self.W[i, u]
        if self.trainable:
            self.W = self.first.update(self.W, dW)
            self.w0 = self.second.update(self.w0, db)
        return dX
