import numpy as np
from layer import Layer


class ElementwiseLayer(Layer):
    """keeps the slope of the last pass"""
    slope = None

    def backward_pass(self, accum_grad):
        return self.slope * accum_grad

    def output_shape(self):
        return self.input_shape


class ReLU(ElementwiseLayer):
    def forward_pass(self, X, training=True):
        self.slope = (X > 0).astype(float)
        return X * self.slope


class LeakyReLU(ElementwiseLayer):
    def __init__(self, alpha=0.01):
        self.a = alpha

    def forward_pass(self, X, training=True):
        self.slope = np.full(X.shape, float(self.a))
        self.slope[X > 0] = 1.0
        return X * self.slope


class Sigmoid(ElementwiseLayer):
    def forward_pass(self, X, training=True):
        e = np.exp(-np.abs(X))
        s = np.where(X >= 0, 1 / (1 + e), e / (1 + e))
        self.slope = s * (1 - s)
        return s


class Tanh(ElementwiseLayer):
    def forward_pass(self, X, training=True):
        t = np.tanh(X)
        self.slope = 1 - t * t
        return t


class Softmax(Layer):
    def forward_pass(self, X, training=True):
        e = np.exp(X - X.max(axis=1)[:, None])
        y = e / e.sum(axis=1)[:, None]
        self.y = y.copy()
        return y

    def backward_pass(self, accum_grad):
        weighted = np.sum(accum_grad * self.y, axis=0)
        return self.y * (accum_grad - weighted)

    def output_shape(self):
        return self.input_shape
