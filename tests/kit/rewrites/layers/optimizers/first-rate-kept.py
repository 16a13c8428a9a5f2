import numpy as np


class Optimizer:
    def __init__(self, lr):
        self.lr = lr


class SGD(Optimizer):
    def __init__(self, learning_rate=0.01):
        super().__init__(learning_rate)

    def update(self, w, grad_wrt_w):
        return w - self.lr * grad_wrt_w


class Momentum(Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.mu, self.v = momentum, 0.0

    def update(self, w, grad_wrt_w):
        self.v = self.mu * self.v + grad_wrt_w
        return w - self.lr * self.v


class RMSprop(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        super().__init__(learning_rate)
        self.rho, self.eps, self.s = rho, eps, 0.0

    def update(self, w, grad_wrt_w):
        self.s = self.s + (1 - self.rho) * (grad_wrt_w**2 - self.s)
        return w - self.lr * grad_wrt_w / (np.sqrt(self.s) + self.eps)


class Adam(Optimizer):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        super().__init__(learning_rate)
        self.b1, self.b2, self.eps = b1, b2, eps
        self.m = self.v = 0.0
        self.p1 = self.p2 = 1.0

    def update(self, w, grad_wrt_w):
        self.p1, self.p2 = self.p1 * self.b1, self.p2 * self.b2
        self.m = self.m + (1 - self.b1) * (grad_wrt_w - self.m)
        self.v = self.v + (1 - self.b2) * (grad_wrt_w**2 - self.v)
        return w - self.lr * (self.m / (1 - self.p1)) / (np.sqrt(self.v / (1 - self.p2)) + self.eps)
