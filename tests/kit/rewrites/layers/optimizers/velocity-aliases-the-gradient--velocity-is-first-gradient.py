# mistake: Momentum keeps the first gradient itself as its velocity and adds to it in place, so the caller's array changes with the second update
import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return np.subtract(w, np.multiply(self.learning_rate, grad))


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, w, grad):
        if self.v is None:
            self.v = grad            # nothing to remember yet
        else:
            self.v *= self.momentum
            self.v += grad
        return w - self.learning_rate * self.v


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho, self.eps = rho, eps
        self.s = 0.0

    def update(self, w, grad):
        self.s = self.rho * self.s + (1 - self.rho) * grad * grad
        step = grad / (self.s ** 0.5 + self.eps)
        return w - self.learning_rate * step


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1, self.b2, self.eps = b1, b2, eps
        self.m, self.v, self.t = 0.0, 0.0, 0

    def update(self, w, grad):
        self.t = self.t + 1
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * grad * grad
        bias1, bias2 = 1 - self.b1 ** self.t, 1 - self.b2 ** self.t
        return w - self.learning_rate * (self.m / bias1) / ((self.v / bias2) ** 0.5 + self.eps)
