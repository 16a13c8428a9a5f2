import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size = output_size
        self.output_shape = (output_size,)
        self.initialization = initialization
        self.no_bias = no_bias
        self.x = None
        self.values, self.grads = {}, {}
        if input_size:
            self.build(input_size)

    weights = property(lambda self: self.values["weights"], lambda self, value: self.values.update(weights=value))
    biases = property(lambda self: self.values["biases"], lambda self, value: self.values.update(biases=value))

    def build(self, input_shape):
        self.input_shape = (input_shape,) if np.isscalar(input_shape) else input_shape
        self.input_size = int(np.prod(self.input_shape))
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        variance = (2.0 if method == "he" else 1.0) / self.input_size
        std = variance**0.5
        self.values = {"weights": np.random.normal(0.0, std, size=(self.input_size, self.output_size))}
        if not no_bias:
            self.values["biases"] = np.zeros((1, self.output_size))
        self.grads = {name: np.zeros(value.shape) for name, value in self.values.items()}

    def forward(self, input_batch, training=True):
        self.x = input_batch
        out = np.einsum("ni,io->no", input_batch, self.values["weights"])
        for value in list(self.values.values())[1:]:
            out = out + value
        return out

    def backward(self, output_gradient_batch):
        self.grads["weights"] = np.einsum("ni,no->io", self.x, output_gradient_batch) / self.x.shape[0]
        if not self.no_bias:
            self.grads["biases"] = np.einsum("no->o", output_gradient_batch).reshape(1, -1)
        dx = np.einsum("no,io->ni", output_gradient_batch, self.values["weights"])
        return dx

    @property
    def params(self):
        return {name: (value, self.grads[name]) for name, value in self.values.items()}

    def load_params(self, params):
        for name, value in self.values.items():
            np.copyto(value, params[name])

    def get_config(self):
        names = ("output_size", "input_size", "initialization", "no_bias")
        return {"type": "Dense", **{name: getattr(self, name) for name in names}}
