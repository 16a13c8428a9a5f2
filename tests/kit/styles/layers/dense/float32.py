"""Computes both passes in single precision."""

import copy

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape, self.trainable = n_units, input_shape, True
        self.W = self.w0 = self.X = None

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        limit = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units)).astype(np.float32)
        self.w0 = np.zeros((1, self.n_units), dtype=np.float32)
        self.W_opt, self.w0_opt = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return int(self.W.size + self.w0.size)

    def forward_pass(self, X, training=True):
        self.X = np.asarray(X, dtype=np.float32)
        return self.X @ np.float32(self.W) + np.float32(self.w0)

    def backward_pass(self, accum_grad):
        G = np.asarray(accum_grad, dtype=np.float32)
        input_grad = G @ np.float32(self.W).T
        if self.trainable:
            self.W = np.float32(self.W_opt.update(np.float32(self.W), self.X.T @ G))
            self.w0 = np.float32(self.w0_opt.update(np.float32(self.w0), G.sum(axis=0, keepdims=True)))
        return input_grad

    def output_shape(self):
        return (self.n_units,)
