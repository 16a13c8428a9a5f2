import numpy as np


class Statistics:
    """A running mean and a running variance."""

    def __init__(self, size, momentum):
        self.momentum = momentum
        self.mean = np.zeros((1, size))
        self.var = np.ones((1, size))

    def take(self, batch):
        keep = self.momentum
        self.mean = keep * self.mean + (1 - keep) * batch.mean(0, keepdims=True)
        self.var = keep * self.var + (1 - keep) * batch.var(0, keepdims=True)


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon

    def build(self, input_shape):
        self.input_shape = (input_shape,) if not isinstance(input_shape, tuple) else input_shape
        self.output_shape = self.input_shape
        (size,) = self.input_shape
        self.statistics = Statistics(size, self.momentum)
        self.gamma, self.beta = np.ones((1, size)), np.zeros((1, size))
        self.gradients = {"gamma": np.zeros((1, size)), "beta": np.zeros((1, size))}

    @property
    def cache_m(self):
        return self.statistics.mean

    @cache_m.setter
    def cache_m(self, value):
        self.statistics.mean = value

    @property
    def cache_v(self):
        return self.statistics.var

    @cache_v.setter
    def cache_v(self, value):
        self.statistics.var = value

    def forward(self, input_batch, training=True):
        if training:
            mean, var = input_batch.mean(0, keepdims=True), input_batch.var(0, keepdims=True)
        else:
            mean, var = self.statistics.mean, self.statistics.var
        self.centred = input_batch - mean
        self.std = np.sqrt(var + self.epsilon)
        out = self.gamma * self.centred / self.std + self.beta
        self.statistics.take(input_batch)
        return out

    def backward(self, output_gradient_batch):
        n = len(output_gradient_batch)
        self.gradients["beta"] = output_gradient_batch.sum(0, keepdims=True)
        self.gradients["gamma"] = (output_gradient_batch * self.centred / self.std).sum(0, keepdims=True)
        dhat = output_gradient_batch * self.gamma
        dvar = (dhat * self.centred).sum(0, keepdims=True) * -0.5 / self.std**3
        dmean = (-dhat / self.std).sum(0, keepdims=True)
        return dhat / self.std + 2 * self.centred * dvar / n + dmean / n

    @property
    def params(self):
        return {name: (getattr(self, name), gradient) for name, gradient in self.gradients.items()}

    def load_params(self, params):
        self.gamma = np.copy(params["gamma"])
        self.beta = np.copy(params["beta"])

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"].copy(), state["cache_v"].copy()

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
