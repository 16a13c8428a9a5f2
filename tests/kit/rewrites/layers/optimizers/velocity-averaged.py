"""Element by element."""

import math

import numpy as np


def elements(function, *arrays):
    shape = np.shape(arrays[0])
    values = [function(*row) for row in zip(*(np.ravel(a).tolist() for a in arrays), strict=True)]
    return np.array(values, dtype=float).reshape(shape)


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return elements(lambda a, g: a - self.learning_rate * g, w, grad_wrt_w)


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, w, grad_wrt_w):
        if self.v is None:
            self.v = np.zeros(np.shape(w))
        self.v = elements(lambda v, g: v * self.momentum + g * (1 - self.momentum), self.v, grad_wrt_w)
        return elements(lambda a, v: a - self.learning_rate * v, w, self.v)


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.s = None

    def update(self, w, grad_wrt_w):
        if self.s is None:
            self.s = np.zeros(np.shape(w))
        self.s = elements(lambda s, g: s * self.rho + g * g * (1 - self.rho), self.s, grad_wrt_w)
        step = self.learning_rate
        return elements(lambda a, g, s: a - step * g / (math.sqrt(s) + self.eps), w, grad_wrt_w, self.s)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1, self.b2, self.eps = b1, b2, eps
        self.m = self.v = None
        self.p1 = self.p2 = 1.0

    def update(self, w, grad_wrt_w):
        if self.m is None:
            self.m, self.v = np.zeros(np.shape(w)), np.zeros(np.shape(w))
        self.p1 *= self.b1
        self.p2 *= self.b2
        self.m = elements(lambda m, g: self.b1 * m + (1 - self.b1) * g, self.m, grad_wrt_w)
        self.v = elements(lambda v, g: self.b2 * v + (1 - self.b2) * g * g, self.v, grad_wrt_w)

        def move(a, m, v):
            return a - self.learning_rate * (m / (1 - self.p1)) / (math.sqrt(v / (1 - self.p2)) + self.eps)

        return elements(move, w, self.m, self.v)
