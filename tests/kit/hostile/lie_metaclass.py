# attack: a metaclass lies about names, instances, members and order of resolution
# honest: only plain values count
# expect: outcome=failed,raised,crashed,not_run max=0
class Liar(type):
    def __instancecheck__(cls, value):
        return True

    def __subclasscheck__(cls, value):
        return True

    def __getattribute__(cls, name):
        if name == "__name__":
            return "ndarray"
        if name in ("__mro__", "__dict__", "__module__"):
            raise SystemExit
        return type.__getattribute__(cls, name)

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)


class Dense(metaclass=Liar):
    def __init__(self, *args, **kwargs):
        self.n_units = self

    @property
    def __class__(self):
        return int

    def output_shape(self):
        return self
