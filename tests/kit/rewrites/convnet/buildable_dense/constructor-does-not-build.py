import math
import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.input_size = input_size
        self.input_shape = None
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = None
        self.biases = None
        self.grad_w = None
        self.grad_b = None

    def build(self, input_shape):
        if not isinstance(input_shape, (tuple, list)):
            input_shape = (input_shape,)
        self.input_shape = tuple(input_shape)
        self.input_size = math.prod(self.input_shape)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        variance = {"he": 2, "xavier": 1}[method] / self.input_size
        self.weights = np.random.normal(0, math.sqrt(variance), (self.input_size, self.output_size))
        self.grad_w = np.zeros_like(self.weights)
        if no_bias:
            self.biases = None
        else:
            self.biases = np.zeros((1, self.output_size))
            self.grad_b = np.zeros_like(self.biases)

    def forward(self, input_batch, training=True):
        self.last_input = input_batch
        out = input_batch.dot(self.weights)
        if not self.no_bias:
            out = out + self.biases
        return out

    def backward(self, output_gradient_batch):
        self.grad_w = self.last_input.T @ output_gradient_batch
        if not self.no_bias:
            self.grad_b = output_gradient_batch.sum(axis=0, keepdims=True)
        return output_gradient_batch @ self.weights.T

    @property
    def params(self):
        params = {"weights": (self.weights, self.grad_w)}
        if not self.no_bias:
            params["biases"] = (self.biases, self.grad_b)
        return params

    def load_params(self, params):
        self.weights = np.array(params["weights"], dtype=float)
        if not self.no_bias:
            self.biases = np.array(params["biases"], dtype=float)

    def get_config(self):
        return {"type": "Dense", "output_size": self.output_size, "input_size": self.input_size,
                "initialization": self.initialization, "no_bias": self.no_bias}
