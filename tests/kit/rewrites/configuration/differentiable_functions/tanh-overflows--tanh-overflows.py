# mistake: Tanh.function divides exponentials as in the formula, so large numbers give nan
import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return np.maximum(z, 0)

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
        up, down = np.exp(z), np.exp(-z)
        return (up - down) / (up + down)

    def derivative(self, z):
        t = self.function(z)
        return (1 - t) * (1 + t)


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return np.ones_like(z)
