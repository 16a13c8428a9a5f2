import numpy as np


class SGD:
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return w - self.learning_rate * grad_wrt_w


class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def update(self, w, grad_wrt_w):
        if self.velocity is None:
            self.velocity = np.zeros(np.shape(w))
        self.velocity = self.momentum * self.velocity + grad_wrt_w
        return w - self.learning_rate * self.velocity


class RMSprop:
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.avg = None

    def update(self, w, grad_wrt_w):
        if self.avg is None:
            self.avg = np.zeros(np.shape(w))
        self.avg = self.rho * self.avg + (1 - self.rho) * np.square(grad_wrt_w)
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.avg) + self.eps)


class Adam:
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.b1 = b1
        self.b2 = b2
        self.eps = eps
        self.first = None
        self.second = None
        self.count = 0

    def update(self, w, grad_wrt_w):
        if self.first is None:
            self.first = np.zeros(np.shape(w))
            self.second = np.zeros(np.shape(w))
        self.first = self.b1 * self.first + (1 - self.b1) * grad_wrt_w
        self.second = self.b2 * self.second + (1 - self.b2) * np.square(grad_wrt_w)
        first_hat = self.first / (1 - self.b1**self.count)
        second_hat = self.second / (1 - self.b2**self.count)
        self.count += 1
        return w - self.learning_rate * first_hat / (np.sqrt(second_hat) + self.eps)
