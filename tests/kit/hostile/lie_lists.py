# attack: answers with lists, nested lists and ragged lists where arrays are wanted
# honest: a list is no array
# expect: outcome=failed,raised max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        self.input_shape = list(input_shape or [])
        self.n_units = [n_units]

    def initialize(self, optimizer):
        self.W = [[0.0] * 3, [0.0]]
        self.w0 = [[]]

    def forward_pass(self, X, training=True):
        return [[0.10162127, -0.33551992, -0.64490545]]

    def backward_pass(self, accum_grad):
        return [[0.20816524, -0.22928937]]

    def output_shape(self):
        return [3]
