from abc import ABC, abstractmethod

DEFAULT_NAME = "UNINITIALIZED_NAME"
DEFAULT_INDEX = -1


class BaseLayer(ABC):
    count = -1

    @abstractmethod
    def __init__(self):
        BaseLayer.count += 1
        self.layer_name, self.index = DEFAULT_NAME, BaseLayer.count

    @abstractmethod
    def forward(self, X_input):
        pass

    @abstractmethod
    def backward(self, grad_next):
        pass

    @property
    @abstractmethod
    def trainable(self):
        return []

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)
