import numpy as np


class BatchNormalization:
    def __init__(self, momentum=0.9, epsilon=1e-8):
        self.momentum = momentum
        self.epsilon = epsilon
        self.gamma = self.beta = self.cache_m = self.cache_v = None

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (int(input_shape),)
        self.input_shape = tuple(input_shape)
        self.output_shape = self.input_shape
        D = self.input_shape[0]
        self.gamma = np.ones((1, D))
        self.beta = np.zeros((1, D))
        self.d_gamma = np.zeros((1, D))
        self.d_beta = np.zeros((1, D))
        self.cache_m = np.zeros((1, D))
        self.cache_v = np.ones((1, D))

    def forward(self, input_batch, training=True):
        if training:
            N = input_batch.shape[0]
            mu = input_batch.sum(axis=0, keepdims=True) / N
            xc = input_batch - mu
            var = (xc * xc).sum(axis=0, keepdims=True) / N
            self.cache_m = self.momentum * self.cache_m + (1.0 - self.momentum) * mu
            self.cache_v = self.momentum * self.cache_v + (1.0 - self.momentum) * var
            self.std = np.sqrt(var + self.epsilon)
            self.x = input_batch.copy()
            self.xc = xc
            self.xn = xc / self.std
            out = self.xn
        else:
            m = self.momentum
            self.cache_m = m * self.cache_m + (1 - m) * input_batch.mean(axis=0, keepdims=True)
            self.cache_v = m * self.cache_v + (1 - m) * input_batch.var(axis=0, keepdims=True)
            out = (input_batch - self.cache_m) / np.sqrt(self.cache_v + self.epsilon)
        return self.gamma * out + self.beta

    def backward(self, output_gradient_batch):
        dout = output_gradient_batch
        N = dout.shape[0]
        self.d_beta = dout.sum(axis=0, keepdims=True)
        self.d_gamma = (self.xn * dout).sum(axis=0, keepdims=True)
        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -((dxn * self.xc) / (self.std * self.std)).sum(axis=0, keepdims=True)
        dvar = 0.5 * dstd / self.std
        dxc = dxc + (2.0 / N) * self.xc * dvar
        dmu = dxc.sum(axis=0, keepdims=True)
        dx = dxc - dmu / N
        return dx

    @property
    def params(self):
        return {"gamma": (self.gamma, self.d_gamma), "beta": (self.beta, self.d_beta)}

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
        return {"type": "BatchNormalization", "momentum": self.momentum, "epsilon": self.epsilon}
