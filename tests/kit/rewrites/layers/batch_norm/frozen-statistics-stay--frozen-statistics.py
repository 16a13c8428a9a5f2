# mistake: forward_pass moves the running statistics only while trainable is set
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
        self.gamma_opt = copy.copy(optimizer)
        self.beta_opt = copy.copy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def _axes(self, X):
        return (0,) if X.ndim == 2 else (0, 2, 3)

    def _wide(self, v, X):
        return v.reshape((1, -1) + (1,) * (X.ndim - 2))

    def forward_pass(self, X, training=True):
        if training:
            axes = self._axes(X)
            mean = X.mean(axis=axes)
            var = X.var(axis=axes)
            if self.trainable:
                self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
                self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        std = np.sqrt(self._wide(var, X) + self.eps)
        centred = X - self._wide(mean, X)
        x_hat = centred / std
        if training:
            self.cache = (centred, x_hat, std, self.gamma)
        return self._wide(self.gamma, X) * x_hat + self._wide(self.beta, X)

    def backward_pass(self, accum_grad):
        centred, x_hat, std, gamma = self.cache
        axes = self._axes(accum_grad)
        M = accum_grad.size // accum_grad.shape[1]
        a = accum_grad * self._wide(gamma, accum_grad)
        d_mean = -a.sum(axis=axes, keepdims=True) / std
        d_var = -0.5 * (a * centred).sum(axis=axes, keepdims=True) / std ** 3
        grad = a / std + d_mean / M + d_var * 2 * centred / M
        if self.trainable:
            d_gamma = (accum_grad * x_hat).sum(axis=axes)
            d_beta = accum_grad.sum(axis=axes)
            self.gamma = self.gamma_opt.update(self.gamma, d_gamma)
            self.beta = self.beta_opt.update(self.beta, d_beta)
        return grad

    def output_shape(self):
        return self.input_shape
