import math
import numpy as np


def blend(old, new, keep):
    return keep * old + (1 - keep) * new


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return w - self.learning_rate * grad


class Momentum(SGD):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.mu = momentum
        self.v = 0

    def update(self, w, grad):
        self.v = grad + self.mu * self.v
        return super().update(w, self.v)


class RMSprop(SGD):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate)
        self.rho, self.eps = rho, eps
        self.s = 0

    def update(self, w, grad):
        self.s = blend(self.s, grad * grad, self.rho)
        return super().update(w, grad / (np.sqrt(self.s) + self.eps))


class Adam(SGD):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate)
        self.b1, self.b2, self.eps = b1, b2, eps
        self.m, self.v, self.t = 0, 0, 0

    def update(self, w, grad):
        self.t += 1
        self.m = blend(self.m, grad, self.b1)
        self.v = blend(self.v, grad * grad, self.b2)
        rate = self.learning_rate * math.sqrt(1 - self.b2**self.t) / (1 - self.b1**self.t)
        return w - rate * self.m / (np.sqrt(self.v) + self.eps)
