"""Single precision, the plain formulas with their overflow warnings, a base class from the track."""

import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        z = np.array(z, np.float32)
        z[z < 0] = 0
        return z

    def derivative(self, z):
        return np.heaviside(np.float32(z), np.float32(0.5))


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return 1 / (1 + np.exp(-np.float32(z)))

    def derivative(self, z):
        return self.function(z) * (1 - self.function(z))


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.float32(2) / (1 + np.exp(np.float32(-2) * np.float32(z))) - 1

    def derivative(self, z):
        return 1 / np.cosh(np.float32(z)) ** 2


class Identity(DifferentiableFunction):
    def function(self, z):
        return np.float32(z)

    def derivative(self, z):
        return z * 0 + 1
