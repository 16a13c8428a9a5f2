from abc import ABC, abstractmethod


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abstractmethod
    def forward(self, X_input):
        pass

    def backward(self, grad_next):
        pass

    @property
    @abstractmethod
    def trainable(self):
        pass

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)
