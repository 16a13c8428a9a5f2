"""Attributes exist only once they are known; no abstract base class; sizes by a loop."""

import numpy as np


class Layer:
    def __init__(self, output_shape=None, input_shape=None):
        for name, shape in (("output_shape", output_shape), ("input_shape", input_shape)):
            if shape is not None:
                setattr(self, name, self._tuple(shape))

    @staticmethod
    def _tuple(shape):
        if isinstance(shape, (tuple, list)):
            return tuple(shape)
        return (shape,)

    @property
    def input_size(self):
        return np.prod(self.input_shape)

    @property
    def output_size(self):
        size = 1
        for axis in self.output_shape:
            size *= axis
        return size

    def build(self, input_shape):
        self.input_shape = self._tuple(input_shape)
        if not hasattr(self, "output_shape"):
            self.output_shape = self.input_shape

    def forward(self, input_batch, training=True):
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        raise NotImplementedError

    @property
    def params(self):
        return {}

    def load_params(self, params):
        pass

    def _get_state(self):
        return {}

    def _set_state(self, state):
        pass

    state = property(_get_state, _set_state)

    def get_config(self):
        return {"type": self.__class__.__name__}
