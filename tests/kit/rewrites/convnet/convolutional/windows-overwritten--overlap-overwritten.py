# mistake: backward assigns the share of each window to the input gradient instead of adding it, so overlapping windows overwrite each other
import math

import numpy as np


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False, padding="valid", stride=1):
        self.output_depth, self.kernel_size, self.stride = output_depth, kernel_size, stride
        self.initialization, self.no_bias = initialization, no_bias
        self.config = {
            "type": "Convolutional", "output_depth": output_depth, "kernel_size": kernel_size, "input_shape": input_shape,
            "initialization": initialization, "no_bias": no_bias, "padding": padding, "stride": stride,
        }
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif isinstance(padding, str):
            raise ValueError(padding)
        else:
            self.padding = padding
        self.kernels, self.biases = None, None
        self.kernel_gradient, self.bias_gradient = 0.0, 0.0
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        k, s, p = self.kernel_size, self.stride, self.padding
        self.output_shape = (self.output_depth, (H + 2 * p - k) // s + 1, (W + 2 * p - k) // s + 1)
        self.kernels, self.biases = None, None
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        C, k = self.input_shape[0], self.kernel_size
        gain = {"he": 2.0, "xavier": 1.0}[method]
        std = math.sqrt(gain / (C * k * k))
        self.kernels = std * np.random.randn(self.output_depth, C, k, k)
        if not no_bias:
            self.biases = np.zeros(self.output_depth)

    def _windows(self):
        """Yields each output place with the slices of its window."""
        k, s = self.kernel_size, self.stride
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                yield r, c, slice(r * s, r * s + k), slice(c * s, c * s + k)

    def forward(self, input_batch, training=True):
        N, C, H, W = input_batch.shape
        p = self.padding
        self.X = np.zeros((N, C, H + 2 * p, W + 2 * p))
        self.X[:, :, p:p + H, p:p + W] = input_batch
        Y = np.empty((N, *self.output_shape))
        for r, c, rows, columns in self._windows():
            Y[:, :, r, c] = np.tensordot(self.X[:, :, rows, columns], self.kernels, axes=([1, 2, 3], [1, 2, 3]))
        if not self.no_bias:
            Y += self.biases[:, None, None]
        return Y

    def backward(self, output_gradient_batch):
        dK = np.zeros(self.kernels.shape)
        dX = np.zeros(self.X.shape)
        for r, c, rows, columns in self._windows():
            g = output_gradient_batch[:, :, r, c]
            dK += np.tensordot(g, self.X[:, :, rows, columns], axes=(0, 0))
            dX[:, :, rows, columns] = np.tensordot(g, self.kernels, axes=(1, 0))
        self.kernel_gradient = dK
        self.bias_gradient = np.sum(output_gradient_batch, axis=(0, 2, 3))
        p = self.padding
        C, H, W = self.input_shape
        return dX[:, :, p:p + H, p:p + W]

    @property
    def params(self):
        answer = {"kernels": (self.kernels, self.kernel_gradient)}
        if not self.no_bias:
            answer["biases"] = (self.biases, self.bias_gradient)
        return answer

    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return dict(self.config)

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)
