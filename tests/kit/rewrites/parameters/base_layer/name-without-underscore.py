import abc


class BaseLayer(abc.ABC):
    @abc.abstractmethod
    def __init__(self):
        vars(self)["layer_name"] = "UNINITIALIZED_NAME"
        vars(self)["index"] = -1

    @property
    def name(self):
        return self.layer_name + str(self.index)

    @property
    @abc.abstractmethod
    def trainable(self): ...

    @abc.abstractmethod
    def backward(self, grad_next): ...

    @abc.abstractmethod
    def forward(self, X_input): ...
