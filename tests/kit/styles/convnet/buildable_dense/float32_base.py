"""Single precision throughout, a Layer base of its own, einsum, random biases, 'auto' that draws at once."""

import numpy as np


class Layer:
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = (output_shape,) if isinstance(output_shape, int) else output_shape
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else input_shape

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))

    def build(self, input_shape):
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else tuple(input_shape)

    def get_config(self):
        return {"type": self.__class__.__name__}


class Dense(Layer):
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        super().__init__(output_size, input_size)
        self.initialization, self.no_bias = initialization, no_bias
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        super().build(input_shape)
        self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        rng = np.random.default_rng()
        std = np.sqrt({"he": 2.0, "xavier": 1.0, "auto": 1.0}[method] / self.input_size)
        self.weights = rng.standard_normal((self.input_size, self.output_size), dtype=np.float32) * np.float32(std)
        self._gradients = {"weights": np.zeros_like(self.weights)}
        self.no_bias = no_bias
        if not no_bias:
            self.biases = rng.standard_normal((1, self.output_size), dtype=np.float32)
            self._gradients["biases"] = np.zeros_like(self.biases)

    def forward(self, input_batch, training=True):
        self._input = np.asarray(input_batch, dtype=np.float32)
        output = np.einsum("ni,io->no", self._input, np.asarray(self.weights, np.float32))
        return output if self.no_bias else output + np.asarray(self.biases, np.float32)

    def backward(self, output_gradient_batch):
        g = np.asarray(output_gradient_batch, dtype=np.float32)
        self._gradients = {"weights": np.einsum("ni,no->io", self._input, g)}
        if not self.no_bias:
            self._gradients["biases"] = np.einsum("no->o", g)[None]
        return np.einsum("no,io->ni", g, np.asarray(self.weights, np.float32))

    @property
    def params(self):
        return {name: (getattr(self, name), gradient) for name, gradient in self._gradients.items()}

    def load_params(self, params):
        for name in self._gradients:
            np.copyto(getattr(self, name), params[name], casting="same_kind")

    def get_config(self):
        own = {name: getattr(self, name) for name in ("output_size", "input_size", "initialization", "no_bias")}
        return super().get_config() | own
