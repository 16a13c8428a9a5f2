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
        # BEGIN SOLUTION
        self.name = name
        self.type = "Dense"
        self.input_size = input_size
        self.output_size = output_size
        self.activation_function = activation_function

        self.weights = None
        self.biases = None
        self.weights_initialized = False

        self.last_input = None
        self.last_z = None
        # END SOLUTION

    def initialize_weights(self):
        """Draws W from N(0, 2 / n_in), which is known as He's initialisation, and sets b to zeros."""
        # BEGIN SOLUTION
        # A ReLU silences about half of its inputs; the 2 makes up for them, so that signals keep their size.
        std = np.sqrt(2 / self.input_size)
        self.weights = std * np.random.randn(self.input_size, self.output_size)
        self.biases = np.zeros(self.output_size)
        # END SOLUTION

    def forward(self, input_data):
        """Returns a(X W + b); draws the parameters first, where that has not been done.

        Args:
            input_data: inputs X of shape (N, n_in).

        Returns:
            Outputs of shape (N, n_out).
        """
        # BEGIN SOLUTION
        if not self.weights_initialized:
            self.initialize_weights()
            self.weights_initialized = True

        self.last_input = input_data
        self.last_z = input_data @ self.weights + self.biases  # (N, n_in) @ (n_in, n_out) + (n_out,)
        return self.activation_function.function(self.last_z)
        # END SOLUTION

    def backward(self, output_gradient):
        """Returns the three gradients of the latest `forward`; changes no parameter.

        Args:
            output_gradient: gradient of the loss by this layer's output, of shape (N, n_out).

        Returns:
            A dict: 'inputs', of shape (N, n_in); 'weights', of shape (n_in, n_out), and 'biases', of shape (n_out,),
            both divided by N.
        """
        # BEGIN SOLUTION
        # From here on, delta is the gradient by z: through the activation, at the z that went into it.
        delta = output_gradient * self.activation_function.derivative(self.last_z)  # (N, n_out)
        count = len(output_gradient)
        return {
            "inputs": delta @ self.weights.T,  # (N, n_out) @ (n_out, n_in): one row for each sample
            "weights": self.last_input.T @ delta / count,  # (n_in, N) @ (N, n_out): the mean over the batch
            "biases": delta.sum(axis=0) / count,  # (n_out,)
        }
        # END SOLUTION

    def to_dict(self):
        """Returns the description of this layer, which JSON can hold.

        Returns:
            A dict with 'name', 'type', 'input_size', 'output_size', and in 'activation_function' the name of its class.
        """
        # BEGIN SOLUTION
        return {
            "name": self.name,
            "type": self.type,
            "input_size": self.input_size,
            "output_size": self.output_size,
            "activation_function": type(self.activation_function).__name__,
        }
        # END SOLUTION

    @classmethod
    def from_dict(cls, data):
        """Returns a new layer from its description; it has no weights yet.

        Args:
            data: what `to_dict` returned. The activation's class is found in the module `DifferentiableFunction`.
        """
        # BEGIN SOLUTION
        activation_class = getattr(DifferentiableFunction, data["activation_function"])
        return cls(data["input_size"], data["output_size"], activation_class(), data["name"])
        # END SOLUTION
