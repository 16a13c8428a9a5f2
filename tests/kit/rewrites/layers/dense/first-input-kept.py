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
        n_in = self.input_shape[0]
        r = n_in ** (-1 / 2)
        self.W = (np.random.rand(n_in, self.n_units) * 2 - 1) * r
        self.w0 = np.zeros((1, self.n_units))
        self.update_W = copy.copy(optimizer).update
        self.update_w0 = copy.copy(optimizer).update

    def parameters(self):
        n_in, n_out = self.W.shape
        return n_in * n_out + n_out

    def forward_pass(self, X, training=True):
        if not hasattr(self, "memory"):
            self.memory = X
        return np.array([x @ self.W + self.w0[0] for x in X])

    def backward_pass(self, accum_grad):
        before = self.W
        if self.trainable:
            total = np.dot(np.transpose(self.memory), accum_grad)
            self.W = self.update_W(self.W, total)
            self.w0 = self.update_w0(self.w0, accum_grad.sum(axis=0, keepdims=True))
        return np.array([before @ g for g in accum_grad])

    def output_shape(self):
        return (self.n_units,)
