# attack: answers with arrays of odd strides, overlapping, read-only and of foreign byte order
# honest: what counts is the numbers, and they are wrong
# expect: outcome=failed,raised max=0
import numpy as np

base = np.zeros(1)
odd = [
    np.lib.stride_tricks.as_strided(base, (1, 3), (0, 0)),
    np.zeros((3, 1), ">f8").T,
    np.zeros((2, 6))[::2, ::-2],
    np.frombuffer(bytes(24)).reshape(1, 3),
]


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.W = self.w0 = odd[0]

    def initialize(self, optimizer):
        self.W = odd[1]

    def forward_pass(self, X, training=True):
        odd.append(odd.pop(0))
        return odd[0]

    def backward_pass(self, accum_grad):
        return odd[2]
