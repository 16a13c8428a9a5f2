"""Plain Python loops over single numbers, and a full Jacobian for each sample."""

import math

import numpy as np
from layer import Layer


class Elementwise(Layer):
    def value(self, x):
        raise NotImplementedError

    def slope(self, x):
        raise NotImplementedError

    def forward_pass(self, X, training=True):
        self.inputs = [float(x) for x in X.ravel()]
        self.shape = X.shape
        return np.array([self.value(x) for x in self.inputs]).reshape(self.shape)

    def backward_pass(self, accum_grad):
        products = [self.slope(x) * g for x, g in zip(self.inputs, accum_grad.ravel(), strict=True)]
        return np.array(products).reshape(self.shape)

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Elementwise):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def value(self, x):
        return x if x > 0 else self.alpha * x

    def slope(self, x):
        return 1.0 if x > 0 else self.alpha


class ReLU(LeakyReLU):
    def __init__(self):
        super().__init__(alpha=0.0)


class Sigmoid(Elementwise):
    def value(self, x):
        if x < 0:
            return math.exp(x) / (1 + math.exp(x))
        return 1 / (1 + math.exp(-x))

    def slope(self, x):
        return self.value(x) * self.value(-x)


class Tanh(Elementwise):
    def value(self, x):
        return math.tanh(x)

    def slope(self, x):
        return 1 - math.tanh(x) ** 2


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        self.rows = []
        for x in X:
            shifted = [math.exp(v - max(x)) for v in x]
            self.rows.append(np.array(shifted) / sum(shifted))
        return np.array(self.rows)

    def backward_pass(self, accum_grad):
        gradient = []
        for y, g in zip(self.rows, accum_grad, strict=True):
            jacobian = np.diag(y) - np.outer(y, y)
            gradient.append(jacobian @ g)
        return np.array(gradient)

    def output_shape(self):
        return self.input_shape
