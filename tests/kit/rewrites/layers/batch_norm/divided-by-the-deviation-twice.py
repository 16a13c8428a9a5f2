import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps, self.trainable = momentum, eps, True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        size = (1, self.input_shape[0]) + (1,) * (len(self.input_shape) - 1)
        self.gamma = np.ones(size)
        self.beta = np.zeros(size)
        self.running_mean = np.zeros(size)
        self.running_var = np.ones(size)
        self.optimizers = [copy.copy(optimizer) for _ in range(2)]

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        ax = (0,) if X.ndim == 2 else (0, 2, 3)
        mean, var = self.running_mean, self.running_var
        if training:
            mean = np.mean(X, axis=ax, keepdims=True)
            var = np.var(X, axis=ax, keepdims=True)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        std = np.sqrt(var + self.eps)
        xhat = (X - mean) / std
        if training:
            self.xhat, self.inv_std, self.old_gamma, self.ax = xhat, 1 / std, self.gamma, ax
        return self.gamma * xhat + self.beta

    def backward_pass(self, accum_grad):
        def total(A):
            return A.sum(axis=self.ax, keepdims=True)

        M = accum_grad.size // accum_grad.shape[1]
        dxhat = accum_grad * self.old_gamma * self.inv_std
        dX = self.inv_std / M * (M * dxhat - total(dxhat) - self.xhat * total(dxhat * self.xhat))
        if self.trainable:
            self.gamma = self.optimizers[0].update(self.gamma, total(accum_grad * self.xhat))
            self.beta = self.optimizers[1].update(self.beta, total(accum_grad))
        return dX
