import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma = None
        self.beta = None
        self.running_mean = None
        self.running_var = None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        self.gamma = np.ones(C)
        self.beta = np.zeros(C)
        self.running_mean = np.zeros(C)
        self.running_var = np.ones(C)
        self.opt_gamma = copy.deepcopy(optimizer)
        self.opt_beta = copy.deepcopy(optimizer)

    def parameters(self):
        return self.gamma.size + self.beta.size

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        self.view = (1, -1) if X.ndim == 2 else (1, -1, 1, 1)
        if training:
            mu = np.mean(X, axis=self.axes)
            var = np.var(X, axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        std = np.sqrt(var + self.eps).reshape(self.view)
        x_hat = (X - mu.reshape(self.view)) / std
        if training:
            self.std = std
            self.x_hat = x_hat
            self.m = X.size / X.shape[1]
        return self.gamma.reshape(self.view) * x_hat + self.beta.reshape(self.view)

    def backward_pass(self, accum_grad):
        g = self.gamma.reshape(self.view)
        dgamma = np.sum(accum_grad * self.x_hat, axis=self.axes)
        dbeta = np.sum(accum_grad, axis=self.axes)
        dx_hat = accum_grad * g
        s1 = dx_hat.sum(axis=self.axes, keepdims=True)
        s2 = (dx_hat * self.x_hat).sum(axis=self.axes, keepdims=True)
        dX = (self.m * dx_hat - s1 - self.x_hat * s2) / (self.m * self.std) * g
        if self.trainable:
            self.gamma = self.opt_gamma.update(self.gamma, dgamma)
            self.beta = self.opt_beta.update(self.beta, dbeta)
        return dX
