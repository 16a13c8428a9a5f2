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
        c = self.input_shape[0]
        self.gamma, self.beta = np.ones(c), np.zeros(c)
        self.running_mean, self.running_var = np.zeros(c), np.ones(c)
        self.opt = (copy.deepcopy(optimizer), copy.deepcopy(optimizer))

    def parameters(self):
        return self.gamma.size + self.beta.size

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        images = X.ndim == 4
        flat = np.einsum("ncp->npc", X.reshape(*X.shape[:2], -1)).reshape(-1, X.shape[1])
        if not training:
            out = (flat - self.running_mean) / np.sqrt(self.running_var + self.eps)
        else:
            mu = flat.mean(axis=0)
            self.centred = flat - mu
            var = (self.centred**2).mean(axis=0)
            self.istd = 1.0 / np.sqrt(var + self.eps)
            out = self.gamma * self.centred * self.istd + self.beta
            keep = self.momentum
            self.running_mean, self.running_var = keep * self.running_mean + (1 - keep) * mu, keep * self.running_var + (1 - keep) * var
        if images:
            return out.reshape(X.shape[0], -1, X.shape[1]).swapaxes(1, 2).reshape(X.shape)
        return out

    def backward_pass(self, accum_grad):
        shape = accum_grad.shape
        G = np.einsum("ncp->npc", accum_grad.reshape(*shape[:2], -1)).reshape(-1, shape[1])
        N = len(G)
        dnorm = G * self.gamma
        dvar = (dnorm * self.centred).sum(0) * -0.5 * self.istd**3
        dmu = -(dnorm * self.istd).sum(0) + dvar * (-2 * self.centred).mean(0)
        dX = dnorm * self.istd + dvar * 2 * self.centred / N + dmu / N
        if self.trainable:
            self.gamma = self.opt[0].update(self.gamma, (G * self.centred * self.istd).sum(0))
            self.beta = self.opt[1].update(self.beta, G.sum(0))
        return dX.reshape(shape[0], -1, shape[1]).swapaxes(1, 2).reshape(shape)
