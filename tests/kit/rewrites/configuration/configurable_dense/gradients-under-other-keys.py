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
        std = np.sqrt(2 / self.input_size)
        self.weights = np.random.randn(self.input_size, self.output_size) * std
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = input_data.dot(self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        batch_size = self.last_input.shape[0]
        dz = output_gradient * self.activation_function.derivative(self.last_z)
        dw = self.last_input.T.dot(dz) / batch_size
        db = dz.sum(axis=0) / batch_size
        dx = dz.dot(self.weights.T)
        return {"input": dx, "weight": dw, "bias": db}

    def to_dict(self):
        return {
            "name": self.name,
            "type": "Dense",
            "input_size": self.input_size,
            "output_size": self.output_size,
            "activation_function": type(self.activation_function).__name__,
        }

    @classmethod
    def from_dict(cls, data):
        act = getattr(DifferentiableFunction, data["activation_function"])()
        layer = cls(data["input_size"], data["output_size"], act, data["name"])
        return layer
