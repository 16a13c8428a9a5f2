# mistake: params always returns one and the same dict of the class, so what a subclass adds to it shows up in other layers
import math
from abc import ABC, abstractmethod


class Layer(ABC):
    _no_params = {}

    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = self._shape(output_shape)
        self.input_shape = self._shape(input_shape)

    @staticmethod
    def _shape(given):
        if given is None:
            return None
        return (given,) if not hasattr(given, "__len__") else tuple(given)

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)

    def build(self, input_shape):
        self.input_shape = self._shape(input_shape)
        if not self.output_shape:
            self.output_shape = self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        raise NotImplementedError

    @abstractmethod
    def backward(self, output_gradient_batch):
        raise NotImplementedError

    @property
    def params(self):
        return self._no_params

    def load_params(self, params):
        return

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        return

    def get_config(self):
        return {"type": self.__class__.__name__}
