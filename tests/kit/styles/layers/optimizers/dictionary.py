"""All memories in one lazily made dictionary; Adam with its corrections folded into the step."""

import numpy as np


class _Optimizer:
    memory = None

    def _recall(self, w, names):
        if self.memory is None:
            self.memory = {name: np.zeros_like(w, dtype=float) for name in names}
            self.memory["t"] = 0
        self.memory["t"] += 1
        return self.memory


class SGD(_Optimizer):
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    def update(self, w, grad_wrt_w):
        return np.subtract(w, np.multiply(self.learning_rate, grad_wrt_w))


class Momentum(_Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum

    def update(self, w, grad_wrt_w):
        memory = self._recall(w, ["v"])
        memory["v"] *= self.momentum
        memory["v"] += grad_wrt_w
        return w - self.learning_rate * memory["v"]


class RMSprop(_Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        self.learning_rate, self.rho, self.eps = learning_rate, rho, eps

    def update(self, w, grad_wrt_w):
        memory = self._recall(w, ["s"])
        memory["s"] += (1 - self.rho) * (np.square(grad_wrt_w) - memory["s"])
        return w - self.learning_rate * grad_wrt_w / (memory["s"] ** 0.5 + self.eps)


class Adam(_Optimizer):
    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.learning_rate, self.b1, self.b2, self.eps = learning_rate, b1, b2, eps

    def update(self, w, grad_wrt_w):
        memory = self._recall(w, ["m", "v"])
        memory["m"] += (1 - self.b1) * (grad_wrt_w - memory["m"])
        memory["v"] += (1 - self.b2) * (grad_wrt_w * grad_wrt_w - memory["v"])
        first, second = 1 - self.b1 ** memory["t"], 1 - self.b2 ** memory["t"]
        root = np.sqrt(second)
        return w - self.learning_rate * root / first * memory["m"] / (np.sqrt(memory["v"]) + self.eps * root)
