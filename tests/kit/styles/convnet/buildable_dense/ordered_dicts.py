"""Ordered dicts and dicts with defaults, numpy's numbers in the config, one loop over the parameters' names."""

from collections import OrderedDict, defaultdict

import numpy as np


class Dense:
    def __init__(self, output_size, input_size=None, initialization="auto", no_bias=False):
        self.output_size, self.output_shape = np.int64(output_size), (output_size,)
        self.initialization, self.no_bias = initialization, np.bool_(no_bias)
        self.gradients = defaultdict(float)
        if input_size is not None:
            self.build(input_size)

    def build(self, input_shape):
        self.input_shape = tuple(np.atleast_1d(input_shape).tolist())
        self.input_size = np.prod(self.input_shape)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        std = np.sqrt(dict(he=2, xavier=1)[method] / self.input_size)  # noqa: C408
        self.weights = np.random.normal(0, std, (self.input_size, self.output_size))
        self.no_bias = np.bool_(no_bias)
        self.biases = np.random.normal(0, 1, (1, self.output_size))

    def names(self):
        return ("weights",) if self.no_bias else ("weights", "biases")

    def forward(self, input_batch, training=True):
        self.x = input_batch
        return np.add(np.dot(input_batch, self.weights), 0 if self.no_bias else self.biases)

    def backward(self, output_gradient_batch):
        self.gradients["weights"] = np.dot(self.x.T, output_gradient_batch)
        self.gradients["biases"] = np.ones((1, len(self.x))) @ output_gradient_batch
        return np.dot(output_gradient_batch, self.weights.T)

    @property
    def params(self):
        return OrderedDict((name, (getattr(self, name), self.gradients[name])) for name in self.names())

    def load_params(self, params):
        for name in self.names():
            setattr(self, name, np.array(params[name]))

    def get_config(self):
        config = defaultdict(lambda: None, type="Dense")
        config.update(
            (name, getattr(self, name)) for name in ("output_size", "input_size", "initialization", "no_bias")
        )
        return config
