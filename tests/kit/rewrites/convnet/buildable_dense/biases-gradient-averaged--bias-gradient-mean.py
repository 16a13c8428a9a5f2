# mistake: the gradient of the biases is the mean over the batch instead of the sum
import math

import numpy as np


class Dense:
    """Dense layer with einsum."""

    VARIANCE = {"he": 2.0, "xavier": 1.0}

    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = output_size, (output_size,)
        self.initialization, self.no_bias = initialization, no_bias
        self.weights = self.biases = self.dw = self.db = None
        self.input_size = None
        if input_size:
            self.build((input_size,))

    def build(self, input_shape):
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else tuple(input_shape)
        self.input_size = math.prod(self.input_shape)
        if self.initialization in self.VARIANCE:
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        std = math.sqrt(self.VARIANCE[method] / self.input_size)
        self.weights = np.random.randn(self.input_size, self.output_size) * std
        if not self.no_bias:
            self.biases = np.zeros((1, self.output_size))

    def forward(self, input_batch, training=True):
        self.batch = input_batch
        out = np.einsum("ni,io->no", input_batch, self.weights)
        return out if self.no_bias else out + self.biases

    def backward(self, output_gradient_batch):
        self.dw = np.einsum("ni,no->io", self.batch, output_gradient_batch)
        self.db = output_gradient_batch.mean(axis=0)[None, :]
        return np.einsum("no,io->ni", output_gradient_batch, self.weights)

    @property
    def params(self):
        both = {"weights": (self.weights, self.dw), "biases": (self.biases, self.db)}
        if self.no_bias:
            del both["biases"]
        return both

    def load_params(self, params):
        self.weights = params["weights"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        names = ("output_size", "input_size", "initialization", "no_bias")
        return {"type": "Dense", **{name: getattr(self, name) for name in names}}
