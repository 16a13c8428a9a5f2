import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        if stride is None:
            stride = pool_shape
        if isinstance(stride, (int, np.integer)):
            stride = (stride, stride)
        self.sh, self.sw = stride
        self.input_shape = input_shape

    def output_shape(self):
        C, H, W = self.input_shape
        return (C, (H - self.kh) // self.sh + 1, (W - self.kw) // self.sw + 1)

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        C, Ho, Wo = self.output_shape()
        total = np.zeros((X.shape[0], C, Ho, Wo))
        for a in range(self.kh):
            for b in range(self.kw):
                total += X[:, :, a : a + self.sh * (Ho - 1) + 1 : self.sh, b : b + self.sw * (Wo - 1) + 1 : self.sw]
        return total / (self.kh * self.kw)

    def backward_pass(self, accum_grad):
        n = self.kh * self.kw
        share = accum_grad / n
        window = np.ones((self.kh, self.kw)) / n
        dX = np.zeros(self.X_shape)
        _, _, Ho, Wo = accum_grad.shape
        for i in range(Ho):
            for j in range(Wo):
                r, c = i * self.sh, j * self.sw
                dX[:, :, r : r + self.kh, c : c + self.kw] += share[:, :, i, j][:, :, None, None] * window
        return dX
