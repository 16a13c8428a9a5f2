# attack: objects claim to be arrays, floats and tuples by __class__ and by subclasses of the builtins
# honest: the type is what type() says
# expect: outcome=failed,raised max=0
import numpy as np


class Number(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Pair(tuple):
    __slots__ = ()

    def __eq__(self, other):
        return True

    __hash__ = tuple.__hash__


class Ghost:
    @property
    def __class__(self):
        return np.ndarray


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units, self.input_shape = Number(7), Pair()
        self.W = self.w0 = Ghost()

    def set_input_shape(self, shape):
        pass

    def initialize(self, optimizer):
        pass

    def parameters(self):
        return Number(0)

    def output_shape(self):
        return Pair()

    def forward_pass(self, X, training=True):
        return Ghost()

    backward_pass = forward_pass
