import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.input_size = None
        self.input_shape = None
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights = self.biases = None
        self.dW = self.db = None
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = tuple(np.atleast_1d(input_shape).tolist())
        self.input_size = int(np.prod(self.input_shape))
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        variance = (2 if method == "he" else 1) / self.input_size
        self.weights = np.random.RandomState(42).normal(0.0, np.sqrt(variance), (self.input_size, self.output_size))
        self.biases = None if no_bias else np.zeros(self.output_size)

    def forward(self, input_batch, training=True):
        self.X = input_batch
        out = np.dot(input_batch, self.weights)
        if not self.no_bias:
            out = out + self.biases
        return out

    def backward(self, output_gradient_batch):
        self.dW = np.dot(self.X.T, output_gradient_batch)
        if not self.no_bias:
            self.db = np.sum(output_gradient_batch, axis=0).reshape(self.biases.shape)
        return np.dot(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        result = {"weights": (self.weights, self.dW)}
        if not self.no_bias:
            result["biases"] = (self.biases, self.db)
        return result

    def load_params(self, params):
        self.weights = np.array(params["weights"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return dict(type="Dense", output_size=self.output_size, input_size=self.input_size, initialization=self.initialization, no_bias=self.no_bias)
