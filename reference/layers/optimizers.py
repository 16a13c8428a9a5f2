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
        # BEGIN SOLUTION
        self.learning_rate = learning_rate
        # END SOLUTION

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * g, of the same shape.
        """
        # BEGIN SOLUTION
        return w - self.learning_rate * grad
        # END SOLUTION


class Momentum:
    """Gradient descent with a velocity: v becomes momentum * v + g, the step is -learning_rate * v.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.01, momentum=0.9):
        # BEGIN SOLUTION
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None
        # END SOLUTION

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * v, of the same shape, where v = momentum * v + g, from v = 0.
        """
        # BEGIN SOLUTION
        if self.velocity is None:
            self.velocity = np.zeros(np.shape(w))
        self.velocity = self.momentum * self.velocity + grad
        # The learning rate stays outside of v, so that changing it changes the very next step.
        return w - self.learning_rate * self.velocity
        # END SOLUTION


class RMSprop:
    """Steps divided by the root of a running average of g², element by element.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.001, rho=0.9, eps=1e-8):
        # BEGIN SOLUTION
        self.learning_rate = learning_rate
        self.rho = rho
        self.eps = eps
        self.mean_square = None
        # END SOLUTION

    def update(self, w, grad):
        """Returns the next value of a parameter, as a new array.

        Args:
            w: the parameter, of any shape.
            grad: g, the gradient of the loss by `w`, of the same shape.

        Returns:
            w - learning_rate * g / (sqrt(s) + eps), of the same shape, where s = rho * s + (1 - rho) * g²,
            from s = 0.
        """
        # BEGIN SOLUTION
        if self.mean_square is None:
            self.mean_square = np.zeros(np.shape(w))
        self.mean_square = self.rho * self.mean_square + (1 - self.rho) * grad**2
        return w - self.learning_rate * grad / (np.sqrt(self.mean_square) + self.eps)
        # END SOLUTION


class Adam:
    """Running averages of g and of g², both corrected for their start at zero.

    Attributes:
        learning_rate: the size of the step; it may be changed between updates.
    """

    def __init__(self, learning_rate=0.001, b1=0.9, b2=0.999, eps=1e-8):
        # BEGIN SOLUTION
        self.learning_rate = learning_rate
        self.b1 = b1
        self.b2 = b2
        self.eps = eps
        self.mean = None
        self.mean_square = None
        self.steps = 0
        # END SOLUTION

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
        # BEGIN SOLUTION
        if self.mean is None:
            self.mean = np.zeros(np.shape(w))
            self.mean_square = np.zeros(np.shape(w))
        self.steps += 1
        self.mean = self.b1 * self.mean + (1 - self.b1) * grad
        self.mean_square = self.b2 * self.mean_square + (1 - self.b2) * grad**2
        # After t steps the weights of all gradients in an average sum to 1 - b^t. The averages themselves
        # stay as they are: a corrected one must not enter the next update.
        mean_hat = self.mean / (1 - self.b1**self.steps)
        mean_square_hat = self.mean_square / (1 - self.b2**self.steps)
        return w - self.learning_rate * mean_hat / (np.sqrt(mean_square_hat) + self.eps)
        # END SOLUTION
