"""Every dict is of another kind than the plain one: ordered, or with a default."""

from collections import OrderedDict, defaultdict
from math import prod


def to_tuple(shape):
    return shape if shape is None or isinstance(shape, tuple) else (int(shape),)


class Layer:
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape, self.input_shape = map(to_tuple, (output_shape, input_shape))

    input_size = property(lambda self: prod(self.input_shape))
    output_size = property(lambda self: prod(self.output_shape))

    def build(self, input_shape):
        self.input_shape = to_tuple(input_shape)
        self.output_shape = self.input_shape if self.output_shape is None else self.output_shape

    def forward(self, input_batch, training=True): ...

    def backward(self, output_gradient_batch): ...

    @property
    def params(self):
        return OrderedDict()

    def load_params(self, params):
        del params

    @property
    def state(self):
        return defaultdict(list)

    @state.setter
    def state(self, state):
        del state

    def get_config(self):
        return OrderedDict(type=self.__class__.__qualname__.split(".")[-1])
