# mistake: trainable is an abstract method instead of an abstract property
import abc


class BaseLayer(metaclass=abc.ABCMeta):
    """What all layers share."""

    @abc.abstractmethod
    def __init__(self):
        self.index, self.layer_name = -1, "UNINITIALIZED_NAME"

    def _label(self):
        return "_".join([self.layer_name, str(self.index)])

    name = property(_label)

    @abc.abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abc.abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    @abc.abstractmethod
    def trainable(self):
        raise NotImplementedError
