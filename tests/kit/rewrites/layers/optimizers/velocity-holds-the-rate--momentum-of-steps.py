# mistake: Momentum keeps steps instead of gradients: the learning rate is multiplied in before the velocity is stored
import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        step = -self.learning_rate * grad
        return w + step


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.mu = learning_rate, momentum
        self.v = 0.0

    def update(self, w, grad):
        self.v = self.v * self.mu + self.learning_rate * grad
        return w - self.v


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps
        self.s = 0.0

    def update(self, w, grad):
        g2 = np.square(grad)
        self.s = g2 + self.rho * (self.s - g2)
        root = np.sqrt(self.s)
        return w - self.learning_rate * np.divide(grad, root + self.eps)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.b1, self.b2 = b1, b2
        self.first = self.second = 0.0
        self.b1_power = self.b2_power = 1.0

    def update(self, w, grad):
        self.b1_power *= self.b1
        self.b2_power *= self.b2
        self.first = self.b1 * self.first + (1 - self.b1) * grad
        self.second = self.b2 * self.second + (1 - self.b2) * np.square(grad)
        mean = self.first / (1 - self.b1_power)
        spread = np.sqrt(self.second / (1 - self.b2_power))
        return w - self.learning_rate * mean / (spread + self.eps)
