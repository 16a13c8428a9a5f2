"""The base class of activation functions, and three of them for the layers of this track to use.

A layer that is built from a dict looks its activation up here, by the name of the class.
"""

import numpy as np


class DifferentiableFunction:
    """A function of one number that is applied to each element of an array, with its derivative."""

    def function(self, z):
        """Returns the value at each element of `z`, in the shape of `z`."""
        raise NotImplementedError

    def derivative(self, z):
        """Returns the derivative at each element of `z`, in the shape of `z`. `z` is the input, not the value."""
        raise NotImplementedError


class Cube(DifferentiableFunction):
    """z³."""

    def function(self, z):
        return z**3

    def derivative(self, z):
        return 3 * z**2


class Softplus(DifferentiableFunction):
    """log(1 + exp(z))."""

    def function(self, z):
        return np.logaddexp(0, z)

    def derivative(self, z):
        return np.exp(-np.logaddexp(0, -z))


class Sine(DifferentiableFunction):
    """sin(z)."""

    def function(self, z):
        return np.sin(z)

    def derivative(self, z):
        return np.cos(z)
