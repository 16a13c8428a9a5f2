import numpy as np
from DifferentiableFunction import *


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name = name
        self.type = "Dense"
        self.shape = self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.weights, self.biases, self.weights_initialized = None, None, False

    def initialize_weights(self):
        self.weights = np.random.normal(0, np.sqrt(2 / self.input_size), self.shape)
        self.biases = np.zeros(self.output_size)

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input, self.last_z = input_data, np.dot(input_data, self.weights)
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        return {
            "inputs": np.dot(delta, self.weights.T),
            "weights": np.dot(self.last_input.T, delta) / delta.shape[0],
            "biases": np.mean(delta, axis=0),
        }

    def to_dict(self):
        names = ["name", "type", "input_size", "output_size"]
        return {name: getattr(self, name) for name in names} | {
            "activation_function": self.activation_function.__class__.__name__
        }

    @classmethod
    def from_dict(cls, data):
        return cls(data["input_size"], data["output_size"], globals()[data["activation_function"]](), data["name"])
