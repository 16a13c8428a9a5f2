import numpy as np


class Convolutional:
    def __init__(self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False,
                 padding="valid", stride=1):
        self.config = {
            "type": "Convolutional", "output_depth": output_depth, "kernel_size": kernel_size,
            "input_shape": input_shape, "initialization": initialization, "no_bias": no_bias,
            "padding": padding, "stride": stride,
        }
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        if padding == "valid":
            self.padding = 0
        elif padding == "same":
            self.padding = (kernel_size - 1) // 2
        elif isinstance(padding, str):
            raise ValueError("unknown padding: " + padding)
        else:
            self.padding = padding
        self.kernels = None
        self.biases = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        _, h, w = self.input_shape
        k, p, s = self.kernel_size, self.padding, self.stride
        self.output_shape = (self.output_depth, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        self.config["no_bias"] = no_bias
        depth, k = self.input_shape[0], self.kernel_size
        fan_in = depth * k * k
        gain = {"he": 2.0, "xavier": 1.0}[method]
        self.kernels = np.random.randn(self.output_depth, depth, k, k) * np.sqrt(gain / fan_in)
        self.biases = np.zeros(self.output_depth)
        self.dkernels = np.zeros_like(self.kernels)
        self.dbiases = np.zeros_like(self.biases)

    def forward(self, input_batch, training=True):
        k, p, s = self.kernel_size, self.padding, self.stride
        n, depth, h, w = input_batch.shape
        framed = np.zeros((n, depth, h + 2 * p, w + 2 * p))
        framed[:, :, p:p + h, p:p + w] = input_batch
        self.framed = framed
        _, rows, cols = self.output_shape
        out = np.zeros((n, self.output_depth, rows, cols))
        for r in range(rows):
            for c in range(cols):
                patch = framed[:, :, r * s:r * s + k, c * s:c * s + k]
                out[:, :, r, c] = np.tensordot(patch, self.kernels, axes=([1, 2, 3], [1, 2, 3]))
        if not self.no_bias:
            out += self.biases[:, None, None]
        return out

    def backward(self, output_gradient_batch):
        g = output_gradient_batch
        k, p, s = self.kernel_size, self.padding, self.stride
        _, h, w = self.input_shape
        _, rows, cols = self.output_shape
        self.dkernels = np.zeros(self.kernels.shape)
        dframed = np.zeros(self.framed.shape)
        for r in range(rows):
            for c in range(cols):
                patch = self.framed[:, :, r * s:r * s + k, c * s:c * s + k]
                self.dkernels = np.tensordot(g[:, :, r, c], patch, axes=(0, 0))
                dframed[:, :, r * s:r * s + k, c * s:c * s + k] += np.tensordot(g[:, :, r, c], self.kernels, axes=(1, 0))
        self.dbiases = np.sum(g, axis=(0, 2, 3))
        return dframed[:, :, p:p + h, p:p + w]

    @property
    def params(self):
        found = {"kernels": (self.kernels, self.dkernels)}
        if not self.no_bias:
            found["biases"] = (self.biases, self.dbiases)
        return found

    def load_params(self, params):
        self.kernels = np.array(params["kernels"], dtype=float)
        if not self.no_bias:
            self.biases = np.array(params["biases"], dtype=float)

    def get_config(self):
        return dict(self.config)

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
