# attack: raises KeyboardInterrupt, which many programs take for their user's Ctrl-C
# honest: the run goes on, and the cases are lost
# expect: outcome=raised max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        raise KeyboardInterrupt
