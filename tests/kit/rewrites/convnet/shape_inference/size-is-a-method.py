import math
from abc import ABC, abstractmethod


def to_tuple(shape):
    return (shape,) if isinstance(shape, int) else tuple(shape)


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = to_tuple(output_shape) if output_shape is not None else None
        self.input_shape = to_tuple(input_shape) if input_shape is not None else None

    def input_size(self):
        return math.prod(self.input_shape)

    def output_size(self):
        return math.prod(self.output_shape)

    def build(self, input_shape):
        self.input_shape = to_tuple(input_shape)
        if self.output_shape is None:
            self.output_shape = self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        ...

    @abstractmethod
    def backward(self, output_gradient_batch):
        ...

    @property
    def params(self):
        return {}

    def load_params(self, params):
        pass

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        pass

    def get_config(self):
        return {"type": self.__class__.__name__}
