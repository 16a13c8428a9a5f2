import numpy as np


class _Elementwise:
    """A function and its derivative, in terms of x; subclasses say which."""

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return type(self).__name__

    def parameters(self):
        return 0

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.X = np.array(X, dtype=float)
        return self.f(self.X)

    def backward_pass(self, accum_grad):
        return accum_grad * self.df(self.X)


class ReLU(_Elementwise):
    def f(self, x):
        return np.maximum(x, 0)

    def df(self, x):
        return (x > 0).astype(float)


class LeakyReLU(_Elementwise):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def f(self, x):
        return np.where(x > 0, x, self.alpha * x)

    def df(self, x):
        return np.where(x > 0, 1.0, self.alpha)


class Sigmoid(_Elementwise):
    def f(self, x):
        return 0.5 * (1 + np.tanh(0.5 * x))

    def df(self, x):
        return self.f(x) * self.f(-x)


class Tanh(_Elementwise):
    def f(self, x):
        return np.tanh(x)

    def df(self, x):
        return 1 - np.tanh(x) ** 2


class Softmax(_Elementwise):
    def f(self, x):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    def df(self, x):
        p = self.f(x)
        return p * (1 - p)
