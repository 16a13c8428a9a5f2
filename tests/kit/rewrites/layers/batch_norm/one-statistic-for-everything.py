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
        n = self.input_shape[0]
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.running_mean = np.zeros(n)
        self.running_var = np.ones(n)
        self.opt_gamma = copy.copy(optimizer)
        self.opt_beta = copy.copy(optimizer)

    def parameters(self):
        return int(np.prod(self.gamma.shape) + np.prod(self.beta.shape))

    def forward_pass(self, X, training=True):
        if X.ndim == 4:
            self.axes, self.shape = (0, 2, 3), (1, -1, 1, 1)
        else:
            self.axes, self.shape = (0,), (1, -1)
        if training:
            mu = np.full(X.shape[1], np.mean(X))
            var = np.full(X.shape[1], np.var(X))
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        std = np.sqrt(var.reshape(self.shape) + self.eps)
        centred = X - mu.reshape(self.shape)
        normed = centred / std
        if training:
            self.cache = (normed, centred, std)
        return self.gamma.reshape(self.shape) * normed + self.beta.reshape(self.shape)

    def backward_pass(self, accum_grad):
        normed, centred, std = self.cache
        axes = self.axes
        m = accum_grad.size / accum_grad.shape[1]
        dgamma = np.sum(accum_grad * normed, axis=axes)
        dbeta = np.sum(accum_grad, axis=axes)
        dx = accum_grad * self.gamma.reshape(self.shape)
        dvar = np.sum(dx * centred, axis=axes, keepdims=True) * -0.5 * std**-3
        dmu = np.sum(dx, axis=axes, keepdims=True) * -1 / std
        grad = dx / std + dvar * 2 * centred / m + dmu / m
        if self.trainable:
            self.gamma = self.opt_gamma.update(self.gamma, dgamma)
            self.beta = self.opt_beta.update(self.beta, dbeta)
        return grad

    def output_shape(self):
        return self.input_shape
