import copy

import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.99, eps=1e-5):
        self.m = momentum
        self.e = eps
        self.trainable = True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "BatchNormalization"

    def initialize(self, optimizer):
        d = self.input_shape[0]
        self.gamma, self.beta = np.ones(d), np.zeros(d)
        self.running_mean, self.running_var = np.zeros(d), np.ones(d)
        self.g_opt, self.b_opt = copy.deepcopy(optimizer), copy.deepcopy(optimizer)

    def parameters(self):
        return 2 * self.input_shape[0]

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        table = X if X.ndim == 2 else np.moveaxis(X, 1, 3).reshape(-1, X.shape[1])
        if training:
            mean, spread = table.mean(0), ((table - table.mean(0)) ** 2).sum(0)
            self.running_mean = self.m * self.running_mean + (1 - self.m) * mean
            self.running_var = self.m * self.running_var + (1 - self.m) * spread / len(table)
            var = spread / max(len(table) - 1, 1)
        else:
            mean, var = self.running_mean, self.running_var
        self.k = (var + self.e) ** -0.5
        self.z = (table - mean) * self.k
        return self.back(self.z * self.gamma + self.beta, X.shape)

    def back(self, table, shape):
        return table if len(shape) == 2 else np.moveaxis(table.reshape(shape[0], *shape[2:], shape[1]), 3, 1)

    def backward_pass(self, accum_grad):
        G = accum_grad if accum_grad.ndim == 2 else np.moveaxis(accum_grad, 1, 3).reshape(-1, accum_grad.shape[1])
        D = G * self.gamma
        dX = self.k * (D - D.mean(0) - self.z * (D * self.z).mean(0))
        if self.trainable:
            dgamma, dbeta = (G * self.z).sum(0), G.sum(0)
            self.gamma, self.beta = self.g_opt.update(self.gamma, dgamma), self.b_opt.update(self.beta, dbeta)
        return self.back(dX, accum_grad.shape)
