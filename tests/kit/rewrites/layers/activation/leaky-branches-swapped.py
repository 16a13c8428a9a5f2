import numpy as np
from layer import Layer


class ReLU(Layer):
    def forward_pass(self, X, training=True):
        out = np.array(X, dtype=float)
        self.off = out <= 0
        out[self.off] = 0.0
        return out

    def backward_pass(self, accum_grad):
        g = np.array(accum_grad, dtype=float)
        g[self.off] = 0.0
        return g

    def output_shape(self):
        return self.input_shape


class LeakyReLU(Layer):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.positive = X > 0
        return np.where(self.positive, self.alpha * X, X)

    def backward_pass(self, accum_grad):
        return np.where(self.positive, self.alpha * accum_grad, accum_grad)

    def output_shape(self):
        return self.input_shape


class Sigmoid(Layer):
    def forward_pass(self, X, training=True):
        self.out = np.exp(-np.logaddexp(0, -X))
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * self.out * (1.0 - self.out)

    def output_shape(self):
        return self.input_shape


class Tanh(Layer):
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (1.0 - self.out ** 2)

    def output_shape(self):
        return self.input_shape


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        rows = []
        for x in X:
            e = np.exp(x - np.max(x))
            rows.append(e / e.sum())
        self.out = np.array(rows)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        n, c = self.out.shape
        jac = np.einsum('nk,kj->nkj', self.out, np.eye(c)) - np.einsum('nk,nj->nkj', self.out, self.out)
        return np.einsum('nk,nkj->nj', accum_grad, jac)

    def output_shape(self):
        return self.input_shape
