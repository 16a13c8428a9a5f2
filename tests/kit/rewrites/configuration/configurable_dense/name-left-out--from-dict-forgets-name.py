# mistake: from_dict does not hand the name on, so the new layer's name is None
import DifferentiableFunction as functions
import numpy as np


class DenseLayer:
    """Sums sample by sample."""

    def __init__(self, input_size, output_size, activation_function, name=None):
        self.name, self.type = name, "Dense"
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.weights, self.biases, self.weights_initialized = None, None, False

    def initialize_weights(self):
        draw = np.random.randn(self.input_size, self.output_size)
        self.weights = draw * (2.0 / self.input_size) ** 0.5
        self.biases = np.zeros((self.output_size,))
        self.weights_initialized = True

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
        self.last_input = np.array(input_data)
        self.last_z = np.dot(self.last_input, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        slope = self.activation_function.derivative(self.last_z)
        delta = np.multiply(output_gradient, slope)
        grad_w = np.zeros((self.input_size, self.output_size))
        for x, d in zip(self.last_input, delta):
            grad_w += np.outer(x, d)
        grad_w /= len(delta)
        grad_b = np.mean(delta, axis=0)
        return {"inputs": np.dot(delta, self.weights.T), "weights": grad_w, "biases": grad_b}

    def to_dict(self):
        description = {key: getattr(self, key) for key in ("name", "type", "input_size", "output_size")}
        description["activation_function"] = self.activation_function.__class__.__name__
        return description

    @classmethod
    def from_dict(cls, data):
        activation_class = getattr(functions, data["activation_function"])
        return cls(
            input_size=data["input_size"],
            output_size=data["output_size"],
            activation_function=activation_class(),
        )
