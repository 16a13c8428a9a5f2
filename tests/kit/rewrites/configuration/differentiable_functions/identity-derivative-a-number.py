import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return z * (z > 0)

    def derivative(self, z):
        return (z > 0).astype(float)


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return np.exp(-np.logaddexp(0, -z))

    def derivative(self, z):
        return self.function(z) * self.function(-z)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        t = self.function(z)
        return (1 - t) * (1 + t)


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return 1.0
