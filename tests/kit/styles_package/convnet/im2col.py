from mpneuralnetwork.layers.utils import col2im, im2col

__all__ = ["col2im", "im2col"]
