import numpy as np
import DifferentiableFunction as df


class DenseLayer:
    def __init__(self, input_size, output_size, activation_function, name=None):
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function
        self.name = name
        self.type = "Dense"
        self.weights_initialized = False
        self.weights = None
        self.biases = None

    def initialize_weights(self):
        he = np.sqrt(2 / self.input_size)
        self.weights = np.random.randn(self.input_size, self.output_size)
        self.weights *= he
        self.biases = np.zeros(self.output_size)
        self.weights_initialized = True

    def forward(self, input_data):
        if not self.weights_initialized:
            self.initialize_weights()
        self.last_input = input_data
        self.last_z = np.matmul(input_data, self.weights) + self.biases[np.newaxis]
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        m = self.last_input.shape[0]
        dz = output_gradient * self.activation_function.derivative(self.last_z)
        gradients = {}
        gradients["inputs"] = np.matmul(dz, self.weights.T)
        gradients["weights"] = (1 / m) * np.matmul(self.last_input.T, dz)
        gradients["biases"] = np.sum(dz, axis=0)
        return gradients

    def to_dict(self):
        return dict(
            name=self.name, type=self.type, input_size=self.input_size, output_size=self.output_size,
            activation_function=self.activation_function.__class__.__name__,
        )

    @classmethod
    def from_dict(cls, data):
        return cls(
            name=data["name"], input_size=data["input_size"], output_size=data["output_size"],
            activation_function=getattr(df, data["activation_function"])(),
        )
