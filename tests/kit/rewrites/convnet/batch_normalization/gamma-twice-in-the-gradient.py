import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = (input_shape,) if np.isscalar(input_shape) else tuple(input_shape)
        self.output_shape = self.input_shape
        D = self.input_shape[0]
        self.gamma = np.ones((1, D))
        self.beta = np.zeros((1, D))
        self.d_gamma = np.zeros((1, D))
        self.d_beta = np.zeros((1, D))
        self.cache_m = np.zeros((1, D))
        self.cache_v = np.ones((1, D))

    def _running(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def forward(self, input_batch, training=True):
        mean, var = self.cache_m, self.cache_v
        if training:
            mean = np.mean(input_batch, axis=0, keepdims=True)
            var = np.var(input_batch, axis=0, keepdims=True)
            self.cache_m = self._running(self.cache_m, mean)
            self.cache_v = self._running(self.cache_v, var)
        self.inv = 1.0 / np.sqrt(var + self.epsilon)
        self.norm = (input_batch - mean) * self.inv
        return self.norm * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        N = output_gradient_batch.shape[0]
        self.d_gamma = np.sum(output_gradient_batch * self.norm, axis=0, keepdims=True)
        self.d_beta = np.sum(output_gradient_batch, axis=0, keepdims=True)

        d_norm = output_gradient_batch * self.gamma
        inner = (
            N * d_norm
            - np.sum(d_norm, axis=0, keepdims=True)
            - self.norm * np.sum(d_norm * self.norm, axis=0, keepdims=True)
        )
        return self.gamma * self.inv / N * inner

    @property
    def params(self):
        return {"gamma": (self.gamma, self.d_gamma), "beta": (self.beta, self.d_beta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"])
        self.beta = np.array(params["beta"])

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"])
        self.cache_v = np.array(state["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
