import numpy as np


class BatchNormalization:
    """Normalises over the batch."""

    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon
        self.last = None

    def build(self, input_shape):
        try:
            self.input_shape = tuple(input_shape)
        except TypeError:
            self.input_shape = (input_shape,)
        self.output_shape = self.input_shape
        row = (1,) + self.input_shape
        self.gamma, self.grad_gamma = np.full(row, 1.0), np.full(row, 0.0)
        self.beta, self.grad_beta = np.full(row, 0.0), np.full(row, 0.0)
        self.cache_m, self.cache_v = np.full(row, 0.0), np.full(row, 1.0)

    def forward(self, input_batch, training=True):
        if training:
            self.last = input_batch
            m = np.mean(input_batch, axis=1, keepdims=True)
            v = np.var(input_batch, axis=1, keepdims=True)
            result = self.gamma * (input_batch - m) / np.sqrt(v + self.epsilon) + self.beta
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * m
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * v
            return result
        return self.gamma * (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon) + self.beta

    def backward(self, output_gradient_batch):
        X = self.last
        N = len(X)
        d = X - X.mean(axis=1, keepdims=True)
        s = np.sqrt(X.var(axis=1, keepdims=True) + self.epsilon)
        a = self.gamma * output_gradient_batch
        self.grad_gamma = np.sum(output_gradient_batch * d / s, axis=0, keepdims=True)
        self.grad_beta = np.sum(output_gradient_batch, axis=0, keepdims=True)
        by_mean = -np.sum(a, axis=0, keepdims=True) / s
        by_var = -np.sum(a * d, axis=0, keepdims=True) / (2 * s**3)
        return a / s + by_mean / N + by_var * 2 * d / N

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grad_gamma), "beta": (self.beta, self.grad_beta)}

    def load_params(self, params):
        self.gamma = params["gamma"] + 0.0
        self.beta = params["beta"] + 0.0

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = state["cache_m"] + 0.0
        self.cache_v = state["cache_v"] + 0.0

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
