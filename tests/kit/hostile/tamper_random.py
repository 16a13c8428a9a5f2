# attack: makes numpy's generator return what it likes, and never lets itself be seeded
# honest: drawing is checked in the judge
# expect: outcome=failed,raised max=0
import numpy as np

np.random.seed = lambda *args: None
np.random.uniform = lambda low=0.0, high=1.0, size=None: np.full(size, (low + high) / 2)


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.size = (input_shape[0], n_units) if input_shape else None

    def initialize(self, optimizer):
        self.W = np.random.uniform(-1, 1, self.size)
        self.w0 = np.ones(1)

    def forward_pass(self, X, training=True):
        return self.W
