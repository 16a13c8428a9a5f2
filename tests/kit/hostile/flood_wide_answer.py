# attack: answers with a tree of tuples that is eight times as wide at each level
# honest: a wrong answer, at the submission's cost
# expect: outcome=failed,raised,crashed,timeout,not_run max=0
value = 0.0
for _ in range(6):
    value = (value,) * 8


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = value

    def initialize(self, optimizer):
        return value
