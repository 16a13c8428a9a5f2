import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    """Written with loops, one number at a time."""

    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = self.w0 = self.X = None

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        limit = n_in**-0.5
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_opt = copy.deepcopy(optimizer)
        self.w0_opt = copy.deepcopy(optimizer)

    def parameters(self):
        return self.W.shape[0] * self.W.shape[1] + self.w0.shape[1]

    def forward_pass(self, X, training=True):
        self.X = X
        out = np.zeros((len(X), self.n_units))
        for i in range(len(X)):
            for j in range(self.n_units):
                out[i, j] = self.w0[0, j]
                for k in range(X.shape[1]):
                    out[i, j] += X[i, k] * self.W[k, j]
        return out

    def backward_pass(self, accum_grad):
        n, n_in = self.X.shape
        result = np.zeros((n, n_in))
        grad_W = np.zeros(self.W.shape)
        grad_w0 = np.zeros(self.w0.shape)
        for i in range(n):
            for j in range(self.n_units):
                grad_w0[0, j] += accum_grad[i, j]
                for k in range(n_in):
                    result[i, k] += accum_grad[i, j] * self.W[k, j]
                    grad_W[k, j] += self.X[i, k] * accum_grad[i, j]
        if self.trainable:
            self.W = self.W_opt.update(self.W, grad_W)
            self.w0 = self.w0_opt.update(self.w0, grad_w0)
        return result

    def output_shape(self):
        return (self.n_units,)
