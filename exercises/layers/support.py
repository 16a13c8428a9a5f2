"""Optimizers that the cases of this track hand to your layers. You can use them too: `from support import Momentum`.

An optimizer has one method, `update(w, grad)`, which returns a new array and leaves both arguments as they were.
"""

import copy
import importlib
from types import SimpleNamespace

import numpy as np


class MockOptimizer:
    """Plain gradient descent with a learning rate of 0.01. It has no state."""

    def update(self, w, grad):
        return w - 0.01 * grad


class GradientDescent:
    """Plain gradient descent with a learning rate of your choice."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        return w - self.learning_rate * grad


class Momentum:
    """Gradient descent that gathers speed: the k-th step is 1 + momentum + ... + momentum^(k-1) times a plain one.

    `updates` counts the steps so far and belongs to one parameter: an optimizer that serves two parameters is faster
    than either of them should be. What the exercise `optimizers` asks for under this name follows another rule.
    """

    def __init__(self, learning_rate, momentum):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.updates = 0

    def update(self, w, grad):
        self.updates += 1
        speed = sum(self.momentum**age for age in range(self.updates))
        return w - self.learning_rate * speed * grad


class SameShape:
    """Gradient descent that raises ValueError where a gradient has not the shape of its parameter."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, w, grad):
        if np.shape(w) != np.shape(grad):
            raise ValueError(f"the gradient has shape {np.shape(grad)}, its parameter {np.shape(w)}")
        return w - self.learning_rate * grad


def make_rng(seed):
    """Returns a numpy Generator, for functions that take an `rng`."""
    return np.random.default_rng(seed)


def draw_global():
    """Returns the next number of numpy's global generator: it tells whether somebody has used or seeded that one."""
    return np.random.random()


def make_twin(item):
    """Returns `copy.copy(item)`, as a layer makes it of the optimizer that it is given."""
    return copy.copy(item)


def call_in_turn(item, calls):
    """Makes calls, each a list of a method's name and its arguments; returns all results after the last call.

    A caller may keep what a layer returns. A layer that writes every result into one and the same array spoils it.
    """
    return [getattr(item, method)(*arguments) for method, *arguments in calls]


def follow(optimizer, w, gradients):
    """Returns a copy of the parameter after each update, which begins where the one before has left it."""
    path = []
    for gradient in gradients:
        w = optimizer.update(w, gradient)
        path.append(copy.copy(w))
        if not isinstance(w, np.ndarray):
            break
    return path


# What the cases of `network` build networks from. None of these is a layer or a loss of another exercise.


class Scale:
    """A trainable layer: multiplies each feature by a factor of its own, which starts at 1."""

    def __init__(self, input_shape=None):
        self.input_shape = input_shape
        self.factors = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def initialize(self, optimizer):
        self.factors = np.ones(self.input_shape)
        self.step = copy.copy(optimizer).update

    def parameters(self):
        return int(np.prod(self.input_shape))

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.seen = np.array(X, dtype=float)
        return self.seen * self.factors

    def backward_pass(self, accum_grad):
        returned = accum_grad * self.factors
        self.factors = self.step(self.factors, (accum_grad * self.seen).sum(axis=0))
        return returned


class Hills:
    """A trainable layer: unit k is a hill around its centre c_k, 1 / (1 + |x - c_k|² / width)."""

    def __init__(self, n_units, input_shape=None, width=2.0):
        self.n_units = n_units
        self.input_shape = input_shape
        self.width = width
        self.centres = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def initialize(self, optimizer):
        self.centres = np.random.uniform(0, 1, (self.n_units, *self.input_shape))
        self.step = copy.copy(optimizer).update

    def parameters(self):
        return int(self.n_units * np.prod(self.input_shape))

    def output_shape(self):
        return (self.n_units,)

    def forward_pass(self, X, training=True):
        self.away = np.asarray(X)[:, None, :] - self.centres  # (N, n_units, n_in)
        self.heights = 1 / (1 + (self.away**2).sum(axis=2) / self.width)
        return self.heights

    def backward_pass(self, accum_grad):
        slopes = -2 / self.width * accum_grad * self.heights**2
        pulls = slopes[:, :, None] * self.away
        self.centres = self.step(self.centres, -pulls.sum(axis=0))
        return pulls.sum(axis=1)


class Doubling:
    """A layer without parameters, and without `initialize`: doubles in training, and does nothing otherwise."""

    input_shape = None
    in_training = 2

    def set_input_shape(self, shape):
        self.input_shape = shape

    def parameters(self):
        return 0

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.factor = self.in_training if training else 1
        return self.factor * X

    def backward_pass(self, accum_grad):
        return self.factor * accum_grad


class Negating(Doubling):
    """A layer without parameters, and without `initialize`: turns signs round in training, and does nothing otherwise."""

    in_training = -1


class LogCosh:
    """A loss: the mean over the samples of the sum over the outputs of log(cosh(prediction - target))."""

    def loss(self, prediction, target):
        return float(np.sum(np.log(np.cosh(prediction - target))) / len(prediction))

    def gradient(self, prediction, target):
        return np.tanh(prediction - target) / len(prediction)


class Pinball:
    """A loss: the mean over the samples of the sum over the outputs of log(1 + exp(d)) - 3/4 d, d = prediction - target.

    A prediction that is far too low costs three times as much as one that is far too high.
    """

    def loss(self, prediction, target):
        too_high = prediction - target
        return float(np.sum(np.logaddexp(0, too_high) - 0.75 * too_high) / len(prediction))

    def gradient(self, prediction, target):
        return (1 / (1 + np.exp(target - prediction)) - 0.75) / len(prediction)


def own(module, name):
    """Returns a class that you have written for another exercise."""
    return getattr(importlib.import_module(module), name)


# What the cases of `convolutional_network` build networks from, beside the ones above.


class Totals:
    """A layer without parameters, and without `initialize`: adds up the pixels of each channel."""

    input_shape = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def output_shape(self):
        return self.input_shape[:1]

    def forward_pass(self, X, training=True):
        self.pixels = np.ones(X.shape)
        return X.sum(axis=(2, 3))

    def backward_pass(self, accum_grad):
        return accum_grad[:, :, None, None] * self.pixels


class Gain:
    """A trainable layer: multiplies each feature by its number of `W`, and keeps count of the samples it has been shown.

    `running_mean` grows by the size of each batch in training, within its array; `sizes` lists the batches of evaluation.
    """

    input_shape = None
    W = running_mean = None

    def set_input_shape(self, shape):
        self.input_shape = shape

    def initialize(self, optimizer):
        self.W, self.running_mean = np.ones(self.input_shape), np.zeros(1)
        self.step = copy.copy(optimizer).update
        self.sizes = []

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        self.seen = np.array(X, dtype=float)
        if training:
            self.running_mean += len(X)
        else:
            self.sizes.append(len(X))
        return self.seen * self.W

    def backward_pass(self, accum_grad):
        returned = accum_grad * self.W
        self.W[...] = self.step(self.W, (accum_grad * self.seen).sum(axis=0))
        return returned


class Turning:
    """A layer that turns the outputs of each sample by one place more with every batch that it is trained on.

    How far it turns stands in the array `running_var`, and `trained_on` lists the first feature of what it was trained on.
    """

    input_shape = None

    def set_input_shape(self, shape):
        self.input_shape = shape
        self.running_var = np.zeros(1)
        self.trained_on = []

    def output_shape(self):
        return self.input_shape

    def forward_pass(self, X, training=True):
        if training:
            self.running_var += 1
            self.trained_on.append(X[:, 0].tolist())
        return np.roll(X, int(self.running_var[0]), axis=1)

    def backward_pass(self, accum_grad):
        return accum_grad


def restore_twice(network, state, images, labels):
    """Restores a state, makes a training step, and restores it again; returns what `network.state()` says then."""
    network.restore(state)
    network.train_on_batch(images, labels)
    network.restore(state)
    return network.state()


class Part:
    """Stands in for a layer and only remembers how it was made, as one text."""

    def __init__(self, made):
        self.made = made


def stand_ins():
    """Returns classes with the names and arguments of a convolutional network's layers; their objects only tell `made`."""

    def pair(value):
        return (int(value), int(value)) if np.ndim(value) == 0 else tuple(int(number) for number in value)

    def conv(n_filters, filter_shape, input_shape=None, padding="same", stride=1):
        zeros = "same" if padding == "same" or (padding == 1 and pair(filter_shape) == (3, 3)) else padding
        return Part(f"Conv2D {n_filters} {pair(filter_shape)} {zeros} {pair(stride)}")

    def pool(pool_shape=(2, 2), stride=None, input_shape=None):
        return Part(f"MaxPooling2D {pair(pool_shape)} {pair(pool_shape if stride is None else stride)}")

    return SimpleNamespace(
        Conv2D=conv,
        BatchNormalization=lambda momentum=0.99, eps=1e-5: Part(f"BatchNormalization {momentum:g} {eps:g}"),
        ReLU=lambda: Part("ReLU"),
        MaxPooling2D=pool,
        Flatten=lambda input_shape=None: Part("Flatten"),
        Dropout=lambda p=0.2: Part(f"Dropout {p:g}"),
        Dense=lambda n_units, input_shape=None: Part(f"Dense {n_units}"),
    )


def own_parts():
    """Returns the layers that you have written, as `parts.Conv2D`, `parts.Dense` and so on."""
    places = {"Conv2D": "conv2d", "BatchNormalization": "batch_norm", "ReLU": "activation", "Dense": "dense"}
    places |= {"MaxPooling2D": "max_pooling2d", "Flatten": "flatten", "Dropout": "dropout"}
    return SimpleNamespace(**{name: own(module, name) for name, module in places.items()})
