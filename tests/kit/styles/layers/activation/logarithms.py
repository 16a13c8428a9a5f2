"""Single precision, with a softmax that divides in the exponent: exp(x - logsumexp(x))."""

import numpy as np
from layer import Layer


class Pointwise(Layer):
    def forward_pass(self, X, training=True):
        self.X = np.array(X, dtype=np.float32)
        return self.value(self.X)

    def backward_pass(self, accum_grad):
        return np.float32(accum_grad) * self.slope(self.X)

    def output_shape(self):
        return tuple(self.input_shape)


class LeakyReLU(Pointwise):
    def __init__(self, alpha=0.01):
        self.alpha = np.float32(alpha)

    def value(self, x):
        return np.maximum(x, 0) + self.alpha * np.minimum(x, 0)

    def slope(self, x):
        return self.alpha + (1 - self.alpha) * (x >= 0)


class ReLU(LeakyReLU):
    def __init__(self):
        super().__init__(0)


class Sigmoid(Pointwise):
    def value(self, x):
        return np.exp(-np.logaddexp(np.float32(0), -x))

    def slope(self, x):
        return np.exp(-np.logaddexp(np.float32(0), -x) - np.logaddexp(np.float32(0), x))


class Tanh(Pointwise):
    def value(self, x):
        return np.tanh(x)

    def slope(self, x):
        return 1 - np.square(np.tanh(x))


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        x = np.float32(X)
        self.log_p = x - np.logaddexp.reduce(x, axis=1)[:, None]
        return np.exp(self.log_p)

    def backward_pass(self, accum_grad):
        p, g = np.exp(self.log_p), np.float32(accum_grad)
        return p * g - p * np.sum(p * g, axis=1)[:, None]

    def output_shape(self):
        return tuple(self.input_shape)
