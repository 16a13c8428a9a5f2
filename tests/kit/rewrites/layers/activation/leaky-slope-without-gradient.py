import numpy as np
from layer import Layer


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.X = X
        return X * (X > 0)

    def backward_pass(self, accum_grad):
        grad = np.array(accum_grad, dtype=float)
        grad[self.X < 0] = 0
        return grad

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.X = X
        return np.where(X > 0, X, self.alpha * X)

    def backward_pass(self, accum_grad):
        return np.where(self.X > 0, accum_grad, self.alpha)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        X = np.clip(X, -700, 700)
        self.out = 1 / (1 + np.exp(-X))
        return self.out

    def backward_pass(self, accum_grad):
        return accum_grad * self.out * (1 - self.out)

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.out**2)

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        rows = []
        for x in X:
            e = np.exp(x - max(x))
            rows.append(e / sum(e))
        self.out = np.array(rows)
        return self.out

    def backward_pass(self, accum_grad):
        grad = np.zeros(accum_grad.shape)
        for i in range(len(accum_grad)):
            y = self.out[i]
            grad[i] = (np.diag(y) - np.outer(y, y)) @ accum_grad[i]
        return grad

    def output_shape(self):
        return self.input_shape
