import numpy as np


def columns(images, k, s):
    n, c, h, w = images.shape
    rows = (h - k) // s + 1
    cols = (w - k) // s + 1
    out = np.empty((c * k * k, n * rows * cols), images.dtype)
    place = 0
    for r in range(rows):
        for q in range(cols):
            block = images[:, :, r * s : r * s + k, q * s : q * s + k].reshape(n, -1)
            out[:, place : place + n] = block.T
            place += n
    return out, rows, cols


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
        if padding not in ("valid", "same") and not isinstance(padding, int):
            raise ValueError("padding")
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
        self.output_depth, self.kernel_size, self.stride = output_depth, kernel_size, stride
        self.initialization, self.no_bias = initialization, no_bias
        self.padding = {"valid": 0, "same": (kernel_size - 1) // 2}.get(padding, padding)
        self.kernels = self.biases = None
        self.params = {}
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = input_shape
        size = [1 + (n - self.kernel_size + 2 * self.padding) // self.stride for n in input_shape[1:]]
        self.output_shape = (self.output_depth, size[0], size[1])
        self.input_size = input_shape[0] * input_shape[1] * input_shape[2]
        self.output_size = self.output_depth * size[0] * size[1]
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, self.no_bias)

    def init_weights(self, method, no_bias):
        fan_in = self.input_shape[0] * self.kernel_size**2
        flat = np.random.standard_normal((self.output_depth, fan_in)) / np.sqrt(fan_in)
        if method == "he":
            flat *= np.sqrt(2)
        self.kernels = flat.reshape(self.output_depth, -1, self.kernel_size, self.kernel_size)
        self.no_bias = no_bias
        self.biases = np.zeros(0 if no_bias else self.output_depth)

    def forward(self, input_batch, training=True):
        p = self.padding
        self.padded = np.pad(input_batch, ((0, 0), (0, 0), (p, p), (p, p)), mode="constant")
        self.cols, rows, cols = columns(self.padded, self.kernel_size, self.stride)
        out = self.kernels.reshape(self.output_depth, -1) @ self.cols
        if not self.no_bias:
            out = out + self.biases[:, np.newaxis]
        return out.reshape(self.output_depth, rows, cols, -1).transpose(3, 0, 1, 2)

    def backward(self, output_gradient_batch):
        flat = output_gradient_batch.transpose(1, 2, 3, 0).reshape(self.output_depth, -1)
        self.params = {"kernels": (self.kernels, (flat @ self.cols.T).reshape(self.kernels.shape))}
        if not self.no_bias:
            self.params["biases"] = (self.biases, flat.sum(axis=1))
        dcols = self.kernels.reshape(self.output_depth, -1).T @ flat
        numbers = np.arange(self.padded.size).reshape(self.padded.shape)
        index, _, _ = columns(numbers, self.kernel_size, self.stride)
        dx = np.bincount(index.ravel(), weights=dcols.ravel(), minlength=self.padded.size)
        dx = dx.reshape(self.padded.shape)
        height, width = self.input_shape[1:]
        return dx[:, :, self.padding : self.padding + height, self.padding : self.padding + width]

    def load_params(self, params):
        self.kernels = params["kernels"].copy()
        self.biases = params["biases"].copy()
        self.params = {"kernels": (self.kernels, None), "biases": (self.biases, None)}

    def get_config(self):
        return dict(self.config)
