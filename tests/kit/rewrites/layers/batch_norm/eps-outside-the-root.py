from copy import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.trainable = True
        self.gamma, self.beta, self.running_mean, self.running_var = [None] * 4

    def initialize(self, optimizer):
        c = self.input_shape[0]
        self.gamma, self.beta, self.running_mean, self.running_var = np.ones(c), np.zeros(c), np.zeros(c), np.ones(c)
        self.optimizers = {"gamma": copy(optimizer), "beta": copy(optimizer)}

    def parameters(self):
        return len(self.gamma) + len(self.beta)

    def output_shape(self):
        return self.input_shape

    def up(self, v, X):
        return v if X.ndim == 2 else v[:, None, None]

    def forward_pass(self, X, training=True):
        self.axes = (0,) if X.ndim == 2 else (0, 2, 3)
        if training:
            mu, var = np.mean(X, self.axes), np.var(X, self.axes)
            self.running_mean = self.running_mean * self.momentum + mu * (1 - self.momentum)
            self.running_var = self.running_var * self.momentum + var * (1 - self.momentum)
        else:
            mu, var = self.running_mean, self.running_var
        self.std = np.sqrt(var) + self.eps
        self.norm = (X - self.up(mu, X)) / self.up(self.std, X)
        return self.up(self.gamma, X) * self.norm + self.up(self.beta, X)

    def backward_pass(self, accum_grad):
        total, products = accum_grad.sum(self.axes), (accum_grad * self.norm).sum(self.axes)
        count = accum_grad.size / len(self.gamma)
        inner = accum_grad - self.up(total, accum_grad) / count - self.norm * self.up(products, accum_grad) / count
        result = self.up(self.gamma / self.std, accum_grad) * inner
        if self.trainable:
            self.gamma = self.optimizers["gamma"].update(self.gamma, products)
            self.beta = self.optimizers["beta"].update(self.beta, total)
        return result
