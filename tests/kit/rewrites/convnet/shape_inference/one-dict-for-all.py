from abc import ABC, abstractmethod


def _as_tuple(shape):
    if shape is None:
        return None
    if isinstance(shape, int):
        return (shape,)
    return tuple(shape)


def _product(shape):
    result = 1
    for axis in shape:
        result *= axis
    return result


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        self.output_shape = _as_tuple(output_shape)
        self.input_shape = _as_tuple(input_shape)

    @property
    def input_size(self):
        return _product(self.input_shape)

    @property
    def output_size(self):
        return _product(self.output_shape)

    def build(self, input_shape):
        self.input_shape = _as_tuple(input_shape)
        if self.output_shape is None:
            self.output_shape = self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        ...

    @abstractmethod
    def backward(self, output_gradient_batch):
        ...

    _params = {}

    @property
    def params(self):
        return self._params

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
