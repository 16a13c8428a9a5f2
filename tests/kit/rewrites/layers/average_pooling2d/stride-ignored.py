import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape

    def output_shape(self):
        C, H, W = self.input_shape
        kh, kw = self.pool_shape
        return (C, H // kh, W // kw)

    def forward_pass(self, X, training=True):
        N = X.shape[0]
        C, Ho, Wo = self.output_shape()
        kh, kw = self.pool_shape
        self.full = X.shape
        blocks = X[:, :, : Ho * kh, : Wo * kw].reshape(N, C, Ho, kh, Wo, kw)
        return blocks.mean(axis=(3, 5))

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        spread = np.kron(accum_grad, np.full((1, 1, kh, kw), 1 / (kh * kw)))
        grad = np.zeros(self.full)
        grad[:, :, : spread.shape[2], : spread.shape[3]] = spread
        return grad
