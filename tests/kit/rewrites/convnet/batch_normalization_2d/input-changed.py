import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon
        self.gamma_gradient = None
        self.beta_gradient = None

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape
        channels = input_shape[0]
        self.gamma = np.ones((1, channels, 1, 1))
        self.beta = np.zeros((1, channels, 1, 1))
        self.cache_m = np.zeros((1, channels, 1, 1))
        self.cache_v = np.ones((1, channels, 1, 1))

    def forward(self, input_batch, training=True):
        if training:
            mean = np.mean(input_batch, axis=(0, 2, 3), keepdims=True)
            var = np.var(input_batch, axis=(0, 2, 3), keepdims=True)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * var
        else:
            mean, var = self.cache_m, self.cache_v
        self.scale = 1 / np.sqrt(var + self.epsilon)
        x = input_batch
        x -= mean
        x *= self.scale
        self.normalised = x.copy()
        return self.gamma * x + self.beta

    def backward(self, output_gradient_batch):
        n, _, h, w = output_gradient_batch.shape
        count = n * h * w
        self.gamma_gradient = np.sum(output_gradient_batch * self.normalised, axis=(0, 2, 3), keepdims=True)
        self.beta_gradient = np.sum(output_gradient_batch, axis=(0, 2, 3), keepdims=True)
        inner = count * output_gradient_batch - self.beta_gradient - self.normalised * self.gamma_gradient
        return self.gamma * self.scale * inner / count

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
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
