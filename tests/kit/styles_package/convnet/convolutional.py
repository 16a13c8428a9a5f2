from mpneuralnetwork.layers import Convolutional

__all__ = ["Convolutional"]
