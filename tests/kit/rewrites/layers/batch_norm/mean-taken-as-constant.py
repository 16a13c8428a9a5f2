import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.trainable = True
        self.gamma = self.beta = None
        self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        self.gamma, self.beta = np.ones((channels,)), np.zeros((channels,))
        self.running_mean, self.running_var = np.zeros((channels,)), np.ones((channels,))
        self.opt_g = copy.copy(optimizer)
        self.opt_b = copy.copy(optimizer)

    def parameters(self):
        return 2 * len(self.gamma)

    def output_shape(self):
        return self.input_shape

    def _axes(self, a):
        return (0,) if a.ndim == 2 else (0, 2, 3)

    def _wide(self, v, a):
        return v.reshape((1, len(v)) + (1,) * (a.ndim - 2))

    def forward_pass(self, X, training=True):
        ax = self._axes(X)
        if training:
            mu = np.mean(X, axis=ax)
            var = np.var(X, axis=ax)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1.0 - m) * mu
            self.running_var = m * self.running_var + (1.0 - m) * var
            deviation = np.sqrt(var + self.eps)
        else:
            mu = self.running_mean
            deviation = np.sqrt(self.running_var + self.eps)
        self.deviation = self._wide(deviation, X)
        self.normed = (X - self._wide(mu, X)) / self.deviation
        return self._wide(self.gamma, X) * self.normed + self._wide(self.beta, X)

    def backward_pass(self, accum_grad):
        ax = self._axes(accum_grad)
        x_hat = self.normed
        d = accum_grad * self._wide(self.gamma, accum_grad)
        through_mean = d.mean(axis=ax, keepdims=True)
        through_var = x_hat * (d * x_hat).mean(axis=ax, keepdims=True)
        grad = (d - through_var) / self.deviation
        grad_gamma = np.sum(accum_grad * x_hat, axis=ax)
        grad_beta = np.sum(accum_grad, axis=ax)
        if self.trainable:
            self.gamma = self.opt_g.update(self.gamma, grad_gamma)
            self.beta = self.opt_b.update(self.beta, grad_beta)
        return grad
