"""Broadcasts over axes, keeps its arrays as (1, C) or (1, C, 1, 1), and goes back step by step."""

import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.trainable = True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        shape = (1, self.input_shape[0]) + (1,) * (len(self.input_shape) - 1)
        self.axis = 0 if len(shape) == 2 else (0, 2, 3)
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.running_mean, self.running_var = np.zeros(shape), np.ones(shape)
        self.gamma_opt = copy.copy(optimizer)
        self.beta_opt = copy.copy(optimizer)

    def parameters(self):
        return np.prod(self.gamma.shape) + np.prod(self.beta.shape)

    def forward_pass(self, X, training=True):
        if training:
            mean = np.mean(X, axis=self.axis, keepdims=True)
            var = np.var(X, axis=self.axis, keepdims=True)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.X_centered = X - mean
        self.stddev_inv = 1 / np.sqrt(var + self.eps)
        return self.gamma * (self.X_centered * self.stddev_inv) + self.beta

    def backward_pass(self, accum_grad):
        gamma = self.gamma
        M = accum_grad.size / gamma.size
        if self.trainable:
            X_norm = self.X_centered * self.stddev_inv
            grad_gamma = np.sum(accum_grad * X_norm, axis=self.axis, keepdims=True)
            grad_beta = np.sum(accum_grad, axis=self.axis, keepdims=True)
            self.gamma = self.gamma_opt.update(self.gamma, grad_gamma)
            self.beta = self.beta_opt.update(self.beta, grad_beta)
        d_norm = accum_grad * gamma
        d_var = np.sum(d_norm * self.X_centered, axis=self.axis, keepdims=True) * -0.5 * self.stddev_inv**3
        d_mean = -np.sum(d_norm * self.stddev_inv, axis=self.axis, keepdims=True)
        d_mean += d_var * np.mean(-2 * self.X_centered, axis=self.axis, keepdims=True)
        return d_norm * self.stddev_inv + d_var * 2 * self.X_centered / M + d_mean / M

    def output_shape(self):
        return self.input_shape
