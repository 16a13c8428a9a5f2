"""Single precision, one channel at a time, arrays of shape (C, 1, 1), a Layer base of its own."""

import numpy as np


class Layer:
    def build(self, input_shape):
        self.input_shape = self.output_shape = input_shape

    def get_config(self):
        return {"type": self.__class__.__name__}


class BatchNormalization2D(Layer):
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        super().build(input_shape)
        shape = (input_shape[0], 1, 1)
        self.gamma, self.cache_v = np.ones(shape, np.float32), np.ones(shape, np.float32)
        self.beta, self.cache_m = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.gradients = [np.zeros(shape, np.float32), np.zeros(shape, np.float32)]

    def forward(self, input_batch, training=True):
        x = np.array(input_batch, dtype=np.float32)
        self.xhat, self.rstd = np.empty_like(x), np.empty(x.shape[1], np.float32)
        out = np.empty_like(x)
        if training:
            self.cache_m, self.cache_v = self.cache_m.copy(), self.cache_v.copy()
        for c in range(x.shape[1]):
            plane = x[:, c]
            mean, var = self.cache_m[c, 0, 0], self.cache_v[c, 0, 0]
            if training:
                old_mean, old_var = mean, var
                mean = np.mean(plane)
                var = np.mean(np.square(plane - mean))
                self.cache_m[c] = self.momentum * old_mean + (1 - self.momentum) * mean
                self.cache_v[c] = self.momentum * old_var + (1 - self.momentum) * var
            self.rstd[c] = 1 / np.sqrt(var + self.epsilon)
            self.xhat[:, c] = (plane - mean) * self.rstd[c]
            out[:, c] = self.xhat[:, c] * self.gamma[c] + self.beta[c]
        return out

    def backward(self, output_gradient_batch):
        g = np.asarray(output_gradient_batch, dtype=np.float32)
        dx = np.empty_like(g)
        self.gradients = [np.zeros((g.shape[1], 1, 1), np.float32) for _ in range(2)]
        for c in range(g.shape[1]):
            plane, xhat = g[:, c], self.xhat[:, c]
            self.gradients[0][c] = np.sum(plane * xhat)
            self.gradients[1][c] = np.sum(plane)
            rest = plane - plane.mean() - xhat * np.mean(plane * xhat)
            dx[:, c] = self.gamma[c] * self.rstd[c] * rest
        return dx

    @property
    def params(self):
        return dict(zip(("gamma", "beta"), zip((self.gamma, self.beta), self.gradients, strict=True), strict=True))

    def load_params(self, params):
        self.gamma[:] = params["gamma"]
        self.beta[:] = params["beta"]

    @property
    def state(self):
        return {name: getattr(self, name).copy() for name in ("cache_m", "cache_v")}

    @state.setter
    def state(self, state):
        for name in ("cache_m", "cache_v"):
            setattr(self, name, np.array(state[name], np.float32))

    def get_config(self):
        return super().get_config() | {"momentum": self.momentum, "epsilon": self.epsilon}
