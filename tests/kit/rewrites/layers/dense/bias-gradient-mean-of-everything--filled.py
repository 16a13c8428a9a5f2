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
        limit = 1.0 / np.sqrt(n_in)
        self.W = np.random.uniform(-limit, limit, size=(n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self._optW, self._optb = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return int(np.prod(self.input_shape)) * self.n_units + self.n_units

    def forward_pass(self, X, training=True):
        self._X = np.asarray(X)
        self._Wt = self.W.T
        return np.matmul(X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        grad_X = np.matmul(accum_grad, self._Wt)
        if not self.trainable:
            return grad_X
        grad_W = np.zeros_like(self.W)
        for x, g in zip(self._X, accum_grad):
            grad_W += np.outer(x, g)
        grad_w0 = np.full(self.w0.shape, np.mean(accum_grad))
        self.W = self._optW.update(self.W, grad_W)
        self.w0 = self._optb.update(self.w0, grad_w0)
        return grad_X

    def output_shape(self):
        return (self.n_units,)
