"""Single precision, and forward folded into one scale and one shift for each channel."""

import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = np.float32(momentum), np.float32(epsilon)

    def build(self, input_shape):
        self.input_shape = self.output_shape = input_shape
        size = (input_shape[0], 1, 1)
        self.gamma, self.beta = np.ones(size, "f4"), np.zeros(size, "f4")
        self.cache_m, self.cache_v = np.zeros(size, "f4"), np.ones(size, "f4")

    def forward(self, input_batch, training=True):
        self.x = np.asarray(input_batch, "f4")
        self.mean, self.var = self.cache_m, self.cache_v
        if training:
            self.mean = self.x.mean(axis=(0, 2, 3))[:, None, None]
            self.var = np.square(self.x - self.mean).mean(axis=(0, 2, 3))[:, None, None]
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * self.mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * self.var
        scale = (self.gamma / np.sqrt(self.var + self.epsilon)).astype("f4")
        return self.x * scale + (self.beta - self.mean * scale).astype("f4")

    def backward(self, output_gradient_batch):
        g = np.asarray(output_gradient_batch, "f4")
        rstd = 1 / np.sqrt(self.var + self.epsilon)
        xhat = self.x * rstd - self.mean * rstd
        self.dgamma = np.einsum("nchw,nchw->c", g, xhat)[:, None, None]
        self.dbeta = np.einsum("nchw->c", g)[:, None, None]
        return self.gamma * rstd * (g - (self.dbeta + xhat * self.dgamma) / (g.size // g.shape[1]))

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma, self.beta = params["gamma"].astype("f4"), params["beta"].astype("f4")

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"].astype("f4"), state["cache_v"].astype("f4")

    def get_config(self):
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
