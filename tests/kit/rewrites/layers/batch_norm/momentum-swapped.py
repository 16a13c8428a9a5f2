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
        self.over = (0, *tuple(range(2, len(self.input_shape) + 1)))
        shape = [1] * (len(self.input_shape) + 1)
        shape[1] = self.input_shape[0]
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.running_mean, self.running_var = np.zeros(shape), np.ones(shape)
        self.optimizers = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return self.gamma.size + self.beta.size

    def output_shape(self):
        return tuple(self.input_shape)

    def forward_pass(self, X, training=True):
        mean, var = self.running_mean, self.running_var
        if training:
            mean = X.mean(axis=self.over, keepdims=True)
            var = (X * X).mean(axis=self.over, keepdims=True) - mean**2
            a = self.momentum
            self.running_mean = a * mean + (1 - a) * self.running_mean
            self.running_var = a * var + (1 - a) * self.running_var
        self.inv = (var + self.eps) ** -0.5
        self.z = (X - mean) * self.inv
        return self.gamma * self.z + self.beta

    def backward_pass(self, accum_grad):
        m = accum_grad.size // self.gamma.size
        sums = accum_grad.sum(axis=self.over, keepdims=True)
        products = (accum_grad * self.z).sum(axis=self.over, keepdims=True)
        answer = self.gamma * self.inv / m * (m * accum_grad - sums - self.z * products)
        if self.trainable:
            self.gamma = self.optimizers[0].update(self.gamma, products)
            self.beta = self.optimizers[1].update(self.beta, sums)
        return answer
