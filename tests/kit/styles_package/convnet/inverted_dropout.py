from mpneuralnetwork.layers import Dropout

__all__ = ["Dropout"]
