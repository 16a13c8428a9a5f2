import copy

import numpy as np


class Dense:
    trainable = True
    W = None
    w0 = None

    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return self.__class__.__name__

    def initialize(self, optimizer):
        fan = self.n_units
        spread = np.sqrt(1 / fan)
        self.W = np.random.uniform(-spread, spread, size=(self.input_shape[0], self.n_units))
        self.w0 = np.zeros(shape=(1, self.n_units))
        self.optimizers = [copy.deepcopy(optimizer) for _ in range(2)]

    def parameters(self):
        return int(np.prod(self.W.shape)) + self.n_units

    def forward_pass(self, X, training=True):
        self.x = X
        return np.add(np.dot(X, self.W), self.w0)

    def backward_pass(self, accum_grad):
        grad_x = (self.W @ accum_grad.T).T
        if not self.trainable:
            return grad_x
        steps = self.x.T @ accum_grad, np.add.reduce(accum_grad, axis=0, keepdims=True)
        self.W, self.w0 = (
            opt.update(value, step) for opt, value, step in zip(self.optimizers, (self.W, self.w0), steps, strict=True)
        )
        return grad_x

    def output_shape(self):
        return (self.n_units,)
