from abc import ABC, abstractmethod


class Layer(ABC):
    def __init__(self, output_shape=None, input_shape=None):
        if isinstance(output_shape, int):
            output_shape = (output_shape,)
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.output_shape = output_shape if output_shape is None else tuple(output_shape)
        self.input_shape = input_shape if input_shape is None else tuple(input_shape)

    @property
    def input_size(self):
        return self.input_shape[0]

    @property
    def output_size(self):
        return self.output_shape[0]

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self.input_shape = tuple(input_shape)
        self.output_shape = self.output_shape or self.input_shape

    @abstractmethod
    def forward(self, input_batch, training=True):
        raise NotImplementedError

    @abstractmethod
    def backward(self, output_gradient_batch):
        raise NotImplementedError

    @property
    def params(self):
        return {}

    def load_params(self, params):
        return

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, new):
        return

    def get_config(self):
        config = {}
        config["type"] = type(self).__name__
        return config
