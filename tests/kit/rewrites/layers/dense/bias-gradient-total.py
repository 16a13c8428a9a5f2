import copy

import numpy as np
from layer import Layer


class Parameter:
    def __init__(self, value, optimizer):
        self.value = value
        self.optimizer = copy.deepcopy(optimizer)

    def step(self, gradient):
        self.value = self.optimizer.update(self.value, gradient)


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        super().__init__()
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self._W = self._w0 = None

    @property
    def W(self):
        return self._W and self._W.value

    @W.setter
    def W(self, value):
        self._W.value = value

    @property
    def w0(self):
        return self._w0 and self._w0.value

    @w0.setter
    def w0(self, value):
        self._w0.value = value

    def initialize(self, optimizer):
        bound = 1 / np.sqrt(self.input_shape[0])
        shape = (self.input_shape[0], self.n_units)
        self._W = Parameter(np.random.uniform(-bound, bound, shape), optimizer)
        self._w0 = Parameter(np.zeros((1, self.n_units)), optimizer)

    def parameters(self):
        return self.W.size + self.w0.size

    def forward_pass(self, X, training=True):
        self.saved = X
        return np.matmul(X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        result = np.matmul(accum_grad, self.W.T)
        if self.trainable:
            self._W.step(np.tensordot(self.saved, accum_grad, axes=(0, 0)))
            self._w0.step(np.sum(accum_grad))
        return result

    def output_shape(self):
        return (self.n_units,)
