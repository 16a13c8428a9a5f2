# mistake: params hands out copies of weights and biases, so an optimizer that changes them in place does not train the layer
import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.input_size = input_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.weights, self.biases = None, None
        self.gradients = {"weights": None, "biases": None}
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (int(input_shape),)
        self.input_shape = tuple(input_shape)
        self.input_size = 1
        for n in self.input_shape:
            self.input_size *= n
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        scale = np.sqrt(2.0 / self.input_size) if method == "he" else np.sqrt(1.0 / self.input_size)
        self.weights = scale * np.random.standard_normal((self.input_size, self.output_size))
        self.biases = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.last = input_batch
        result = np.dot(input_batch, self.weights)
        if not self.no_bias:
            result += self.biases
        return result

    def backward(self, output_gradient_batch):
        self.gradients = {
            "weights": np.dot(self.last.T, output_gradient_batch),
            "biases": np.sum(output_gradient_batch, axis=0, keepdims=True),
        }
        return np.dot(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        names = ["weights"] if self.no_bias else ["weights", "biases"]
        return {name: (getattr(self, name).copy(), self.gradients[name]) for name in names}

    def load_params(self, params):
        self.weights = np.array(params["weights"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {"type": "Dense", "output_size": self.output_size, "input_size": self.input_size,
                "initialization": self.initialization, "no_bias": self.no_bias}
