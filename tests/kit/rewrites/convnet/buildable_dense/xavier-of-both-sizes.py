import math

import numpy as np


class Parameter:
    """An array with its gradient."""

    def __init__(self, value):
        self.value = value
        self.gradient = np.zeros(value.shape)


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.initialization, self.no_bias = output_size, initialization, no_bias
        self.output_shape = (output_size,)
        self.learnt = {}
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = input_shape if isinstance(input_shape, tuple) else (input_shape,)
        self.input_size = math.prod(self.input_shape)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        shape = (self.input_size, self.output_size)
        fan = self.input_size if method == "he" else sum(shape)
        std = math.sqrt(2 / fan)
        self.learnt = {"weights": Parameter(std * np.random.standard_normal(shape))}
        self.no_bias = no_bias
        if not no_bias:
            self.learnt["biases"] = Parameter(np.zeros((1, self.output_size)))

    @property
    def weights(self):
        return self.learnt["weights"].value

    @weights.setter
    def weights(self, value):
        self.learnt["weights"].value = value

    @property
    def biases(self):
        return self.learnt["biases"].value

    @biases.setter
    def biases(self, value):
        self.learnt["biases"].value = value

    def forward(self, input_batch, training=True):
        self.seen = input_batch
        out = np.einsum("ni,io->no", input_batch, self.weights)
        if "biases" in self.learnt:
            out += self.biases
        return out

    def backward(self, output_gradient_batch):
        grad = output_gradient_batch
        self.learnt["weights"].gradient = np.einsum("ni,no->io", self.seen, grad)
        if "biases" in self.learnt:
            self.learnt["biases"].gradient = grad.sum(axis=0).reshape(1, -1)
        return np.einsum("no,io->ni", grad, self.weights)

    @property
    def params(self):
        return {name: (parameter.value, parameter.gradient) for name, parameter in self.learnt.items()}

    def load_params(self, params):
        for name, parameter in self.learnt.items():
            parameter.value = params[name].copy()

    def get_config(self):
        config = {name: getattr(self, name) for name in ("output_size", "input_size", "initialization", "no_bias")}
        config["type"] = "Dense"
        return config
