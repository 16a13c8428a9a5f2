from mpneuralnetwork.layers import AveragePooling2D

__all__ = ["AveragePooling2D"]
