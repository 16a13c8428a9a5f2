# mistake: the gradient by the inputs multiplies output_gradient by the weights, without the activation's derivative
import DifferentiableFunction
import numpy as np


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.name = name
        self.type = "Dense"
        self.weights = self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        self.weights = np.sqrt(2.0 / self.input_size) * np.random.randn(self.input_size, self.output_size)
        self.biases = np.zeros(self.output_size)

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input = input_data
        self.last_z = np.einsum("ni,io->no", input_data, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        N = output_gradient.shape[0]
        slope = self.activation_function.derivative(self.last_z)
        return {
            "inputs": np.einsum("no,io->ni", output_gradient, self.weights),
            "weights": np.einsum("ni,no,no->io", self.last_input, output_gradient, slope) / N,
            "biases": np.einsum("no,no->o", output_gradient, slope) / N,
        }

    def to_dict(self):
        return dict(name=self.name, type=self.type, input_size=self.input_size, output_size=self.output_size,
                    activation_function=self.activation_function.__class__.__name__)

    @classmethod
    def from_dict(cls, data):
        function = getattr(DifferentiableFunction, data["activation_function"])
        return cls(data["input_size"], data["output_size"], function(), name=data["name"])
