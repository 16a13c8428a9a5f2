import numpy as np


class Activation:
    def function(self, z):
        return z + 0.0

    def derivative(self, z):
        return z * 0.0 + 1.0


class Identity(Activation):
    pass


class ReLU(Activation):
    def function(self, z):
        return np.sqrt(z * z)

    def derivative(self, z):
        slopes = np.zeros(z.shape)
        slopes[z > 0] = 1
        return slopes


class Sigmoid(Activation):
    def function(self, z):
        e = np.exp(-abs(z))
        return np.where(z < 0, e / (1 + e), 1 / (1 + e))

    def derivative(self, z):
        e = np.exp(-abs(z))
        return e / (1 + e) ** 2


class Tanh(Activation):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        return (1 - np.tanh(z)) * (1 + np.tanh(z))
