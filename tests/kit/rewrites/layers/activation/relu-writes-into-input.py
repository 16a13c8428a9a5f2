import numpy as np
from layer import Layer


class _Elementwise(Layer):
    def output_shape(self):
        return tuple(self.input_shape)


class ReLU(_Elementwise):
    def forward_pass(self, X, training=True):
        self.on = X > 0
        X[~self.on] = 0.0
        return X

    def backward_pass(self, accum_grad):
        return np.where(self.on, accum_grad, 0.0)


class LeakyReLU(_Elementwise):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, 1.0, self.alpha)
        return self.slope * X

    def backward_pass(self, accum_grad):
        return self.slope * accum_grad


class Sigmoid(_Elementwise):
    def forward_pass(self, X, training=True):
        e = np.exp(-np.abs(X))
        self.out = np.where(X >= 0, 1 / (1 + e), e / (1 + e))
        return self.out.copy()

    def backward_pass(self, accum_grad):
        s = self.out
        return accum_grad * (s - s * s)


class Tanh(_Elementwise):
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return accum_grad - accum_grad * self.out**2


class Softmax(_Elementwise):
    def forward_pass(self, X, training=True):
        rows = []
        for row in X:
            e = np.exp(row - row.max())
            rows.append(e / e.sum())
        self.probs = np.array(rows)
        return self.probs.copy()

    def backward_pass(self, accum_grad):
        result = np.empty(self.probs.shape)
        for n in range(len(self.probs)):
            p = self.probs[n]
            J = np.diag(p) - np.outer(p, p)
            result[n] = J.dot(accum_grad[n])
        return result
