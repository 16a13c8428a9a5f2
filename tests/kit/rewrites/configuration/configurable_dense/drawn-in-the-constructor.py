import DifferentiableFunction
import numpy as np


class DenseLayer:
    type = "Dense"

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name, self.input_size, self.output_size = name, input_size, output_size
        self.activation_function = activation_function
        self.initialize_weights()

    def initialize_weights(self):
        self.weights = np.random.normal(scale=(2 / self.input_size) ** 0.5, size=(self.input_size, self.output_size))
        self.biases = 0.0 * self.weights[0]
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = np.dot(input_data, self.weights)
        self.last_z += self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        dz = self.activation_function.derivative(self.last_z) * output_gradient
        n = dz.shape[0]
        return dict(inputs=np.dot(dz, self.weights.T), weights=np.dot(self.last_input.T, dz) / n, biases=dz.sum(0) / n)

    def to_dict(self):
        keys = "name", "type", "input_size", "output_size"
        found = {key: getattr(self, key) for key in keys}
        found["activation_function"] = self.activation_function.__class__.__name__
        return found

    @classmethod
    def from_dict(cls, data):
        made = vars(DifferentiableFunction)[data["activation_function"]]()
        return cls(data["input_size"], data["output_size"], made, data["name"])
