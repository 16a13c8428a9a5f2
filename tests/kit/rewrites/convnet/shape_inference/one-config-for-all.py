from abc import ABC, abstractmethod
from functools import reduce


class Layer(ABC):
    """Base of all layers."""

    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape, self.input_shape = map(self.as_tuple, (output_shape, input_shape))

    def as_tuple(self, shape):
        if shape is None:
            return None
        return (shape,) if isinstance(shape, int) else tuple(shape)

    def count(self, shape):
        total = 1
        for side in shape:
            total *= side
        return total

    input_size = property(lambda self: self.count(self.input_shape))
    output_size = property(lambda self: self.count(self.output_shape))

    def build(self, input_shape):
        self.input_shape = self.as_tuple(input_shape)
        self.output_shape = self.output_shape or self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        """Returns the outputs."""

    @abstractmethod
    def backward(self, output_gradient_batch):
        """Returns the gradient."""

    @property
    def params(self):
        return dict()

    def load_params(self, params):
        """Does nothing."""

    def get_state(self):
        return dict()

    def set_state(self, state):
        return None

    state = property(lambda self: self.get_state(), lambda self, state: self.set_state(state))

    def get_config(self, config={}):
        config.setdefault("type", type(self).__name__)
        return config
