import numpy as np
from layer import Layer


def stable_sigmoid(x):
    out = np.empty(x.shape, dtype=float)
    pos = x >= 0
    out[pos] = 1 / (1 + np.exp(-x[pos]))
    ex = np.exp(x[~pos])
    out[~pos] = ex / (1 + ex)
    return out


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.X = np.array(X)
        return np.maximum(X, 0)

    def backward_pass(self, accum_grad):
        return np.where(self.X > 0, accum_grad, 0)

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.X = np.array(X)
        return np.where(X > 0, X, self.alpha * X)

    def backward_pass(self, accum_grad):
        return np.where(self.X > 0, accum_grad, self.alpha * accum_grad)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        return stable_sigmoid(np.asarray(X, dtype=float))

    def backward_pass(self, accum_grad):
        return accum_grad

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.X = np.array(X)
        return np.tanh(X)

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - np.square(np.tanh(self.X)))

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        shifted = X - np.max(X, axis=-1, keepdims=True)
        e = np.exp(shifted)
        self.probs = e / np.sum(e, axis=-1, keepdims=True)
        return np.array(self.probs)

    def backward_pass(self, accum_grad):
        n, c = self.probs.shape
        grad = np.zeros((n, c))
        for i in range(n):
            p = self.probs[i]
            J = np.diag(p) - np.outer(p, p)
            grad[i] = J @ accum_grad[i]
        return grad

    def output_shape(self):
        return self.input_shape
