import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Convolutional:
    def __init__(
        self,
        output_depth,
        kernel_size,
        input_shape=None,
        initialization="auto",
        no_bias=False,
        padding="valid",
        stride=1,
    ):
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.input_shape = input_shape
        self.initialization = initialization
        self.no_bias = no_bias
        self.padding = self._padding_number(padding)
        self.stride = stride
        self.kernels = None
        self.biases = None
        self.kernel_gradient = None
        self.bias_gradient = None
        if input_shape is not None:
            self.build(input_shape)

    def _padding_number(self, padding):
        if isinstance(padding, str):
            if padding not in ("valid", "same"):
                raise ValueError(f"unknown padding {padding!r}")
            return 0 if padding == "valid" else (self.kernel_size - 1) // 2
        return padding

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        rows, cols = [
            (size + 2 * self.padding - self.kernel_size) // self.stride + 1 for size in self.input_shape[1:]
        ]
        self.output_shape = (self.output_depth, rows, cols)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        variance = (2.0 if method == "he" else 1.0) / np.prod(shape[1:])
        self.kernels = np.random.normal(0, np.sqrt(variance), shape)
        self.biases = None if no_bias else np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        padded = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        self.padded_shape = padded.shape
        self.windows = sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        maps = np.einsum("ndrcij,fdij->nfrc", self.windows, self.kernels)
        if not self.no_bias:
            maps = maps + self.biases[None, :, None, None]
        return maps

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        p, k, s = self.padding, self.kernel_size, self.stride
        rows, cols = G.shape[2:]
        self.kernel_gradient = np.einsum("nfrc,ndrcij->fdij", G, self.windows)
        self.bias_gradient = G.sum(axis=(0, 2, 3))
        by_padded = np.zeros(self.padded_shape)
        for i in range(k):
            for j in range(k):
                share = np.einsum("nfrc,fd->ndrc", G, self.kernels[:, :, i, j])
                by_padded[:, :, i : i + s * rows : s, j : j + s * cols : s] += share
        _, h, w = self.input_shape
        return by_padded[:, :, p : p + h, p : p + w]

    @property
    def params(self):
        result = {"kernels": (self.kernels, self.kernel_gradient)}
        if not self.no_bias:
            result["biases"] = (self.biases, self.bias_gradient)
        return result

    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return {
            "type": "Convolutional",
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
        }

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)
