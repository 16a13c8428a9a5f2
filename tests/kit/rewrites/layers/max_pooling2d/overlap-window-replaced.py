import numpy as np


class MaxPooling2D:
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.ph, self.pw = pool_shape
        if stride is None:
            stride = pool_shape
        self.sh, self.sw = (stride, stride) if isinstance(stride, int) else stride
        self.input_shape = input_shape

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "MaxPooling2D"

    def parameters(self):
        return 0

    def output_shape(self):
        c, h, w = self.input_shape
        return c, (h - self.ph) // self.sh + 1, (w - self.pw) // self.sw + 1

    def forward_pass(self, X, training=True):
        self.X = X
        n, c, h, w = X.shape
        rows, columns = (h - self.ph) // self.sh + 1, (w - self.pw) // self.sw + 1
        out = np.empty((n, c, rows, columns))
        for y in range(rows):
            for x in range(columns):
                patch = X[:, :, y * self.sh : y * self.sh + self.ph, x * self.sw : x * self.sw + self.pw]
                out[:, :, y, x] = np.amax(patch, axis=(2, 3))
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros_like(self.X)
        for n, c, y, x in np.ndindex(accum_grad.shape):
            rows = slice(y * self.sh, y * self.sh + self.ph)
            columns = slice(x * self.sw, x * self.sw + self.pw)
            patch = self.X[n, c, rows, columns]
            dX[n, c, rows, columns] = accum_grad[n, c, y, x] * (patch == patch.max())
        return dX
