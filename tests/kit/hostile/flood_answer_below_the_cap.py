# attack: answers every question with four megabytes, which a message may have
# honest: a wrong answer, however large
# expect: outcome=failed,raised max=0
import numpy as np

large = np.zeros((2**19,))


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = self.W = self.w0 = large

    def initialize(self, optimizer):
        return large

    def forward_pass(self, X, training=True):
        return large

    backward_pass = parameters = output_shape = initialize
