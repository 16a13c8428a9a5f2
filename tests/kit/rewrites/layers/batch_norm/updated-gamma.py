import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps, self.trainable = momentum, eps, True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        shape = (self.input_shape[0],) + (1,) * (len(self.input_shape) - 1)
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.running_mean, self.running_var = np.zeros(shape), np.ones(shape)
        self.gamma_opt = copy.copy(optimizer)
        self.beta_opt = copy.copy(optimizer)

    def parameters(self):
        return np.size(self.gamma) + np.size(self.beta)

    def output_shape(self):
        return self.input_shape

    def reduce(self, function, values):
        return function(np.moveaxis(values, 1, 0).reshape(values.shape[1], -1), axis=1).reshape(self.gamma.shape)

    def forward_pass(self, X, training=True):
        if training:
            mean, var = self.reduce(np.mean, X), self.reduce(np.var, X)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.root = np.sqrt(var + self.eps)
        self.hat = (X - mean) / self.root
        return self.gamma * self.hat + self.beta

    def backward_pass(self, accum_grad):
        if self.trainable:
            self.gamma = self.gamma_opt.update(self.gamma, self.reduce(np.sum, accum_grad * self.hat))
            self.beta = self.beta_opt.update(self.beta, self.reduce(np.sum, accum_grad))
        inner = accum_grad - self.reduce(np.mean, accum_grad) - self.hat * self.reduce(np.mean, accum_grad * self.hat)
        return self.gamma / self.root * inner
