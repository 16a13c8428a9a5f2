# mistake: Tanh.derivative squares the whole difference, (1 - t)^2, instead of t alone, 1 - t^2
import numpy as np
from DifferentiableFunction import DifferentiableFunction


def logistic(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


class ReLU(DifferentiableFunction):
    def function(self, z):
        out = np.array(z, dtype=float)
        out[out < 0] = 0
        return out

    def derivative(self, z):
        return np.heaviside(z, 0.0)


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return logistic(z)

    def derivative(self, z):
        return logistic(z) * logistic(-z)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        t = self.function(z)
        return np.square(1 - t)


class Identity(DifferentiableFunction):
    def function(self, z):
        return np.copy(z)

    def derivative(self, z):
        return np.full_like(z, 1.0)
