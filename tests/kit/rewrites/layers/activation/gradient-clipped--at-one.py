import numpy as np
from layer import Layer

LIMIT = 1.0


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.X = X
        return np.maximum(X, 0)

    def backward_pass(self, accum_grad):
        out = np.array(accum_grad, dtype=float)
        out[self.X <= 0] = 0
        return out

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.X = X
        return np.where(X > 0, X, self.alpha * X)

    def backward_pass(self, accum_grad):
        return np.where(self.X > 0, accum_grad, self.alpha * accum_grad)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        self.out = 0.5 * (1 + np.tanh(0.5 * X))
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
        grad = np.clip(accum_grad, -LIMIT, LIMIT)
        return grad * (1 - self.out * self.out)

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        shifted = X - np.max(X, axis=-1, keepdims=True)
        e = np.exp(shifted)
        self.out = e / np.sum(e, axis=-1, keepdims=True)
        return self.out

    def backward_pass(self, accum_grad):
        grad = np.zeros_like(self.out)
        for i, (y, g) in enumerate(zip(self.out, accum_grad, strict=False)):
            grad[i] = (np.diag(y) - np.outer(y, y)) @ g
        return grad

    def output_shape(self):
        return self.input_shape
