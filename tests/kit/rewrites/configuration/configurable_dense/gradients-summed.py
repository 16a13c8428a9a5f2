import DifferentiableFunction
import numpy as np


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name = name
        self.type = "Dense"
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.weights, self.biases = None, None
        self.weights_initialized = False
        self.last_input, self.last_z = None, None

    def initialize_weights(self):
        deviation = (2 / self.input_size) ** 0.5
        self.weights = np.random.standard_normal((self.input_size, self.output_size)) * deviation
        self.biases = np.zeros((self.output_size,))

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.weights_initialized = True
        self.last_input = input_data
        self.last_z = np.zeros((len(input_data), self.output_size))
        for n, x in enumerate(input_data):
            for k in range(self.output_size):
                self.last_z[n, k] = (x * self.weights[:, k]).sum() + self.biases[k]
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        slopes = self.activation_function.derivative(self.last_z)
        inputs = np.zeros((len(output_gradient), self.input_size))
        weights = np.zeros((self.input_size, self.output_size))
        biases = np.zeros(self.output_size)
        for n in range(len(output_gradient)):
            for k in range(self.output_size):
                error = output_gradient[n, k] * slopes[n, k]
                biases[k] += error
                inputs[n] += error * self.weights[:, k]
                weights[:, k] += error * self.last_input[n]
        return {"inputs": inputs, "weights": weights, "biases": biases}

    def to_dict(self):
        return {
            "type": "Dense",
            "name": self.name,
            "activation_function": type(self.activation_function).__name__,
            "output_size": self.output_size,
            "input_size": self.input_size,
        }

    @staticmethod
    def from_dict(data):
        function = getattr(DifferentiableFunction, data["activation_function"])
        return DenseLayer(data["input_size"], data["output_size"], function(), data["name"])
