"""Loops over samples and units, biases of shape (n,), parameters copied on load by rebinding."""

import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = self.biases = self.dw = self.db = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (int(input_shape),)
        self.input_shape = input_shape
        self.input_size = 1
        for n in input_shape:
            self.input_size *= n
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        variance = (2.0 if method == "he" else 1.0) / self.input_size
        self.weights = np.random.normal(0.0, variance**0.5, size=(self.input_size, self.output_size))
        self.no_bias = no_bias
        self.biases = None if no_bias else np.zeros(self.output_size)

    def forward(self, input_batch, training=True):
        self.x = np.array(input_batch)
        out = np.zeros((len(self.x), self.output_size))
        for n in range(out.shape[0]):
            for j in range(out.shape[1]):
                out[n, j] = sum(self.x[n, i] * self.weights[i, j] for i in range(self.input_size))
                if not self.no_bias:
                    out[n, j] += self.biases[j]
        return out

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        self.dw = np.zeros((self.input_size, self.output_size))
        self.db = np.zeros(self.output_size)
        dx = np.zeros_like(self.x, dtype=float)
        for n in range(len(g)):
            for j in range(self.output_size):
                self.db[j] += g[n, j]
                for i in range(self.input_size):
                    self.dw[i, j] += self.x[n, i] * g[n, j]
                    dx[n, i] += g[n, j] * self.weights[i, j]
        return dx

    @property
    def params(self):
        out = {"weights": [self.weights, self.dw]}
        if not self.no_bias:
            out["biases"] = [self.biases, self.db]
        return out

    def load_params(self, params):
        self.weights = np.array(params["weights"], dtype=float)
        if not self.no_bias:
            self.biases = np.array(params["biases"], dtype=float).ravel()

    def get_config(self):
        config = {"type": type(self).__name__, "name": "dense"}
        for name in ("output_size", "input_size", "initialization", "no_bias"):
            config[name] = getattr(self, name)
        return config
