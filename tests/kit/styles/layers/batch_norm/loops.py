"""One feature after the other, single precision, its own base class; the variance from the mean of squares."""

import copy

import numpy as np


class Layer:
    input_shape = None

    def set_input_shape(self, shape):
        self.input_shape = shape


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps, self.trainable = momentum, eps, True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        n = self.input_shape[0]
        self.gamma, self.running_var = np.ones(n, np.float32), np.ones(n, np.float32)
        self.beta, self.running_mean = np.zeros(n, np.float32), np.zeros(n, np.float32)
        self.optimizers = [copy.deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return 2 * len(self.gamma)

    def forward_pass(self, X, training=True):
        X = np.asarray(X, dtype=np.float32)
        out = np.empty_like(X)
        self.cache = []
        mean, var = np.array(self.running_mean), np.array(self.running_var)
        for c in range(X.shape[1]):
            x = X[:, c]
            if training:
                mean[c] = x.mean()
                var[c] = max((x.astype(np.float64) ** 2).mean() - x.astype(np.float64).mean() ** 2, 0)
            std = np.sqrt(var[c] + self.eps)
            x_hat = (x - mean[c]) / std
            self.cache.append((x_hat, std))
            out[:, c] = self.gamma[c] * x_hat + self.beta[c]
        if training:
            self.running_mean = self.running_mean + (1 - self.momentum) * (mean - self.running_mean)
            self.running_var = self.running_var + (1 - self.momentum) * (var - self.running_var)
        return out

    def backward_pass(self, accum_grad):
        out = np.empty(accum_grad.shape, dtype=np.float32)
        dgamma, dbeta = np.zeros(np.shape(self.gamma)), np.zeros(np.shape(self.beta))
        for c, (x_hat, std) in enumerate(self.cache):
            g = accum_grad[:, c]
            dgamma[c], dbeta[c] = np.sum(g * x_hat), np.sum(g)
            out[:, c] = self.gamma[c] / std * (g - dbeta[c] / g.size - x_hat * dgamma[c] / g.size)
        if self.trainable:
            self.gamma = self.optimizers[0].update(self.gamma, dgamma)
            self.beta = self.optimizers[1].update(self.beta, dbeta)
        return out

    def output_shape(self):
        return self.input_shape
