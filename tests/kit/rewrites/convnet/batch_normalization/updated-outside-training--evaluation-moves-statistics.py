# mistake: forward moves the running mean and variance in evaluation too, not only in training
import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        D = input_shape[0] if isinstance(input_shape, tuple) else input_shape
        self.input_shape = (D,)
        self.output_shape = (D,)
        self.gamma = np.ones((1, D))
        self.beta = np.zeros((1, D))
        self.cache_m = np.zeros((1, D))
        self.cache_v = np.ones((1, D))
        self.gamma_grad = np.zeros((1, D))
        self.beta_grad = np.zeros((1, D))

    def forward(self, input_batch, training=True):
        mean = np.mean(input_batch, axis=0, keepdims=True)
        var = np.var(input_batch, axis=0, keepdims=True)
        old_m, old_v = self.cache_m, self.cache_v
        self.cache_m = self.momentum * old_m + (1 - self.momentum) * mean
        self.cache_v = self.momentum * old_v + (1 - self.momentum) * var
        if training:
            self.std = np.sqrt(var + self.epsilon)
            self.norm = (input_batch - mean) / self.std
            return self.gamma * self.norm + self.beta
        return self.gamma * (input_batch - old_m) / np.sqrt(old_v + self.epsilon) + self.beta

    def backward(self, output_gradient_batch):
        N = output_gradient_batch.shape[0]
        self.gamma_grad = np.einsum("nd,nd->d", output_gradient_batch, self.norm)[None]
        self.beta_grad = np.einsum("nd->d", output_gradient_batch)[None]
        inner = N * output_gradient_batch - self.beta_grad - self.norm * self.gamma_grad
        return self.gamma / (N * self.std) * inner

    @property
    def params(self):
        return {"gamma": (self.gamma, self.gamma_grad), "beta": (self.beta, self.beta_grad)}

    def load_params(self, params):
        self.gamma, self.beta = params["gamma"].copy(), params["beta"].copy()

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m, self.cache_v = state["cache_m"].copy(), state["cache_v"].copy()

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
