from abc import ABC, abstractmethod

DEFAULT_NAME = "UNINITIALIZED_NAME"


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name = DEFAULT_NAME
        self.index = 0

    @abstractmethod
    def forward(self, X_input):
        ...

    @abstractmethod
    def backward(self, grad_next):
        ...

    @property
    @abstractmethod
    def trainable(self):
        ...

    @property
    def name(self):
        return "_".join([self.layer_name, str(self.index)])
