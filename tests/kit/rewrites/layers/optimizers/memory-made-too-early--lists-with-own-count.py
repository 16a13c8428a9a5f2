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
        self.v = None

    def update(self, w, grad):
        if self.v is None:
            self.v = np.zeros_like(w)
        self.v = self.momentum * self.v + grad
        mstep = self.learning_rate * self.v
        return w - mstep


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.s = None

    def update(self, w, grad):
        if self.s is None:
            self.s = np.zeros_like(w)
        self.s = self.rho * self.s + (1 - self.rho) * np.square(grad)
        rstep = self.learning_rate * grad / (np.sqrt(self.s) + self.eps)
        return w - rstep


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1, self.b2 = b1, b2
        self.eps = eps
        self.ms = []
        self.vs = []
        self.t = 0

    def update(self, w, grad):
        if not self.ms:
            self.ms.append(np.zeros_like(w))
            self.vs.append(np.zeros_like(w))
        self.t += 1
        self.ms[0] = self.b1 * self.ms[0] + (1 - self.b1) * grad
        self.vs[0] = self.b2 * self.vs[0] + (1 - self.b2) * np.square(grad)
        m_hat = self.ms[0] / (1 - np.power(self.b1, self.t))
        v_hat = self.vs[0] / (1 - np.power(self.b2, self.t))
        astep = self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)
        return w - astep
