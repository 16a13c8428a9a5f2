from abc import ABC, abstractmethod
import numpy as np


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        if isinstance(output_shape, (int, np.integer)):
            output_shape = (output_shape,)
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (input_shape,)
        self.output_shape = output_shape
        self.input_shape = input_shape
        self._in = int(np.prod(input_shape)) if input_shape is not None else None
        self._out = int(np.prod(output_shape)) if output_shape is not None else None

    @property
    def input_size(self):
        return self._in

    @property
    def output_size(self):
        return self._out

    def build(self, input_shape):
        if isinstance(input_shape, (int, np.integer)):
            input_shape = (input_shape,)
        self.input_shape = tuple(input_shape)
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
