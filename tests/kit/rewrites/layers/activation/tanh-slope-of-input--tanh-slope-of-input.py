# mistake: Tanh.backward_pass puts the input x into 1 - y^2 instead of the output y
import numpy as np
from layer import Layer


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.positive = X > 0
        return np.where(self.positive, X, 0.0)

    def backward_pass(self, accum_grad):
        return accum_grad * self.positive

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.x = X
        return np.where(X > 0, X, self.alpha * X)

    def backward_pass(self, accum_grad):
        return np.where(self.x > 0, accum_grad, self.alpha * accum_grad)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        small = np.exp(-np.abs(X))
        self.y = np.where(X >= 0, 1.0, small) / (1.0 + small)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * self.y * (1.0 - self.y)

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.x = X
        self.y = np.tanh(X)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (1.0 - self.x ** 2)

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        e = np.exp(X - X.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        inner = (accum_grad * self.y).sum(axis=1, keepdims=True)
        return self.y * (accum_grad - inner)

    def output_shape(self):
        return self.input_shape
