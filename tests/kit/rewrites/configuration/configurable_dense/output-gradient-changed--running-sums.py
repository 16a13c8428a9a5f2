import DifferentiableFunction
import numpy as np


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function
        self.name = name
        self.type = "Dense"
        self.weights = None
        self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        self.weights = np.random.randn(self.input_size, self.output_size) * np.sqrt(2 / self.input_size)
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = input_data @ self.weights + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        n = len(output_gradient)
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        gradients = {"inputs": delta @ self.weights.T, "weights": self.last_input.T @ delta / n}
        np.cumsum(delta, axis=0, out=output_gradient)
        gradients["biases"] = output_gradient[-1] / n
        return gradients

    def to_dict(self):
        return {
            "name": self.name,
            "type": self.type,
            "input_size": self.input_size,
            "output_size": self.output_size,
            "activation_function": type(self.activation_function).__name__,
        }

    @classmethod
    def from_dict(cls, data):
        activation = getattr(DifferentiableFunction, data["activation_function"])()
        return cls(data["input_size"], data["output_size"], activation, data["name"])
