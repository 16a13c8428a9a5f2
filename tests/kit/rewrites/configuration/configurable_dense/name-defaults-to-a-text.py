import math
import numpy as np
import DifferentiableFunction as df


class DenseLayer:

    def __init__(self, input_size, output_size, activation_function, name=None):
        if name is None:
            name = "Dense_%d_%d" % (input_size, output_size)
        self.name, self.type = name, "Dense"
        self.input_size, self.output_size = input_size, output_size
        self.activation_function = activation_function
        self.weights = self.biases = None
        self.weights_initialized = False

    def initialize_weights(self):
        scale = math.sqrt(2.0 / self.input_size)
        self.weights = scale * np.random.randn(self.input_size, self.output_size)
        self.biases = np.zeros((1, self.output_size))

    def forward(self, input_data):
        if self.weights_initialized is False:
            self.initialize_weights()
            self.weights_initialized = True
        self.last_input = input_data
        self.last_z = np.dot(input_data, self.weights) + self.biases
        return self.activation_function.function(self.last_z)

    def backward(self, output_gradient):
        X = self.last_input
        D = self.activation_function.derivative(self.last_z) * output_gradient
        N = X.shape[0]
        grads = {}
        grads["inputs"] = np.dot(D, self.weights.T)
        grads["weights"] = np.dot(X.T, D) / N
        grads["biases"] = np.mean(D, axis=0, keepdims=True)
        return grads

    def to_dict(self):
        return dict(name=self.name, type=self.type, input_size=self.input_size, output_size=self.output_size,
                    activation_function=self.activation_function.__class__.__name__)

    @classmethod
    def from_dict(cls, data):
        function = getattr(df, data["activation_function"])
        return cls(data["input_size"], data["output_size"], function(), name=data["name"])
