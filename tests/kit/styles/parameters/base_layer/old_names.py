"""`abstractproperty`, the older spelling, and a descriptor of its own for the name."""

import abc


class Joined:
    def __get__(self, layer, owner=None):
        return self if layer is None else layer.layer_name + "_" + str(layer.index)


class BaseLayer(abc.ABC):
    @abc.abstractmethod
    def __init__(self):
        vars(self).update(layer_name="UNINITIALIZED_NAME", index=-1)

    @abc.abstractmethod
    def forward(self, X_input): ...

    @abc.abstractmethod
    def backward(self, grad_next): ...

    trainable = abc.abstractproperty()
    name = Joined()
