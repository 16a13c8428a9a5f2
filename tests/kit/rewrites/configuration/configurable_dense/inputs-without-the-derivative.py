import DifferentiableFunction
import numpy as np


class DenseLayer:
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
        scale = np.sqrt(2.0 / self.input_size)
        self.weights = np.random.randn(self.input_size, self.output_size) * scale
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = input_data.dot(self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        n = output_gradient.shape[0]
        local = output_gradient * self.activation_function.derivative(self.last_z)
        result = {}
        result["inputs"] = output_gradient.dot(self.weights.T)
        result["weights"] = self.last_input.T.dot(local) / n
        result["biases"] = local.mean(axis=0)
        return result

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
        kind = getattr(DifferentiableFunction, data["activation_function"])
        return cls(data["input_size"], data["output_size"], kind(), data["name"])
