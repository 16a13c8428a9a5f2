"""ABCMeta without ABC, defaults in the class, `name` by `property(...)`."""

import abc


class BaseLayer(metaclass=abc.ABCMeta):
    layer_name = "UNINITIALIZED_NAME"
    index = -1

    @abc.abstractmethod
    def __init__(self, *args, **kwargs):
        super().__init__()

    @abc.abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abc.abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    @abc.abstractmethod
    def _trainable(self):
        raise NotImplementedError

    trainable = property(_trainable)
    del _trainable

    def _get_name(self):
        return "_".join([self.layer_name, str(self.index)])

    name = property(_get_name)
