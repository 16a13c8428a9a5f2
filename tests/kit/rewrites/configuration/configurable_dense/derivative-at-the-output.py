import math

import DifferentiableFunction as functions
import numpy as np


class DenseLayer:
    KEYS = ("name", "type", "input_size", "output_size")

    def __init__(self, input_size, output_size, activation_function, name=None):
        vars(self).update(input_size=input_size, output_size=output_size, name=name, type="Dense")
        self.activation_function = activation_function
        self.weights_initialized = False
        self.weights = self.biases = self.last_input = self.last_z = None

    def initialize_weights(self):
        self.weights = np.random.normal(0, math.sqrt(2 / self.input_size), (self.input_size, self.output_size))
        self.biases = np.zeros(self.output_size)

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input = input_data
        self.last_z = np.einsum("ni,io->no", input_data, self.weights) + self.biases
        self.last_output = self.activation_function.function(self.last_z)
        return self.last_output

    def backward(self, output_gradient):
        slope = self.activation_function.derivative(self.last_output)
        inner = np.multiply(slope, output_gradient)
        samples = inner.shape[0]
        found = {"inputs": np.einsum("no,io->ni", inner, self.weights)}
        found["weights"] = np.einsum("ni,no->io", self.last_input, inner) / samples
        found["biases"] = np.mean(inner, axis=0)
        return found

    def to_dict(self):
        data = {key: getattr(self, key) for key in self.KEYS}
        data["activation_function"] = self.activation_function.__class__.__name__
        return data

    @classmethod
    def from_dict(cls, data):
        activation = vars(functions)[data["activation_function"]]()
        return cls(data["input_size"], data["output_size"], activation, name=data["name"])
