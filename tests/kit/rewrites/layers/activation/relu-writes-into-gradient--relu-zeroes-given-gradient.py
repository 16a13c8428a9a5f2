# mistake: ReLU.backward_pass sets elements of the caller's accum_grad to zero instead of working on a copy
import numpy as np
from layer import Layer


class Activation(Layer):
    def output_shape(self):
        return self.input_shape


class ReLU(Activation):
    def forward_pass(self, X, training=True):
        self.off = X <= 0
        out = X.copy()
        out[self.off] = 0
        return out

    def backward_pass(self, accum_grad):
        accum_grad[self.off] = 0
        return accum_grad


class LeakyReLU(Activation):
    def __init__(self, alpha=0.01):
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.negative = X < 0
        out = np.array(X, dtype=float)
        out[self.negative] *= self.alpha
        return out

    def backward_pass(self, accum_grad):
        grad = np.array(accum_grad, dtype=float)
        grad[self.negative] *= self.alpha
        return grad


class Sigmoid(Activation):
    def forward_pass(self, X, training=True):
        e = np.exp(-np.abs(X))
        y = np.where(X >= 0, 1 / (1 + e), e / (1 + e))
        self.slope = y * (1 - y)
        return y

    def backward_pass(self, accum_grad):
        return accum_grad * self.slope


class Tanh(Activation):
    def forward_pass(self, X, training=True):
        y = np.tanh(X)
        self.slope = 1 - y ** 2
        return y

    def backward_pass(self, accum_grad):
        return accum_grad * self.slope


class Softmax(Activation):
    def forward_pass(self, X, training=True):
        e = np.exp(X - np.max(X, axis=-1, keepdims=True))
        y = e / np.sum(e, axis=-1, keepdims=True)
        # (N, C, C): one matrix for each sample
        self.jacobians = y[:, :, None] * (np.eye(y.shape[1])[None] - y[:, None, :])
        return y

    def backward_pass(self, accum_grad):
        return np.einsum("nk,nkj->nj", accum_grad, self.jacobians)
