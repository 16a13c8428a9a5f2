# mistake: epsilon is added to the standard deviation after the root instead of to the variance before it
import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon
        self.grad_gamma = None
        self.grad_beta = None

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (int(input_shape),)
        self.input_shape = input_shape
        self.output_shape = input_shape
        D = input_shape[0]
        self.gamma = np.ones((1, D))
        self.beta = np.zeros((1, D))
        self.cache_m = np.zeros((1, D))
        self.cache_v = np.ones((1, D))
        self.grad_gamma = np.zeros((1, D))
        self.grad_beta = np.zeros((1, D))

    def forward(self, input_batch, training=True):
        if training:
            mean = input_batch.mean(axis=0, keepdims=True)
            var = ((input_batch - mean) ** 2).mean(axis=0, keepdims=True)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var
        else:
            mean, var = self.cache_m, self.cache_v
        self.std = np.sqrt(var) + self.epsilon
        self.x_hat = (input_batch - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        self.grad_gamma = (g * self.x_hat).sum(axis=0, keepdims=True)
        self.grad_beta = g.sum(axis=0, keepdims=True)
        a = g * self.gamma
        centred = a - a.mean(axis=0, keepdims=True)
        along = self.x_hat * (a * self.x_hat).mean(axis=0, keepdims=True)
        return (centred - along) / self.std

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grad_gamma), "beta": (self.beta, self.grad_beta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"])
        self.beta = np.array(params["beta"])

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"])
        self.cache_v = np.array(state["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
