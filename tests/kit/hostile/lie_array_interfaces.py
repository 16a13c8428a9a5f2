# attack: answers with objects that pose as arrays: __array__, __array_interface__, __array_struct__, buffers
# honest: only plain arrays count
# expect: outcome=failed,raised max=0
import numpy as np


class Posing:
    shape = (1, 3)
    dtype = np.dtype(float)
    size = 3
    ndim = 2
    __array_interface__ = {"shape": (1 << 40,), "typestr": "<f8", "data": (0, True), "version": 3}

    def __array__(self, dtype=None, copy=None):
        return np.zeros((1, 3))


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.W = self.w0 = self.n_units = Posing()

    def initialize(self, optimizer):
        pass

    def forward_pass(self, X, training=True):
        return Posing()

    def backward_pass(self, accum_grad):
        return memoryview(bytearray(24))

    def parameters(self):
        return Posing()
