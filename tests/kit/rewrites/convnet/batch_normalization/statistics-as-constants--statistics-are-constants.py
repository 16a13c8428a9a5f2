# mistake: backward treats the mean and the variance as constants and returns only gamma g / s
import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon

    def build(self, input_shape):
        size = input_shape if np.isscalar(input_shape) else input_shape[0]
        self.input_shape = self.output_shape = (size,)
        self.gamma, self.beta = np.ones((1, size)), np.zeros((1, size))
        self.cache_m, self.cache_v = np.zeros((1, size)), np.ones((1, size))
        self.dgamma, self.dbeta = np.zeros((1, size)), np.zeros((1, size))

    def forward(self, input_batch, training=True):
        if not training:
            scaled = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
            return scaled * self.gamma + self.beta
        mu = np.mean(input_batch, axis=0)[None, :]
        self.d = input_batch - mu
        sigma2 = np.var(input_batch, axis=0)[None, :]
        self.s = np.sqrt(sigma2 + self.epsilon)
        self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mu
        self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * sigma2
        return self.d / self.s * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        self.dgamma = np.sum(output_gradient_batch * self.d / self.s, axis=0, keepdims=True)
        self.dbeta = np.sum(output_gradient_batch, axis=0, keepdims=True)
        a = self.gamma * output_gradient_batch
        return a / self.s

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
        return dict(type="BatchNormalization", momentum=self.momentum, epsilon=self.epsilon)
