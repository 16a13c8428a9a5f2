import copy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    """One feature after the other, in lists."""

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
        self.gamma, self.beta, self.running_mean, self.running_var = np.ones(n), np.zeros(n), np.zeros(n), np.ones(n)
        self.opt1, self.opt2 = copy.copy(optimizer), copy.copy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        out = np.empty(X.shape)
        self.kept = []
        means, variances = self.running_mean.copy(), self.running_var.copy()
        for c in range(X.shape[1]):
            x = X[:, c]
            mean, variance = (x.mean(), x.var()) if training else (means[c], variances[c])
            if training:
                means[c] = self.momentum * means[c] + (1 - self.momentum) * mean
                variances[c] = self.momentum * variances[c] + (1 - self.momentum) * variance
            std = np.sqrt(variance + self.eps)
            self.kept.append(((x - mean) / std, std))
            out[:, c] = self.gamma[c] * self.kept[c][0] + self.beta[c]
        self.running_mean, self.running_var = means, variances
        return out

    def backward_pass(self, accum_grad):
        out = np.empty(accum_grad.shape)
        grad_gamma, grad_beta = np.zeros_like(self.gamma), np.zeros_like(self.beta)
        for c, (z, std) in enumerate(self.kept):
            g = accum_grad[:, c]
            grad_gamma[c], grad_beta[c] = np.mean(g * z), np.mean(g)
            out[:, c] = self.gamma[c] / std * (g - grad_beta[c] - z * grad_gamma[c])
        if self.trainable:
            self.gamma = self.opt1.update(self.gamma, grad_gamma)
            self.beta = self.opt2.update(self.beta, grad_beta)
        return out
