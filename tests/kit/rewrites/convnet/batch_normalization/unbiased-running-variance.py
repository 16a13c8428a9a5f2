import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        try:
            (size,) = input_shape
        except TypeError:
            size = input_shape
        self.input_shape = (size,)
        self.output_shape = (size,)
        self.gamma = np.ones((1, size))
        self.beta = np.zeros((1, size))
        self.grads = {"gamma": np.zeros((1, size)), "beta": np.zeros((1, size))}
        self.cache_m = np.zeros((1, size))
        self.cache_v = np.ones((1, size))

    def forward(self, input_batch, training=True):
        if training:
            n = input_batch.shape[0]
            mu = input_batch.sum(axis=0, keepdims=True) / n
            squares = ((input_batch - mu) ** 2).sum(axis=0, keepdims=True)
            var = squares / n
            var_unbiased = squares / max(n - 1, 1)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mu
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var_unbiased
        else:
            mu, var = self.cache_m, self.cache_v
        self.s = np.sqrt(var + self.epsilon)
        self.x_hat = (input_batch - mu) / self.s
        return self.gamma * self.x_hat + self.beta

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        n = len(G)
        dgamma = np.einsum("nd,nd->d", G, self.x_hat)[None]
        dbeta = G.sum(axis=0)[None]
        self.grads = {"gamma": dgamma, "beta": dbeta}
        return self.gamma / self.s * (G - dbeta / n - self.x_hat * dgamma / n)

    @property
    def params(self):
        return {name: (getattr(self, name), self.grads[name]) for name in ("gamma", "beta")}

    def load_params(self, params):
        for name in ("gamma", "beta"):
            setattr(self, name, np.copy(params[name]))

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        for name in ("cache_m", "cache_v"):
            setattr(self, name, np.copy(state[name]))

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
