"""Four activation functions and their derivatives."""

import numpy as np
from DifferentiableFunction import DifferentiableFunction


class ReLU(DifferentiableFunction):
    """The positive part, max(0, z)."""

    def function(self, z):
        """Returns max(0, z) for each element.

        Args:
            z: an array of any shape.

        Returns:
            An array of the shape of z.
        """
        raise NotImplementedError

    def derivative(self, z):
        """Returns 1 where z > 0 and 0 where z < 0; at 0 any number from 0 to 1.

        Args:
            z: the input of `function`, an array of any shape.

        Returns:
            An array of the shape of z.
        """
        raise NotImplementedError


class Sigmoid(DifferentiableFunction):
    """The logistic function, 1 / (1 + exp(-z))."""

    def function(self, z):
        """Returns 1 / (1 + exp(-z)) for each element.

        Args:
            z: an array of any shape.

        Returns:
            An array of the shape of z, from 0 to 1, finite for every z.
        """
        raise NotImplementedError

    def derivative(self, z):
        """Returns s (1 - s) for each element, where s is `function(z)`.

        Args:
            z: the input of `function`, an array of any shape.

        Returns:
            An array of the shape of z, from 0 to 1/4, finite for every z.
        """
        raise NotImplementedError


class Tanh(DifferentiableFunction):
    """The hyperbolic tangent."""

    def function(self, z):
        """Returns (exp(z) - exp(-z)) / (exp(z) + exp(-z)) for each element.

        Args:
            z: an array of any shape.

        Returns:
            An array of the shape of z, from -1 to 1, finite for every z.
        """
        raise NotImplementedError

    def derivative(self, z):
        """Returns 1 - t² for each element, where t is `function(z)`.

        Args:
            z: the input of `function`, an array of any shape.

        Returns:
            An array of the shape of z, from 0 to 1, finite for every z.
        """
        raise NotImplementedError


class Identity(DifferentiableFunction):
    """No activation at all: z."""

    def function(self, z):
        """Returns z.

        Args:
            z: an array of any shape.

        Returns:
            An array of the shape of z.
        """
        raise NotImplementedError

    def derivative(self, z):
        """Returns 1 for each element.

        Args:
            z: the input of `function`, an array of any shape.

        Returns:
            An array of the shape of z.
        """
        raise NotImplementedError
