"""Remembers every gradient, and computes each memory from all of them."""

import numpy as np


class Rule:
    """Keeps the gradients in a tuple, so that a copy of a new object shares nothing with it."""

    def __init__(self, rate):
        self.rate = rate
        self.gradients = ()

    @property
    def learning_rate(self):
        return self.rate

    @learning_rate.setter
    def learning_rate(self, value):
        self.rate = value

    def faded(self, fade, power=1):
        """Returns the sum of the gradients' powers, each faded once for every update since."""
        return sum(fade**age * g**power for age, g in enumerate(reversed(self.gradients)))

    def update(self, w, grad_wrt_w):
        self.gradients = (*self.gradients, np.array(grad_wrt_w, dtype=float))
        return w - self.rate * self.direction()

    def direction(self):
        return self.gradients[-1]


class SGD(Rule):
    def __init__(self, learning_rate=0.01):
        super().__init__(learning_rate)


class Momentum(Rule):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.fade = momentum

    def direction(self):
        return self.faded(self.fade)


class RMSprop(Rule):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate)
        self.rho, self.eps = rho, eps

    def direction(self):
        return self.gradients[-1] / (((1 - self.rho) * self.faded(self.rho, 2)) ** 0.5 + self.eps)


class Adam(Rule):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate)
        self.b1, self.b2, self.eps = b1, b2, eps

    def direction(self):
        weights = [sum(b**age for age in range(len(self.gradients))) for b in (self.b1, self.b2)]
        return self.faded(self.b1) / weights[0] / ((self.faded(self.b2, 2) / weights[1]) ** 0.5 + self.eps)
