import math
import numpy as np
import DifferentiableFunction as DF


class DenseLayer(object):

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name, self.type = name, "Dense"
        self.input_size, self.output_size = int(input_size), int(output_size)
        self.activation_function = activation_function
        self.weights, self.biases = None, None
        self.weights_initialized = False
        self.last_input, self.last_z = None, None

    def initialize_weights(self):
        sigma = math.sqrt(2 / self.input_size)
        self.weights = sigma * np.random.randn(self.input_size, self.output_size)
        self.biases = sigma * np.random.randn(self.output_size)

    def forward(self, input_data):
        if self.weights_initialized == False:
            self.initialize_weights()
            self.weights_initialized = True
        z = np.einsum("ni,io->no", input_data, self.weights)
        z = z + self.biases
        self.last_input = np.array(input_data)
        self.last_z = z
        y = self.activation_function.function(z)
        return y

    def backward(self, output_gradient):
        slope = self.activation_function.derivative(self.last_z)
        delta = np.multiply(slope, output_gradient)
        samples = len(delta)
        weights = np.zeros((self.input_size, self.output_size))
        biases = np.zeros(self.output_size)
        inputs = np.zeros((samples, self.input_size))
        for k in range(samples):
            weights += np.outer(self.last_input[k], delta[k])
            biases += delta[k]
            inputs[k] = self.weights @ delta[k]
        weights = weights / samples
        biases = biases / samples
        result = {}
        result["inputs"] = inputs
        result["weights"] = weights
        result["biases"] = biases
        return result

    def to_dict(self):
        keys = ("name", "type", "input_size", "output_size")
        description = {key: getattr(self, key) for key in keys}
        description["activation_function"] = type(self.activation_function).__name__
        return description

    @classmethod
    def from_dict(cls, data):
        activation = DF.__dict__[data["activation_function"]]()
        layer = cls(input_size=data["input_size"], output_size=data["output_size"],
                    activation_function=activation, name=data["name"])
        return layer
