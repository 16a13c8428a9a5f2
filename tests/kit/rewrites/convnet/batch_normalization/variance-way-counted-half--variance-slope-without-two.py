# mistake: backward takes d_i / N instead of 2 d_i / N as the slope of the variance, so the way through it counts half
import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.d_gamma = self.d_beta = None

    def build(self, input_shape):
        shape = tuple(input_shape) if np.ndim(input_shape) else (int(input_shape),)
        self.input_shape = self.output_shape = shape
        self.gamma, self.cache_v = np.ones((1, *shape)), np.ones((1, *shape))
        self.beta, self.cache_m = np.zeros((1, *shape)), np.zeros((1, *shape))
        self.d_gamma, self.d_beta = np.zeros((1, *shape)), np.zeros((1, *shape))

    def forward(self, input_batch, training=True):
        mu, var = self.cache_m, self.cache_v
        if training:
            mu = input_batch.mean(0, keepdims=True)
            var = np.square(input_batch - mu).mean(0, keepdims=True)
            self.cache_m = self.cache_m * self.momentum + mu * (1 - self.momentum)
            self.cache_v = self.cache_v * self.momentum + var * (1 - self.momentum)
        self.d = input_batch - mu
        self.s = np.sqrt(var + self.epsilon)
        return self.gamma * (self.d / self.s) + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        N = len(g)
        self.d_gamma = np.sum(g * self.d / self.s, axis=0, keepdims=True)
        self.d_beta = np.sum(g, axis=0, keepdims=True)
        a = self.gamma * g
        dL_dmu = -np.sum(a, axis=0, keepdims=True) / self.s
        dL_dvar = -0.5 * np.sum(a * self.d, axis=0, keepdims=True) / self.s ** 3
        dmu_dx = 1 / N
        dvar_dx = self.d / N
        return a / self.s + dL_dmu * dmu_dx + dL_dvar * dvar_dx

    @property
    def params(self):
        return {"gamma": (self.gamma, self.d_gamma), "beta": (self.beta, self.d_beta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"])
        self.beta = np.array(params["beta"])

    @property
    def state(self):
        return dict(cache_m=self.cache_m, cache_v=self.cache_v)

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"])
        self.cache_v = np.array(state["cache_v"])

    def get_config(self):
        return dict(type="BatchNormalization", momentum=self.momentum, epsilon=self.epsilon)
