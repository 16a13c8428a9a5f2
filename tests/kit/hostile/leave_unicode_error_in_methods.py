# attack: raises UnicodeEncodeError in a method, an exception that cannot be built from one text
# honest: the submission raised
# expect: outcome=raised max=0
class Dense:
    def __init__(self, n_units, input_shape=None):
        "\xff".encode("ascii")
