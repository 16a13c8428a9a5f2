# mistake: backward_pass asks trainable only before it moves W, the bias w0 is updated in a frozen layer too
import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        n = self.input_shape[0]
        limit = 1 / np.sqrt(n)
        self.W = np.random.uniform(-limit, limit, (n, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_optimizer = copy.copy(optimizer)
        self.w0_optimizer = copy.copy(optimizer)

    def parameters(self):
        return self.input_shape[0] * self.n_units + self.n_units

    def forward_pass(self, X, training=True):
        self.last_X = X
        return np.dot(X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        W = self.W
        if self.trainable:
            dW = np.zeros(W.shape)
            for x, g in zip(self.last_X, accum_grad):
                dW += np.outer(x, g)
            self.W = self.W_optimizer.update(self.W, dW)
        dw0 = np.sum(accum_grad, axis=0, keepdims=True)
        self.w0 = self.w0_optimizer.update(self.w0, dw0)
        return np.dot(accum_grad, W.T)

    def output_shape(self):
        return (self.n_units,)
