# mistake: __init__ is not abstract, so a subclass without its own can be made
from abc import ABC, abstractmethod


class BaseLayer(ABC):
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abstractmethod
    def forward(self, X_input):
        pass

    @abstractmethod
    def backward(self, grad_next):
        pass

    @property
    @abstractmethod
    def trainable(self):
        pass

    @property
    def name(self):
        return f"{self.layer_name}_{self.index}"
