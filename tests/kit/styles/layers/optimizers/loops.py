"""Plain Python numbers, one element at a time."""

import math

import numpy as np


def _each(function, w, *others):
    rows = zip(np.ravel(w).tolist(), *(np.ravel(other).tolist() for other in others), strict=True)
    return np.array([function(*row) for row in rows]).reshape(np.shape(w))


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return _each(lambda value, slope: value - self.learning_rate * slope, w, grad_wrt_w)


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, w, grad_wrt_w):
        old = [0.0] * np.size(w) if self.v is None else self.v
        self.v = [
            self.momentum * before + slope for before, slope in zip(old, np.ravel(grad_wrt_w), strict=True)
        ]
        return _each(lambda value, speed: value - self.learning_rate * speed, w, self.v)


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.s = None

    def update(self, w, grad_wrt_w):
        old = [0.0] * np.size(w) if self.s is None else self.s
        slopes = np.ravel(grad_wrt_w).tolist()
        self.s = [self.rho * s + (1 - self.rho) * g * g for s, g in zip(old, slopes, strict=True)]
        return _each(
            lambda x, g, s: x - self.learning_rate * g / (math.sqrt(s) + self.eps), w, slopes, self.s
        )


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1 = b1
        self.b2 = b2
        self.eps = eps
        self.t = 0

    def update(self, w, grad_wrt_w):
        slopes = np.ravel(grad_wrt_w).tolist()
        if self.t == 0:
            self.m = [0.0] * len(slopes)
            self.v = [0.0] * len(slopes)
        self.t += 1
        self.m = [self.b1 * m + (1 - self.b1) * g for m, g in zip(self.m, slopes, strict=True)]
        self.v = [self.b2 * v + (1 - self.b2) * g * g for v, g in zip(self.v, slopes, strict=True)]

        def move(value, m, v):
            m_hat, v_hat = m / (1 - self.b1**self.t), v / (1 - self.b2**self.t)
            return value - self.learning_rate * m_hat / (math.sqrt(v_hat) + self.eps)

        return _each(move, w, self.m, self.v)
