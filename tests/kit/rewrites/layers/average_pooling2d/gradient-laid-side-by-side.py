import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif np.isscalar(stride):
            self.sh = self.sw = stride
        else:
            self.sh, self.sw = stride
        self.input_shape = input_shape

    def _size(self, H, W):
        Ho = 1 + (H - self.kh) // self.sh
        Wo = 1 + (W - self.kw) // self.sw
        return Ho, Wo

    def forward_pass(self, X, training=True):
        self.x_shape = X.shape
        N, C, H, W = X.shape
        Ho, Wo = self._size(H, W)
        total = np.zeros((N, C, Ho, Wo))
        for a in range(self.kh):
            for b in range(self.kw):
                total += X[:, :, a : a + self.sh * Ho : self.sh, b : b + self.sw * Wo : self.sw][:, :, :Ho, :Wo]
        return total / (self.kh * self.kw)

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.x_shape)
        Ho, Wo = accum_grad.shape[2], accum_grad.shape[3]
        share = accum_grad / (self.kh * self.kw)
        spread = np.repeat(np.repeat(share, self.kh, axis=2), self.kw, axis=3)
        dX[:, :, : Ho * self.kh, : Wo * self.kw] = spread
        return dX

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, *self._size(H, W))
