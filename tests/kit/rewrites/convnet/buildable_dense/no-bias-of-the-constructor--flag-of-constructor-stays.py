# mistake: init_weights ignores its argument no_bias and goes by the flag that the constructor got
import math

import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = output_size, (output_size,)
        self.initialization, self.no_bias = initialization, no_bias
        self.weights = self.biases = None
        self.dW = self.dB = None
        self.input_size = self.input_shape = None
        if input_size is not None:
            self.build((input_size,))

    def build(self, input_shape):
        self.input_shape = tuple(np.atleast_1d(input_shape).tolist())
        self.input_size = math.prod(self.input_shape)
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        gain = 2 if method == "he" else 1
        std = math.sqrt(gain / self.input_size)
        self.weights = np.random.normal(0.0, std, size=(self.input_size, self.output_size))
        if not self.no_bias:
            self.biases = np.random.normal(0.0, 0.1, size=(1, self.output_size))

    def forward(self, input_batch, training=True):
        self.X = input_batch
        return self.X @ self.weights + (0 if self.no_bias else self.biases)

    def backward(self, output_gradient_batch):
        self.dW = self.X.T @ output_gradient_batch
        self.dB = np.ones((1, len(self.X))) @ output_gradient_batch
        return output_gradient_batch @ self.weights.T

    @property
    def params(self):
        if self.no_bias:
            return {"weights": (self.weights, self.dW)}
        return {"weights": (self.weights, self.dW), "biases": (self.biases, self.dB)}

    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return dict(type="Dense", output_size=self.output_size, input_size=self.input_size,
                    initialization=self.initialization, no_bias=self.no_bias)
