import numpy as np
from DifferentiableFunction import DifferentiableFunction


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return 0.5 - 0.5 * np.tanh(z / 2)

    def derivative(self, z):
        value = self.function(z)
        return value * (1 - value)


class ReLU(DifferentiableFunction):
    def function(self, z):
        return np.clip(z, 0, None)

    def derivative(self, z):
        return np.heaviside(z, 0.0)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        return 1 - self.function(z) * self.function(z)


class Identity(DifferentiableFunction):
    def function(self, z):
        return np.array(z)

    def derivative(self, z):
        return np.ones_like(z)
