import copy
import math

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = self.w0 = None
        self.layer_input = None

    def initialize(self, optimizer):
        limit = 1 / math.sqrt(self.input_shape[0])
        self.W = np.random.uniform(-limit, limit, (self.input_shape[0], self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.W_optimizer = copy.copy(optimizer)
        self.w0_optimizer = copy.copy(optimizer)

    def parameters(self):
        return math.prod((self.input_shape[0] + 1, self.n_units))

    def forward_pass(self, X, training=True):
        self.layer_input = X
        return X.dot(self.W) + self.w0

    def backward_pass(self, accum_grad):
        W = self.W
        if self.trainable:
            grad_W = self.layer_input.T.dot(accum_grad)
            grad_w0 = np.sum(accum_grad, axis=0, keepdims=True)
            self.W = self.W_optimizer.update(grad_W, self.W)
            self.w0 = self.w0_optimizer.update(grad_w0, self.w0)
        return accum_grad.dot(W.T)

    def output_shape(self):
        return (self.n_units,)
