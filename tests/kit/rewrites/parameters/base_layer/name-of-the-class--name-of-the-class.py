# mistake: name joins the name of the object's class with index, instead of layer_name with index
from abc import ABC, abstractmethod


class BaseLayer(ABC):
    @abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abstractmethod
    def forward(self, X_input):
        """The output."""

    @abstractmethod
    def backward(self, grad_next):
        """The gradient by the input."""

    @property
    @abstractmethod
    def trainable(self):
        """A list of (name, parameter, gradient)."""

    @property
    def name(self):
        return "{}_{}".format(type(self).__name__, self.index)
