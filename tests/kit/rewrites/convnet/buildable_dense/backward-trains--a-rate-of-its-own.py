import math

import numpy as np


class Dense:
    LEARNING_RATE = 0.01

    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = output_size, (output_size,)
        self.initialization, self.no_bias = initialization, no_bias
        self.gradients = {}
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape) if isinstance(input_shape, (tuple, list)) else (input_shape,)
        size = 1
        for axis in self.input_shape:
            size *= axis
        self.input_size = size
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        gain = 2 if method == "he" else 1
        std = math.sqrt(gain / self.input_size)
        self.weights = np.random.normal(0.0, std, size=(self.input_size, self.output_size))
        self.biases = None if no_bias else np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.X = np.array(input_batch)
        Y = self.X @ self.weights
        if self.no_bias:
            return Y
        return Y + self.biases

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        input_gradient = G @ self.weights.T
        self.gradients["weights"] = np.einsum("ni,no->io", self.X, G)
        self.weights = self.weights - self.LEARNING_RATE * self.gradients["weights"]
        if not self.no_bias:
            self.gradients["biases"] = G.sum(axis=0).reshape(1, -1)
            self.biases = self.biases - self.LEARNING_RATE * self.gradients["biases"]
        return input_gradient

    @property
    def params(self):
        names = ["weights"] if self.no_bias else ["weights", "biases"]
        return {name: (getattr(self, name), self.gradients.get(name)) for name in names}

    def load_params(self, params):
        self.weights = np.copy(params["weights"])
        if not self.no_bias:
            self.biases = np.copy(params["biases"])

    def get_config(self):
        config = {"type": "Dense"}
        for key in ("output_size", "input_size", "initialization", "no_bias"):
            config[key] = getattr(self, key)
        return config
