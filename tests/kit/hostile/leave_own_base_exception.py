# attack: raises a BaseException of its own whose text, representation and traceback raise as well
# honest: the cases are lost, and the message says that the text could not be read
# expect: outcome=raised,crashed max=0
class Leave(BaseException):
    def __str__(self):
        raise Leave

    __repr__ = __str__

    @property
    def __traceback__(self):
        raise Leave


class Dense:
    def __init__(self, n_units, input_shape=None):
        raise Leave
