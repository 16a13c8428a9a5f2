"""The bias as one more row of weights inside, weights that decide by themselves whether they are drawn, an OrderedDict."""

from collections import OrderedDict

import DifferentiableFunction
import numpy as np


class DenseLayer:
    type = "Dense"

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size, self.output_size = input_size, output_size
        self.activation_function, self.name = activation_function, name
        self.weights = self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        draws = np.random.randn(self.input_size, self.output_size)
        self.weights = np.asfortranarray(draws * (2 / self.input_size) ** 0.5)
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if self.weights is None:
            self.initialize_weights()
        self.last_input = input_data
        whole = np.vstack([self.weights, np.reshape(self.biases, (1, -1))])
        self.last_z = np.hstack([input_data, np.ones((len(input_data), 1))]) @ whole
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        slopes = self.activation_function.derivative(self.last_z)
        delta = np.multiply(output_gradient, slopes, out=np.empty(slopes.shape))
        columns = np.hstack([self.last_input, np.ones((len(delta), 1))])
        both = columns.T @ delta / len(delta)
        return OrderedDict(biases=both[-1], weights=both[:-1], inputs=(self.weights @ delta.T).T)

    def to_dict(self):
        activation = type(self.activation_function).__name__
        return OrderedDict(
            type=self.type, name=self.name, input_size=self.input_size, output_size=self.output_size,
            activation_function=activation,
        )  # fmt: skip

    @classmethod
    def from_dict(cls, data):
        activation = getattr(DifferentiableFunction, data["activation_function"])()
        return cls(data["input_size"], data["output_size"], activation, data["name"])
