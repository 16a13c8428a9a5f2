"""Single precision, frames glued on with concatenate, negative ends replaced by None, numpy integers in the shape."""

import numpy as np
from layer import Layer


class ZeroPadding2D(Layer):
    def __init__(self, padding, input_shape=None):
        widths = np.array(padding)
        if widths.ndim == 0:
            widths = np.full((2, 2), padding)
        elif widths.ndim == 1:
            widths = np.repeat(widths[:, None], 2, axis=1)
        self.widths = widths
        self.input_shape = input_shape

    def forward_pass(self, X, training=True):
        out = np.asarray(X, dtype=np.float32)
        for axis in (2, 3):
            parts = []
            for width in self.widths[axis - 2]:
                shape = list(out.shape)
                shape[axis] = width
                parts.append(np.zeros(shape, np.float32))
            out = np.concatenate([parts[0], out, parts[1]], axis=axis)
        return out

    def backward_pass(self, accum_grad):
        (top, bottom), (left, right) = self.widths
        return accum_grad[..., top : -bottom or None, left : -right or None].astype(np.float32)

    def output_shape(self):
        return (self.input_shape[0], *(np.array(self.input_shape[1:]) + self.widths.sum(axis=1)))
