import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.std = None

    def build(self, input_shape):
        self.input_shape = (input_shape,) if np.isscalar(input_shape) else tuple(input_shape)
        self.output_shape = self.input_shape
        D = self.input_shape[0]
        self.gamma, self.beta = np.ones((1, D)), np.zeros((1, D))
        self.gamma_grad, self.beta_grad = np.zeros((1, D)), np.zeros((1, D))
        self.cache_m, self.cache_v = np.zeros((1, D)), np.ones((1, D))

    def forward(self, input_batch, training=True):
        if training:
            mu = np.mean(input_batch, axis=0, keepdims=True)
            self.diff = input_batch - mu
            var = np.mean(self.diff ** 2, axis=0, keepdims=True)
            keep = self.momentum
            self.cache_m = keep * self.cache_m + (1 - keep) * mu
            self.cache_v = keep * self.cache_v + (1 - keep) * var
            std = np.sqrt(var + self.epsilon)
            if self.std is None:
                self.std = std
            self.x_hat = self.diff / std
            return self.gamma * self.x_hat + self.beta
        x_hat = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
        return self.gamma * x_hat + self.beta

    def backward(self, output_gradient_batch):
        N = output_gradient_batch.shape[0]
        self.gamma_grad = np.sum(output_gradient_batch * self.x_hat, axis=0, keepdims=True)
        self.beta_grad = np.sum(output_gradient_batch, axis=0, keepdims=True)
        a = self.gamma * output_gradient_batch
        d_var = -0.5 * np.sum(a * self.diff, axis=0, keepdims=True) / self.std ** 3
        d_mu = -np.sum(a, axis=0, keepdims=True) / self.std
        return a / self.std + d_mu / N + d_var * 2 * self.diff / N

    @property
    def params(self):
        return {"gamma": (self.gamma, self.gamma_grad), "beta": (self.beta, self.beta_grad)}

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
