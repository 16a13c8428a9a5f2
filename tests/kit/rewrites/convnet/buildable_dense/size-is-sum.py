import numpy as np


class Dense:
    """y = x @ W + b, with W made once the number of inputs is known."""

    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.input_size = input_size
        self.input_shape = None
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = None
        self.biases = None
        self.dW = None
        self.db = None
        self.x = None
        if self.input_size is not None:
            self.build(self.input_size)

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.input_size = 0
        for axis in input_shape:
            self.input_size += axis
        if self.initialization == "auto":
            return
        self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        std = np.sqrt((2.0 if method == "he" else 1.0) / self.input_size)
        self.weights = np.random.normal(0.0, std, (self.input_size, self.output_size))
        self.dW = np.zeros((self.input_size, self.output_size))
        self.no_bias = no_bias
        self.biases = None
        self.db = None
        if not no_bias:
            self.biases = np.zeros((1, self.output_size))
            self.db = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.x = input_batch
        y = np.dot(input_batch, self.weights)
        return y if self.no_bias else y + self.biases

    def backward(self, output_gradient_batch):
        self.dW = np.dot(self.x.T, output_gradient_batch)
        if not self.no_bias:
            self.db = np.sum(output_gradient_batch, axis=0, keepdims=True)
        return np.dot(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        found = {"weights": (self.weights, self.dW)}
        if not self.no_bias:
            found["biases"] = (self.biases, self.db)
        return found

    def load_params(self, params):
        self.weights = np.array(params["weights"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
