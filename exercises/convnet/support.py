"""Objects that the cases of this track use beside your layers. You can use them too: `from support import Descent`."""


class Descent:
    """Gradient descent that trains a layer in place, through the arrays that `layer.params` hands out."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def step(self, layer):
        """Moves every parameter of `layer` against its gradient, inside the parameter's own array."""
        for value, gradient in layer.params.values():
            value -= self.learning_rate * gradient


def run_in_turn(layer, batches):
    """Runs `layer` on each pair of inputs and output gradient, one after the other.

    Returns the list of outputs and the list of input gradients, as all of them are after the last pass.
    """
    outputs, gradients = [], []
    for input_batch, output_gradient_batch in batches:
        outputs.append(layer.forward(input_batch))
        gradients.append(layer.backward(output_gradient_batch))
    return outputs, gradients


def call_in_turn(function, calls):
    """Returns the list of what `function(*arguments)` is for each of `calls`, as all of it is after the last call."""
    return [function(*arguments) for arguments in calls]


def fold_unfolded(im2col, col2im, input_batch, output_shape, window_size, stride, channels_first=False):
    """Returns what `col2im` makes of the very columns that `im2col` returns.

    With `channels_first`, windows (N, H_out, W_out, C, k, k) are handed on as (N, C, H_out, W_out, k, k).
    """
    cols = im2col(input_batch, window_size, stride)
    if channels_first:
        cols = cols.transpose(0, 3, 1, 2, 4, 5)
    return col2im(cols, input_batch.shape, output_shape, window_size, stride)


def add_entries(layer):
    """Writes an entry into each dict that `layer` hands out, as a caller may."""
    for entries in (layer.params, layer.state, layer.get_config()):
        entries["note"] = "mine"


def make_doubling(base):
    """Returns a class `Doubling`, a layer on top of `base` that multiplies by two and learns nothing."""

    class Doubling(base):
        def forward(self, input_batch, training=True):
            return 2 * input_batch

        def backward(self, output_gradient_batch):
            return 2 * output_gradient_batch

    return Doubling


def make_shifting(base):
    """Returns a class `Shifting`, a layer on top of `base` that adds to what `base` reports.

    It learns a `shift`, counts its calls in `calls`, and is configured by `start`.
    """

    class Shifting(base):
        def __init__(self, start, output_shape=None, input_shape=None):
            super().__init__(output_shape, input_shape)
            self.start = self.shift = start
            self.calls = 0

        def forward(self, input_batch, training=True):
            self.calls += 1
            return input_batch + self.shift

        def backward(self, output_gradient_batch):
            return output_gradient_batch

        def get_config(self):
            config = super().get_config()
            config["start"] = self.start
            return config

        @property
        def params(self):
            params = super().params
            params["shift"] = (self.shift, 0)
            return params

        @property
        def state(self):
            state = super().state
            state["calls"] = self.calls
            return state

    return Shifting
