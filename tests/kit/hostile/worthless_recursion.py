# attack: every attribute asks for itself
# honest: the submission raised
# expect: outcome=raised,failed,crashed,timeout,not_run max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        pass

    def __getattr__(self, name):
        return getattr(self, name + name[:1])

    def initialize(self, optimizer):
        return self.initialize(optimizer)
