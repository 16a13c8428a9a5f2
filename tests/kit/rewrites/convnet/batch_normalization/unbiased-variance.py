import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.output_shape = input_shape
        d = input_shape[0]
        self.gamma, self.beta = np.ones(d), np.zeros(d)
        self.dgamma, self.dbeta = np.zeros(d), np.zeros(d)
        self.cache_m, self.cache_v = np.zeros(d), np.ones(d)

    def forward(self, input_batch, training=True):
        if training:
            mu = np.mean(input_batch, axis=0)
            self.xc = input_batch - mu
            var = np.sum(self.xc**2, axis=0) / max(len(self.xc) - 1, 1)
            self.cache_m = self.cache_m * self.momentum + mu * (1 - self.momentum)
            self.cache_v = self.cache_v * self.momentum + np.var(input_batch, axis=0) * (1 - self.momentum)
        else:
            self.xc = input_batch - self.cache_m
            var = self.cache_v
        self.std = np.sqrt(var + self.epsilon)
        self.xhat = self.xc / self.std
        return self.xhat * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        dout = output_gradient_batch
        n = dout.shape[0]
        self.dgamma = np.sum(dout * self.xhat, axis=0)
        self.dbeta = np.sum(dout, axis=0)
        dxhat = dout * self.gamma
        dstd = -np.sum(dxhat * self.xc, axis=0) / self.std**2
        dvar = 0.5 * dstd / self.std
        dxc = dxhat / self.std + 2 * dvar * self.xc / max(n - 1, 1)
        dmu = -np.sum(dxc, axis=0)
        return dxc + dmu / n

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma = np.copy(params["gamma"])
        self.beta = np.copy(params["beta"])

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.copy(state["cache_m"])
        self.cache_v = np.copy(state["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
