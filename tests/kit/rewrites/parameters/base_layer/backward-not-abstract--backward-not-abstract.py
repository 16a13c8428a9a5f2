# mistake: backward only raises NotImplementedError when it is called and is not abstract, so a subclass that lacks it can be made
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

    def backward(self, grad_next):
        raise NotImplementedError

    @property
    @abc.abstractmethod
    def trainable(self):
        raise NotImplementedError
