# mistake: the gradient of the kernels takes the window of (r, c) at pixel (r, c) of the padded images instead of at (r s, c s)
import numpy as np


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        self._padding_as_given, self._shape_as_given, self._bias_as_given = padding, input_shape, no_bias
        if padding == "valid":
            padding = 0
        elif padding == "same":
            padding = (kernel_size - 1) // 2
        elif isinstance(padding, str):
            raise ValueError(f"unknown padding {padding!r}")
        self.padding = padding
        self.kernels = self.biases = None
        self.dk = self.db = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        sizes = [(n + 2 * self.padding - self.kernel_size) // self.stride + 1 for n in self.input_shape[1:]]
        self.output_shape = (self.output_depth, *sizes)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)
        else:
            self.kernels = self.biases = None

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        fan_in = np.prod(shape[1:])
        self.kernels = np.random.normal(0, np.sqrt((2 if method == "he" else 1) / fan_in), shape)
        self.biases = None if no_bias else np.zeros(self.output_depth)

    def forward(self, input_batch, training=True):
        p, k, s = self.padding, self.kernel_size, self.stride
        self.X = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)))
        N = len(input_batch)
        out = np.zeros((N, *self.output_shape))
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                window = self.X[:, None, :, r * s:r * s + k, c * s:c * s + k]      # (N, 1, C, k, k)
                out[:, :, r, c] = (window * self.kernels[None]).sum(axis=(2, 3, 4))
        if not self.no_bias:
            out += self.biases.reshape(1, -1, 1, 1)
        return out

    def backward(self, output_gradient_batch):
        p, k, s = self.padding, self.kernel_size, self.stride
        G = output_gradient_batch
        self.dk = np.zeros(self.kernels.shape)
        self.db = G.sum(axis=(0, 2, 3))
        dX = np.zeros(self.X.shape)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                g = G[:, :, r, c]
                self.dk += np.einsum("nf,ncij->fcij", g, self.X[:, :, r:r + k, c:c + k])
                dX[:, :, r * s:r * s + k, c * s:c * s + k] += np.einsum("nf,fcij->ncij", g, self.kernels)
        _, H, W = self.input_shape
        return dX[:, :, p:p + H, p:p + W]

    @property
    def params(self):
        p = {"kernels": (self.kernels, self.dk)}
        if not self.no_bias:
            p["biases"] = (self.biases, self.db)
        return p

    def load_params(self, params):
        self.kernels = np.array(params["kernels"])
        if not self.no_bias:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {"type": "Convolutional", "output_depth": self.output_depth, "kernel_size": self.kernel_size,
                "input_shape": self._shape_as_given, "initialization": self.initialization,
                "no_bias": self._bias_as_given, "padding": self._padding_as_given, "stride": self.stride}

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
