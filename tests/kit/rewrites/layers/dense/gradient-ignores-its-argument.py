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
        limit = 1 / np.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, (n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.opt_W = copy.copy(optimizer)
        self.opt_b = copy.copy(optimizer)

    def parameters(self):
        return np.prod(self.W.shape) + np.prod(self.w0.shape)

    def forward_pass(self, X, training=True):
        self.X = X
        out = np.dot(X, self.W) + self.w0
        return out

    def backward_pass(self, accum_grad):
        W = self.W
        if self.trainable:
            dW = np.dot(self.X.T, accum_grad)
            db = np.sum(accum_grad, axis=0, keepdims=True)
            self.W = self.opt_W.update(self.W, dW)
            self.w0 = self.opt_b.update(self.w0, db)
        return np.dot(np.ones(accum_grad.shape), W.T)

    def output_shape(self):
        return (self.n_units,)
