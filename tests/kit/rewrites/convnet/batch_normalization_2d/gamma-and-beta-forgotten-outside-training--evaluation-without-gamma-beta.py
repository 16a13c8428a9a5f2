# mistake: in evaluation forward returns the normalised input without gamma and beta
import numpy as np


class BatchNormalization2D:
    """Puts all pixels of a channel into one column, and works on columns."""

    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = self.output_shape = tuple(input_shape)
        c = input_shape[0]
        self.gamma = np.full((1, c, 1, 1), 1.0)
        self.beta = np.full((1, c, 1, 1), 0.0)
        self.cache_m = np.full((1, c, 1, 1), 0.0)
        self.cache_v = np.full((1, c, 1, 1), 1.0)
        self.d_gamma = np.zeros((1, c, 1, 1))
        self.d_beta = np.zeros((1, c, 1, 1))

    @staticmethod
    def _to_columns(images):
        return images.transpose(0, 2, 3, 1).reshape(-1, images.shape[1])

    @staticmethod
    def _to_images(columns, shape):
        n, c, h, w = shape
        return columns.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    def forward(self, input_batch, training=True):
        x = self._to_columns(input_batch)
        if training:
            mu, v = x.mean(axis=0), x.var(axis=0)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mu.reshape(1, -1, 1, 1)
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * v.reshape(1, -1, 1, 1)
        else:
            mu, v = self.cache_m.ravel(), self.cache_v.ravel()
        self.istd = 1.0 / np.sqrt(v + self.epsilon)
        self.xhat = (x - mu) * self.istd
        y = self.xhat
        if training:
            y = y * self.gamma.ravel() + self.beta.ravel()
        return self._to_images(y, input_batch.shape)

    def backward(self, output_gradient_batch):
        g = self._to_columns(output_gradient_batch)
        self.d_gamma = (g * self.xhat).sum(axis=0).reshape(1, -1, 1, 1)
        self.d_beta = g.sum(axis=0).reshape(1, -1, 1, 1)
        a = g * self.gamma.ravel()
        dx = self.istd * (a - a.mean(axis=0) - self.xhat * (a * self.xhat).mean(axis=0))
        return self._to_images(dx, output_gradient_batch.shape)

    @property
    def params(self):
        return {"gamma": (self.gamma, self.d_gamma), "beta": (self.beta, self.d_beta)}

    def load_params(self, params):
        self.gamma = np.array(params["gamma"], dtype=float)
        self.beta = np.array(params["beta"], dtype=float)

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"], dtype=float)
        self.cache_v = np.array(state["cache_v"], dtype=float)

    def get_config(self):
        return {"type": self.__class__.__name__, "momentum": self.momentum, "epsilon": self.epsilon}
