from copy import deepcopy
import math

import numpy as np
from layer import Layer


class Dense(Layer):
    """Fully connected layer."""

    def __init__(self, n_units, input_shape=None):
        self.input_shape, self.n_units = input_shape, n_units
        self.W = self.w0 = None
        self.trainable = True

    def initialize(self, optimizer):
        (fan_in,) = self.input_shape
        bound = 1.0 / math.sqrt(fan_in)
        self.W = bound * np.random.uniform(size=(fan_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self._optimizers = {"W": deepcopy(optimizer), "w0": deepcopy(optimizer)}

    def parameters(self):
        (fan_in,) = self.input_shape
        return (fan_in + 1) * self.n_units

    def forward_pass(self, X, training=True):
        self._inputs = np.array(X)
        return np.dot(self._inputs, self.W) + self.w0

    def backward_pass(self, accum_grad):
        W_old = self.W
        if self.trainable:
            grads = {
                "W": np.dot(self._inputs.T, accum_grad),
                "w0": np.sum(accum_grad, axis=0).reshape(1, -1),
            }
            for key, grad in grads.items():
                setattr(self, key, self._optimizers[key].update(getattr(self, key), grad))
        return np.dot(accum_grad, W_old.T)

    def output_shape(self):
        return (self.n_units,)
