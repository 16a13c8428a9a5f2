import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape
        size = (1, input_shape[0], 1, 1)
        self.gamma = np.ones(size)
        self.beta = np.zeros(size)
        self.cache_m = np.zeros(size)
        self.cache_v = np.zeros(size)
        self.grad_gamma = np.zeros(size)
        self.grad_beta = np.zeros(size)

    def _mean(self, array):
        return array.mean(axis=(0, 2, 3), keepdims=True)

    def _update(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def forward(self, input_batch, training=True):
        if not training:
            normal = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
            return normal * self.gamma + self.beta
        mu = self._mean(input_batch)
        self.centred = input_batch - mu
        var = self._mean(self.centred**2)
        self.sigma = np.sqrt(var + self.epsilon)
        self.cache_m = self._update(self.cache_m, mu)
        self.cache_v = self._update(self.cache_v, var)
        return self.centred / self.sigma * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        x_hat = self.centred / self.sigma
        self.grad_gamma = (output_gradient_batch * x_hat).sum(axis=(0, 2, 3), keepdims=True)
        self.grad_beta = output_gradient_batch.sum(axis=(0, 2, 3), keepdims=True)
        d = output_gradient_batch * self.gamma
        return (d - self._mean(d) - x_hat * self._mean(d * x_hat)) / self.sigma

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grad_gamma), "beta": (self.beta, self.grad_beta)}

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
        return dict(type="BatchNormalization2D", momentum=self.momentum, epsilon=self.epsilon)
