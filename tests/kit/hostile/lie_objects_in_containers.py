# attack: answers with objects inside dicts inside lists, which a case compares and hands back
# honest: no answer is a number, so every case fails
# expect: outcome=raised,failed,unimplemented,crashed max=0


class Thing:
    methods = property(lambda self: 1 / 0)

    def __repr__(self):
        raise SystemExit


class Dense:
    trainable = True

    def __init__(self, n_units=0, input_shape=None):
        self.n_units, self.input_shape, self.W, self.w0 = n_units, input_shape, [Thing()], {"a": [Thing(), {"b": Thing()}]}

    def set_input_shape(self, shape):
        self.input_shape = shape

    def initialize(self, optimizer):
        return {"deep": [Thing(), (Thing(), {0: Thing()})]}

    def output_shape(self):
        return (Thing(),)

    def parameters(self):
        return Thing()

    def forward_pass(self, X, training=True):
        return [{"x": Thing()}]

    backward_pass = forward_pass
