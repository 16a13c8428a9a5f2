import numpy as np
from layer import Layer


def sigmoid(z):
    z = np.clip(z, -500, 500)
    return 1.0 / (1.0 + np.exp(-z))


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return np.maximum(0, X)

    def backward_pass(self, accum_grad):
        grad = accum_grad.copy()
        grad[self.layer_input <= 0] = 0
        return grad

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.3):
        self.slope = alpha

    def forward_pass(self, X, training=True):
        self.layer_input = X
        out = X.astype(float)
        neg = X < 0
        out[neg] = self.slope * X[neg]
        return out

    def backward_pass(self, accum_grad):
        d = np.ones_like(self.layer_input, dtype=float)
        d[self.layer_input < 0] = self.slope
        return d * accum_grad

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return sigmoid(X)

    def backward_pass(self, accum_grad):
        p = sigmoid(self.layer_input)
        return p * (1 - p) * accum_grad

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.layer_input = X
        return np.tanh(X)

    def backward_pass(self, accum_grad):
        return (1 - np.power(np.tanh(self.layer_input), 2)) * accum_grad

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        z = X - X.max(axis=-1)[:, None]
        e = np.exp(z)
        self.y = e / e.sum(axis=-1)[:, None]
        return self.y

    def backward_pass(self, accum_grad):
        s = np.einsum("ij,ij->i", self.y, accum_grad)
        return self.y * accum_grad - self.y * s[:, None]

    def output_shape(self):
        return self.input_shape
