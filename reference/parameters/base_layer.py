"""The base class of a layer: what every layer has to offer, and how it is named."""

from abc import ABC, abstractmethod


class BaseLayer(ABC):
    """One step of a network, from inputs to outputs and from output gradients back to input gradients.

    A subclass defines `__init__`, `forward`, `backward` and `trainable`. No object can be made of this class itself,
    nor of a subclass that still lacks one of the four: Python raises TypeError.

    Attributes:
        layer_name: what kind of layer this is; "UNINITIALIZED_NAME" until a subclass says.
        index: the layer's place in its network; -1 until somebody says.
    """

    # BEGIN SOLUTION
    # A method with a body can be abstract too: subclasses must write their own, and may call this one from it.
    @abstractmethod
    # END SOLUTION
    def __init__(self):
        """Sets `layer_name` and `index` to their defaults."""
        # BEGIN SOLUTION
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1
        # END SOLUTION

    # BEGIN SOLUTION
    @abstractmethod
    # END SOLUTION
    def forward(self, X_input):
        """Returns the layer's output.

        Args:
            X_input: a batch of inputs, of shape (N, ...).

        Returns:
            An array of N outputs, of shape (N, ...).
        """

    # BEGIN SOLUTION
    @abstractmethod
    # END SOLUTION
    def backward(self, grad_next):
        """Stores the gradients by the layer's parameters and returns the one by its input.

        Args:
            grad_next: gradient of the loss by this layer's output, of the shape of the output.

        Returns:
            Gradient of the loss by this layer's input, of the shape of `X_input`.
        """

    # BEGIN SOLUTION
    # The property wraps the abstract function, so the two decorators come in this order.
    @property
    @abstractmethod
    # END SOLUTION
    def trainable(self):
        """A list of tuples (name, parameter, gradient), one for each parameter; a property."""

    # BEGIN SOLUTION
    # Not abstract: one rule names all layers. A property is computed whenever it is read, so it is never out of date.
    @property
    # END SOLUTION
    def name(self):
        """The layer's name in its network, "<layer_name>_<index>", from both as they are now; a property."""
        # BEGIN SOLUTION
        return f"{self.layer_name}_{self.index}"
        # END SOLUTION
