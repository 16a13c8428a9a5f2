from abc import ABC, abstractmethod


class BaseLayer(ABC):
    """Defaults in the class."""

    layer_name: str = "UNINITIALIZED_NAME"
    index: int = 0

    @abstractmethod
    def __init__(self):
        super().__init__()

    @abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    @property
    @abstractmethod
    def trainable(self):
        raise NotImplementedError

    name = property(lambda self: "{}_{}".format(self.layer_name, self.index))
