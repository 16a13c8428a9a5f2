import math

import numpy as np
from DifferentiableFunction import DifferentiableFunction


def each(f):
    return np.vectorize(f, otypes=[float])


class ReLU(DifferentiableFunction):
    def function(self, z):
        return each(lambda v: max(v, 0.0))(z)

    def derivative(self, z):
        return each(lambda v: float(v > 0))(z)


class Sigmoid(DifferentiableFunction):
    def function(self, z):
        return each(lambda v: 0.5 + 0.5 * math.tanh(v / 2))(z)

    def derivative(self, z):
        s = self.function(z)
        return s - s * s


class Tanh(DifferentiableFunction):
    def function(self, z):
        return each(math.tanh)(z)

    def derivative(self, z):
        return each(lambda v: 1.0 - math.tanh(v))(z)


class Identity(DifferentiableFunction):
    def function(self, z):
        return z

    def derivative(self, z):
        return each(lambda v: 1.0)(z)
