"""Channels last, flattened to columns, arrays of shape (C,), the one-dimensional gradient in its steps."""

import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.output_shape = tuple(input_shape)
        channels = input_shape[0]
        self.gamma, self.beta = np.ones(channels), np.zeros(channels)
        self.cache_m, self.cache_v = np.zeros(channels), np.ones(channels)
        self.dgamma, self.dbeta = np.zeros(channels), np.zeros(channels)

    def _to_columns(self, images):
        return images.transpose(0, 2, 3, 1).reshape(-1, images.shape[1])

    def _to_images(self, columns, like):
        n, c, h, w = like.shape
        return columns.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    def forward(self, input_batch, training=True):
        x = self._to_columns(input_batch)
        if training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.cache_m = self.cache_m * self.momentum + mean * (1 - self.momentum)
            self.cache_v = self.cache_v * self.momentum + var * (1 - self.momentum)
        else:
            mean, var = self.cache_m, self.cache_v
        self.centred = x - mean
        self.std = np.sqrt(var + self.epsilon)
        return self._to_images(self.centred / self.std * self.gamma + self.beta, input_batch)

    def backward(self, output_gradient_batch):
        g = self._to_columns(output_gradient_batch)
        rows = len(g)
        self.dbeta = g.sum(axis=0)
        self.dgamma = (g * self.centred / self.std).sum(axis=0)
        dxhat = g * self.gamma
        dvar = (dxhat * self.centred).sum(axis=0) * -0.5 / self.std**3
        dmean = -dxhat.sum(axis=0) / self.std
        return self._to_images(dxhat / self.std + dvar * 2 * self.centred / rows + dmean / rows, output_gradient_batch)

    @property
    def params(self):
        return {"gamma": [self.gamma, self.dgamma], "beta": [self.beta, self.dbeta]}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"], dtype=float).ravel()
        self.beta = np.array(params["beta"], dtype=float).ravel()

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"], state["cache_v"]

    def get_config(self):
        return {"type": type(self).__name__, "momentum": self.momentum, "epsilon": self.epsilon}
