"""Optimizers that the cases of this track hand to your layers. You can use them too: `from support import Momentum`.

An optimizer has one method, `update(w, grad)`, which returns a new array and leaves both arguments as they were.
"""

import numpy as np


class MockOptimizer:
    """Plain gradient descent with a learning rate of 0.01. It has no state."""

    def update(self, w, grad):
        return w - 0.01 * grad


class GradientDescent:
    """Plain gradient descent with a learning rate of your choice."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return w - self.learning_rate * grad


class Momentum:
    """Gradient descent with a velocity: v becomes momentum * v + grad, the step is -learning_rate * v.

    `velocity` is None until the first update and belongs to one parameter: an optimizer that serves two
    parameters mixes up their velocities.
    """

    def __init__(self, learning_rate, momentum):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def update(self, w, grad):
        if self.velocity is None:
            self.velocity = np.zeros(np.shape(w))
        self.velocity = self.momentum * self.velocity + grad
        return w - self.learning_rate * self.velocity
