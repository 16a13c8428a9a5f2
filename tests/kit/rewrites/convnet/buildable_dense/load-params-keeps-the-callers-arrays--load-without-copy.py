# mistake: load_params keeps the given arrays themselves instead of copies, so later training changes the caller's arrays
import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        self.input_size = input_size
        self.weights = None
        self.biases = None
        self.weights_gradient = None
        self.biases_gradient = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if isinstance(input_shape, tuple):
            self.input_shape = input_shape
        else:
            self.input_shape = (int(input_shape),)
        self.input_size = int(np.prod(self.input_shape))
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        factor = 2 if method == "he" else 1
        deviation = np.sqrt(factor / self.input_size)
        self.weights = np.random.normal(0, deviation, (self.input_size, self.output_size))
        self.biases = None if no_bias else np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.X = input_batch
        Y = self.X @ self.weights
        if not self.no_bias:
            Y = Y + self.biases
        return Y

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        self.weights_gradient = self.X.T @ G
        if not self.no_bias:
            self.biases_gradient = np.sum(G, axis=0, keepdims=True)
        return G @ self.weights.T

    @property
    def params(self):
        result = {"weights": (self.weights, self.weights_gradient)}
        if not self.no_bias:
            result["biases"] = (self.biases, self.biases_gradient)
        return result

    def load_params(self, params):
        self.weights = params["weights"]
        if not self.no_bias:
            self.biases = params["biases"]

    def get_config(self):
        return {"type": "Dense", "output_size": self.output_size, "input_size": self.input_size,
                "initialization": self.initialization, "no_bias": self.no_bias}
