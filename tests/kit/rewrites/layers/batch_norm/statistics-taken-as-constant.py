import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        for name in ["gamma", "beta", "running_mean", "running_var"]:
            self.__dict__[name] = None

    def initialize(self, optimizer):
        size = (1, self.input_shape[0], 1, 1)[: len(self.input_shape) + 1]
        self.gamma, self.running_var = np.ones(size), np.ones(size)
        self.beta, self.running_mean = np.zeros(size), np.zeros(size)
        self.first, self.second = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return int(self.gamma.size * 2)

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.axes = tuple(axis for axis in range(X.ndim) if axis != 1)
        if training:
            mean, var = X.mean(self.axes, keepdims=True), X.var(self.axes, keepdims=True)
            self.running_mean += (1 - self.momentum) * (mean - self.running_mean)
            self.running_var += (1 - self.momentum) * (var - self.running_var)
        else:
            mean, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps)
        self.X_norm = (X - mean) / self.std
        return self.X_norm * self.gamma + self.beta

    def backward_pass(self, accum_grad):
        slope = self.gamma / self.std
        if self.trainable:
            self.gamma = self.first.update(self.gamma, np.sum(accum_grad * self.X_norm, self.axes, keepdims=True))
            self.beta = self.second.update(self.beta, np.sum(accum_grad, self.axes, keepdims=True))
        return accum_grad * slope
