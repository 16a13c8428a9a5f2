# attack: answers with a text of ten million characters and a number of a hundred thousand digits
# honest: a wrong answer
# expect: outcome=failed,raised,crashed max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = "3" * 10**7
        self.W = self.w0 = 10**100_000

    def initialize(self, optimizer):
        return "\ud800" * 1000

    def forward_pass(self, X, training=True):
        return -(2**63) - 1
