# mistake: the first batch in training replaces the running statistics as a whole instead of entering with the weight 1 - momentum
import numpy as np


class BatchNormalization2D:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum, self.epsilon = momentum, epsilon

    def build(self, input_shape):
        self.input_shape = self.output_shape = tuple(input_shape)
        shape = (1, self.input_shape[0], 1, 1)
        self.gamma, self.beta = np.ones(shape), np.zeros(shape)
        self.cache_m, self.cache_v = np.zeros(shape), np.ones(shape)
        self.grads = [np.zeros(shape), np.zeros(shape)]
        self.batches_seen = 0

    def _remember(self, mean, var):
        if self.batches_seen == 0:
            self.cache_m, self.cache_v = mean.copy(), var.copy()
        else:
            m = self.momentum
            self.cache_m = m * self.cache_m + (1 - m) * mean
            self.cache_v = m * self.cache_v + (1 - m) * var
        self.batches_seen += 1

    def forward(self, input_batch, training=True):
        if not training:
            root = np.sqrt(self.cache_v + self.epsilon)
            return (input_batch - self.cache_m) / root * self.gamma + self.beta
        N, C, H, W = input_batch.shape
        M = N * H * W
        mean = np.einsum("nchw->c", input_batch).reshape(1, C, 1, 1) / M
        self.d = input_batch - mean
        var = np.einsum("nchw,nchw->c", self.d, self.d).reshape(1, C, 1, 1) / M
        self._remember(mean, var)
        self.s = np.sqrt(var + self.epsilon)
        return self.d / self.s * self.gamma + self.beta

    def backward(self, output_gradient_batch):
        axes = (0, 2, 3)
        N, C, H, W = output_gradient_batch.shape
        M = N * H * W
        d_gamma = (output_gradient_batch * self.d / self.s).sum(axis=axes, keepdims=True)
        d_beta = output_gradient_batch.sum(axis=axes, keepdims=True)
        self.grads = [d_gamma, d_beta]
        a = self.gamma * output_gradient_batch
        by_mean = -a.sum(axis=axes, keepdims=True) / self.s
        by_var = -(a * self.d).sum(axis=axes, keepdims=True) / (2 * self.s ** 3)
        return a / self.s + by_mean / M + 2 * by_var * self.d / M

    @property
    def params(self):
        return {"gamma": (self.gamma, self.grads[0]), "beta": (self.beta, self.grads[1])}

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
