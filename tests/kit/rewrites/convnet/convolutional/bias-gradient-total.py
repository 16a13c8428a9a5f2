"""Columns: every window becomes a row of a matrix, and the layer is a matrix product."""

import numpy as np


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
            "initialization": initialization,
            "padding": padding,
            "stride": stride,
        }
        self.output_depth, self.kernel_size = output_depth, kernel_size
        self.initialization, self.no_bias, self.stride = initialization, no_bias, stride
        if padding == "same":
            padding = (kernel_size - 1) // 2
        elif padding == "valid":
            padding = 0
        elif not isinstance(padding, int):
            raise ValueError(f"cannot pad by {padding!r}")
        self.padding = padding
        self.kernels = self.biases = None
        self.input_shape = self.output_shape = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        side = lambda n: (n + 2 * self.padding - self.kernel_size) // self.stride + 1  # noqa: E731
        self.output_shape = (self.output_depth, side(input_shape[1]), side(input_shape[2]))
        self.pixels = self._number_pixels()
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def _number_pixels(self):
        """Returns, for every window, the numbers of its pixels in a flat padded image."""
        c, h, w = self.input_shape
        p, k, s = self.padding, self.kernel_size, self.stride
        numbers = np.arange(c * (h + 2 * p) * (w + 2 * p)).reshape(c, h + 2 * p, w + 2 * p)
        windows = [
            numbers[:, i * s : i * s + k, j * s : j * s + k].ravel() for i, j in np.ndindex(*self.output_shape[1:])
        ]
        return np.array(windows)

    def init_weights(self, method, no_bias):
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        variance = (2 if method == "he" else 1) / np.prod(shape[1:])
        self.kernels = np.random.normal(scale=variance**0.5, size=shape)
        self.no_bias = no_bias
        self.biases = None if no_bias else np.zeros(self.output_depth)
        self.dkernels, self.dbiases = np.zeros(shape), np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p = self.padding
        padded = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        self.flat = padded.reshape(len(padded), -1)
        self.columns = self.flat[:, self.pixels]
        out = self.columns @ self.kernels.reshape(self.output_depth, -1).T
        if not self.no_bias:
            out = out + self.biases
        return out.transpose(0, 2, 1).reshape(len(padded), *self.output_shape)

    def backward(self, output_gradient_batch):
        g = output_gradient_batch.reshape(len(output_gradient_batch), self.output_depth, -1)
        self.dkernels = sum(a @ b for a, b in zip(g, self.columns, strict=True)).reshape(self.kernels.shape)
        self.dbiases = np.ones(self.output_depth) * g.sum()
        shares = g.transpose(0, 2, 1) @ self.kernels.reshape(self.output_depth, -1)
        back = np.zeros(self.flat.shape)
        for n in range(len(back)):
            np.add.at(back[n], self.pixels, shares[n])
        c, h, w = self.input_shape
        p = self.padding
        return back.reshape(-1, c, h + 2 * p, w + 2 * p)[:, :, p : p + h, p : p + w]

    @property
    def params(self):
        found = {"kernels": (self.kernels, self.dkernels)}
        return found if self.no_bias else {**found, "biases": (self.biases, self.dbiases)}

    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return {"type": "Convolutional", "input_shape": self.input_shape, "no_bias": self.no_bias, **self.arguments}

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
