# attack: loops for ever in forward_pass only, to spend a whole limit in each case
# honest: the cases that call it time out, and the budget ends the rest
# expect: outcome=timeout,raised,failed,not_run max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        self.W = self.w0 = None

    def initialize(self, optimizer):
        pass

    def forward_pass(self, X, training=True):
        while True:
            pass
