import numpy as np
import DifferentiableFunction as library


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
        shape = (self.input_size, self.output_size)
        scale = np.sqrt(2.0 / self.input_size)
        self.weights = np.random.randn(*shape) * scale
        self.biases = np.zeros((1, self.output_size))
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = np.dot(input_data, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        x = self.last_input
        n = x.shape[0]
        dz = output_gradient * self.activation_function.derivative(self.last_z)
        dw = np.dot(x.T, dz) / n
        db = np.sum(dz, axis=0, keepdims=True) / n
        self.weights = self.weights - 0.01 * dw
        self.biases = self.biases - 0.01 * db
        dx = np.dot(dz, self.weights.T)
        return {"inputs": dx, "weights": dw, "biases": db}

    def to_dict(self):
        return {
            "name": self.name,
            "type": self.type,
            "input_size": self.input_size,
            "output_size": self.output_size,
            "activation_function": self.activation_function.__class__.__name__,
        }

    @classmethod
    def from_dict(cls, data):
        function = getattr(library, data["activation_function"])
        return cls(data["input_size"], data["output_size"], function(), data["name"])
