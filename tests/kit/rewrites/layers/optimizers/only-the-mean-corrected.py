import numpy as np


class Optimizer:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate
        self.t = 0
        self.memory = {}

    def average(self, name, value, weight):
        old = self.memory.get(name, 0.0)
        self.memory = {**self.memory, name: weight * old + (1 - weight) * value}
        return self.memory[name]

    def update(self, w, grad_wrt_w):
        self.t += 1
        return np.asarray(w) - self.learning_rate * self.direction(np.asarray(grad_wrt_w))


class SGD(Optimizer):
    def __init__(self, learning_rate=0.01):
        super().__init__(learning_rate)

    def direction(self, g):
        return g


class Momentum(Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.momentum = momentum

    def direction(self, g):
        v = self.momentum * self.memory.get("v", 0.0) + g
        self.memory = {"v": v}
        return v


class RMSprop(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate)
        self.rho, self.eps = rho, eps

    def direction(self, g):
        return g / (self.average("s", g * g, self.rho) ** 0.5 + self.eps)


class Adam(Optimizer):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate)
        self.b1, self.b2, self.eps = b1, b2, eps

    def direction(self, g):
        m = self.average("m", g, self.b1) / (1 - self.b1**self.t)
        v = self.average("v", g * g, self.b2)
        return m / (v**0.5 + self.eps)
