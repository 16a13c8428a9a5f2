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
        self.last_input = None
        self.last_z = None

    def initialize_weights(self):
        scale = np.sqrt(2.0 / self.input_size)
        self.weights = scale * np.random.randn(self.input_size, self.output_size)
        self.biases = np.zeros((self.output_size,))

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True
        last_input = input_data
        self.last_z = np.dot(last_input, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        n_samples = output_gradient.shape[0]
        delta = output_gradient * self.activation_function.derivative(self.last_z)
        gradients = {}
        gradients["inputs"] = np.dot(delta, self.weights.T)
        gradients["weights"] = np.dot(self.last_input.T, delta) / n_samples
        gradients["biases"] = np.mean(delta, axis=0)
        return gradients

    def to_dict(self):
        return dict(
            name=self.name,
            type=self.type,
            input_size=self.input_size,
            output_size=self.output_size,
            activation_function=self.activation_function.__class__.__name__,
        )

    @classmethod
    def from_dict(cls, data):
        function_class = getattr(DifferentiableFunction, data["activation_function"])
        return cls(data["input_size"], data["output_size"], function_class(), data["name"])
