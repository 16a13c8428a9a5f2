# mistake: in training forward_pass normalises by the running mean and variance that it has just moved, instead of by the batch's own
import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma = self.beta = None
        self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.running_mean, self.running_var = np.zeros(channels), np.ones(channels)
        self.gamma_opt = copy.copy(optimizer)
        self.beta_opt = copy.copy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def _wide(self, v, X):
        return v.reshape((1, -1) + (1,) * (X.ndim - 2))

    def forward_pass(self, X, training=True):
        axes = (0,) if X.ndim == 2 else (0, 2, 3)
        if training:
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * X.mean(axis=axes)
            self.running_var = m * self.running_var + (1 - m) * X.var(axis=axes)
        mu, var = self._wide(self.running_mean, X), self._wide(self.running_var, X)
        s = np.sqrt(var + self.eps)
        x_hat = (X - mu) / s
        gamma = self._wide(self.gamma, X)
        if training:
            self.axes, self.s, self.x_hat, self.g_then = axes, s, x_hat, gamma
        return gamma * x_hat + self._wide(self.beta, X)

    def backward_pass(self, accum_grad):
        a = accum_grad * self.g_then
        mean_a = a.mean(axis=self.axes, keepdims=True)
        mean_ax = (a * self.x_hat).mean(axis=self.axes, keepdims=True)
        result = (a - mean_a - self.x_hat * mean_ax) / self.s
        if self.trainable:
            self.gamma = self.gamma_opt.update(self.gamma, (accum_grad * self.x_hat).sum(axis=self.axes))
            self.beta = self.beta_opt.update(self.beta, accum_grad.sum(axis=self.axes))
        return result

    def output_shape(self):
        return self.input_shape
