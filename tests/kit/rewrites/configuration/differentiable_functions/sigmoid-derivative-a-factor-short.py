import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return z * (z > 0)

    def derivative(self, z):
        return np.heaviside(z, 0.0)


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return 0.5 * (np.tanh(0.5 * z) + 1)

    def derivative(self, z):
        s = self.function(z)
        return 1 - s


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        t = np.tanh(z)
        return (1 - t) * (1 + t)


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return np.ones(np.shape(z))
