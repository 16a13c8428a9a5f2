import numpy as np


class ReLU:
    def function(self, z):
        out = z.copy()
        out[out < 0] = 0
        return out

    def derivative(self, z):
        slope = np.zeros(z.shape)
        slope[z > 0] = 1
        return slope


class Sigmoid:
    def function(self, z):
        return 1 - np.exp(-z) / (1 + np.exp(-z))

    def derivative(self, z):
        s = self.function(z)
        return s * (1 - s)


class Tanh:
    def function(self, z):
        z = np.clip(z, -50, 50)
        a, b = np.exp(z), np.exp(-z)
        return (a - b) / (a + b)

    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


class Identity:
    def function(self, z):
        return np.array(z)

    def derivative(self, z):
        return np.full_like(z, 1.0)
