import numpy as np


class Convolutional:
    def __init__(
        self, output_depth, kernel_size, input_shape=None, initialization="auto", no_bias=False, padding="valid", stride=1
    ):
        self.config = {
            "type": "Convolutional",
            "output_depth": output_depth,
            "kernel_size": kernel_size,
            "input_shape": input_shape,
            "initialization": initialization,
            "no_bias": no_bias,
            "padding": padding,
            "stride": stride,
        }
        self.output_depth = output_depth
        self.kernel_size = kernel_size
        self.initialization = initialization
        self.no_bias = no_bias
        self.stride = stride
        if isinstance(padding, str):
            table = {"valid": 0, "same": (kernel_size - 1) // 2}
            if padding not in table:
                raise ValueError("padding must be 'valid', 'same' or a number")
            padding = table[padding]
        self.padding = padding
        self.kernels = None
        self.biases = None
        self.kernels_gradient = None
        self.biases_gradient = None
        self.input_shape = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        sizes = [(n + 2 * self.padding - self.kernel_size) // self.stride + 1 for n in input_shape[1:]]
        self.output_shape = (self.output_depth, *sizes)
        if self.initialization != "auto":
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        self.no_bias = no_bias
        shape = (self.output_depth, self.input_shape[0], self.kernel_size, self.kernel_size)
        fan_in = shape[1] * shape[2] * shape[3]
        std = np.sqrt(2 / fan_in) if method == "he" else np.sqrt(1 / fan_in)
        self.kernels = np.random.normal(0, std, shape)
        self.biases = None if no_bias else np.zeros(self.output_depth)

    def _window(self, r, c):
        k, s = self.kernel_size, self.stride
        return (slice(None), slice(None), slice(r * s, r * s + k), slice(c * s, c * s + k))

    def forward(self, input_batch, training=True):
        p = self.padding
        self.padded = np.pad(input_batch, [(0, 0), (0, 0), (p, p), (p, p)])
        out = np.zeros((input_batch.shape[0],) + self.output_shape)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                out[:, :, r, c] = np.einsum("ndij,fdij->nf", self.padded[self._window(r, c)], self.kernels)
        if not self.no_bias:
            out += self.biases.reshape(1, -1, 1, 1)
        return out

    def backward(self, output_gradient_batch):
        dK = np.zeros_like(self.kernels)
        dX = np.zeros(self.padded.shape)
        for r in range(self.output_shape[1]):
            for c in range(self.output_shape[2]):
                g = output_gradient_batch[:, :, r, c]
                w = self._window(r, c)
                dK += np.einsum("nf,ndij->fdij", g, self.padded[w])
                dX[w] += np.einsum("nf,fdij->ndij", g, self.kernels)
        self.kernels_gradient = dK
        self.biases_gradient = np.sum(output_gradient_batch, axis=0)
        p = self.padding
        return dX[:, :, p : dX.shape[2] - p, p : dX.shape[3] - p]

    @property
    def params(self):
        result = {"kernels": (self.kernels, self.kernels_gradient)}
        if not self.no_bias:
            result["biases"] = (self.biases, self.biases_gradient)
        return result

    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        if not self.no_bias:
            self.biases = params["biases"].copy()

    def get_config(self):
        return dict(self.config)

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
