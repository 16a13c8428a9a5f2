import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        d = input_shape if isinstance(input_shape, int) else input_shape[0]
        self.input_shape = (d,)
        self.output_shape = (d,)
        self.gamma = np.ones((1, d))
        self.beta = np.zeros((1, d))
        self.dgamma = np.zeros((1, d))
        self.dbeta = np.zeros((1, d))
        self.cache_m = np.zeros((1, d))
        self.cache_v = np.ones((1, d))

    def forward(self, input_batch, training=True):
        if not training:
            normal = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
            return self.gamma * normal + self.beta
        n = input_batch.shape[0]
        mean = input_batch.sum(axis=0, keepdims=True) / n
        centred = input_batch - mean
        variance = (centred**2).sum(axis=0, keepdims=True) / n
        self.inv = 1 / np.sqrt(variance + self.epsilon)
        self.normal = centred * self.inv
        self.raw = input_batch
        m = self.momentum
        self.cache_m = m * self.cache_m + (1 - m) * mean
        self.cache_v = m * self.cache_v + (1 - m) * variance
        return self.gamma * self.normal + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        n = g.shape[0]
        self.dbeta = g.sum(axis=0, keepdims=True)
        self.dgamma = (g * self.raw).sum(axis=0, keepdims=True)
        inner = g - self.dbeta / n - self.normal * (g * self.normal).sum(axis=0, keepdims=True) / n
        return self.gamma * self.inv * inner

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

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
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
