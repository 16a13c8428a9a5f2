"""Feature by feature, arrays of shape (D,), the input gradient in the classic order of steps."""

import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        if isinstance(input_shape, tuple):
            (d,) = input_shape
        else:
            d = input_shape
        self.input_shape = self.output_shape = (d,)
        self.gamma, self.beta = np.ones(d), np.zeros(d)
        self.cache_m, self.cache_v = np.zeros(d), np.ones(d)
        self.dgamma = self.dbeta = None

    def forward(self, input_batch, training=True):
        x = np.asarray(input_batch, dtype=float)
        n, d = x.shape
        out = np.empty((n, d))
        self.x, self.mu, self.var, self.xhat = x, np.empty(d), np.empty(d), np.empty((n, d))
        for j in range(d):
            if training:
                mu = sum(x[:, j]) / n
                var = sum((value - mu) ** 2 for value in x[:, j]) / n
                self.cache_m[j] = self.momentum * self.cache_m[j] + (1 - self.momentum) * mu
                self.cache_v[j] = self.momentum * self.cache_v[j] + (1 - self.momentum) * var
            else:
                mu, var = self.cache_m[j], self.cache_v[j]
            self.mu[j], self.var[j] = mu, var
            for i in range(n):
                self.xhat[i, j] = (x[i, j] - mu) / (var + self.epsilon) ** 0.5
                out[i, j] = self.gamma[j] * self.xhat[i, j] + self.beta[j]
        return out

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        n = len(g)
        self.dgamma = np.sum(g * self.xhat, axis=0)
        self.dbeta = np.sum(g, axis=0)
        centred = self.x - self.mu
        std = np.sqrt(self.var + self.epsilon)
        dxhat = g * self.gamma
        dvar = np.sum(dxhat * centred * -0.5 * std**-3, axis=0)
        dmu = np.sum(-dxhat / std, axis=0) + dvar * np.sum(-2 * centred, axis=0) / n
        return dxhat / std + dvar * 2 * centred / n + dmu / n

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"], dtype=float)
        self.beta = np.array(params["beta"], dtype=float)

    @property
    def state(self):
        return {"cache_m": self.cache_m.copy(), "cache_v": self.cache_v.copy()}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"])
        self.cache_v = np.array(state["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization", "epsilon": self.epsilon, "momentum": self.momentum, "axis": 0}
