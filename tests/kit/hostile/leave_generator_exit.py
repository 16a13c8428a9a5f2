# attack: raises GeneratorExit, which is no Exception and which generators swallow
# honest: the cases are lost
# expect: outcome=raised max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        raise GeneratorExit
