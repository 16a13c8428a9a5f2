from abc import ABC, abstractmethod


class BaseLayer(ABC):
    """Base of all layers."""

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
    @abstractmethod
    def name(self):
        """The name, made of kind and place."""
        return self.layer_name + "_" + str(self.index)
