import numpy as np
from layer import Layer


class Elementwise(Layer):
    def output_shape(self):
        return self.input_shape


class ReLU(Elementwise):
    def forward_pass(self, X, training=True):
        self.inputs = X
        return np.maximum(0, X)

    def backward_pass(self, accum_grad):
        gradient = np.zeros(self.inputs.shape)
        gradient[self.inputs > 0] = 1.0
        return gradient


class LeakyReLU(Elementwise):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.slope = np.where(X > 0, 1.0, self.alpha)
        return X * self.slope

    def backward_pass(self, accum_grad):
        return accum_grad * self.slope


class Sigmoid(Elementwise):
    def forward_pass(self, X, training=True):
        e = np.exp(-np.abs(X))
        self.y = np.where(X >= 0, 1 / (1 + e), e / (1 + e))
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * self.y * (1 - self.y)


class Tanh(Elementwise):
    def forward_pass(self, X, training=True):
        self.y = np.tanh(X)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.y**2)


class Softmax(Elementwise):
    def forward_pass(self, X, training=True):
        e = np.exp(X - X.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y.copy()

    def backward_pass(self, accum_grad):
        inner = (accum_grad * self.y).sum(axis=1, keepdims=True)
        return self.y * (accum_grad - inner)
