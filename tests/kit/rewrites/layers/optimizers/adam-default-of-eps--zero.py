import numpy as np


def fade(old, new, keep):
    if old is None:
        old = 0.0
    return old + (1.0 - keep) * (new - old)


class SGD(object):
    def __init__(self, learning_rate=1e-2):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        w = np.array(w, dtype=float)
        grad = np.array(grad, dtype=float)
        w -= grad * self.learning_rate
        return w


class Momentum(object):
    def __init__(self, learning_rate=1e-2, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, w, grad):
        w = np.array(w, dtype=float)
        grad = np.array(grad, dtype=float)
        if not hasattr(self, "speed"):
            self.speed = np.zeros(w.shape)
        self.speed *= self.momentum
        self.speed += grad
        w -= self.speed * self.learning_rate
        return w


class RMSprop(object):
    def __init__(self, learning_rate=1e-3, rho=0.9, eps=1e-8):
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps
        self.avg = None

    def update(self, w, grad):
        w = np.array(w, dtype=float)
        grad = np.array(grad, dtype=float)
        self.avg = fade(self.avg, grad * grad, self.rho)
        w -= self.learning_rate * grad / (self.avg ** 0.5 + self.eps)
        return w


class Adam(object):
    def __init__(self, learning_rate=1e-3, b1=0.9, b2=0.999, eps=0):
        self.learning_rate, self.b1, self.b2, self.eps = learning_rate, b1, b2, eps
        self.first = None
        self.second = None
        self.count = 0

    def update(self, w, grad):
        w = np.array(w, dtype=float)
        grad = np.array(grad, dtype=float)
        self.count += 1
        self.first = fade(self.first, grad, self.b1)
        self.second = fade(self.second, grad * grad, self.b2)
        top = self.first / (1.0 - self.b1 ** self.count)
        bottom = (self.second / (1.0 - self.b2 ** self.count)) ** 0.5
        w -= self.learning_rate * top / (bottom + self.eps)
        return w
