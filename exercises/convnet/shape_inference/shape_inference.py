"""The base of all layers in this track: what a layer knows about the shapes on its two sides."""

import math
from abc import ABC, abstractmethod


class Layer(ABC):
    """One step of a network, without any arithmetic: subclasses bring `forward` and `backward`.

    Shapes never include the batch axis.

    Args:
        output_shape: the shape of one output sample, a tuple or a whole number; None where `build` is to infer it.
        input_shape: the shape of one input sample, a tuple or a whole number; None where `build` will give it.

    Attributes:
        output_shape: a tuple, once it is known.
        input_shape: a tuple, once it is known.
    """

    def __init__(self, output_shape=None, input_shape=None):
        raise NotImplementedError

    @property
    def input_size(self):
        """The number of elements of one input sample, a whole number."""
        raise NotImplementedError

    @property
    def output_size(self):
        """The number of elements of one output sample, a whole number."""
        raise NotImplementedError

    def build(self, input_shape):
        """Fixes the input shape, and with it the output shape where none is known yet: then the two are equal.

        Args:
            input_shape: the shape of one input sample, a tuple or a whole number.
        """
        raise NotImplementedError

    @abstractmethod
    def forward(self, input_batch, training=True):
        """Returns the outputs, of shape (N, *output_shape), for inputs of shape (N, *input_shape)."""

    @abstractmethod
    def backward(self, output_gradient_batch):
        """Returns the gradient by the inputs, (N, *input_shape), for that by the outputs, (N, *output_shape)."""

    @property
    def params(self):
        """What the layer learns: a new dict `{name: (value, gradient)}`. The base learns nothing."""
        raise NotImplementedError

    def load_params(self, params):
        """Takes parameters from `params`, a dict `{name: value}`. The base ignores them."""
        raise NotImplementedError

    @property
    def state(self):
        """What the layer remembers without learning it: a new dict `{name: value}`. The base remembers nothing.

        Assigning a dict restores such a state; the base ignores it.
        """
        raise NotImplementedError

    @state.setter
    def state(self, state):
        raise NotImplementedError

    def get_config(self):
        """Returns a new dict with one entry: under "type", the name of the class of this very layer."""
        raise NotImplementedError
