"""Without `abc`: `__new__` compares the members of the class with the base's, and the defaults stand in the class."""


class BaseLayer:
    layer_name, index = "UNINITIALIZED_NAME", -1

    def __new__(cls, *args, **kwargs):
        missing = [name for name in cls._promised if getattr(cls, name) is getattr(BaseLayer, name)]
        if missing:
            raise TypeError(f"{cls.__name__} does not define {', '.join(missing)}")
        return object.__new__(cls)

    def __init__(self):
        pass

    def forward(self, X_input):
        raise NotImplementedError

    def backward(self, grad_next):
        raise NotImplementedError

    @property
    def trainable(self):
        raise NotImplementedError

    @property
    def name(self):
        return "{}_{}".format(self.layer_name, self.index)  # noqa: UP032

    _promised = ("__init__", "forward", "backward", "trainable")
