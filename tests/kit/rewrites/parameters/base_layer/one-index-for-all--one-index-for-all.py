# mistake: layer_name and index are kept in one dict of the class, so changing them in one layer changes them in all
from abc import ABC, abstractmethod


class BaseLayer(ABC):
    _info = {}

    @abstractmethod
    def __init__(self):
        self._info["layer_name"] = "UNINITIALIZED_NAME"
        self._info["index"] = -1

    @property
    def layer_name(self):
        return self._info["layer_name"]

    @layer_name.setter
    def layer_name(self, text):
        self._info["layer_name"] = text

    @property
    def index(self):
        return self._info["index"]

    @index.setter
    def index(self, number):
        self._info["index"] = number

    @property
    def name(self):
        return self.layer_name + "_" + str(self.index)

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
