"""Every update returns what the caller should add."""

import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return -self.learning_rate * grad_wrt_w


class Momentum(SGD):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.momentum, self.velocity = momentum, None

    def update(self, w, grad_wrt_w):
        old = np.zeros_like(grad_wrt_w) if self.velocity is None else self.velocity
        self.velocity = old * self.momentum + grad_wrt_w
        return super().update(w, self.velocity)


class RMSprop(SGD):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate)
        self.rho, self.eps, self.squares = rho, eps, None

    def update(self, w, grad_wrt_w):
        old = np.zeros_like(grad_wrt_w) if self.squares is None else self.squares
        self.squares = old * self.rho + grad_wrt_w**2 * (1 - self.rho)
        return super().update(w, grad_wrt_w / (self.squares**0.5 + self.eps))


class Adam(SGD):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate)
        self.b1, self.b2, self.eps, self.t = b1, b2, eps, 0

    def update(self, w, grad_wrt_w):
        if self.t == 0:
            self.m = np.zeros_like(grad_wrt_w)
            self.v = np.zeros_like(grad_wrt_w)
        self.t += 1
        self.m = self.m * self.b1 + grad_wrt_w * (1 - self.b1)
        self.v = self.v * self.b2 + grad_wrt_w**2 * (1 - self.b2)
        m, v = self.m / (1 - self.b1**self.t), self.v / (1 - self.b2**self.t)
        return super().update(w, m / (v**0.5 + self.eps))
