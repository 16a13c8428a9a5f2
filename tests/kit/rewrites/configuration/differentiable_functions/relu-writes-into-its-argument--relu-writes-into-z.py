# mistake: ReLU.function sets the negative elements of its argument to zero in place
import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        z[z < 0] = 0
        return z

    def derivative(self, z):
        slope = np.zeros_like(z)
        slope[z > 0] = 1
        return slope


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        small = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + small), small / (1 + small))

    def derivative(self, z):
        value = self.function(z)
        return value - value * value


class Tanh(DifferentiableFunction):
    def function(self, z):
        e = np.exp(-2 * np.abs(z))
        return np.sign(z) * (1 - e) / (1 + e)

    def derivative(self, z):
        t = self.function(z)
        return (1 - t) * (1 + t)


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return np.ones_like(z)
