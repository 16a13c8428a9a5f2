"""Convolution with numpy's window views."""

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
        self.arguments = {
            "output_depth": output_depth,
            "kernel_size": kernel_size,
            "input_shape": input_shape,
            "initialization": initialization,
            "no_bias": no_bias,
            "padding": padding,
            "stride": stride,
        }
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif isinstance(padding, str):
            raise ValueError("padding: valid, same, or an integer")
        else:
            self.padding = padding
        self.kernels = self.biases = None
        self.d_kernels = self.d_biases = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        _, height, width = input_shape
        self.rows = self._count(height)
        self.columns = self._count(width)
        self.output_shape = (self.output_depth, self.rows, self.columns)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def _count(self, length):
        return (length + 2 * self.padding - self.kernel_size) // self.stride + 1

    def init_weights(self, method, no_bias):
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        self.kernels = np.random.standard_normal(shape)
        self.no_bias = no_bias
        self.biases = np.zeros(self.output_depth)
        self.d_kernels = np.zeros(shape)
        self.d_biases = np.zeros(self.output_depth)

    def _bordered(self, batch):
        p = self.padding
        n, c, h, w = batch.shape
        big = np.zeros((n, c, h + 2 * p, w + 2 * p))
        big[:, :, p : p + h, p : p + w] = batch
        return big

    def _views(self, batch):
        k, s = self.kernel_size, self.stride
        views = sliding_window_view(self._bordered(batch), (k, k), axis=(2, 3))[:, :, ::s, ::s]
        return views[:, :, : self.rows, : self.columns]

    def forward(self, input_batch, training=True):
        self.batch = input_batch
        maps = np.einsum("ncrsij,fcij->nfrs", self._views(input_batch), self.kernels)
        if not self.no_bias:
            maps = maps + self.biases[:, np.newaxis, np.newaxis]
        return maps

    def backward(self, output_gradient_batch):
        grad, k, s, p = output_gradient_batch, self.kernel_size, self.stride, self.padding
        self.d_kernels = np.einsum("nfrs,ncrsij->fcij", grad, self._views(self.batch))
        self.d_biases = np.einsum("nfrs->f", grad)
        shares = np.einsum("nfrs,fcij->ncrsij", grad, self.kernels)
        big = np.zeros(self._bordered(self.batch).shape)
        for r in range(self.rows):
            for c in range(self.columns):
                big[:, :, r * s : r * s + k, c * s : c * s + k] += shares[:, :, r, c]
        _, height, width = self.input_shape
        return big[:, :, p : p + height, p : p + width]

    @property
    def params(self):
        both = {"kernels": (self.kernels, self.d_kernels)}
        if not self.no_bias:
            both["biases"] = (self.biases, self.d_biases)
        return both

    def load_params(self, params):
        np.copyto(self.kernels, params["kernels"])
        if not self.no_bias:
            np.copyto(self.biases, params["biases"])

    def get_config(self):
        return {"type": "Convolutional", **self.arguments}

    @property
    def input_size(self):
        channels, height, width = self.input_shape
        return channels * height * width

    @property
    def output_size(self):
        return self.output_depth * self.rows * self.columns
