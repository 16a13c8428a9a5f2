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
        self.input_shape = input_shape
        self.initialization = initialization
        self.no_bias = no_bias
        self.padding_argument = padding
        if isinstance(padding, int):
            self.padding = padding
        elif padding in ("valid", "same"):
            self.padding = 0
        else:
            raise ValueError("unknown padding")
        self.stride = stride
        self.kernels = None
        self.biases = None
        self.k_grad = None
        self.b_grad = None
        if input_shape is not None:
            self.build(input_shape)

    def out(self, n):
        return (n + 2 * self.padding - self.kernel_size) // self.stride + 1

    def build(self, input_shape):
        self.input_shape = input_shape
        self.output_shape = (self.output_depth, self.out(input_shape[1]), self.out(input_shape[2]))
        if self.initialization == "auto":
            return
        self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        C, k, F = self.input_shape[0], self.kernel_size, self.output_depth
        if method == "he":
            variance = 2 / (C * k * k)
        else:
            variance = 1 / (C * k * k)
        self.kernels = np.random.normal(0, math.sqrt(variance), size=(F, C, k, k))
        self.no_bias = no_bias
        self.biases = np.zeros(F) if not no_bias else None

    def forward(self, input_batch, training=True):
        N, C, H, W = input_batch.shape
        p, k, s = self.padding, self.kernel_size, self.stride
        self.image = np.zeros((N, C, H + 2 * p, W + 2 * p))
        self.image[:, :, p : p + H, p : p + W] = input_batch
        F, Ho, Wo = self.output_shape
        self.cols = np.zeros((N, Ho, Wo, C * k * k))
        for r in range(Ho):
            for c in range(Wo):
                self.cols[:, r, c] = self.image[:, :, r * s : r * s + k, c * s : c * s + k].reshape(N, -1)
        y = self.cols @ self.kernels.reshape(F, -1).T
        if not self.no_bias:
            y = y + self.biases
        return y.transpose(0, 3, 1, 2)

    def backward(self, output_gradient_batch):
        N, F, Ho, Wo = output_gradient_batch.shape
        p, k, s = self.padding, self.kernel_size, self.stride
        C, H, W = self.input_shape
        g = output_gradient_batch.transpose(0, 2, 3, 1)
        flat = g.reshape(-1, F)
        self.k_grad = (flat.T @ self.cols.reshape(-1, C * k * k)).reshape(self.kernels.shape)
        self.b_grad = flat.sum(axis=0)
        dcols = (g @ self.kernels.reshape(F, -1)).reshape(N, Ho, Wo, C, k, k)
        dimage = np.zeros_like(self.image)
        for r in range(Ho):
            for c in range(Wo):
                dimage[:, :, r * s : r * s + k, c * s : c * s + k] += dcols[:, r, c]
        return dimage[:, :, p : p + H, p : p + W]

    @property
    def params(self):
        if self.no_bias:
            return {"kernels": (self.kernels, self.k_grad)}
        return {"kernels": (self.kernels, self.k_grad), "biases": (self.biases, self.b_grad)}

    def load_params(self, params):
        self.kernels = np.array(params["kernels"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {
            "type": "Convolutional",
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
            "padding": self.padding_argument,
            "stride": self.stride,
        }

    @property
    def input_size(self):
        C, H, W = self.input_shape
        return C * H * W

    @property
    def output_size(self):
        F, H, W = self.output_shape
        return F * H * W
