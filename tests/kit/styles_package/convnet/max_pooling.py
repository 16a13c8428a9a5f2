from mpneuralnetwork.layers import MaxPooling2D

__all__ = ["MaxPooling2D"]
