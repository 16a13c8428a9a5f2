import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = output_size, (output_size,)
        self.initialization, self.no_bias = initialization, no_bias
        self.weights, self.biases, self.gradients = None, None, {}
        self.input_size = self.input_shape = None
        if input_size:
            self.build((input_size,))

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.input_shape = input_shape
        self.input_size = 1
        for axis in input_shape:
            self.input_size *= axis
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        if method == "he":
            deviation = (2 / self.input_size) ** 0.5
        else:
            deviation = (1 / self.input_size) ** 0.5
        self.weights = np.random.randn(self.input_size, self.output_size) * deviation
        self.gradients = {"weights": np.zeros(self.weights.shape)}
        self.biases = np.zeros((1, self.output_size))
        self.gradients["biases"] = np.zeros(self.biases.shape)

    def forward(self, input_batch, training=True):
        self.inputs = np.array(input_batch)
        if self.no_bias:
            return self.inputs @ self.weights
        return self.inputs @ self.weights + self.biases

    def backward(self, output_gradient_batch):
        grad_w = np.zeros(self.weights.shape)
        grad_b = np.zeros(self.biases.shape)
        for x, g in zip(self.inputs, output_gradient_batch):
            grad_w += np.outer(x, g)
            grad_b += g
        back = output_gradient_batch @ self.weights.T
        self.gradients["weights"] = grad_w
        self.gradients["biases"] = grad_b
        self.weights = self.weights - 0.1 * grad_w
        self.biases = self.biases - 0.1 * grad_b
        return back

    @property
    def params(self):
        names = ["weights"] if self.no_bias else ["weights", "biases"]
        return {name: (getattr(self, name), self.gradients[name]) for name in names}

    def load_params(self, params):
        self.weights = params["weights"].copy()
        if "biases" in params and not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        config = {"type": type(self).__name__}
        for name in ("output_size", "input_size", "initialization", "no_bias"):
            config[name] = getattr(self, name)
        return config
