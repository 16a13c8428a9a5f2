"""Loops over samples, a base class of its own, biases of shape (1, n), an import by name."""

import importlib

import numpy as np


class Layer:
    def __init__(self, name):
        self.name = name
        self.weights = self.biases = self.last_input = self.last_z = None
        self.weights_initialized = False


class DenseLayer(Layer):
    type = "Dense"

    def __init__(self, input_size, output_size, activation_function, name=None):
        Layer.__init__(self, name)
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function

    def initialize_weights(self):
        self.weights = np.random.normal(0, (2 / self.input_size) ** 0.5, (self.input_size, self.output_size))
        self.biases = np.zeros((1, self.output_size))
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = np.copy(input_data)
        bias = np.ravel(self.biases)
        columns = range(self.output_size)
        self.last_z = np.array([[row @ self.weights[:, j] + bias[j] for j in columns] for row in input_data])
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        slopes = self.activation_function.derivative(self.last_z)
        gradients = {
            "biases": np.zeros((1, self.output_size)),
            "weights": np.zeros((self.input_size, self.output_size)),
            "inputs": np.zeros((len(output_gradient), self.input_size)),
        }
        for n, row in enumerate(output_gradient):
            delta = row * slopes[n]
            gradients["biases"][0] += delta / len(output_gradient)
            gradients["weights"] += np.outer(self.last_input[n], delta) / len(output_gradient)
            gradients["inputs"][n] = self.weights @ delta
        return gradients

    def to_dict(self):
        entries = {key: getattr(self, key) for key in ("name", "type", "input_size", "output_size")}
        return entries | {"activation_function": self.activation_function.__class__.__name__}

    @staticmethod
    def from_dict(data):
        functions = importlib.import_module("DifferentiableFunction")
        activation = functions.__dict__[data["activation_function"]]()
        return DenseLayer(int(data["input_size"]), int(data["output_size"]), activation, name=data.get("name"))
