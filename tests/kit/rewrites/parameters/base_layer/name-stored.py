import abc


class BaseLayer(abc.ABC):
    @abc.abstractmethod
    def __init__(self):
        self.layer_name = "UNINITIALIZED_NAME"
        self.index = -1
        self.name = self.layer_name + "_" + str(self.index)

    @abc.abstractmethod
    def forward(self, X_input):
        pass

    @abc.abstractmethod
    def backward(self, grad_next):
        pass

    @property
    @abc.abstractmethod
    def trainable(self):
        pass
