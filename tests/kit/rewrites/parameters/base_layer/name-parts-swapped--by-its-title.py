import abc


class BaseLayer(metaclass=abc.ABCMeta):
    layer_name = "UNINITIALIZED_NAME"
    index = -1

    @abc.abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1

    @abc.abstractmethod
    def forward(self, X_input):
        raise NotImplementedError

    @abc.abstractmethod
    def backward(self, grad_next):
        raise NotImplementedError

    @property
    @abc.abstractmethod
    def trainable(self):
        raise NotImplementedError

    @property
    def name(self):
        return "{}_{}".format(self.index, self.layer_name)
