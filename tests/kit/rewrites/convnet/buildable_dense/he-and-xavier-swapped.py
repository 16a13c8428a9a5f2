import math

import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = output_size, (output_size,)
        self.initialization, self.no_bias = initialization, no_bias
        if input_size is not None:
            self.build((input_size,))

    def build(self, input_shape):
        self.input_shape = input_shape if isinstance(input_shape, tuple) else (input_shape,)
        self.input_size = math.prod(self.input_shape)
        if self.initialization == "auto":
            return
        self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        variance = 2 / self.input_size if method == "xavier" else 1 / self.input_size
        self.weights = np.random.standard_normal(size=(self.input_size, self.output_size)) * variance**0.5
        self.dweights = 0 * self.weights
        self.no_bias = no_bias
        if not no_bias:
            self.biases = np.zeros((1, self.output_size))
            self.dbiases = 0 * self.biases

    def forward(self, input_batch, training=True):
        self.inputs = input_batch
        rows = [x @ self.weights for x in input_batch]
        if self.no_bias:
            return np.array(rows)
        return np.array([row + self.biases[0] for row in rows])

    def backward(self, output_gradient_batch):
        self.dweights = sum(np.outer(x, g) for x, g in zip(self.inputs, output_gradient_batch, strict=True))
        if not self.no_bias:
            self.dbiases = sum(g.reshape(1, -1) for g in output_gradient_batch)
        return np.array([self.weights @ g for g in output_gradient_batch])

    @property
    def params(self):
        found = {"weights": (self.weights, self.dweights)}
        if not self.no_bias:
            found["biases"] = (self.biases, self.dbiases)
        return found

    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
