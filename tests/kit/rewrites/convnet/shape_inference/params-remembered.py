import math
from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):

    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = self._tuple(output_shape)
        self.input_shape = self._tuple(input_shape)
        self._params = {}

    @staticmethod
    def _tuple(shape):
        if shape is None or isinstance(shape, tuple):
            return shape
        try:
            return tuple(shape)
        except TypeError:
            return (shape,)

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))

    def build(self, input_shape):
        self.input_shape = self._tuple(input_shape)
        self.output_shape = self.output_shape or self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        pass

    @abstractmethod
    def backward(self, output_gradient_batch):
        pass

    @property
    def params(self):
        return dict(self._params)

    def load_params(self, params):
        for name, value in params.items():
            self._params[name] = (value, np.zeros_like(value))

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        pass

    def get_config(self):
        return {"type": self.__class__.__name__}
