import math

import numpy as np
from layer import Layer


class Pointwise(Layer):
    def output_shape(self):
        return self.input_shape


class ReLU(Pointwise):
    def forward_pass(self, X, training=True):
        return np.array([x if x > 0 else 0.0 for x in X.ravel()]).reshape(X.shape)

    def backward_pass(self, accum_grad):
        return np.array([g if g > 0 else 0.0 for g in accum_grad.ravel()]).reshape(accum_grad.shape)


class LeakyReLU(Pointwise):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.slopes = np.array([1.0 if x > 0 else self.alpha for x in X.ravel()]).reshape(X.shape)
        return X * self.slopes

    def backward_pass(self, accum_grad):
        return accum_grad * self.slopes


def logistic(x):
    if x < 0:
        return math.exp(x) / (1 + math.exp(x))
    return 1 / (1 + math.exp(-x))


class Sigmoid(Pointwise):
    def forward_pass(self, X, training=True):
        self.out = np.vectorize(logistic, otypes=[float])(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return self.out * (1 - self.out) * accum_grad


class Tanh(Pointwise):
    def forward_pass(self, X, training=True):
        self.out = np.vectorize(math.tanh, otypes=[float])(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return (1 - self.out) * (1 + self.out) * accum_grad


class Softmax(Pointwise):
    def forward_pass(self, X, training=True):
        rows = []
        for row in X:
            powers = [math.exp(x - max(row)) for x in row]
            rows.append([power / sum(powers) for power in powers])
        self.out = np.array(rows)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        result = np.zeros(accum_grad.shape)
        for i, (y, g) in enumerate(zip(self.out, accum_grad, strict=True)):
            result[i] = (np.diag(y) - np.outer(y, y)) @ g
        return result
