"""The base class of the layers in this track. Your layers inherit from it; you need not change anything here."""


class Layer:
    """One step of a network: forward from inputs to outputs, backward from output gradients to input gradients."""

    def set_input_shape(self, shape):
        """Remembers the shape of one sample, without the batch axis, as a tuple."""
        self.input_shape = shape

    def layer_name(self):
        """Returns the name to show for this layer: its class's name."""
        return self.__class__.__name__

    def parameters(self):
        """Returns how many numbers this layer learns."""
        return 0

    def forward_pass(self, X, training=True):
        """Returns the layer's output for the batch `X`; the first axis of `X` counts the samples."""
        raise NotImplementedError

    def backward_pass(self, accum_grad):
        """Takes the gradient of the loss by this layer's output; returns it by this layer's input."""
        raise NotImplementedError

    def output_shape(self):
        """Returns the shape of one sample of the output, without the batch axis, as a tuple."""
        raise NotImplementedError
