# attack: answers with lists in lists, a thousand deep, and with one that holds itself
# honest: a wrong answer
# expect: outcome=failed,raised,crashed max=0
def nest(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


loop = []
loop.append(loop)


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.n_units = nest(100_000)

    def initialize(self, optimizer):
        self.W = loop
        self.w0 = {"a": loop, "b": (loop, loop)}

    def forward_pass(self, X, training=True):
        return [loop] * 10
