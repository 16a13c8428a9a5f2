import numpy as np
from layer import Layer


class Activation(Layer):
    def output_shape(self):
        return self.input_shape


class ReLU(Activation):
    def forward_pass(self, X, training=True):
        self.mask = (X > 0).astype(float)
        return X * self.mask

    def backward_pass(self, accum_grad):
        return accum_grad * self.mask


class LeakyReLU(Activation):
    def __init__(self, alpha=0.01):
        super().__init__()
        self.alpha = alpha

    def forward_pass(self, X, training=True):
        self.cache = X.copy()
        return np.where(X >= 0, X, self.alpha * X)

    def backward_pass(self, accum_grad):
        dX = np.array(accum_grad, dtype=float)
        dX[self.cache < 0] *= self.alpha
        return dX


class Sigmoid(Activation):
    def forward_pass(self, X, training=True):
        out = np.zeros(X.shape)
        pos = X >= 0
        out[pos] = 1 / (1 + np.exp(-X[pos]))
        e = np.exp(X[~pos])
        out[~pos] = e / (1 + e)
        self.out = out
        return out.copy()

    def backward_pass(self, accum_grad):
        s = self.out
        return accum_grad * s * (1 - s)


class Tanh(Activation):
    def forward_pass(self, X, training=True):
        self.out = np.tanh(X)
        return self.out.copy()

    def backward_pass(self, accum_grad):
        t = self.out
        return accum_grad * (1 - t * t)


class Softmax(Activation):
    def forward_pass(self, X, training=True):
        e = np.exp(X - np.max(X, axis=1, keepdims=True))
        out = e / np.sum(e, axis=1, keepdims=True)
        if training:
            self.probs = out.copy()
        return out

    def backward_pass(self, accum_grad):
        p = self.probs
        dX = np.empty(p.shape)
        for i in range(len(p)):
            J = np.diag(p[i]) - np.outer(p[i], p[i])
            dX[i] = np.dot(J, accum_grad[i])
        return dX
