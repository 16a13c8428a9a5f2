import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.input_shape = input_shape
        if stride is None:
            stride = pool_shape
        elif np.isscalar(stride):
            stride = (stride, stride)
        self.stride = stride

    def output_shape(self):
        C, H, W = self.input_shape
        ph, pw = self.pool_shape
        sh, sw = self.stride
        return (C, (H - ph) // sh + 1, (W - pw) // sw + 1)

    def forward_pass(self, X, training=True):
        ph, pw = self.pool_shape
        sh, sw = self.stride
        N, C, H, W = X.shape
        Ho = (H - ph) // sh + 1
        Wo = (W - pw) // sw + 1
        self.shape = X.shape
        self.where = {}
        out = np.zeros((N, C, Ho, Wo))
        for n in range(N):
            for c in range(C):
                for i in range(Ho):
                    for j in range(Wo):
                        win = X[n, c, i * sh:i * sh + ph, j * sw:j * sw + pw]
                        a, b = np.unravel_index(np.argmax(win), win.shape)
                        self.where[n, c, i, j] = (a, b)
                        out[n, c, i, j] = win[a, b]
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.shape)
        for (n, c, i, j), (y, x) in self.where.items():
            dX[n, c, y, x] += accum_grad[n, c, i, j]
        return dX
