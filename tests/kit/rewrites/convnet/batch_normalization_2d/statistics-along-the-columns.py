import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        C, H, W = input_shape
        self.input_shape = (C, H, W)
        self.output_shape = (C, H, W)
        self.gamma = np.ones(C)
        self.beta = np.zeros(C)
        self.cache_m = np.zeros(C)
        self.cache_v = np.ones(C)
        self.dgamma = np.zeros(C)
        self.dbeta = np.zeros(C)

    def forward(self, input_batch, training=True):
        if training:
            mu = np.mean(input_batch, axis=(0, 2, 3))
            var = np.var(input_batch, axis=(0, 2, 3))
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mu
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var
        else:
            mu = self.cache_m
            var = self.cache_v
        self.std = np.sqrt(var + self.epsilon)
        self.x_hat = (input_batch - mu) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, output_gradient_batch):
        N, _, H, W = output_gradient_batch.shape
        m = N * H * W
        self.dgamma = np.sum(output_gradient_batch * self.x_hat, axis=(0, 2, 3))
        self.dbeta = np.sum(output_gradient_batch, axis=(0, 2, 3))
        dx_hat = output_gradient_batch * self.gamma
        s1 = np.sum(dx_hat, axis=(0, 2, 3))
        s2 = np.sum(dx_hat * self.x_hat, axis=(0, 2, 3))
        return (m * dx_hat - s1 - self.x_hat * s2) / (m * self.std)

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
