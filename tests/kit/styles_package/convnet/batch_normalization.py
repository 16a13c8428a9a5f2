from mpneuralnetwork.layers import BatchNormalization

__all__ = ["BatchNormalization"]
