import math

import numpy as np


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.input_shape = input_shape
        self.initialization = initialization
        self.no_bias = no_bias
        self.given_padding = padding
        self.padding = self.read_padding(padding)
        self.stride = stride
        self.kernels = self.biases = None
        self.grad_kernels = self.grad_biases = None
        if input_shape is not None:
            self.build(input_shape)

    def read_padding(self, padding):
        if padding == "valid":
            return 0
        if padding == "same":
            return (self.kernel_size - 1) // 2
        if isinstance(padding, str):
            raise ValueError("padding: " + padding)
        return padding

    def build(self, input_shape):
        self.input_shape = input_shape
        depth, height, width = input_shape
        p, k, s = self.padding, self.kernel_size, self.stride
        self.output_shape = (self.output_depth, (height + 2 * p - k) // s + 1, (width + 2 * p - k) // s + 1)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        depth, k = self.input_shape[0], self.kernel_size
        numerator = {"he": 2, "xavier": 1}[method]
        self.kernels = np.random.randn(self.output_depth, depth, k, k) * math.sqrt(numerator / (depth * k * k))
        self.biases = None if no_bias else np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        x = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))
        self.windows = windows[:, :, ::s, ::s]
        y = np.einsum("ndrcij,fdij->nfrc", self.windows, self.kernels)
        if not self.no_bias:
            y = y + self.biases[:, None, None]
        return y

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        self.grad_kernels = np.einsum("nfrc,ndrcij->fdij", G, self.windows)
        self.grad_biases = np.einsum("nfrc->f", G)
        N, F, Ho, Wo = G.shape
        p, k, s = self.padding, self.kernel_size, self.stride
        height, width = (Ho - 1) * s + k, (Wo - 1) * s + k
        grad = np.zeros((N, self.input_shape[0], height, width))
        for r in range(Ho):
            for c in range(Wo):
                grad[:, :, r * s : r * s + k, c * s : c * s + k] += np.tensordot(G[:, :, r, c], self.kernels, axes=1)
        return grad[:, :, p : p + self.input_shape[1], p : p + self.input_shape[2]]

    @property
    def params(self):
        both = {"kernels": (self.kernels, self.grad_kernels)}
        if not self.no_bias:
            both["biases"] = (self.biases, self.grad_biases)
        return both

    def load_params(self, params):
        self.kernels = np.copy(params["kernels"])
        if not self.no_bias:
            self.biases = np.copy(params["biases"])

    def get_config(self):
        names = ("output_depth", "kernel_size", "input_shape", "initialization", "no_bias", "stride")
        config = {name: getattr(self, name) for name in names}
        config["type"] = "Convolutional"
        config["padding"] = self.given_padding
        return config

    @property
    def input_size(self):
        return math.prod(self.input_shape)

    @property
    def output_size(self):
        return math.prod(self.output_shape)
