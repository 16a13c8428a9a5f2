# mistake: initialize_weights scales the draw by sqrt(2 / output_size) instead of sqrt(2 / input_size)
import math

import DifferentiableFunction as df
import numpy as np


class DenseLayer:
    type = "Dense"

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function
        self.name = name
        self.weights = None
        self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        n_in, n_out = self.input_size, self.output_size
        self.weights = np.random.randn(n_in, n_out) * math.sqrt(2 / n_out)
        self.biases = np.zeros(n_out)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data.copy()
        self.last_z = np.dot(input_data, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = self.activation_function.derivative(self.last_z) * output_gradient
        outer = [np.outer(x, d) for x, d in zip(self.last_input, delta)]
        gradients = {}
        gradients["inputs"] = np.dot(delta, np.transpose(self.weights))
        gradients["weights"] = np.mean(outer, axis=0)
        gradients["biases"] = np.mean(delta, axis=0)
        return gradients

    def to_dict(self):
        return {"name": self.name, "type": self.type, "input_size": self.input_size,
                "output_size": self.output_size, "activation_function": type(self.activation_function).__name__}

    @classmethod
    def from_dict(cls, data):
        activation = vars(df)[data["activation_function"]]()
        return cls(data["input_size"], data["output_size"], activation, data["name"])
