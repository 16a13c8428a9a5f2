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
        n = self.input_shape[0]
        lim = 1.0 / math.sqrt(n)
        self.W = np.random.uniform(-lim, lim, (n, self.n_units))
        self.w0 = np.zeros(self.n_units)
        self.opt_w = copy.copy(optimizer)
        self.opt_b = copy.copy(optimizer)

    def parameters(self):
        return self.input_shape[0] * self.n_units + 1

    def forward_pass(self, X, training=True):
        self.inputs = X
        return np.einsum("ij,jk->ik", X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        dX = np.einsum("ik,jk->ij", accum_grad, self.W)
        if self.trainable:
            dW = np.einsum("ij,ik->jk", self.inputs, accum_grad)
            db = np.einsum("ik->k", accum_grad)
            self.W = self.opt_w.update(self.W, dW)
            self.w0 = self.opt_b.update(self.w0, db)
        return dX

    def output_shape(self):
        return (self.n_units,)
