from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = self._tuple(output_shape)
        self.input_shape = self._tuple(input_shape)

    @staticmethod
    def _tuple(shape):
        if isinstance(shape, (int, np.integer)):
            return (int(shape),)
        return None if shape is None else tuple(shape)

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))

    def build(self, input_shape):
        self.input_shape = self._tuple(input_shape)
        if self.output_shape is None:
            self.output_shape = (self.input_size,)

    @abstractmethod
    def forward(self, input_batch, training=True):
        """see the subclass"""

    @abstractmethod
    def backward(self, output_gradient_batch):
        """see the subclass"""

    @property
    def params(self):
        return dict()

    def load_params(self, params):
        return None

    @property
    def state(self):
        return dict()

    @state.setter
    def state(self, state):
        return None

    def get_config(self):
        return dict(type=self.__class__.__name__)
