import numpy as np


def faded(old, new, keep):
    """An average that forgets: keep of the old value, the rest of the new one."""
    return keep * old + (1.0 - keep) * new


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return np.subtract(w, self.learning_rate * grad)


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
        self.speed = 0.0

    def update(self, w, grad):
        self.speed = grad + self.momentum * self.speed
        move = -self.learning_rate * self.speed
        return w + move


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps
        self.s = 0.0

    def update(self, w, grad):
        self.s = faded(self.s, grad * grad, self.rho)
        size = self.s**0.5 + self.eps
        return w - self.learning_rate * (grad / size)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.b1, self.b2 = b1, b2
        self.m = self.v = 0.0
        self.t = 0

    def update(self, w, grad):
        self.t += 1
        self.m = faded(self.m, grad, self.b1)
        self.v = faded(self.v, grad * grad, self.b2)
        m_hat = self.m / (1.0 - self.b1**self.t)
        v_hat = self.v / (1.0 - self.b2**self.t)
        step = self.m / (v_hat**0.5 + self.eps)
        return w - self.learning_rate * step
