# attack: hands the case a pair of objects where it asks for an optimizer, so that its lines name what no line makes
# honest: nothing is initialised, so every case that initialises fails
# expect: outcome=raised,failed,unimplemented max=0
import support


class Thing:
    pass


for _name in ("MockOptimizer", "GradientDescent", "Momentum"):
    setattr(support, _name, lambda *args, **kwargs: (Thing(), Thing()))


class Dense:
    def __init__(self, *args, **kwargs):
        self.W = self.w0 = None

    def initialize(self, optimizer):
        raise ValueError("no")
