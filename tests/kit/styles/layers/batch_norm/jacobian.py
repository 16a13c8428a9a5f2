"""The whole Jacobian of each feature, by einsum."""

from copy import deepcopy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        for name in ("gamma", "beta", "running_mean", "running_var"):
            setattr(self, name, None)

    def initialize(self, optimizer):
        n = self.input_shape[0]
        self.gamma, self.beta = np.ones((n,)), np.zeros((n,))
        self.running_mean, self.running_var = np.zeros((n,)), np.ones((n,))
        self.opts = {"gamma": deepcopy(optimizer), "beta": deepcopy(optimizer)}

    def parameters(self):
        return sum(np.size(v) for v in (self.gamma, self.beta))

    def _columns(self, X):
        return np.moveaxis(X, 1, 0).reshape(X.shape[1], -1)

    def _restore(self, columns, shape):
        return np.moveaxis(columns.reshape((shape[1], shape[0], *shape[2:])), 0, 1)

    def forward_pass(self, X, training=True):
        columns = self._columns(X)
        if training:
            mu, var = columns.mean(1), columns.var(1)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu, var = self.running_mean, self.running_var
        self.inv = (var + self.eps) ** -0.5
        self.z = np.einsum("cm,c->cm", columns - mu[:, None], self.inv)
        return self._restore(self.gamma[:, None] * self.z + self.beta[:, None], X.shape)

    def backward_pass(self, accum_grad):
        g = self._columns(accum_grad)
        m = g.shape[1]
        jacobian = np.eye(m) - 1 / m - np.einsum("ci,cj->cij", self.z, self.z) / m
        dx = np.einsum("c,c,cij,cj->ci", self.gamma, self.inv, jacobian, g)
        if self.trainable:
            self.gamma = self.opts["gamma"].update(self.gamma, np.einsum("cm,cm->c", g, self.z))
            self.beta = self.opts["beta"].update(self.beta, np.einsum("cm->c", g))
        return self._restore(dx, accum_grad.shape)

    def output_shape(self):
        return self.input_shape
