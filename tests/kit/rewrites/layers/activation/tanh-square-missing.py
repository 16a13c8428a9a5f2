import math

import numpy as np
from layer import Layer


def each(function, *arrays):
    flat = [function(*numbers) for numbers in zip(*(a.ravel().tolist() for a in arrays), strict=True)]
    return np.array(flat, dtype=float).reshape(arrays[0].shape)


class Shape(Layer):
    def output_shape(self):
        return self.input_shape


class ReLU(Shape):
    def forward_pass(self, X, training=True):
        self.X = X.copy()
        return each(lambda x: max(x, 0.0), X)

    def backward_pass(self, accum_grad):
        return each(lambda x, g: g if x > 0 else 0.0, self.X, accum_grad)


class LeakyReLU(Shape):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.X = X.copy()
        return each(lambda x: x if x > 0 else self.alpha * x, X)

    def backward_pass(self, accum_grad):
        return each(lambda x, g: g if x > 0 else self.alpha * g, self.X, accum_grad)


class Sigmoid(Shape):
    def forward_pass(self, X, training=True):
        self.Y = each(lambda x: 0.5 + 0.5 * math.tanh(0.5 * x), X)
        return self.Y.copy()

    def backward_pass(self, accum_grad):
        return each(lambda y, g: g * y * (1 - y), self.Y, accum_grad)


class Tanh(Shape):
    def forward_pass(self, X, training=True):
        self.Y = each(math.tanh, X)
        return self.Y.copy()

    def backward_pass(self, accum_grad):
        return each(lambda y, g: g * (1 - y), self.Y, accum_grad)


class Softmax(Shape):
    def forward_pass(self, X, training=True):
        rows = []
        for x in X.tolist():
            powers = [math.exp(v - max(x)) for v in x]
            rows.append([p / sum(powers) for p in powers])
        self.Y = np.array(rows)
        return self.Y.copy()

    def backward_pass(self, accum_grad):
        result = []
        for y, g in zip(self.Y, accum_grad, strict=True):
            mean = sum(a * b for a, b in zip(y, g, strict=True))
            result.append([a * (b - mean) for a, b in zip(y, g, strict=True)])
        return np.array(result)
