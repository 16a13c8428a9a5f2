# attack: prints a few megabytes in every case, below what stops a process
# honest: the output is cut, and the cases are lost
# expect: outcome=raised max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        print("x" * 3_000_000)
        raise ValueError
