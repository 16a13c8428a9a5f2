# mistake: backward_pass shares the gradient of a window among all of its elements, as for a mean, instead of giving it to the largest
import numpy as np
from layer import Layer


class MaxPooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = pool_shape, input_shape
        self.stride = pool_shape if stride is None else stride
        if isinstance(self.stride, int):
            self.stride = (self.stride,) * 2

    def output_shape(self):
        C, H, W = self.input_shape
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        return C, (H - kh) // sh + 1, (W - kw) // sw + 1

    def shifted(self, images):
        (kh, kw), (sh, sw) = self.pool_shape, self.stride
        _, Ho, Wo = self.output_shape()
        return [images[:, :, a:a + (Ho - 1) * sh + 1:sh, b:b + (Wo - 1) * sw + 1:sw]
                for a in range(kh) for b in range(kw)]

    def forward_pass(self, X, training=True):
        self.X_shape = X.shape
        largest = None
        for view in self.shifted(X):
            largest = view.copy() if largest is None else np.maximum(largest, view)
        return largest

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.X_shape)
        views = self.shifted(dX)
        for view in views:
            view += accum_grad / len(views)
        return dX
