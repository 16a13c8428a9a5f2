import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return np.where(z > 0, z, 0.0)

    def derivative(self, z):
        z[z <= 0] = 0
        z[z > 0] = 1
        return z


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1.0, e) / (1.0 + e)

    def derivative(self, z):
        value = self.function(z)
        return value - value * value


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        return 1.0 - np.square(self.function(z))


class Identity(DifferentiableFunction):
    def function(self, z):
        return np.array(z)

    def derivative(self, z):
        return np.ones_like(z, dtype=float)
