from mpneuralnetwork.layers import BatchNormalization2D

__all__ = ["BatchNormalization2D"]
