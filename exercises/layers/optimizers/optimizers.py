"""Optimizers: from a parameter and its gradient to the next value of the parameter.

Each object serves one parameter. Its memory, where it has one, begins as zeros in the shape of that
parameter, which is only known at the first update.

Sources: Polyak (1964) for momentum; Tieleman and Hinton (2012) for RMSprop; Kingma and Ba (2015) for Adam.
"""

import numpy as np


class SGD:
    """Gradient descent: the step is -learning_rate * g.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.01):
        raise NotImplementedError

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * g, of the same shape.
        """
        raise NotImplementedError


class Momentum:
    """Gradient descent with a velocity: v becomes momentum * v + g, the step is -learning_rate * v.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.01, momentum=0.9):
        raise NotImplementedError

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * v, of the same shape, where v = momentum * v + g, from v = 0.
        """
        raise NotImplementedError


class RMSprop:
    """Steps divided by the root of a running average of g², element by element.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        raise NotImplementedError

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * g / (sqrt(s) + eps), of the same shape, where s = rho * s + (1 - rho) * g²,
            from s = 0.
        """
        raise NotImplementedError


class Adam:
    """Running averages of g and of g², both corrected for their start at zero.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        raise NotImplementedError

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * m_hat / (sqrt(v_hat) + eps), of the same shape, where in the t-th update,
            counted from 1, m = b1 * m + (1 - b1) * g and v = b2 * v + (1 - b2) * g², both from 0, and
            m_hat = m / (1 - b1^t), v_hat = v / (1 - b2^t).
        """
        raise NotImplementedError
