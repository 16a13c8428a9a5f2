import abc


class BaseLayer(metaclass=abc.ABCMeta):
    def __init__(self):
        self.layer_name, self.index = "UNINITIALIZED_NAME", -1

    @abc.abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abc.abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    def _trainable(self):
        raise NotImplementedError

    trainable = property(abc.abstractmethod(_trainable))
    del _trainable

    def _name(self):
        return self.layer_name + "_" + str(self.index)

    name = property(_name)
