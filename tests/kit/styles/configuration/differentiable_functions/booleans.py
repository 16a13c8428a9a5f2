"""A slope of True and False, Sigmoid by tanh, Tanh by Sigmoid, results written into fresh arrays."""

import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return np.maximum(z, 0, out=np.empty_like(z))

    def derivative(self, z):
        return z > 0


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return 0.5 + 0.5 * np.tanh(0.5 * z)

    def derivative(self, z):
        return self.function(z) * self.function(-z)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return 2 * Sigmoid().function(2 * z) - 1

    def derivative(self, z):
        return 4 * Sigmoid().derivative(2 * z)


class Identity(DifferentiableFunction):
    def function(self, z):
        return +z

    def derivative(self, z):
        return np.full_like(z, True, dtype=bool)
