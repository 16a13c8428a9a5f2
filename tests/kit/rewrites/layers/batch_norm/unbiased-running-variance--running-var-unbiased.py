# mistake: the running variance is fed with the variance divided by M - 1 instead of M
from copy import deepcopy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.trainable = True
        self.gamma = None
        self.beta = None
        self.running_mean = None
        self.running_var = None

    def initialize(self, optimizer):
        n = self.input_shape[0]
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.running_mean = np.zeros(n)
        self.running_var = np.ones(n)
        self.optimizers = [deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return self.input_shape[0] + self.input_shape[0]

    # Rows of features: images become (N * H * W, C), so that one code serves both
    def to_rows(self, X):
        return np.moveaxis(X, 1, -1).reshape(-1, X.shape[1])

    def from_rows(self, rows, like):
        last = np.moveaxis(like, 1, -1)
        return np.moveaxis(rows.reshape(last.shape), -1, 1)

    def forward_pass(self, X, training=True):
        rows = self.to_rows(X)
        if not training:
            scale = self.gamma / np.sqrt(self.running_var + self.eps)
            return self.from_rows((rows - self.running_mean) * scale + self.beta, X)
        mu = rows.sum(axis=0) / len(rows)
        var = ((rows - mu) ** 2).sum(axis=0) / len(rows)
        self.running_mean = self.running_mean + (1 - self.momentum) * (mu - self.running_mean)
        self.running_var = self.running_var + (1 - self.momentum) * (var * len(rows) / max(len(rows) - 1, 1) - self.running_var)
        self.s = np.sqrt(var + self.eps)
        self.normed = (rows - mu) / self.s
        self.old_gamma = self.gamma
        return self.from_rows(self.gamma * self.normed + self.beta, X)

    def backward_pass(self, accum_grad):
        G = self.to_rows(accum_grad)
        M = len(G)
        sum_g = G.sum(axis=0)
        sum_gx = (G * self.normed).sum(axis=0)
        dX = self.old_gamma / self.s * (G - sum_g / M - self.normed * sum_gx / M)
        if self.trainable:
            self.gamma = self.optimizers[0].update(self.gamma, sum_gx)
            self.beta = self.optimizers[1].update(self.beta, sum_g)
        return self.from_rows(dX, accum_grad)

    def output_shape(self):
        return self.input_shape
