from copy import deepcopy

import numpy as np
from layer import Layer


class BatchNormalization(Layer):
    def __init__(self, momentum=0.99, eps=1e-5):
        super().__init__()
        self.m, self.e = momentum, eps
        self.trainable = True
        self.gamma = self.beta = self.running_mean = self.running_var = None

    def initialize(self, optimizer):
        C = self.input_shape[0]
        self.gamma, self.beta = np.ones((1, C)), np.zeros((1, C))
        self.running_mean, self.running_var = np.zeros((1, C)), np.ones((1, C))
        self.g_opt, self.b_opt = deepcopy(optimizer), deepcopy(optimizer)

    def parameters(self):
        return 2 * self.gamma.size

    def flat(self, X):
        return X if X.ndim == 2 else np.moveaxis(X, 1, -1).reshape(-1, X.shape[1])

    def back(self, F, shape):
        return F if len(shape) == 2 else np.moveaxis(F.reshape(shape[0], shape[2], shape[3], shape[1]), -1, 1)

    def forward_pass(self, X, training=True):
        F = self.flat(X)
        if training:
            N = F.shape[0]
            mean = F.sum(axis=0, keepdims=True) / N
            diff = F - mean
            var = np.einsum("ij,ij->j", diff, diff)[None] / N
            self.running_mean = self.m * self.running_mean + (1 - self.m) * mean
            self.running_var = self.m * self.running_var + (1 - self.m) * var
            self.ivar = 1.0 / np.sqrt(F.var(axis=1, keepdims=True) + self.e)
            self.xhat = (F - F.mean(axis=1, keepdims=True)) * self.ivar
            out = self.gamma * self.xhat + self.beta
        else:
            xhat = (F - self.running_mean) / np.sqrt(self.running_var + self.e)
            out = self.gamma * xhat + self.beta
        return self.back(out, X.shape)

    def backward_pass(self, accum_grad):
        G = self.flat(accum_grad)
        N = G.shape[0]
        dxhat = G * self.gamma
        dF = self.ivar / N * (N * dxhat - dxhat.sum(axis=0) - self.xhat * (dxhat * self.xhat).sum(axis=0))
        grad_gamma = (G * self.xhat).sum(axis=0, keepdims=True)
        grad_beta = G.sum(axis=0, keepdims=True)
        if self.trainable:
            self.gamma = self.g_opt.update(self.gamma, grad_gamma)
            self.beta = self.b_opt.update(self.beta, grad_beta)
        return self.back(dF, accum_grad.shape)

    def output_shape(self):
        return tuple(self.input_shape)
