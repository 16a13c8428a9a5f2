import numpy as np


def to_rows(images):
    return np.moveaxis(images, 1, -1).reshape(-1, images.shape[1])


def to_images(rows, shape):
    n, c, h, w = shape
    return np.moveaxis(rows.reshape(n, h, w, c), -1, 1)


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape
        self.one = (1, input_shape[0], 1, 1)
        self.gamma, self.beta = np.ones(self.one), np.zeros(self.one)
        self.dgamma, self.dbeta = np.zeros(self.one), np.zeros(self.one)
        self.cache_m, self.cache_v = np.zeros(self.one), np.ones(self.one)

    def learn(self, mu, var):
        self.cache_m = self.cache_m * self.momentum + mu.reshape(self.one) * (1 - self.momentum)
        self.cache_v = self.cache_v * self.momentum + var.reshape(self.one) * (1 - self.momentum)

    def forward(self, input_batch, training=True):
        rows = to_rows(input_batch)
        if training:
            mu = np.mean(rows, axis=0)
            self.xc = rows - mu
            var = np.mean(self.xc**2, axis=0)
            self.learn(mu, var)
        else:
            self.xc = rows - self.cache_m.ravel()
            var = self.cache_v.ravel()
        self.std = np.sqrt(var + self.epsilon)
        self.xhat = self.xc / self.std
        out = self.xhat * self.gamma.ravel() + self.beta.ravel()
        return to_images(out, input_batch.shape)

    def backward(self, output_gradient_batch):
        dout = to_rows(output_gradient_batch)
        self.dgamma = np.sum(dout * self.xhat, axis=0).reshape(self.one)
        self.dbeta = np.sum(dout, axis=0).reshape(self.one)
        dxhat = dout * self.gamma.ravel()
        dstd = -np.sum(dxhat * self.xc, axis=0) / self.std**2
        dvar = 0.5 * dstd / self.std
        n = len(output_gradient_batch)
        dxc = dxhat / self.std + 2 * dvar * self.xc / n
        dmu = -np.sum(dxhat, axis=0) / self.std
        return to_images(dxc + dmu / n, output_gradient_batch.shape)

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma = np.copy(params["gamma"])
        self.beta = np.copy(params["beta"])

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.copy(state["cache_m"])
        self.cache_v = np.copy(state["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization2D", "momentum": self.momentum, "epsilon": self.epsilon}
