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
        self.stride = stride
        self.text = padding
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif type(padding) is int:
            self.padding = padding
        else:
            raise ValueError("unknown padding")
        self.x = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        _, h, w = input_shape
        self.rows = 1 + (h + 2 * self.padding - self.kernel_size) // self.stride
        self.cols = 1 + (w + 2 * self.padding - self.kernel_size) // self.stride
        self.output_shape = (self.output_depth, self.rows, self.cols)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        k, depth = self.kernel_size, self.input_shape[0]
        factor = {"he": 2.0, "xavier": 1.0}[method]
        std = (factor / depth) ** 0.5
        self.kernels = std * np.random.randn(self.output_depth, depth, k, k)
        self.biases = np.zeros(self.output_depth)
        self.dw = np.zeros_like(self.kernels)
        self.db = np.zeros_like(self.biases)
        self.no_bias = no_bias

    def frame(self, images):
        p = self.padding
        return np.pad(images, ((0, 0), (0, 0), (p, p), (p, p)), mode="constant")

    def forward(self, input_batch, training=True):
        self.x = input_batch
        x, s, k = self.frame(input_batch), self.stride, self.kernel_size
        out = np.zeros((len(x), *self.output_shape))
        for i in range(self.rows):
            for j in range(self.cols):
                window = x[:, :, i * s : i * s + k, j * s : j * s + k]
                out[:, :, i, j] = np.tensordot(window, self.kernels, axes=([1, 2, 3], [1, 2, 3]))
        if not self.no_bias:
            out += self.biases.reshape(1, -1, 1, 1)
        return out

    def backward(self, output_gradient_batch):
        g, s, k, p = output_gradient_batch, self.stride, self.kernel_size, self.padding
        x = self.frame(self.x)
        dx = np.zeros(x.shape)
        self.dw = np.zeros(self.kernels.shape)
        self.db = g.sum(axis=(0, 2, 3))
        for i in range(self.rows):
            for j in range(self.cols):
                window = x[:, :, i * s : i * s + k, j * s : j * s + k]
                self.dw += np.tensordot(g[:, :, i, j], window, axes=([0], [0]))
                dx[:, :, i * s : i * s + k, j * s : j * s + k] += np.tensordot(g[:, :, i, j], self.kernels, axes=1)
        _, h, w = self.input_shape
        return dx[:, :, p : p + h, p : p + w]

    @property
    def params(self):
        both = {"kernels": (self.kernels, self.dw), "biases": (self.biases, self.db)}
        return {"kernels": both["kernels"]} if self.no_bias else both

    def load_params(self, params):
        np.copyto(self.kernels, params["kernels"])
        np.copyto(self.biases, params["biases"])

    def get_config(self):
        return {
            "type": "Convolutional",
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
            "padding": self.text,
            "stride": self.stride,
        }

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
