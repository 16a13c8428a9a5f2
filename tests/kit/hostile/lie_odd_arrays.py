# attack: answers with object, masked, structured, complex, text, date, long double and matrix arrays in turn
# honest: none of them is an array of real numbers of the shape wanted
# expect: outcome=failed,raised max=0
import itertools

import numpy as np

odd = itertools.cycle(
    [
        np.array([[object()] * 3]),
        np.ma.masked_all((1, 3)),
        np.zeros(3, "f8,i4"),
        np.zeros((1, 3), complex),
        np.array([["1", "2", "3"]]),
        np.zeros((1, 3), "datetime64[s]"),
        np.zeros((1, 3), np.longdouble),
        np.asmatrix(np.zeros((1, 3))),
        np.rec.array([(1, 2.0)]),
        np.zeros((1, 3)).view("V8"),
        np.float64(0.0),
        np.char.array(["a"]),
        np.array(0.0),
        np.zeros((0, 3)),
        np.zeros((1, 3, 1)),
        np.random.default_rng(0),
    ]
)


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = next(odd)

    def initialize(self, optimizer):
        self.W, self.w0 = next(odd), next(odd)

    def forward_pass(self, X, training=True):
        return next(odd)

    backward_pass = forward_pass

    def parameters(self):
        return next(odd)

    output_shape = parameters
