from mpneuralnetwork.layers import Layer

__all__ = ["Layer"]
