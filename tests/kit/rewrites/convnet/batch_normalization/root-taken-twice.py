import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.memory = {}
        self.grads = {}

    def build(self, input_shape):
        n = input_shape if isinstance(input_shape, int) else input_shape[0]
        self.input_shape = self.output_shape = (n,)
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.cache_m, self.cache_v = np.zeros(n), np.ones(n)
        self.grads = {"gamma": np.zeros(n), "beta": np.zeros(n)}

    def running(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def forward(self, input_batch, training=True):
        if not training:
            scale = 1 / np.sqrt(np.sqrt(self.cache_v + self.epsilon))
            return (input_batch - self.cache_m) * scale * self.gamma + self.beta
        mean = np.mean(input_batch, axis=0)
        variance = np.var(input_batch, axis=0)
        self.cache_m = self.running(self.cache_m, mean)
        self.cache_v = self.running(self.cache_v, variance)
        ivar = 1 / np.sqrt(np.sqrt(variance + self.epsilon))
        hat = (input_batch - mean) * ivar
        self.memory = {"hat": hat, "ivar": ivar}
        return hat * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        hat, ivar = self.memory["hat"], self.memory["ivar"]
        n = len(g)
        self.grads = {"gamma": np.einsum("ij,ij->j", g, hat), "beta": np.einsum("ij->j", g)}
        a = g * self.gamma
        return ivar / n * (n * a - a.sum(0) - hat * (a * hat).sum(0))

    @property
    def params(self):
        return {name: (getattr(self, name), self.grads[name]) for name in ("gamma", "beta")}

    def load_params(self, params):
        for name in ("gamma", "beta"):
            getattr(self, name)[...] = params[name]

    @property
    def state(self):
        return dict(cache_m=self.cache_m, cache_v=self.cache_v)

    @state.setter
    def state(self, state):
        for name in ("cache_m", "cache_v"):
            setattr(self, name, state[name].copy())

    def get_config(self):
        return dict(type=type(self).__name__, momentum=self.momentum, epsilon=self.epsilon)
