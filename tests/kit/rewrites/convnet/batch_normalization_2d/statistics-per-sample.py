import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.output_shape = self.input_shape
        shape = (1, input_shape[0], 1, 1)
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.cache_m, self.cache_v = np.zeros(shape), np.ones(shape)
        self.grads = {"gamma": np.zeros(shape), "beta": np.zeros(shape)}

    def forward(self, input_batch, training=True):
        N, _, H, W = input_batch.shape
        self.count = N * H * W
        if training:
            mean = input_batch.mean(axis=(1, 2, 3), keepdims=True)
            diff = input_batch - mean
            var = input_batch.var(axis=(1, 2, 3), keepdims=True)
            self.cache_m = self.cache_m * self.momentum + mean.mean() * (1 - self.momentum)
            self.cache_v = self.cache_v * self.momentum + var.mean() * (1 - self.momentum)
            self.ivar = 1.0 / np.sqrt(var + self.epsilon)
            self.norm = diff * self.ivar
            return self.gamma * self.norm + self.beta
        norm = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
        return self.gamma * norm + self.beta

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        sum_g = G.sum(axis=(0, 2, 3), keepdims=True)
        sum_gx = (G * self.norm).sum(axis=(0, 2, 3), keepdims=True)
        self.grads["gamma"] = sum_gx
        self.grads["beta"] = sum_g
        dX = self.gamma * self.ivar / self.count * (self.count * G - sum_g - self.norm * sum_gx)
        return dX

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grads["gamma"]), "beta": (self.beta, self.grads["beta"])}

    def load_params(self, params):
        self.gamma[...] = params["gamma"]
        self.beta[...] = params["beta"]

    @property
    def state(self):
        return {"cache_m": self.cache_m, "cache_v": self.cache_v}

    @state.setter
    def state(self, state):
        self.cache_m = np.array(state["cache_m"])
        self.cache_v = np.array(state["cache_v"])

    def get_config(self):
        config = {"type": "BatchNormalization2D"}
        config["momentum"] = self.momentum
        config["epsilon"] = self.epsilon
        return config
