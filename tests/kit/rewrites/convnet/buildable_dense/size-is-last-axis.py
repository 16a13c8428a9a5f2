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
        self.dW = None
        self.db = None
        if self.input_size is not None:
            self.build(self.input_size)

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.input_size = input_shape[-1]
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        if method == "he":
            scale = np.sqrt(2.0 / self.input_size)
        else:
            scale = np.sqrt(1.0 / self.input_size)
        self.weights = np.random.normal(0, scale, (self.input_size, self.output_size))
        if no_bias:
            self.biases = None
        else:
            self.biases = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.X = input_batch
        Y = np.matmul(self.X, self.weights)
        if not self.no_bias:
            Y += self.biases
        return Y

    def backward(self, output_gradient_batch):
        self.dW = np.matmul(self.X.T, output_gradient_batch)
        if not self.no_bias:
            self.db = np.sum(output_gradient_batch, axis=0).reshape(1, -1)
        return np.matmul(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        p = {"weights": (self.weights, self.dW)}
        if not self.no_bias:
            p["biases"] = (self.biases, self.db)
        return p

    def load_params(self, params):
        self.weights = np.copy(params["weights"])
        if not self.no_bias:
            self.biases = np.copy(params["biases"])

    def get_config(self):
        return dict(
            type="Dense",
            output_size=self.output_size,
            input_size=self.input_size,
            initialization=self.initialization,
            no_bias=self.no_bias,
        )
