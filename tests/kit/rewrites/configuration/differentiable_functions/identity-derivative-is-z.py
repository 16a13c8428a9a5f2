import numpy as np

from DifferentiableFunction import DifferentiableFunction as Base


class Identity(Base):
    function = derivative = lambda self, z: 1 * z


class ReLU(Base):
    def function(self, z):
        out = np.array(z, copy=True)
        out[out < 0] = 0
        return out

    def derivative(self, z):
        return (np.array(z) > 0) * 1.0


class Sigmoid(Base):
    def function(self, z):
        return np.where(z > 0, 1 / (1 + np.exp(-np.maximum(z, 0))), 1 - 1 / (1 + np.exp(np.minimum(z, 0))))

    def derivative(self, z):
        return self.function(z) * self.function(-z)


class Tanh(Base):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        return np.cosh(np.clip(z, -300, 300)) ** -2.0
