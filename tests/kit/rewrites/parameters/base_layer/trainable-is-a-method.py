import abc


class BaseLayer(abc.ABC):
    layer_name = "UNINITIALIZED_NAME"
    index = -1

    @abc.abstractmethod
    def __init__(self):
        return

    @abc.abstractmethod
    def forward(self, X_input):
        return X_input

    @abc.abstractmethod
    def backward(self, grad_next):
        return grad_next

    @abc.abstractmethod
    def trainable(self):
        return []

    @property
    def name(self):
        return "%s_%s" % (self.layer_name, self.index)
