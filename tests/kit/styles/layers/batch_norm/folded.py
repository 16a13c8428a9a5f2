"""Single precision throughout; scale and shift folded into one product and one sum; the variance from squares."""

import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps, self.trainable = momentum, eps, True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        size = self.input_shape[0]
        self.gamma, self.beta = np.ones((1, size), np.float32), np.zeros((1, size), np.float32)
        self.running_mean, self.running_var = np.zeros((1, size), np.float32), np.ones((1, size), np.float32)
        self.optimizers = [copy.copy(optimizer), copy.copy(optimizer)]

    def parameters(self):
        return 2 * self.gamma.size

    def output_shape(self):
        return self.input_shape

    def _fit(self, values, X):
        """Returns one number for each feature in a shape that meets X."""
        return np.asarray(values, np.float32).reshape((1, -1) + (1,) * (X.ndim - 2))

    def _mean(self, X):
        return X.mean(axis=(0, *range(2, X.ndim)), keepdims=True)

    def forward_pass(self, X, training=True):
        self.X = X = X.astype(np.float32)
        if training:
            mean = self._mean(X)
            var = np.maximum(self._mean(X * X) - mean * mean, 0)
            self.running_mean = self.running_mean * self.momentum + (1 - self.momentum) * mean.reshape(1, -1)
            self.running_var = self.running_var * self.momentum + (1 - self.momentum) * var.reshape(1, -1)
        else:
            mean, var = self._fit(self.running_mean, X), self._fit(self.running_var, X)
        self.mean, self.root = mean, 1 / np.sqrt(var + np.float32(self.eps))
        scale = self._fit(self.gamma, X) * self.root
        return X * scale + (self._fit(self.beta, X) - mean * scale)

    def backward_pass(self, accum_grad):
        G, M = accum_grad.astype(np.float32), accum_grad.size / self.gamma.size
        X_hat = (self.X - self.mean) * self.root
        steps = [M * self._mean(G * X_hat), M * self._mean(G)]
        scale = self._fit(self.gamma, G) * self.root
        input_grad = scale * G - scale / M * (steps[1] + X_hat * steps[0])
        if self.trainable:
            self.gamma = self.optimizers[0].update(self.gamma, steps[0].reshape(1, -1))
            self.beta = self.optimizers[1].update(self.beta, steps[1].reshape(1, -1))
        return input_grad
