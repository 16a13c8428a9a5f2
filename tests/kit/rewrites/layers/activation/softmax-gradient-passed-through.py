import numpy as np


class Activation:
    def set_input_shape(self, shape):
        self.input_shape = shape

    def output_shape(self):
        return self.input_shape

    def layer_name(self):
        return type(self).__name__

    def parameters(self):
        return 0


class ReLU(Activation):
    def forward_pass(self, X, training=True):
        out = X.copy()
        self.off = out < 0
        out[self.off] = 0
        return out

    def backward_pass(self, accum_grad):
        grad = accum_grad.copy()
        grad[self.off] = 0
        return grad


class LeakyReLU(Activation):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        out = X.copy()
        self.off = out < 0
        out[self.off] *= self.alpha
        return out

    def backward_pass(self, accum_grad):
        grad = accum_grad.copy()
        grad[self.off] *= self.alpha
        return grad


class Sigmoid(Activation):
    def forward_pass(self, X, training=True):
        out = np.empty_like(X, dtype=float)
        up = X >= 0
        out[up] = 1 / (1 + np.exp(-X[up]))
        out[~up] = np.exp(X[~up]) / (1 + np.exp(X[~up]))
        self.out = out
        return out.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (self.out - self.out**2)


class Tanh(Activation):
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        return accum_grad * (1 - self.out) * (1 + self.out)


class Softmax(Activation):
    def forward_pass(self, X, training=True):
        z = X - X.max(axis=-1, keepdims=True)
        return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)

    def backward_pass(self, accum_grad):
        return np.array(accum_grad)  # the loss has done it
