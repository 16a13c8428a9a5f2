import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape
        if stride is None:
            self.sh, self.sw = pool_shape
        elif isinstance(stride, (tuple, list)):
            self.sh, self.sw = stride
        else:
            self.sh = self.sw = stride

    def _n_windows(self, H, W):
        kh, kw = self.pool_shape
        return (H - kh) // self.sh + 1, (W - kw) // self.sw + 1

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        kh, kw = self.pool_shape
        rows, cols = self._n_windows(X.shape[2], X.shape[3])
        total = np.zeros(X.shape[:2] + (rows, cols))
        for a in range(kh):
            for b in range(kw):
                total += X[:, :, a:a + rows * self.sh:self.sh, b:b + cols * self.sw:self.sw][:, :, :rows, :cols]
        return total / (kh * kw)

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        grad = np.zeros(self.X_shape)
        rows, cols = accum_grad.shape[2:]
        share = accum_grad / (kh * kw)
        for i in range(rows):
            top = i * self.sh
            for j in range(cols):
                left = j * self.sw
                grad[:, :, top:top + kh, left:left + kw] += share[:, :, i:i + 1, j:j + 1]
        return grad

    def output_shape(self):
        return self.input_shape
