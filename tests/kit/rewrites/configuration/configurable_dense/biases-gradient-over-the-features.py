import DifferentiableFunction as functions
import numpy as np


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.name, self.type = name, "Dense"
        self.weights = self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        self.weights = np.random.randn(self.input_size, self.output_size) * (2 / self.input_size) ** 0.5
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = np.array(input_data)
        self.last_z = np.einsum("ni,io->no", self.last_input, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        N = delta.shape[0]
        return {
            "inputs": np.einsum("no,io->ni", delta, self.weights),
            "weights": np.einsum("ni,no->io", self.last_input, delta) / N,
            "biases": np.mean(delta, axis=1),
        }

    def to_dict(self):
        keys = ("name", "type", "input_size", "output_size")
        description = {key: getattr(self, key) for key in keys}
        description["activation_function"] = type(self.activation_function).__name__
        return description

    @classmethod
    def from_dict(cls, data):
        activation = vars(functions)[data["activation_function"]]
        return cls(data["input_size"], data["output_size"], activation(), name=data["name"])
