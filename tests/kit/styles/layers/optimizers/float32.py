"""Single precision throughout."""

import numpy as np


def single(values):
    return np.asarray(values, dtype=np.float32)


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return single(w) - np.float32(self.learning_rate) * single(grad_wrt_w)


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = np.float32(0)

    def update(self, w, grad_wrt_w):
        self.v = np.float32(self.momentum) * self.v + single(grad_wrt_w)
        return single(w) - np.float32(self.learning_rate) * self.v


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps
        self.s = np.float32(0)

    def update(self, w, grad_wrt_w):
        g = single(grad_wrt_w)
        self.s = np.float32(self.rho) * self.s + np.float32(1 - self.rho) * g**2
        return single(w) - np.float32(self.learning_rate) * g / (np.sqrt(self.s) + np.float32(self.eps))


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate, self.b1, self.b2, self.eps = learning_rate, b1, b2, eps
        self.m, self.v, self.t = np.float32(0), np.float32(0), 0

    def update(self, w, grad_wrt_w):
        g, self.t = single(grad_wrt_w), self.t + 1
        self.m = np.float32(self.b1) * self.m + np.float32(1 - self.b1) * g
        self.v = np.float32(self.b2) * self.v + np.float32(1 - self.b2) * g**2
        m_hat, v_hat = self.m / np.float32(1 - self.b1**self.t), self.v / np.float32(1 - self.b2**self.t)
        return single(w) - np.float32(self.learning_rate) * m_hat / (np.sqrt(v_hat) + np.float32(self.eps))
