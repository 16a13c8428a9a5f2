"""What the cases of this track do with your code. You can use it too: `from support import make_complete`."""

import numpy as np


def make_complete(BaseLayer, factor):
    """Returns a layer that multiplies by `factor`, of a subclass that defines all that `BaseLayer` asks for."""
    return type("Scale", (BaseLayer,), _members(BaseLayer, factor))()


def make_incomplete(BaseLayer, *missing):
    """Tries to make an object of a subclass that lacks the members named in `missing`."""
    members = {**_members(BaseLayer, 1.0), "__init__": lambda self: None}
    return type("Incomplete", (BaseLayer,), {name: members[name] for name in members if name not in missing})()


def make_unfinished(BaseLayer):
    """Tries to make an object of a subclass that leaves half of the members to its own subclasses."""
    return _unfinished(BaseLayer, 1.0)()


def make_finished(BaseLayer, factor):
    """Returns a layer of a subclass of that unfinished subclass, which adds the other half."""
    members = _members(BaseLayer, factor)
    rest = {name: members[name] for name in ("backward", "trainable")}
    return type("Finished", (_unfinished(BaseLayer, factor),), rest)()


def _unfinished(BaseLayer, factor):
    members = _members(BaseLayer, factor)
    return type("Unfinished", (BaseLayer,), {name: members[name] for name in ("__init__", "forward")})


def _members(BaseLayer, factor):
    def __init__(self):
        BaseLayer.__init__(self)
        self.factor = np.array([factor])
        self.dfactor = np.zeros(1)

    def forward(self, X_input):
        self.X_input = X_input
        return self.factor * X_input

    def backward(self, grad_next):
        self.dfactor = np.array([(self.X_input * grad_next).sum()])
        return self.factor * grad_next

    def trainable(self):
        return [("factor", self.factor, self.dfactor)]

    return {"__init__": __init__, "forward": forward, "backward": backward, "trainable": property(trainable)}


def descend(layer, learning_rate):
    """One step of an optimizer that writes into the arrays that `trainable` lists."""
    for _, param, grad in layer.trainable:
        param -= learning_rate * grad


class Kept:
    """Keeps the two gradient arrays that a layer has now, as an optimizer may do."""

    def __init__(self, layer):
        self.dW = layer.dW
        self.db = layer.db


def keep_result(layer, calls, number):
    """Makes these calls, each a method's name and its argument; returns what one of them gave, as it is after the last."""
    return [getattr(layer, method)(argument) for method, argument in calls][number]


def write_into(layer, name, value):
    """Writes a value into all elements of the array that the layer has under this name, as an optimizer may do."""
    getattr(layer, name)[...] = value
