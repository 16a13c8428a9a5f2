import importlib

import numpy as np


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.config = dict(name=name, type="Dense", input_size=input_size, output_size=output_size)
        for key, value in self.config.items():
            setattr(self, key, value)
        self.activation_function = activation_function
        self.weights = self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        scale = np.sqrt(2.0) / np.sqrt(self.input_size)
        self.weights = scale * np.random.standard_normal((self.input_size, self.output_size))
        self.biases = np.zeros((1, self.output_size))

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input = np.copy(input_data)
        self.last_z = np.einsum("ni,ij->nj", input_data, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = np.multiply(output_gradient, self.activation_function.derivative(self.last_z))
        weights = np.mean([np.outer(x, d) for x, d in zip(self.last_input, delta)], axis=0)
        return {"weights": weights, "biases": delta.mean(axis=0, keepdims=True), "inputs": delta @ self.weights.T}

    def to_dict(self):
        return {**self.config, "activation_function": type(self.activation_function).__name__}

    @staticmethod
    def from_dict(data):
        module = importlib.import_module("DifferentiableFunction")
        function = getattr(module, data["activation_function"])()
        return DenseLayer(data["input_size"], data["output_size"], function)
