import numpy as np


class AveragePooling2D:
    def __init__(self, pool_shape=(2, 2), stride=None, input_shape=None):
        self.pool_shape, self.input_shape = pool_shape, input_shape
        self.stride = {type(None): lambda: pool_shape, int: lambda: (stride, stride)}.get(
            type(stride), lambda: stride
        )()

    def set_input_shape(self, shape):
        self.input_shape = shape

    def layer_name(self):
        return "AveragePooling2D"

    def parameters(self):
        return 0

    def _spans(self, length, axis):
        first = 0
        while first + self.pool_shape[axis] <= length:
            yield first, first + self.pool_shape[axis]
            first += self.stride[axis]

    def output_shape(self):
        c, h, w = self.input_shape
        return (c, len(list(self._spans(h, 0))), len(list(self._spans(w, 1))))

    def forward_pass(self, X, training=True):
        self.shape = X.shape
        lines = []
        for top, bottom in self._spans(X.shape[2], 0):
            lines.append([X[:, :, top:bottom, a:b].mean((2, 3)) for a, b in self._spans(X.shape[3], 1)])
        return np.array(lines).transpose(2, 3, 0, 1)

    def backward_pass(self, accum_grad):
        answer = np.zeros(self.shape)
        size = self.pool_shape[0] * self.pool_shape[1]
        for i, (top, bottom) in enumerate(self._spans(self.shape[2], 0)):
            for j, (left, right) in enumerate(self._spans(self.shape[3], 1)):
                answer[:, :, top:bottom, left:right] = accum_grad[:, :, i, j][:, :, None, None] / size
        return answer
