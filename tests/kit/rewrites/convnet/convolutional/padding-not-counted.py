import math

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
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.pad_argument = padding
        self.stride = stride
        self.padding = self.padding_number(padding)
        self.kernels = None
        self.biases = None
        self.grad_k = None
        self.grad_b = None
        if input_shape is not None:
            self.build(input_shape)

    def padding_number(self, padding):
        if padding == "same":
            return (self.kernel_size - 1) // 2
        if padding == "valid":
            return 0
        if isinstance(padding, int):
            return padding
        raise ValueError("this padding is not known")

    def build(self, input_shape):
        self.input_shape = input_shape
        self.channels = input_shape[0]
        sizes = []
        for length in input_shape[1:]:
            last_start = length - self.kernel_size
            sizes.append(last_start // self.stride + 1)
        self.output_shape = (self.output_depth, sizes[0], sizes[1])
        if self.initialization == "auto":
            return
        self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        products = self.channels * self.kernel_size**2
        std = math.sqrt((2 if method == "he" else 1) / products)
        self.kernels = np.random.normal(
            loc=0, scale=std, size=(self.output_depth, self.channels, self.kernel_size, self.kernel_size)
        )
        self.grad_k = np.zeros(self.kernels.shape)
        self.no_bias = no_bias
        self.biases = np.zeros((self.output_depth,))
        self.grad_b = np.zeros((self.output_depth,))

    def steps(self):
        """Goes through all positions; yields them with the slices of their window."""
        for r in range(self.output_shape[1]):
            top = r * self.stride
            for c in range(self.output_shape[2]):
                left = c * self.stride
                yield r, c, slice(top, top + self.kernel_size), slice(left, left + self.kernel_size)

    def forward(self, input_batch, training=True):
        n, channels, height, width = input_batch.shape
        p = self.padding
        self.framed = np.zeros((n, channels, height + 2 * p, width + 2 * p))
        self.framed[:, :, p : height + p, p : width + p] = input_batch
        out = np.empty((n, self.output_depth, self.output_shape[1], self.output_shape[2]))
        for r, c, down, across in self.steps():
            window = self.framed[:, :, down, across]
            for f in range(self.output_depth):
                out[:, f, r, c] = (window * self.kernels[f]).sum(axis=(1, 2, 3))
        if not self.no_bias:
            for f in range(self.output_depth):
                out[:, f] += self.biases[f]
        return out

    def backward(self, output_gradient_batch):
        by_framed = np.zeros(self.framed.shape)
        grad_k = np.zeros(self.kernels.shape)
        grad_b = np.sum(output_gradient_batch, axis=(0, 2, 3))
        for r, c, down, across in self.steps():
            for f in range(self.output_depth):
                g = output_gradient_batch[:, f, r, c].reshape(-1, 1, 1, 1)
                grad_k[f] += (g * self.framed[:, :, down, across]).sum(axis=0)
                by_framed[:, :, down, across] += g * self.kernels[f]
        self.grad_k, self.grad_b = grad_k, grad_b
        p = self.padding
        return by_framed[:, :, p : p + self.input_shape[1], p : p + self.input_shape[2]]

    @property
    def params(self):
        if self.no_bias:
            return {"kernels": (self.kernels, self.grad_k)}
        return {"kernels": (self.kernels, self.grad_k), "biases": (self.biases, self.grad_b)}

    def load_params(self, params):
        self.kernels[:] = params["kernels"]
        if not self.no_bias:
            self.biases[:] = params["biases"]

    def get_config(self):
        config = {"type": self.__class__.__name__, "padding": self.pad_argument}
        for name in ("output_depth", "kernel_size", "input_shape", "initialization", "no_bias", "stride"):
            config[name] = getattr(self, name)
        return config

    @property
    def input_size(self):
        size = 1
        for n in self.input_shape:
            size *= n
        return size

    @property
    def output_size(self):
        size = 1
        for n in self.output_shape:
            size *= n
        return size
