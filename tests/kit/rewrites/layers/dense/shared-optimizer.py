"""Weights and bias in one matrix inside; single precision."""

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
        n_in = int(np.prod(self.input_shape))
        limit = n_in**-0.5
        self.W = np.random.uniform(low=-limit, high=limit, size=[n_in, self.n_units]).astype(np.float32)
        self.w0 = np.zeros((1, self.n_units), dtype=np.float32)
        self.optimizer = copy.deepcopy(optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def forward_pass(self, X, training=True):
        self.ones_and_X = np.hstack([np.ones((len(X), 1)), X]).astype(np.float32)
        theta = np.vstack([self.w0, self.W]).astype(np.float32)
        return self.ones_and_X @ theta

    def backward_pass(self, accum_grad):
        returned = accum_grad.dot(np.transpose(self.W))
        if self.trainable is True:
            both = self.ones_and_X.T @ accum_grad
            self.W = self.optimizer.update(self.W, both[1:])
            self.w0 = self.optimizer.update(self.w0, both[:1])
        return returned

    def output_shape(self):
        return (self.n_units,)
