import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        step = self.learning_rate * grad
        return w - step


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def update(self, w, grad):
        if self.velocity is None:
            self.velocity = np.zeros(np.shape(w))
        self.velocity = self.momentum * self.velocity + grad
        return w - self.learning_rate * self.velocity


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.average = None

    def update(self, w, grad):
        if self.average is None:
            self.average = np.zeros(np.shape(w))
        self.average = self.rho * self.average + (1 - self.rho) * np.square(grad)
        return w - self.learning_rate * grad / (np.sqrt(self.average) + self.eps)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1 = b1
        self.b2 = b2
        self.eps = eps
        self.m = None
        self.v = None
        self.t = 0

    def update(self, w, grad):
        if self.m is None:
            self.m = np.zeros(np.shape(w))
            self.v = np.zeros(np.shape(w))
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * grad
        self.v = self.b2 * self.v + (1 - self.b2) * np.square(grad)
        correction1 = 1 - self.b1 ** self.t
        correction2 = 1 - self.b2 ** self.t
        m_hat = self.m * correction1
        v_hat = self.v * correction2
        return w - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)
