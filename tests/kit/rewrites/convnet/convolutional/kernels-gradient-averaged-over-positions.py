import numpy as np


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False, padding="valid", stride=1):
        self.output_depth, self.kernel_size, self.stride = output_depth, kernel_size, stride
        self.initialization, self.no_bias = initialization, no_bias
        self.given_padding = padding
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif isinstance(padding, str):
            raise ValueError("padding")
        else:
            self.padding = padding
        self.kernels = self.biases = None
        self.dK = self.db = None
        self.input_shape = self.output_shape = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        c, h, w = input_shape
        out_h = (h + 2 * self.padding - self.kernel_size) // self.stride + 1
        out_w = (w + 2 * self.padding - self.kernel_size) // self.stride + 1
        self.output_shape = (self.output_depth, out_h, out_w)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        c, k = self.input_shape[0], self.kernel_size
        gain = 2 if method == "he" else 1
        variance = gain / (c * k * k)
        self.kernels = np.random.normal(0, np.sqrt(variance), (self.output_depth, c, k, k))
        self.biases = np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        self.X = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        _, rows, cols = self.output_shape
        out = np.zeros((len(input_batch), self.output_depth, rows, cols))
        for r in range(rows):
            for c in range(cols):
                window = self.X[:, :, r * s : r * s + k, c * s : c * s + k]
                out[:, :, r, c] = np.einsum("ncij,fcij->nf", window, self.kernels)
        if not self.no_bias:
            out = out + self.biases[None, :, None, None]
        return out

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        p, k, s = self.padding, self.kernel_size, self.stride
        _, rows, cols = self.output_shape
        dK, dX = np.zeros(self.kernels.shape), np.zeros(self.X.shape)
        for r in range(rows):
            for c in range(cols):
                window = self.X[:, :, r * s : r * s + k, c * s : c * s + k]
                dK += np.einsum("nf,ncij->fcij", G[:, :, r, c], window)
                dX[:, :, r * s : r * s + k, c * s : c * s + k] += np.einsum("nf,fcij->ncij", G[:, :, r, c], self.kernels)
        self.dK = dK / (rows * cols)
        self.db = G.sum(axis=(0, 2, 3))
        _, h, w = self.input_shape
        result = dX[:, :, p : p + h, p : p + w]
        return result

    @property
    def params(self):
        result = {"kernels": (self.kernels, self.dK)}
        if not self.no_bias:
            result["biases"] = (self.biases, self.db)
        return result

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
            "padding": self.given_padding,
            "stride": self.stride,
        }

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
