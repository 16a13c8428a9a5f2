import numpy as np


def flatten_channels(images):
    """(N, C, H, W) becomes (C, N * H * W)."""
    return np.swapaxes(images, 0, 1).reshape(images.shape[1], -1)


def restore(rows, shape):
    n, c, h, w = shape
    return np.swapaxes(rows.reshape(c, n, h, w), 0, 1)


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon

    def build(self, input_shape):
        self.input_shape = self.output_shape = input_shape
        self.kept = (1, input_shape[0], 1, 1)
        self.gamma, self.grad_gamma = np.ones(self.kept), np.zeros(self.kept)
        self.beta, self.grad_beta = np.zeros(self.kept), np.zeros(self.kept)
        self.cache_m, self.cache_v = np.zeros(self.kept), np.ones(self.kept)

    def remember(self, mean, variance):
        keep, take = self.momentum, 1 - self.momentum
        self.cache_m = keep * self.cache_m + take * mean.reshape(self.kept)
        self.cache_v = keep * self.cache_v + take * variance.reshape(self.kept)

    def forward(self, input_batch, training=True):
        rows = flatten_channels(input_batch)
        mean, variance = self.cache_m.reshape(-1, 1), self.cache_v.reshape(-1, 1)
        if training:
            mean = rows.mean(axis=1, keepdims=True)
            variance = np.square(rows - mean).mean(axis=1, keepdims=True)
            self.remember(mean, variance)
        self.centred = rows - mean
        self.inv = (variance + self.epsilon) ** -0.5
        self.normal = self.centred * self.inv
        out = self.normal * self.gamma.reshape(-1, 1) + self.beta.reshape(-1, 1)
        return restore(out, input_batch.shape)

    def backward(self, output_gradient_batch):
        g = flatten_channels(output_gradient_batch)
        count = g.size
        self.grad_gamma = (g * self.normal).sum(axis=1).reshape(self.kept)
        self.grad_beta = g.sum(axis=1).reshape(self.kept)
        up = g * self.gamma.reshape(-1, 1)
        d_inv = (up * self.centred).sum(axis=1, keepdims=True)
        d_var = -0.5 * d_inv * self.inv**3
        d_centred = up * self.inv + 2 * self.centred * d_var / count
        d_mean = -d_centred.sum(axis=1, keepdims=True)
        return restore(d_centred + d_mean / count, output_gradient_batch.shape)

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
        return {"type": type(self).__name__, "momentum": self.momentum, "epsilon": self.epsilon}
