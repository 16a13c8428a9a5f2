import numpy as np
from layer import Layer


def _complete(shape, total):
    known = 1
    for size in shape:
        known *= size if size != -1 else 1
    return tuple(total // known if size == -1 else size for size in shape)


class Reshape(Layer):
    def __init__(self, shape, input_shape=None):
        self._shape, self.input_shape = tuple(shape), input_shape

    def forward_pass(self, X, training=True):
        shape = _complete(self._shape, X[0].size)
        if int(np.prod(shape)) != X[0].size:
            raise RuntimeError("sample does not fit")
        out = np.empty((len(X),) + shape, dtype=X.dtype)
        for n, sample in enumerate(X):
            out[n] = sample.reshape(shape)
        self._in = X.shape
        return out

    def backward_pass(self, accum_grad):
        grads = [g.reshape(self._in[1:]) for g in accum_grad]
        return np.stack(grads)

    def output_shape(self):
        if -1 in self._shape:
            return _complete(self._shape, int(np.prod(self.input_shape)))
        return self._shape
