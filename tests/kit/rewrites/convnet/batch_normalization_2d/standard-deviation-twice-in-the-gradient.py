import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.d_gamma = self.d_beta = None

    def build(self, input_shape):
        self.input_shape = self.output_shape = input_shape
        C = input_shape[0]
        self.gamma = np.ones(C).reshape(1, C, 1, 1)
        self.beta = np.zeros(C).reshape(1, C, 1, 1)
        self.cache_m = np.zeros(C).reshape(1, C, 1, 1)
        self.cache_v = np.ones(C).reshape(1, C, 1, 1)

    def forward(self, input_batch, training=True):
        if training:
            mu = np.einsum("nchw->c", input_batch) / self.count(input_batch)
            mu = mu[None, :, None, None]
            var = np.einsum("nchw->c", (input_batch - mu) ** 2) / self.count(input_batch)
            var = var[None, :, None, None]
            keep = self.momentum
            self.cache_m = keep * self.cache_m + (1 - keep) * mu
            self.cache_v = keep * self.cache_v + (1 - keep) * var
        else:
            mu, var = self.cache_m, self.cache_v
        self.inv_std = 1 / np.sqrt(var + self.epsilon)
        self.x_hat = (input_batch - mu) * self.inv_std
        self.slope = self.gamma * self.inv_std
        return self.gamma * self.x_hat + self.beta

    @staticmethod
    def count(batch):
        return batch.shape[0] * batch.shape[2] * batch.shape[3]

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        M = self.count(G)
        self.d_gamma = (G * self.x_hat).sum(axis=(0, 2, 3)).reshape(1, -1, 1, 1)
        self.d_beta = G.sum(axis=(0, 2, 3)).reshape(1, -1, 1, 1)
        dx_hat = G * self.slope
        s1 = dx_hat.sum(axis=(0, 2, 3), keepdims=True)
        s2 = (dx_hat * self.x_hat).sum(axis=(0, 2, 3), keepdims=True)
        return self.inv_std / M * (M * dx_hat - s1 - self.x_hat * s2)

    @property
    def params(self):
        return {"gamma": (self.gamma, self.d_gamma), "beta": (self.beta, self.d_beta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"], dtype=float)
        self.beta = np.array(params["beta"], dtype=float)

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"], dtype=float)
        self.cache_v = np.array(state["cache_v"], dtype=float)

    def get_config(self):
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
