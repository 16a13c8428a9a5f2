import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon
        self.grads = (None, None)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.output_shape = self.input_shape
        c = self.input_shape[0]
        self.gamma = np.ones(c)
        self.beta = np.zeros(c)
        self.cache_m = np.zeros(c)
        self.cache_v = np.ones(c)

    def _rows(self, images):
        return images.transpose(0, 2, 3, 1).reshape(-1, images.shape[1])

    def _images(self, rows, shape):
        n, c, h, w = shape
        return rows.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    def forward(self, input_batch, training=True):
        x = self._rows(input_batch)
        if training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            m = len(x)
            unbiased = var * m / max(m - 1, 1)
            self.cache_m = self.momentum * self.cache_m + (1 - self.momentum) * mean
            self.cache_v = self.momentum * self.cache_v + (1 - self.momentum) * unbiased
            self.std = np.sqrt(var + self.epsilon)
            self.x_hat = (x - mean) / self.std
            y = self.gamma * self.x_hat + self.beta
        else:
            y = self.gamma * (x - self.cache_m) / np.sqrt(self.cache_v + self.epsilon) + self.beta
        return self._images(y, input_batch.shape)

    def backward(self, output_gradient_batch):
        g = self._rows(output_gradient_batch)
        m = len(g)
        dgamma, dbeta = (g * self.x_hat).sum(axis=0), g.sum(axis=0)
        self.grads = (dgamma, dbeta)
        dx = self.gamma / self.std * (g - dbeta / m - self.x_hat * dgamma / m)
        return self._images(dx, output_gradient_batch.shape)

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grads[0]), "beta": (self.beta, self.grads[1])}

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
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
