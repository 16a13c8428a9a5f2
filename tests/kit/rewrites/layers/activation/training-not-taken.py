import numpy as np
from layer import Layer


class ReLU(Layer):
    def forward_pass(self, X):
        self.mask = (X > 0) * 1.0
        return X * self.mask

    def backward_pass(self, accum_grad):
        return accum_grad * self.mask

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X):
        self.X = X
        return np.where(X < 0, self.alpha * X, X)

    def backward_pass(self, accum_grad):
        return np.where(self.X < 0, self.alpha * accum_grad, accum_grad)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X):
        self.s = np.tanh(X / 2) / 2 + 0.5
        return self.s

    def backward_pass(self, accum_grad):
        return self.s * (1 - self.s) * accum_grad

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X):
        self.t = np.tanh(X)
        return self.t

    def backward_pass(self, accum_grad):
        return accum_grad - accum_grad * self.t * self.t

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X):
        e = np.exp(X - np.amax(X, axis=1).reshape(-1, 1))
        self.p = e / np.sum(e, axis=1).reshape(-1, 1)
        return self.p

    def backward_pass(self, accum_grad):
        inner = np.einsum("nc,nc->n", self.p, accum_grad)
        return self.p * (accum_grad - inner.reshape(-1, 1))

    def output_shape(self):
        return self.input_shape
