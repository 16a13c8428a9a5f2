import copy
import math

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.W = None
        self.w0 = None
        self.trainable = True

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        limit = 1 / math.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizer_W = copy.deepcopy(optimizer)
        self.optimizer_w0 = copy.deepcopy(optimizer)

    def parameters(self):
        n_in = self.input_shape[0]
        return n_in * self.n_units + self.n_units

    def forward_pass(self, X):
        self.layer_input = X
        return X.dot(self.W) + self.w0

    def backward_pass(self, accum_grad):
        W = self.W
        if self.trainable:
            grad_W = self.layer_input.T.dot(accum_grad)
            grad_w0 = np.zeros((1, self.n_units))
            for row in accum_grad:
                grad_w0 += row
            self.W = self.optimizer_W.update(self.W, grad_W)
            self.w0 = self.optimizer_w0.update(self.w0, grad_w0)
        return accum_grad.dot(W.T)

    def output_shape(self):
        return (self.n_units,)
