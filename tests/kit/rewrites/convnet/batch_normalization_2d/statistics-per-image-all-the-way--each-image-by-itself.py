# mistake: forward takes the mean and the variance of a channel within each image alone, instead of over all images of the batch
import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        C, H, W = input_shape
        self.input_shape = (C, H, W)
        self.output_shape = (C, H, W)
        self.gamma = np.ones((1, C, 1, 1))
        self.beta = np.zeros((1, C, 1, 1))
        self.cache_m = np.zeros((1, C, 1, 1))
        self.cache_v = np.ones((1, C, 1, 1))
        self.dgamma = np.zeros((1, C, 1, 1))
        self.dbeta = np.zeros((1, C, 1, 1))

    def forward(self, input_batch, training=True):
        if training:
            mean = input_batch.mean(axis=(2, 3), keepdims=True)
            var = input_batch.var(axis=(2, 3), keepdims=True)
            # the caches have no batch axis
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean.mean(axis=0, keepdims=True)
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var.mean(axis=0, keepdims=True)
        else:
            mean, var = self.cache_m, self.cache_v
        self.std = np.sqrt(var + self.epsilon)
        self.x_hat = (input_batch - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        self.dgamma = np.sum(g * self.x_hat, axis=(0, 2, 3), keepdims=True)
        self.dbeta = np.sum(g, axis=(0, 2, 3), keepdims=True)
        a = g * self.gamma
        a_mean = a.mean(axis=(2, 3), keepdims=True)
        ax_mean = (a * self.x_hat).mean(axis=(2, 3), keepdims=True)
        return (a - a_mean - self.x_hat * ax_mean) / self.std

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

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
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
