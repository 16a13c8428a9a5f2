# mistake: build keeps the input shape that the constructor was given instead of replacing it
import math
from abc import ABC, abstractmethod


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        if isinstance(output_shape, int):
            output_shape = (output_shape,)
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.output_shape = None if output_shape is None else tuple(output_shape)
        self.input_shape = None if input_shape is None else tuple(input_shape)

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        if self.input_shape is None:
            self.input_shape = tuple(input_shape)
        self.output_shape = self.output_shape or self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        pass

    @abstractmethod
    def backward(self, output_gradient_batch):
        pass

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
