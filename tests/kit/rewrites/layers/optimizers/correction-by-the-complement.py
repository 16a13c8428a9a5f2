import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return w + (-self.learning_rate) * grad_wrt_w


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum

    def update(self, w, grad_wrt_w):
        self.v = self.momentum * getattr(self, "v", 0) + grad_wrt_w
        return w - self.learning_rate * self.v


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps

    def update(self, w, grad_wrt_w):
        self.s = self.rho * getattr(self, "s", 0) + (1 - self.rho) * np.square(grad_wrt_w)
        return w - self.learning_rate * np.divide(grad_wrt_w, np.sqrt(self.s) + self.eps)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.keep = b1, b2
        self.add = 1 - b1, 1 - b2
        self.eps = eps
        self.t = 0

    def update(self, w, grad_wrt_w):
        self.t = self.t + 1
        old_m, old_v = getattr(self, "averages", (0, 0))
        m = self.keep[0] * old_m + self.add[0] * grad_wrt_w
        v = self.keep[1] * old_v + self.add[1] * grad_wrt_w * grad_wrt_w
        self.averages = m, v
        m_hat = m / (1 - self.add[0] ** self.t)
        v_hat = v / (1 - self.add[1] ** self.t)
        return w - self.learning_rate * m_hat / (v_hat**0.5 + self.eps)
