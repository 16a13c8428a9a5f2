# mistake: backward scatters the output gradient with the kernels rotated by 180 degrees, so the input gradient is wrong
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Convolutional:
    """Convolution with einsum over a window view."""

    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        self._given = dict(output_depth=output_depth, kernel_size=kernel_size, input_shape=input_shape,
                           initialization=initialization, no_bias=no_bias, padding=padding, stride=stride)
        if isinstance(padding, str):
            if padding not in ("valid", "same"):
                raise ValueError("unknown padding " + padding)
            padding = 0 if padding == "valid" else (kernel_size - 1) // 2
        self.padding = padding
        self.input_shape = self.output_shape = None
        self.kernels = self.biases = None
        self._grad_k = self._grad_b = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        channels, height, width = input_shape
        self.input_shape = (channels, height, width)
        rows = (height + 2 * self.padding - self.kernel_size) // self.stride + 1
        cols = (width + 2 * self.padding - self.kernel_size) // self.stride + 1
        self.output_shape = (self.output_depth, rows, cols)
        self.kernels = self.biases = None
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        depth = self.input_shape[0]
        fan_in = depth * self.kernel_size ** 2
        variance = 2 / fan_in if method == "he" else 1 / fan_in
        size = (self.output_depth, depth, self.kernel_size, self.kernel_size)
        self.kernels = np.random.normal(0.0, np.sqrt(variance), size)
        self.biases = None if no_bias else np.zeros(self.output_depth)
        self._grad_k = np.zeros(size)
        self._grad_b = np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        padded = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        self._padded_shape = padded.shape
        self._windows = sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::s, ::s]
        maps = np.einsum("ncyxij,fcij->nfyx", self._windows, self.kernels)
        if not self.no_bias:
            maps = maps + self.biases.reshape(1, -1, 1, 1)
        return maps

    def backward(self, output_gradient_batch):
        G = output_gradient_batch
        p, k, s = self.padding, self.kernel_size, self.stride
        self._grad_k = np.einsum("nfyx,ncyxij->fcij", G, self._windows)
        self._grad_b = G.sum(axis=(0, 2, 3))
        rows, cols = G.shape[2:]
        grad = np.zeros(self._padded_shape)
        for i in range(k):
            for j in range(k):
                share = np.einsum("nfyx,fc->ncyx", G, self.kernels[:, :, k - 1 - i, k - 1 - j])
                grad[:, :, i:i + s * (rows - 1) + 1:s, j:j + s * (cols - 1) + 1:s] += share
        _, height, width = self.input_shape
        return grad[:, :, p:p + height, p:p + width]

    @property
    def params(self):
        found = {"kernels": (self.kernels, self._grad_k)}
        if not self.no_bias:
            found["biases"] = (self.biases, self._grad_b)
        return found

    def load_params(self, params):
        self.kernels = np.array(params["kernels"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {"type": "Convolutional", **self._given}

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
