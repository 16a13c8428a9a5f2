import copy

import numpy as np


class BatchNormalization:
    """Channel by channel."""

    def __init__(self, momentum=0.99, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.trainable = True
        self.gamma = self.beta = None
        self.running_mean = self.running_var = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "BatchNormalization"

    def initialize(self, optimizer):
        size = self.input_shape[0]
        self.gamma, self.running_var = np.ones(size), np.ones(size)
        self.beta, self.running_mean = np.zeros(size), np.zeros(size)
        self.opt_gamma, self.opt_beta = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        out = np.zeros(X.shape)
        self.hat = np.zeros(X.shape)
        self.deviation = np.zeros(X.shape[1])
        mean_now, var_now = self.running_mean.copy(), self.running_var.copy()
        for c in range(X.shape[1]):
            part = X[:, c]
            if training:
                mu = part.sum() / part.size
                var = ((part - mu) ** 2).sum() / part.size
                mean_now[c] += (1 - self.momentum) * (mu - mean_now[c])
                var_now[c] += (1 - self.momentum) * (var - var_now[c])
            else:
                mu, var = self.running_mean[c], self.running_var[c]
            self.deviation[c] = (var + self.eps) ** 0.5
            self.hat[:, c] = (part - mu) / self.deviation[c]
            out[:, c] = self.hat[:, c] * self.gamma[c] + self.beta[c]
        self.running_mean, self.running_var = mean_now, var_now
        return out

    def backward_pass(self, accum_grad):
        result = np.zeros(accum_grad.shape)
        dgamma, dbeta = np.zeros(len(self.gamma)), np.zeros(len(self.beta))
        for c in range(accum_grad.shape[1]):
            g = accum_grad[:, c]
            dbeta[c] = g.sum()
            dgamma[c] = (g * self.hat[:, c]).sum()
            result[:, c] = self.gamma[c] / self.deviation[c] * (g - g.sum() / g.size)
        if self.trainable:
            self.gamma = self.opt_gamma.update(self.gamma, dgamma)
            self.beta = self.opt_beta.update(self.beta, dbeta)
        return result
