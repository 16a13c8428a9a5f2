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
        C = self.input_shape[0]
        self.gamma, self.beta = np.ones(C), np.zeros(C)
        self.running_mean, self.running_var = np.zeros(C), np.ones(C)
        self.gamma_opt, self.beta_opt = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def _wide(self, v):
        return v.reshape((1, -1) + (1,) * (len(self.input_shape) - 1))

    def forward_pass(self, X, training=True):
        axes = (0,) + tuple(range(2, X.ndim))
        if not training:
            z = (X - self._wide(self.running_mean)) / np.sqrt(self._wide(self.running_var) + self.eps)
            return self._wide(self.gamma) * z + self._wide(self.beta)
        mean, var = X.mean(axis=axes), X.var(axis=axes)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        self.std = np.sqrt(self._wide(var) + self.eps)
        self.x_hat = (X - self._wide(mean)) / self.std
        self.axes = axes
        self.gamma_used = self._wide(self.gamma).copy()
        return self.gamma_used * self.x_hat + self._wide(self.beta)

    def backward_pass(self, accum_grad):
        if not self.trainable:
            return accum_grad
        a = accum_grad * self.gamma_used
        dX = (
            a
            - a.mean(axis=self.axes, keepdims=True)
            - self.x_hat * (a * self.x_hat).mean(axis=self.axes, keepdims=True)
        ) / self.std
        self.gamma = self.gamma_opt.update(self.gamma, (accum_grad * self.x_hat).sum(axis=self.axes))
        self.beta = self.beta_opt.update(self.beta, accum_grad.sum(axis=self.axes))
        return dX
