import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return np.maximum(z, 0)

    def derivative(self, z):
        d = np.ones(z.shape)
        d[z < 0] = 0.01
        return d


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        z = np.clip(z, -700, 700)
        return 1.0 / (1.0 + np.exp(-z))

    def derivative(self, z):
        a = self.function(z)
        return a * (1 - a)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return 2 * Sigmoid().function(2 * z) - 1

    def derivative(self, z):
        return 1 - self.function(z) ** 2


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return np.full(z.shape, 1.0)
