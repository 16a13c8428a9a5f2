import importlib

import numpy as np


class DenseLayer:
    """a(XW + b)"""

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name = name
        self.type = "Dense"
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function
        self.weights = None
        self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        self.weights = np.random.randn(self.input_size, self.output_size)
        self.weights *= np.sqrt(2 / self.input_size)
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        z = input_data.dot(self.weights) + self.biases
        self.last_input, self.last_z = input_data, z
        return self.activation_function.function(z)

    def backward(self, output_gradient):
        slope = self.activation_function.derivative(self.last_z)
        delta = output_gradient * slope
        n_samples = output_gradient.shape[0]
        d_weights = self.last_input.T.dot(delta) / n_samples
        d_biases = np.mean(delta)
        d_inputs = delta.dot(self.weights.T)
        return {"inputs": d_inputs, "weights": d_weights, "biases": d_biases}

    def to_dict(self):
        return {"name": self.name, "type": self.type, "input_size": self.input_size,
                "output_size": self.output_size,
                "activation_function": type(self.activation_function).__name__}

    @classmethod
    def from_dict(cls, data):
        module = importlib.import_module("DifferentiableFunction")
        activation = getattr(module, data["activation_function"])()
        return cls(data["input_size"], data["output_size"], activation, data["name"])
