"""Single precision, einsum, a Layer base of its own, parameters kept in a dict behind properties."""

import numpy as np


class Layer:
    def build(self, input_shape):
        self.input_shape = (input_shape,) if isinstance(input_shape, int) else tuple(input_shape)
        self.output_shape = self.input_shape

    def get_config(self):
        return {"type": self.__class__.__name__}


class BatchNormalization(Layer):
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.values, self.gradients, self.running = {}, {}, {}

    def build(self, input_shape):
        super().build(input_shape)
        size = self.input_shape[-1]
        self.values = {"gamma": np.ones((1, size), "f4"), "beta": np.zeros((1, size), "f4")}
        self.gradients = {name: np.zeros((1, size), "f4") for name in self.values}
        self.running = {"cache_m": np.zeros((1, size), "f4"), "cache_v": np.ones((1, size), "f4")}

    def forward(self, input_batch, training=True):
        x = np.asarray(input_batch, dtype="f4")
        if training:
            mean = np.einsum("nd->d", x)[None] / np.float32(len(x))
            centred = x - mean
            var = np.einsum("nd,nd->d", centred, centred)[None] / np.float32(len(x))
            for name, statistic in (("cache_m", mean), ("cache_v", var)):
                self.running[name] = self.momentum * self.running[name] + (1 - self.momentum) * statistic
        else:
            centred, var = x - self.running["cache_m"], self.running["cache_v"]
        self.rstd = (1 / np.sqrt(var + self.epsilon)).astype("f4")
        self.xhat = (centred * self.rstd).astype("f4")
        return self.xhat * self.values["gamma"] + self.values["beta"]

    def backward(self, output_gradient_batch):
        g = np.asarray(output_gradient_batch, dtype="f4")
        n = np.float32(len(g))
        self.gradients["beta"] = np.einsum("nd->d", g)[None]
        self.gradients["gamma"] = np.einsum("nd,nd->d", g, self.xhat)[None]
        inner = n * g - self.gradients["beta"] - self.xhat * self.gradients["gamma"]
        return self.values["gamma"] * self.rstd / n * inner

    @property
    def params(self):
        return {name: (self.values[name], self.gradients[name]) for name in self.values}

    def load_params(self, params):
        for name, value in self.values.items():
            value[...] = params[name]

    @property
    def state(self):
        return dict(self.running)

    @state.setter
    def state(self, state):
        self.running = {name: np.array(state[name], dtype="f4") for name in self.running}

    def _store(where, name):
        def read(self):
            return getattr(self, where)[name]

        def write(self, value):
            getattr(self, where)[name] = np.array(value, dtype="f4")

        return property(read, write)

    gamma, beta = _store("values", "gamma"), _store("values", "beta")
    cache_m, cache_v = _store("running", "cache_m"), _store("running", "cache_v")

    def get_config(self):
        return {**super().get_config(), "momentum": self.momentum, "epsilon": self.epsilon}
