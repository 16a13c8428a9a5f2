import numpy as np


class Layer:
    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = input_shape

    def get_config(self):
        return {"type": self.__class__.__name__}


class BatchNormalization2D(Layer):
    def __init__(self, momentum=0.9, epsilon=1e-8):
        super().__init__()
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        super().build(input_shape)
        channels = input_shape[0]
        size = (1, channels, 1, 1)
        self.gamma = np.full(size, 1.0)
        self.beta = np.full(size, 0.0)
        self.cache_m = np.full(size, 0.0)
        self.cache_v = np.full(size, 1.0)
        self.grads = {"gamma": np.zeros(size), "beta": np.zeros(size)}

    def forward(self, input_batch, training=True):
        X = input_batch
        out = np.zeros(X.shape)
        self.Z = np.zeros(X.shape)
        self.sigma = np.zeros(X.shape[1])
        new_m, new_v = self.cache_m.copy(), self.cache_v.copy()
        for c in range(X.shape[1]):
            x = X[:, c]
            if training:
                mean = x.mean()
                var = ((x - mean) ** 2).mean()
                new_m[0, c] = self.momentum * new_m[0, c] + (1 - self.momentum) * mean
                new_v[0, c] = self.momentum * new_v[0, c] + (1 - self.momentum) * var
            else:
                mean = new_m[0, c]
                var = new_v[0, c]
            self.sigma[c] = np.sqrt(var + self.epsilon).item()
            self.Z[:, c] = (x - mean) / self.sigma[c]
            out[:, c] = self.gamma[0, c] * self.Z[:, c] + self.beta[0, c]
        self.cache_m, self.cache_v = new_m, new_v
        return out

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        dX = np.zeros(G.shape)
        dgamma, dbeta = np.zeros(self.gamma.shape), np.zeros(self.beta.shape)
        for c in range(G.shape[1]):
            g, z = G[:, c], self.Z[:, c]
            pixels = g.size
            dgamma[0, c] = np.mean(g * z)
            dbeta[0, c] = np.mean(g)
            dz = g * self.gamma[0, c]
            dX[:, c] = (dz - np.sum(dz) / pixels - z * np.sum(dz * z) / pixels) / self.sigma[c]
        self.grads = {"gamma": dgamma, "beta": dbeta}
        return dX

    @property
    def params(self):
        return {name: (getattr(self, name), grad) for name, grad in self.grads.items()}

    def load_params(self, params):
        self.gamma[...] = params["gamma"]
        self.beta[...] = params["beta"]

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.copy(state["cache_m"])
        self.cache_v = np.copy(state["cache_v"])

    def get_config(self):
        return super().get_config() | {"momentum": self.momentum, "epsilon": self.epsilon}
