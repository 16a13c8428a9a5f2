import math

import numpy as np

GAIN = {"he": 2.0, "xavier": 1.0}


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        self.grads = {"weights": None, "biases": None}
        self.weights = None
        self.biases = None
        self.input_size = self.input_shape = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = input_shape if isinstance(input_shape, tuple) else (input_shape,)
        self.input_size = math.prod(self.input_shape)
        if self.initialization != "auto":
            self.init_weights(self.initialization, False)

    def init_weights(self, method, no_bias):
        std = math.sqrt(GAIN[method] / self.input_size)
        self.weights = np.random.normal(0.0, std, size=(self.input_size, self.output_size))
        self.no_bias = no_bias
        if not no_bias:
            self.biases = np.zeros((1, self.output_size))
        else:
            self.biases = None

    def forward(self, input_batch, training=True):
        self.cache = input_batch
        if self.no_bias:
            return input_batch @ self.weights
        return input_batch @ self.weights + self.biases

    def backward(self, output_gradient_batch):
        self.grads = {
            "weights": self.cache.T @ output_gradient_batch,
            "biases": output_gradient_batch.sum(axis=0, keepdims=True),
        }
        return output_gradient_batch @ self.weights.T

    @property
    def params(self):
        names = ["weights"] if self.no_bias else ["weights", "biases"]
        return {name: (getattr(self, name), self.grads[name]) for name in names}

    def load_params(self, params):
        names = ["weights"] if self.no_bias else ["weights", "biases"]
        for name in names:
            setattr(self, name, np.array(params[name]))

    def get_config(self):
        names = ("output_size", "input_size", "initialization", "no_bias")
        return {"type": "Dense", **{name: getattr(self, name) for name in names}}
