# mistake: the name is put together once in __init__ and does not follow later changes of layer_name and index
from abc import ABC, abstractmethod


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1
        self._name = f"{self.layer_name}_{self.index}"

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
        return self._name
