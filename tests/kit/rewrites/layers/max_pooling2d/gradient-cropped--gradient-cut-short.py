# mistake: the returned gradient is only as large as the part that windows cover, without the rows and columns left over
import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape = pool_shape
        self.stride = stride
        self.input_shape = input_shape

    def _steps(self):
        if self.stride is None:
            return self.pool_shape
        if np.ndim(self.stride) == 0:
            return self.stride, self.stride
        return self.stride

    def output_shape(self):
        C, H, W = self.input_shape
        kh, kw = self.pool_shape
        sh, sw = self._steps()
        return (C, (H - kh) // sh + 1, (W - kw) // sw + 1)

    def forward_pass(self, X, training=True):
        kh, kw = self.pool_shape
        sh, sw = self._steps()
        _, Ho, Wo = self.output_shape()
        N, C = X.shape[:2]
        best = np.full((N, C, Ho, Wo), -np.inf)
        self.where = np.zeros((N, C, Ho, Wo), dtype=int)
        for a in range(kh):
            for b in range(kw):
                part = X[:, :, a:a + (Ho - 1) * sh + 1:sh, b:b + (Wo - 1) * sw + 1:sw]
                larger = part > best
                best = np.where(larger, part, best)
                self.where[larger] = a * kw + b
        self.in_shape = X.shape
        return best

    def backward_pass(self, accum_grad):
        kh, kw = self.pool_shape
        sh, sw = self._steps()
        _, Ho, Wo = self.output_shape()
        grad = np.zeros(self.in_shape)
        for a in range(kh):
            for b in range(kw):
                chosen = self.where == a * kw + b
                grad[:, :, a:a + (Ho - 1) * sh + 1:sh, b:b + (Wo - 1) * sw + 1:sw] += accum_grad * chosen
        return grad[:, :, :(Ho - 1) * sh + kh, :(Wo - 1) * sw + kw]
