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
        self.padding_arg = padding
        self.stride = stride
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif isinstance(padding, int):
            self.padding = padding
        else:
            raise ValueError("unknown padding")
        if input_shape is not None:
            self.build(input_shape)

    def out_length(self, n):
        return int(np.floor((n - self.kernel_size + 2 * self.padding) / self.stride)) + 1

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        _, h, w = self.input_shape
        self.output_shape = (self.output_depth, self.out_length(h), self.out_length(w))
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        fan_in = shape[1] * shape[2] * shape[3]
        std = {"he": np.sqrt(2 / fan_in), "xavier": np.sqrt(1 / fan_in)}.get(method, 0.1)
        self.kernels = np.random.normal(0, std, size=shape)
        self.biases = np.zeros(self.output_depth) if no_bias else np.random.randn(self.output_depth)
        self.dK, self.db = np.zeros(shape), np.zeros(self.output_depth)
        self.no_bias = no_bias

    def pad(self, images):
        n, c, h, w = images.shape
        p = self.padding
        padded = np.zeros((n, c, h + 2 * p, w + 2 * p))
        padded[:, :, p : p + h, p : p + w] = images
        return padded

    def forward(self, input_batch, training=True):
        self.x = self.pad(input_batch)
        k, s = self.kernel_size, self.stride
        out = np.zeros((input_batch.shape[0], *self.output_shape))
        for n in range(out.shape[0]):
            for f in range(out.shape[1]):
                for r in range(out.shape[2]):
                    for c in range(out.shape[3]):
                        total = 0.0
                        for d in range(self.x.shape[1]):
                            for i in range(k):
                                for j in range(k):
                                    total += self.x[n, d, r * s + i, c * s + j] * self.kernels[f, d, i, j]
                        out[n, f, r, c] = total if self.no_bias else total + self.biases[f]
        return out

    def backward(self, output_gradient_batch):
        k, s, p = self.kernel_size, self.stride, self.padding
        self.dK = np.zeros(self.kernels.shape)
        self.db = np.zeros(self.output_depth)
        dx = np.zeros(self.x.shape)
        for n in range(output_gradient_batch.shape[0]):
            for f in range(self.output_depth):
                for r in range(self.output_shape[1]):
                    for c in range(self.output_shape[2]):
                        g = output_gradient_batch[n, f, r, c]
                        self.db[f] += g / (self.output_shape[1] * self.output_shape[2])
                        for d in range(self.x.shape[1]):
                            for i in range(k):
                                for j in range(k):
                                    self.dK[f, d, i, j] += g * self.x[n, d, r * s + i, c * s + j]
                                    dx[n, d, r * s + i, c * s + j] += g * self.kernels[f, d, i, j]
        if p == 0:
            return dx
        return dx[:, :, p:-p, p:-p]

    @property
    def params(self):
        return {"kernels": (self.kernels, self.dK), "biases": (self.biases, self.db)}

    def load_params(self, params):
        self.kernels[:] = params["kernels"]
        self.biases[:] = params["biases"]

    def get_config(self):
        return {
            "type": "Convolutional",
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
            "padding": self.padding_arg,
            "stride": self.stride,
        }

    @property
    def input_size(self):
        return np.prod(self.input_shape)

    @property
    def output_size(self):
        return np.prod(self.output_shape)
