# mistake: backward_pass takes M to be the number of samples N for images too, instead of N * H * W
import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps, self.trainable = momentum, eps, True
        self.gamma, self.beta, self.running_mean, self.running_var = None, None, None, None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        self.gamma = np.ones(C)
        self.beta = np.zeros(C)
        self.running_mean = np.zeros(C)
        self.running_var = np.ones(C)
        self.opt = {"gamma": copy.deepcopy(optimizer), "beta": copy.deepcopy(optimizer)}

    def parameters(self):
        return self.gamma.size + self.beta.size if self.gamma is not None else 2 * self.input_shape[0]

    def forward_pass(self, X, training=True):
        self.axes = tuple(k for k in range(X.ndim) if k != 1)
        self.shape = [1] * X.ndim
        self.shape[1] = X.shape[1]
        if training:
            mean, var = np.mean(X, axis=self.axes), np.var(X, axis=self.axes)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.d = X - mean.reshape(self.shape)
        self.s = np.sqrt(var + self.eps).reshape(self.shape)
        self.gamma_used = self.gamma.reshape(self.shape)
        return self.gamma_used * self.d / self.s + self.beta.reshape(self.shape)

    def backward_pass(self, accum_grad):
        M = len(accum_grad)
        a = self.gamma_used * accum_grad
        by_mean = -a.sum(axis=self.axes, keepdims=True) / self.s
        by_var = -(a * self.d).sum(axis=self.axes, keepdims=True) / (2 * self.s ** 3)
        dX = a / self.s + by_mean / M + by_var * 2 * self.d / M
        if self.trainable:
            dgamma = np.sum(accum_grad * self.d / self.s, axis=self.axes)
            dbeta = np.sum(accum_grad, axis=self.axes)
            self.gamma = self.opt["gamma"].update(self.gamma, dgamma)
            self.beta = self.opt["beta"].update(self.beta, dbeta)
        return dX

    def output_shape(self):
        return self.input_shape
