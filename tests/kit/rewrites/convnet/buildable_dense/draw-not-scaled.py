import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.input_size = input_size
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = None
        self.biases = None
        self.weights_gradient = None
        self.biases_gradient = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if not isinstance(input_shape, tuple):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.input_size = 1
        for axis in input_shape:
            self.input_size *= axis
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        self.weights = np.random.randn(self.input_size, self.output_size)
        if no_bias:
            self.biases = None
        else:
            self.biases = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.input_batch = input_batch
        output = np.dot(input_batch, self.weights)
        if not self.no_bias:
            output = output + self.biases
        return output

    def backward(self, output_gradient_batch):
        self.weights_gradient = np.dot(self.input_batch.T, output_gradient_batch)
        self.biases_gradient = np.sum(output_gradient_batch, axis=0, keepdims=True)
        return np.dot(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        d = {"weights": (self.weights, self.weights_gradient)}
        if not self.no_bias:
            d["biases"] = (self.biases, self.biases_gradient)
        return d

    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return {
            "type": "Dense",
            "output_size": self.output_size,
            "input_size": self.input_size,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
        }
