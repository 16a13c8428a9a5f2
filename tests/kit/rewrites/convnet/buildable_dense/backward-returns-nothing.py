import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.input_size = input_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.output_shape = (output_size,)
        self.dW = None
        self.db = None
        self.dX = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if isinstance(input_shape, tuple):
            self.input_shape = input_shape
        else:
            self.input_shape = (input_shape,)
        self.input_size = int(np.prod(self.input_shape))
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        if method == "he":
            std = np.sqrt(2 / self.input_size)
        else:
            std = np.sqrt(1 / self.input_size)
        self.weights = std * np.random.randn(self.input_size, self.output_size)
        self.biases = None if no_bias else np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.X = input_batch
        Y = self.X @ self.weights
        if not self.no_bias:
            Y = Y + self.biases
        return Y

    def backward(self, output_gradient_batch):
        self.dW = self.X.T @ output_gradient_batch
        if not self.no_bias:
            self.db = output_gradient_batch.sum(axis=0, keepdims=True)
        self.dX = output_gradient_batch @ self.weights.T

    @property
    def params(self):
        if self.no_bias:
            return {"weights": (self.weights, self.dW)}
        return {"weights": (self.weights, self.dW), "biases": (self.biases, self.db)}

    def load_params(self, params):
        self.weights = np.copy(params["weights"])
        if not self.no_bias:
            self.biases = np.copy(params["biases"])

    def get_config(self):
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
