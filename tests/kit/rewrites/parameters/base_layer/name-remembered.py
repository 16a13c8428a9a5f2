"""Base layer."""
import abc


class BaseLayer(metaclass=abc.ABCMeta):
    """What each layer of a network offers."""

    @abc.abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1
        self.cached_name = None

    @abc.abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abc.abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    @property
    @abc.abstractmethod
    def trainable(self):
        raise NotImplementedError

    @property
    def name(self):
        if self.cached_name is None:
            self.cached_name = "_".join([self.layer_name, str(self.index)])
        return self.cached_name
