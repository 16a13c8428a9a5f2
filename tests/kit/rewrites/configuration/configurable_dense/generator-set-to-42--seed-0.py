import numpy as np

import DifferentiableFunction as functions


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function
        self.name = name
        self.type = "Dense"
        self.weights_initialized = False
        self.weights = self.biases = None
        self.last_input = self.last_z = None

    def initialize_weights(self):
        shape = (self.input_size, self.output_size)
        np.random.seed(0)
        self.weights = np.random.normal(0.0, (2.0 / self.input_size) ** 0.5, size=shape)
        self.biases = np.zeros((self.output_size,))

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
            self.weights_initialized = True
        z = np.dot(input_data, self.weights)
        z = z + self.biases
        out = self.activation_function.function(z)
        self.last_input = input_data
        self.last_z = z
        return out

    def backward(self, output_gradient):
        x = self.last_input
        n = x.shape[0]
        slope = self.activation_function.derivative(self.last_z)
        d_z = np.multiply(output_gradient, slope)
        grads = {}
        grads["inputs"] = np.dot(d_z, self.weights.T)
        grads["weights"] = np.einsum("ni,no->io", x, d_z) / n
        grads["biases"] = np.sum(d_z, axis=0) / n
        return grads

    def to_dict(self):
        description = dict(name=self.name, type=self.type)
        description["input_size"] = self.input_size
        description["output_size"] = self.output_size
        description["activation_function"] = self.activation_function.__class__.__name__
        return description

    @classmethod
    def from_dict(cls, data):
        kind = getattr(functions, data["activation_function"])
        sizes = data["input_size"], data["output_size"]
        return cls(*sizes, activation_function=kind(), name=data["name"])
