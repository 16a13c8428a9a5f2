# ruff: noqa
# fmt: off
from abc import ABC, abstractmethod

import numpy as np


class BaseLayer(ABC):
    """Template for neural network layers.

    Layers have to define a `trainable` property that returns a
    list of (name_param, param, grad) tuples.

    Layers also have to define a `name` attribute which specifies
    the base name of the layer. The name can be arbitrary but it has
    to be unique for each of the layer types.
    """

    @abstractmethod
    def __init__(self):
        self.layer_name: str = "UNINITIALIZED_NAME"
        self.index: int = -1

    @abstractmethod
    def forward(self, X_input: np.ndarray) -> np.ndarray:
        pass

    @abstractmethod
    def backward(self, grad_next: np.ndarray) -> np.ndarray:
        pass

    @property
    @abstractmethod
    def trainable(self):
        return None

    @property
    def name(self) -> str:
        """Returns the layer's name.

        It is used by the model to summarize layer architecture, as well as to cache
        layer-specific gradients (for example, to implement momentum).

        Returns:
            A layer_id of the form layer.name_layer.index.
        """
        return f"{self.layer_name}_{self.index}"
