# mistake: backward_pass gives every element the whole gradient of its window instead of its share
import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.input_shape = input_shape
        if stride is None:
            self.stride = pool_shape
        elif isinstance(stride, tuple):
            self.stride = stride
        else:
            self.stride = (stride, stride)

    def output_shape(self):
        C, H, W = self.input_shape
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        Ho = (H - kh) // sh + 1
        Wo = (W - kw) // sw + 1
        return (C, Ho, Wo)

    def forward_pass(self, X, training=True):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        C, Ho, Wo = self.output_shape()
        Y = np.zeros((len(X), C, Ho, Wo))
        for i in range(Ho):
            for j in range(Wo):
                Y[:, :, i, j] = X[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw].mean(axis=(2, 3))
        return Y

    def backward_pass(self, accum_grad):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        C, Ho, Wo = self.output_shape()
        dX = np.zeros((len(accum_grad),) + tuple(self.input_shape))
        for i in range(Ho):
            for j in range(Wo):
                share = accum_grad[:, :, i, j]
                dX[:, :, i * sh:i * sh + kh, j * sw:j * sw + kw] += share[:, :, None, None]
        return dX
