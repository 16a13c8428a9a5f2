import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.input_shape = self.output_shape = None
        self._cache = None

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (input_shape,)
        self.input_shape = tuple(input_shape)
        self.output_shape = tuple(input_shape)
        shape = (1,) + self.input_shape
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.gamma_gradient, self.beta_gradient = np.zeros(shape), np.zeros(shape)
        self.cache_m, self.cache_v = np.zeros(shape), np.ones(shape)

    def forward(self, input_batch, training):
        if not training:
            scale = self.gamma / np.sqrt(self.cache_v + self.epsilon)
            return (input_batch - self.cache_m) * scale + self.beta
        mean = np.mean(input_batch, axis=0, keepdims=True)
        centred = input_batch - mean
        var = np.mean(centred ** 2, axis=0, keepdims=True)
        root = np.sqrt(var + self.epsilon)
        self._cache = centred, root
        rho = self.momentum
        self.cache_m = rho * self.cache_m + (1 - rho) * mean
        self.cache_v = rho * self.cache_v + (1 - rho) * var
        return self.gamma * centred / root + self.beta

    def backward(self, output_gradient_batch):
        d, s = self._cache
        n = len(d)
        self.gamma_gradient = np.sum(output_gradient_batch * d / s, axis=0, keepdims=True)
        self.beta_gradient = np.sum(output_gradient_batch, axis=0, keepdims=True)
        a = output_gradient_batch * self.gamma
        by_mean = -np.sum(a, axis=0, keepdims=True) / s
        by_var = -np.sum(a * d, axis=0, keepdims=True) / (2 * s ** 3)
        return a / s + by_mean / n + by_var * 2 * d / n

    @property
    def params(self):
        return {"gamma": (self.gamma, self.gamma_gradient), "beta": (self.beta, self.beta_gradient)}

    def load_params(self, params):
        self.gamma = params["gamma"].copy()
        self.beta = params["beta"].copy()

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = state["cache_m"].copy()
        self.cache_v = state["cache_v"].copy()

    def get_config(self):
        return dict(type="BatchNormalization", momentum=self.momentum, epsilon=self.epsilon)
