# mistake: forward_pass takes the mean of a window over the channels too, so all channels of the output are equal
import numpy as np
from layer import Layer


class AveragePooling2D(Layer):
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.kh, self.kw = pool_shape
        self.sh, self.sw = (stride, stride) if isinstance(stride, int) else (stride or pool_shape)
        self.input_shape = input_shape

    def output_shape(self):
        channels, height, width = self.input_shape
        return channels, (height - self.kh) // self.sh + 1, (width - self.kw) // self.sw + 1

    def forward_pass(self, X, training=True):
        self.seen = X.shape
        out = np.empty((len(X), *self.output_shape()))
        for n in range(out.shape[0]):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    y, x = i * self.sh, j * self.sw
                    out[n, :, i, j] = np.mean(X[n, :, y:y + self.kh, x:x + self.kw])
        return out

    def backward_pass(self, accum_grad):
        dX = np.zeros(self.seen)
        area = self.kh * self.kw
        for i in range(accum_grad.shape[2]):
            for j in range(accum_grad.shape[3]):
                y, x = i * self.sh, j * self.sw
                dX[:, :, y:y + self.kh, x:x + self.kw] += accum_grad[:, :, i, j][..., None, None] / area
        return dX
