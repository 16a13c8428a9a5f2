"""Shapes behind properties of their own, with setters that normalise."""

import abc
from functools import reduce
from operator import mul


class Layer(metaclass=abc.ABCMeta):
    _input_shape = None
    _output_shape = None

    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = output_shape
        self.input_shape = input_shape

    @property
    def input_shape(self):
        return self._input_shape

    @input_shape.setter
    def input_shape(self, shape):
        self._input_shape = (shape,) if type(shape) is int else shape

    @property
    def output_shape(self):
        return self._output_shape

    @output_shape.setter
    def output_shape(self, shape):
        self._output_shape = (shape,) if type(shape) is int else shape

    input_size = property(lambda self: reduce(mul, self.input_shape, 1))
    output_size = property(lambda self: reduce(mul, self.output_shape, 1))

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = self.output_shape or self.input_shape

    @abc.abstractmethod
    def forward(self, input_batch, training=True): ...

    @abc.abstractmethod
    def backward(self, output_gradient_batch): ...

    @property
    def params(self):
        return {}

    def load_params(self, params):
        return None

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        return

    def get_config(self):
        return {"type": type(self).__name__}
