"""What the cases of this track do with your layers. You can use it too: `from support import Softplus`."""

import json

from DifferentiableFunction import Cube, DifferentiableFunction, Sine, Softplus

__all__ = ["Cube", "DifferentiableFunction", "Sine", "Softplus", "keep_result", "round_trip", "to_json"]


def to_json(layer):
    """Returns what `to_dict` gives, as JSON text with its keys in alphabetical order."""
    return json.dumps(layer.to_dict(), sort_keys=True)


def keep_result(item, calls, number):
    """Makes these calls, each a method's name and its argument; returns what one of them gave, as it is after the last."""
    return [getattr(item, method)(argument) for method, argument in calls][number]


def round_trip(layer_class, layer):
    """Returns the layer that is read back from the JSON text of `layer`."""
    return layer_class.from_dict(json.loads(json.dumps(layer.to_dict())))
