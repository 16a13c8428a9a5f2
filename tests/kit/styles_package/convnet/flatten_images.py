from mpneuralnetwork.layers import Flatten

__all__ = ["Flatten"]
