# mistake: the constructor takes the input shape first and the output shape second
from abc import ABC, abstractmethod


def as_tuple(shape):
    if shape is None:
        return None
    try:
        return tuple(shape)
    except TypeError:
        return (shape,)


def product(shape):
    result = 1
    for n in shape:
        result *= n
    return result


class Layer(ABC):
    def __init__(self, input_shape=None, output_shape=None):
        self.output_shape = as_tuple(output_shape)
        self.input_shape = as_tuple(input_shape)

    @property
    def input_size(self):
        return product(self.input_shape)

    @property
    def output_size(self):
        return product(self.output_shape)

    def build(self, input_shape):
        self.input_shape = as_tuple(input_shape)
        if self.output_shape is None:
            self.output_shape = self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        """Outputs."""

    @abstractmethod
    def backward(self, output_gradient_batch):
        """Input gradient."""

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
        return {"type": type(self).__name__}
