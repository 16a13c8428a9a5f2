# mistake: Sigmoid.forward_pass computes e^x / (1 + e^x), which is inf / inf = nan for large positive inputs
import numpy as np
from layer import Layer


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.positive = X > 0
        return np.where(self.positive, X, 0.0)

    def backward_pass(self, accum_grad):
        return np.where(self.positive, accum_grad, 0.0)

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, 1.0, self.alpha)
        return self.slope * X

    def backward_pass(self, accum_grad):
        return self.slope * accum_grad

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        power = np.exp(X)
        self.y = power / (1 + power)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * self.y * (1 - self.y)

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.y = np.tanh(X)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.y * self.y)

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        powers = np.exp(X - X.max(axis=1, keepdims=True))
        self.y = powers / powers.sum(axis=1, keepdims=True)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        pulled = (accum_grad * self.y).sum(axis=1, keepdims=True)
        return self.y * (accum_grad - pulled)

    def output_shape(self):
        return self.input_shape
