import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.input_size = input_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = None
        self.biases = None
        self.grads = {"weights": None, "biases": None}
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.input_size = int(np.prod(input_shape))
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        variance = 2 / self.input_size if method == "he" else 1 / self.input_size
        self.weights = np.random.normal(0.0, np.sqrt(variance), (self.input_size, self.output_size))
        self.grads["weights"] = np.zeros_like(self.weights)
        if not no_bias:
            self.biases = np.zeros((1, self.output_size))
            self.grads["biases"] = np.zeros_like(self.biases)

    def forward(self, input_batch, training=True):
        self.last = input_batch
        out = input_batch @ self.weights
        if not self.no_bias:
            out = out + self.biases
        return out

    def backward(self, output_gradient_batch):
        self.grads["weights"] = self.last.T @ output_gradient_batch
        if not self.no_bias:
            self.grads["biases"] = output_gradient_batch.sum(axis=0, keepdims=True)
        return output_gradient_batch @ self.weights.T

    def params(self):
        entries = {"weights": (self.weights, self.grads["weights"])}
        if not self.no_bias:
            entries["biases"] = (self.biases, self.grads["biases"])
        return entries

    def load_params(self, params):
        self.weights = np.array(params["weights"], dtype=float)
        if not self.no_bias:
            self.biases = np.array(params["biases"], dtype=float)

    def get_config(self):
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
