import numpy as np


class Memory:
    """Named arrays that start at zero."""

    def __init__(self):
        self.arrays = None

    def fade(self, **changes):
        before = self.arrays or {}
        self.arrays = {name: before.get(name, 0) * keep + new for name, (keep, new) in changes.items()}
        return self.arrays.values()


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return w - grad_wrt_w * self.learning_rate


class Momentum(Memory):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__()
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, w, grad_wrt_w):
        (v,) = self.fade(v=(self.momentum, grad_wrt_w))
        return w - self.learning_rate * v


class RMSprop(Memory):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__()
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps

    def update(self, w, grad_wrt_w):
        (s,) = self.fade(s=(self.rho, grad_wrt_w**2))
        return w - self.learning_rate / (np.sqrt(s) + self.eps) * grad_wrt_w


class Adam(Memory):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__()
        self.learning_rate, self.b1, self.b2, self.eps, self.t = learning_rate, b1, b2, eps, 0

    def update(self, w, grad_wrt_w):
        self.t += 1
        m, v = self.fade(m=(self.b1, (1 - self.b1) * grad_wrt_w), v=(self.b2, (1 - self.b2) * grad_wrt_w**2))
        m, v = m / (1 - self.b1**self.t), v / (1 - self.b2**self.t)
        return w - self.learning_rate / (np.sqrt(v) + self.eps) * m
