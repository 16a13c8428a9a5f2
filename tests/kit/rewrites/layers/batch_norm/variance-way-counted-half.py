import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma = None
        self.beta = None
        self.running_mean = None
        self.running_var = None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.running_mean = np.zeros(channels)
        self.running_var = np.ones(channels)
        self.opt_gamma = copy.deepcopy(optimizer)
        self.opt_beta = copy.deepcopy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def _rows(self, A):
        """(N, C, H, W) -> (N*H*W, C)"""
        return np.moveaxis(A, 1, -1).reshape(-1, A.shape[1])

    def _back(self, rows, shape):
        shape = (shape[0], *shape[2:], shape[1])
        return np.moveaxis(rows.reshape(shape), -1, 1)

    def forward_pass(self, X, training=True):
        rows = self._rows(X)
        if training:
            mu = rows.mean(axis=0)
            var = rows.var(axis=0)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
            self.cache = (rows - mu, var, self.gamma.copy())
        else:
            mu, var = self.running_mean, self.running_var
        out = self.gamma * (rows - mu) / np.sqrt(var + self.eps) + self.beta
        return self._back(out, X.shape)

    def backward_pass(self, accum_grad):
        d, var, gamma = self.cache
        G = self._rows(accum_grad)
        M = len(G)
        s = np.sqrt(var + self.eps)
        a = gamma * G
        dvar = -(a * d).sum(axis=0) / (2 * s**3)
        dmu = -a.sum(axis=0) / s
        dX = a / s + dmu / M + dvar * d / M
        if self.trainable:
            self.gamma = self.opt_gamma.update(self.gamma, (G * d / s).sum(axis=0))
            self.beta = self.opt_beta.update(self.beta, G.sum(axis=0))
        return self._back(dX, accum_grad.shape)
