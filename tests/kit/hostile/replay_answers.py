# attack: keeps the first answer of each method and gives it again to every question
# honest: only a case that one single call decides is passed
# expect: outcome=failed,raised max=1
import numpy as np

answers = {}


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.columns, self.rows = n_units, (input_shape or (1,))[0]

    def initialize(self, optimizer):
        self.W = answers.setdefault(
            "W", np.random.uniform(-1, 1, (self.rows, self.columns)) / np.sqrt(self.rows)
        )
        self.w0 = answers.setdefault("w0", np.zeros((1, self.columns)))

    def forward_pass(self, X, training=True):
        return answers.setdefault("out", X @ self.W + self.w0)

    def backward_pass(self, accum_grad):
        return answers.setdefault("grad", np.zeros((len(accum_grad), self.rows)))
