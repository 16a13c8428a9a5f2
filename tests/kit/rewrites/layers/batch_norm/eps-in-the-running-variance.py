import copy

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
        C = self.input_shape[0]
        self.gamma = np.ones(C)
        self.beta = np.zeros(C)
        self.running_mean = np.zeros(C)
        self.running_var = np.ones(C)
        self.opts = [copy.deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return 2 * self.input_shape[0]

    @staticmethod
    def _last(X):
        """Channels to the last axis, so that vectors of C numbers broadcast."""
        return np.moveaxis(X, 1, -1)

    @staticmethod
    def _back(X):
        return np.moveaxis(X, -1, 1)

    def forward_pass(self, X, training=True):
        Z = self._last(X)
        axes = tuple(range(Z.ndim - 1))
        if training:
            mean = Z.mean(axis=axes)
            var = Z.var(axis=axes) + self.eps
            std = np.sqrt(var)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
            normed = (Z - mean) / std
            self.cache = (normed, std, self.gamma * 1.0)
        else:
            normed = (Z - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self._back(normed * self.gamma + self.beta)

    def backward_pass(self, accum_grad):
        normed, std, gamma = self.cache
        G = self._last(accum_grad)
        axes = tuple(range(G.ndim - 1))
        dgamma = (G * normed).sum(axis=axes)
        dbeta = G.sum(axis=axes)
        M = G.size / G.shape[-1]
        dZ = gamma / std * (G - dbeta / M - normed * dgamma / M)
        if self.trainable:
            self.gamma = self.opts[0].update(self.gamma, dgamma)
            self.beta = self.opts[1].update(self.beta, dbeta)
        return self._back(dZ)

    def output_shape(self):
        return self.input_shape
