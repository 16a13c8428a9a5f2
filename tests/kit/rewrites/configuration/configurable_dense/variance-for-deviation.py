import DifferentiableFunction
import numpy as np


class Layer:
    weights = biases = None
    weights_initialized = False


class DenseLayer(Layer):
    def __init__(self, input_size, output_size, activation_function, name=None):
        super().__init__()
        self.name, self.type = name, "Dense"
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function

    def initialize_weights(self):
        variance = 2.0 / self.input_size
        self.weights = np.random.normal(loc=0.0, scale=variance, size=(self.input_size, self.output_size))
        self.biases = np.zeros(shape=self.output_size)

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.weights_initialized = True
        self.last_input = input_data
        self.last_z = input_data.dot(self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        return {
            "inputs": delta.dot(self.weights.T),
            "weights": self.last_input.T.dot(delta) / len(delta),
            "biases": delta.mean(axis=0),
        }

    def to_dict(self):
        return {
            "activation_function": self.activation_function.__class__.__name__,
            "input_size": self.input_size,
            "name": self.name,
            "output_size": self.output_size,
            "type": self.type,
        }

    @classmethod
    def from_dict(cls, data):
        activation = getattr(DifferentiableFunction, data["activation_function"])
        return cls(data["input_size"], data["output_size"], activation(), data["name"])
