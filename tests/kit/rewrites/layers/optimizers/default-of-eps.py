import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return w - np.multiply(self.learning_rate, grad)


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, w, grad):
        if self.v is None:
            self.v = np.zeros_like(grad, dtype=float)
        self.v = self.momentum * self.v + grad
        return w - self.learning_rate * self.v


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.s = None

    def update(self, w, grad):
        if self.s is None:
            self.s = np.zeros_like(grad, dtype=float)
        self.s = self.rho * self.s + (1 - self.rho) * grad ** 2
        return w - self.learning_rate * grad / (np.sqrt(self.s) + self.eps)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1 = b1
        self.b2 = b2
        self.eps = eps
        self.m = None
        self.v = None
        self.t = 0

    def update(self, w, grad):
        if self.m is None:
            self.m = np.zeros_like(grad, dtype=float)
            self.v = np.zeros_like(grad, dtype=float)
        self.t = self.t + 1
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad ** 2
        mh = self.m / (1 - self.b1 ** self.t)
        vh = self.v / (1 - self.b2 ** self.t)
        return w - self.learning_rate * mh / (np.sqrt(vh) + self.eps)
