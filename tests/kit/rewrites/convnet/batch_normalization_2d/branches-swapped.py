import numpy as np


def wide(v):
    return v.reshape(1, -1, 1, 1)


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon
        self.dgamma = None
        self.dbeta = None

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape
        channels = input_shape[0]
        self.gamma = np.ones(channels)
        self.beta = np.zeros(channels)
        self.cache_m = np.zeros(channels)
        self.cache_v = np.ones(channels)

    def forward(self, input_batch, training=True):
        if not training:
            mu = np.mean(input_batch, axis=(0, 2, 3))
            var = np.var(input_batch, axis=(0, 2, 3))
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mu
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var
        else:
            mu = self.cache_m
            var = self.cache_v
        self.centered = input_batch - wide(mu)
        self.std = np.sqrt(wide(var) + self.epsilon)
        self.xhat = self.centered / self.std
        out = wide(self.gamma) * self.xhat + wide(self.beta)
        return out

    def backward(self, output_gradient_batch):
        grad = output_gradient_batch
        n, _, h, w = grad.shape
        m = n * h * w
        self.dgamma = np.sum(grad * self.xhat, axis=(0, 2, 3))
        self.dbeta = np.sum(grad, axis=(0, 2, 3))
        dxhat = grad * wide(self.gamma)
        dvar = np.sum(dxhat * self.centered, axis=(0, 2, 3), keepdims=True) * -0.5 * self.std**-3
        dmu = np.sum(-dxhat / self.std, axis=(0, 2, 3), keepdims=True)
        dx = dxhat / self.std + dvar * 2 * self.centered / m + dmu / m
        return dx

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma = params["gamma"].copy()
        self.beta = params["beta"].copy()

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = state["cache_m"].copy()
        self.cache_v = state["cache_v"].copy()

    def get_config(self):
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
