"""A fully connected layer with an activation, which can be described in a file and built from the description."""

import DifferentiableFunction
import numpy as np


class DenseLayer:
    """A layer that computes a(X W + b), where a is its activation function.

    Args:
        input_size: number of input features, n_in below.
        output_size: number of output features, n_out below.
        activation_function: an object with `function(z)` and `derivative(z)`.
        name: a name for the layer, or None.

    Attributes:
        type: "Dense".
        weights: W, of shape (n_in, n_out); None until it is drawn or assigned.
        biases: b, of shape (n_out,); None until then.
        weights_initialized: False in a new layer; while it is True, `forward` draws nothing.
        last_input: X of the latest `forward`.
        last_z: X W + b of the latest `forward`, of shape (N, n_out).
    """

    def __init__(self, input_size, output_size, activation_function, name=None):
        raise NotImplementedError

    def initialize_weights(self):
        """Draws W from N(0, 2 / n_in), which is known as He's initialisation, and sets b to zeros."""
        raise NotImplementedError

    def forward(self, input_data):
        """Returns a(X W + b); draws the parameters first, where that has not been done.

        Args:
            input_data: inputs X of shape (N, n_in).

        Returns:
            Outputs of shape (N, n_out).
        """
        raise NotImplementedError

    def backward(self, output_gradient):
        """Returns the three gradients of the latest `forward`; changes no parameter.

        Args:
            output_gradient: gradient of the loss by this layer's output, of shape (N, n_out).

        Returns:
            A dict: 'inputs', of shape (N, n_in); 'weights', of shape (n_in, n_out), and 'biases', of shape (n_out,),
            both divided by N.
        """
        raise NotImplementedError

    def to_dict(self):
        """Returns the description of this layer, which JSON can hold.

        Returns:
            A dict with 'name', 'type', 'input_size', 'output_size', and in 'activation_function' the name of its class.
        """
        raise NotImplementedError

    @classmethod
    def from_dict(cls, data):
        """Returns a new layer from its description; it has no weights yet.

        Args:
            data: what `to_dict` returned. The activation's class is found in the module `DifferentiableFunction`.
        """
        raise NotImplementedError
