# mistake: Sigmoid.derivative uses the value that function computed last instead of computing it for the z it is given
import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    def function(self, z):
        return z * (z > 0)

    def derivative(self, z):
        return (z > 0).astype(float)


class Sigmoid(DifferentiableFunction):
    value = None

    def function(self, z):
        e = np.exp(-np.abs(z))
        self.value = np.where(z >= 0, 1.0, e) / (1 + e)
        return self.value

    def derivative(self, z):
        if self.value is None:
            self.function(z)
        return self.value * (1 - self.value)


class Tanh(DifferentiableFunction):
    def function(self, z):
        return np.tanh(z)

    def derivative(self, z):
        return 1 - np.tanh(z) ** 2


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return np.ones(z.shape)
