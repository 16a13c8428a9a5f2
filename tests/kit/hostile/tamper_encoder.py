# attack: replaces the worker's encoder, so that every answer is an array of the shape that was asked for
# honest: the numbers are wrong
# expect: outcome=failed,raised,crashed,not_run max=0
import numpy as np

from grader.worker import session as worker
from grader.worker import wire

real = wire.encode_value
shape = [(1, 3)]


def lie(value, handle, depth=12):
    if value is None or isinstance(value, float | np.ndarray):
        return wire.encode_array(np.zeros(shape[0]))
    return real(value, handle, depth)


wire.encode_value = worker.wire.encode_value = lie


class Dense:
    def __init__(self, n_units, input_shape=None):
        shape[0] = (1, n_units)
        self.W = self.w0 = None

    def initialize(self, optimizer):
        pass

    def forward_pass(self, X, training=True):
        shape[0] = (len(X), shape[0][1])

    backward_pass = parameters = output_shape = initialize
