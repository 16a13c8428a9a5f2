import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma = None
        self.beta = None
        self.running_mean = None
        self.running_var = None
        self.trainable = True

    def initialize(self, optimizer):
        n = self.input_shape[0]
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.running_mean, self.running_var = np.zeros(n), np.ones(n)
        self.gamma_opt = copy.copy(optimizer)
        self.beta_opt = copy.copy(optimizer)

    def parameters(self):
        return len(self.gamma) + len(self.beta) if self.gamma is not None else 2 * self.input_shape[0]

    def _flat(self, A):
        if A.ndim == 2:
            return A
        return np.moveaxis(A, 1, -1).reshape(-1, A.shape[1])

    def _unflat(self, F, shape):
        if len(shape) == 2:
            return F
        n, c, h, w = shape
        return np.moveaxis(F.reshape(n, h, w, c), -1, 1)

    def forward_pass(self, X, training=True):
        F = self._flat(X)
        if training:
            mu = F.mean(axis=0)
            var = ((F - mu) ** 2).mean(axis=0)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
            self.centred = F - mu
            self.s = np.sqrt(var + self.eps)
            self.gamma_used = np.copy(self.gamma)
            normal = self.centred / self.s
        else:
            normal = (F - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self._unflat(self.gamma * normal + self.beta, X.shape)

    def backward_pass(self, accum_grad):
        G = self._flat(accum_grad)
        M = G.shape[0]
        d, s = self.centred, self.s
        a = G * self.gamma_used
        dmu = -a.sum(axis=0) / s
        dvar = -(a * d).sum(axis=0) / (2 * s ** 3)
        dF = a / s + dmu / M + dvar * 2 * d / M
        if self.trainable:
            dgamma = np.sum(G * d / s, axis=0)
            dbeta = np.mean(G, axis=0)
            self.gamma = self.gamma_opt.update(self.gamma, dgamma)
            self.beta = self.beta_opt.update(self.beta, dbeta)
        return self._unflat(dF, accum_grad.shape)

    def output_shape(self):
        return self.input_shape
