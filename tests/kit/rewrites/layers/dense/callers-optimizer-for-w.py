import copy
import math

import numpy as np
from layer import Layer


class Dense(Layer):
    def __init__(self, n_units, input_shape=None):
        self.n_units = n_units
        self.input_shape = input_shape
        self.trainable = True
        self.W = None
        self.w0 = None

    def initialize(self, optimizer):
        n_in = self.input_shape[0]
        bound = 1 / math.sqrt(n_in)
        self.W = np.random.uniform(low=-bound, high=bound, size=(n_in, self.n_units))
        self.w0 = np.zeros((1, self.n_units))
        self.optimizers = {"W": optimizer, "w0": copy.deepcopy(optimizer)}

    def parameters(self):
        return self.input_shape[0] * self.n_units + self.n_units

    def forward_pass(self, X, training=True):
        self.saved = np.array(X)
        return np.dot(X, self.W) + self.w0

    def backward_pass(self, accum_grad):
        previous = self.W.copy()
        if self.trainable:
            dW = np.zeros(self.W.shape)
            for sample, grad in zip(self.saved, accum_grad):
                dW += np.outer(sample, grad)
            db = accum_grad.sum(axis=0).reshape(1, -1)
            self.W = self.optimizers["W"].update(self.W, dW)
            self.w0 = self.optimizers["w0"].update(self.w0, db)
        return np.dot(accum_grad, previous.T)

    def output_shape(self):
        return (self.n_units,)
