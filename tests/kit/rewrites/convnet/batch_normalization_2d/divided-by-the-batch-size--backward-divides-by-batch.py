# mistake: backward takes M to be the batch size N instead of N H W
import numpy as np

AXES = (0, 2, 3)


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        self.output_shape = tuple(input_shape)
        shape = (1, input_shape[0], 1, 1)
        self.gamma = np.ones(shape)
        self.beta = np.zeros(shape)
        self.cache_m = np.zeros(shape)
        self.cache_v = np.ones(shape)
        self.gamma_gradient = np.zeros(shape)
        self.beta_gradient = np.zeros(shape)

    def forward(self, input_batch, training=True):
        mean, variance = self.cache_m, self.cache_v
        if training:
            mean = input_batch.mean(axis=AXES, keepdims=True)
            variance = input_batch.var(axis=AXES, keepdims=True)
            keep = self.momentum
            self.cache_m = keep * self.cache_m + (1 - keep) * mean
            self.cache_v = keep * self.cache_v + (1 - keep) * variance
        self.root = np.sqrt(variance + self.epsilon)
        self.normal = (input_batch - mean) / self.root
        return self.normal * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        self.beta_gradient = output_gradient_batch.sum(axis=AXES, keepdims=True)
        self.gamma_gradient = (output_gradient_batch * self.normal).sum(axis=AXES, keepdims=True)
        N, C, H, W = output_gradient_batch.shape
        M = N
        inner = M * output_gradient_batch - self.beta_gradient - self.normal * self.gamma_gradient
        return self.gamma * inner / (M * self.root)

    @property
    def params(self):
        return {"gamma": (self.gamma, self.gamma_gradient), "beta": (self.beta, self.beta_gradient)}

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
