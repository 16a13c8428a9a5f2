from copy import deepcopy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma, self.beta = None, None
        self.running_mean, self.running_var = None, None

    def initialize(self, optimizer):
        channels = self.input_shape[0]
        self.gamma = np.ones((channels,))
        self.beta = np.zeros((channels,))
        self.running_mean = np.zeros((channels,))
        self.running_var = np.ones((channels,))
        self.optimizer_gamma, self.optimizer_beta = deepcopy(optimizer), deepcopy(optimizer)

    def parameters(self):
        return self.input_shape[0] * 2

    def forward_pass(self, X, training=True):
        self.axes = tuple(i for i in range(X.ndim) if i != 1)
        self.bshape = [1] * X.ndim
        self.bshape[1] = -1
        if training:
            mean, var = np.mean(X, axis=self.axes), np.var(X, axis=self.axes)
            keep, new = self.momentum, 1 - self.momentum
            self.running_mean = keep * self.running_mean + new * mean
            self.running_var = keep * self.running_var + new * var
            self.X = X
            self.mean, self.inv_std = mean, 1 / np.sqrt(var + self.eps)
            self.old_gamma = self.gamma.copy()
            inv_std = self.inv_std
        else:
            mean, inv_std = self.running_mean, 1 / np.sqrt(self.running_var + self.eps)
        X_norm = (X - mean.reshape(self.bshape)) * inv_std.reshape(self.bshape)
        return X_norm * self.gamma.reshape(self.bshape) + self.beta.reshape(self.bshape)

    def backward_pass(self, accum_grad):
        inv_std = self.inv_std.reshape(self.bshape)
        d = self.X - self.mean.reshape(self.bshape)
        M = accum_grad.size // accum_grad.shape[1]
        g = self.old_gamma.reshape(self.bshape)

        grad = (g * inv_std / M) * (
            M * accum_grad
            - accum_grad.sum(axis=self.axes, keepdims=True)
            - d * inv_std ** 2 * (accum_grad * d).sum(axis=self.axes, keepdims=True)
        )
        if self.trainable:
            grad_gamma = np.sum(accum_grad * self.X, axis=self.axes)
            grad_beta = np.sum(accum_grad, axis=self.axes)
            self.gamma = self.optimizer_gamma.update(self.gamma, grad_gamma)
            self.beta = self.optimizer_beta.update(self.beta, grad_beta)
        return grad

    def output_shape(self):
        return self.input_shape
