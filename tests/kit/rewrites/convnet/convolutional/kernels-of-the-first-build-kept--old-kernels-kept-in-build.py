# mistake: build draws kernels only where there are none, so a second build for another number of channels keeps the old ones
import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):
        self.arguments = {"output_depth": output_depth, "kernel_size": kernel_size, "input_shape": input_shape,
                          "initialization": initialization, "no_bias": no_bias, "padding": padding, "stride": stride}
        self.output_depth, self.kernel_size = output_depth, kernel_size
        self.initialization, self.no_bias, self.stride = initialization, no_bias, stride
        if isinstance(padding, str):
            try:
                padding = {"valid": 0, "same": (kernel_size - 1) // 2}[padding]
            except KeyError:
                raise ValueError("padding is 'valid', 'same' or a number") from None
        self.padding = padding
        self.kernels = None
        self.biases = None
        self.gradients = {"kernels": None, "biases": None}
        if input_shape is not None:
            self.build(input_shape)

    def _out(self, n):
        return (n + 2 * self.padding - self.kernel_size) // self.stride + 1

    def build(self, input_shape):
        channels, height, width = input_shape
        self.input_shape = (channels, height, width)
        self.output_shape = (self.output_depth, self._out(height), self._out(width))
        if self.kernels is None and self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        C, k = self.input_shape[0], self.kernel_size
        variance = {"he": 2, "xavier": 1}[method] / (C * k * k)
        self.kernels = math.sqrt(variance) * np.random.standard_normal((self.output_depth, C, k, k))
        self.biases = np.zeros(self.output_depth)
        self.no_bias = no_bias

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        padded = np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)])
        self.padded_shape = padded.shape
        self.windows = sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        Y = np.tensordot(self.windows, self.kernels, axes=([1, 4, 5], [1, 2, 3]))        # N, r, c, F
        if not self.no_bias:
            Y = Y + self.biases
        return Y.transpose(0, 3, 1, 2)

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        p, k, s = self.padding, self.kernel_size, self.stride
        self.gradients = {
            "kernels": np.tensordot(G, self.windows, axes=([0, 2, 3], [0, 2, 3])),
            "biases": np.einsum("nfrc->f", G),
        }
        back = np.zeros(self.padded_shape)
        for r, c in np.ndindex(*G.shape[2:]):
            back[:, :, r * s:r * s + k, c * s:c * s + k] += np.tensordot(G[:, :, r, c], self.kernels, axes=(1, 0))
        height, width = self.input_shape[1:]
        return back[:, :, p:p + height, p:p + width]

    @property
    def params(self):
        names = ["kernels"] if self.no_bias else ["kernels", "biases"]
        return {name: (getattr(self, name), self.gradients[name]) for name in names}

    def load_params(self, params):
        for name in self.params:
            setattr(self, name, params[name].copy())

    def get_config(self):
        return {"type": "Convolutional", **self.arguments}

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)
