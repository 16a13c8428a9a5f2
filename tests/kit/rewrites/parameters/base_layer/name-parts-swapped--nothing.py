from abc import ABC, abstractmethod

DEFAULT_NAME = "UNINITIALIZED_NAME"
DEFAULT_INDEX = -1


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name, self.index = DEFAULT_NAME, DEFAULT_INDEX

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
        return str(self.index) + self.layer_name
