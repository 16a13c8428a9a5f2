import numpy as np


class BatchNormalization:
    """Feature by feature."""

    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.input_shape = self.output_shape = input_shape
        d = input_shape[0]
        self.gamma, self.beta = np.ones((1, d)), np.zeros((1, d))
        self.cache_m, self.cache_v = np.zeros((1, d)), np.ones((1, d))
        self.dgamma, self.dbeta = np.zeros((1, d)), np.zeros((1, d))

    def forward(self, input_batch, training=True):
        rows, features = input_batch.shape
        self.hat, self.root = np.zeros((rows, features)), np.zeros(features)
        m, v = self.cache_m.copy(), self.cache_v.copy()
        for d in range(features):
            column = input_batch[:, d]
            mean, var = self.cache_m[0, d], self.cache_v[0, d]
            if training:
                mean = sum(column) / rows
                var = sum((x - mean) ** 2 for x in column) / rows
                m[0, d] = self.momentum * m[0, d] + (1 - self.momentum) * mean
                v[0, d] = self.momentum * v[0, d] + (1 - self.momentum) * var
            self.root[d] = (var + self.epsilon) ** 0.5
            self.hat[:, d] = (column - mean) / self.root[d]
        self.cache_m, self.cache_v = m, v
        return self.hat * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        self.dgamma = np.einsum("nd,nd->d", g, self.hat)[None]
        self.dbeta = np.einsum("nd->d", g)[None]
        return g * self.gamma / self.root

    @property
    def params(self):
        return {"gamma": (self.gamma, self.dgamma), "beta": (self.beta, self.dbeta)}

    def load_params(self, params):
        self.gamma, self.beta = params["gamma"].copy(), params["beta"].copy()

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, value):
        self.cache_m, self.cache_v = np.array(value["cache_m"]), np.array(value["cache_v"])

    def get_config(self):
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
