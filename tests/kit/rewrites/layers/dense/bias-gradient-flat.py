import copy
import math

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
        n_in, n_out = self.input_shape[0], self.n_units
        bound = 1 / math.sqrt(n_in)
        self.W = bound * (2 * np.random.random_sample((n_in, n_out)) - 1)
        self.w0 = np.zeros((1, n_out))
        self._for_W, self._for_w0 = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return len(self.W.flatten()) + len(self.w0.flatten())

    def forward_pass(self, X, training=True):
        self._seen = X
        rows = []
        for x in X:
            rows.append(np.dot(x, self.W) + self.w0[0])
        return np.array(rows)

    def backward_pass(self, accum_grad):
        grad_in = np.array([np.dot(self.W, g) for g in accum_grad])
        if not self.trainable:
            return grad_in
        grad_W, grad_b = np.zeros(self.W.shape), np.zeros(self.n_units)
        for x, g in zip(self._seen, accum_grad, strict=True):
            grad_W += np.outer(x, g)
            grad_b += g
        self.W = self._for_W.update(self.W, grad_W)
        self.w0 = self._for_w0.update(self.w0, grad_b)
        return grad_in

    def output_shape(self):
        return (self.n_units,)
