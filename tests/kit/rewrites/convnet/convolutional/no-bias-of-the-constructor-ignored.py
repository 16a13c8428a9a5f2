import numpy as np


class Convolutional:
    """Unfolds the images once and then works with matrices: a row for each window, a column for each kernel."""

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
        self.output_depth, self.kernel_size, self.stride = output_depth, kernel_size, stride
        self.initialization, self.no_bias = initialization, no_bias
        self.original_padding = padding
        if isinstance(padding, str):
            if padding not in ("valid", "same"):
                raise ValueError("unknown padding " + padding)
            self.padding = (kernel_size - 1) // 2 if padding == "same" else 0
        else:
            self.padding = int(padding)
        self.input_shape = None
        self.kernels = None
        if input_shape is not None:
            self.build(input_shape)

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)
        C, H, W = self.input_shape
        k, s, p = self.kernel_size, self.stride, self.padding
        self.Ho, self.Wo = (H + 2 * p - k) // s + 1, (W + 2 * p - k) // s + 1
        self.output_shape = (self.output_depth, self.Ho, self.Wo)
        # which pixel of the padded image stands at which place of the matrix
        corner_r = np.repeat(np.arange(self.Ho) * s, self.Wo)
        corner_c = np.tile(np.arange(self.Wo) * s, self.Ho)
        self.at_c = np.repeat(np.arange(C), k * k)
        self.at_r = corner_r[:, None] + np.tile(np.repeat(np.arange(k), k), C)
        self.at_w = corner_c[:, None] + np.tile(np.arange(k), k * C)
        if self.initialization in ("he", "xavier"):
            self.init_weights(self.initialization, False)

    def init_weights(self, method, no_bias):
        C, k = self.input_shape[0], self.kernel_size
        variance = {"he": 2.0, "xavier": 1.0}[method] / (C * k * k)
        self.kernels = np.random.randn(self.output_depth, C, k, k) * variance**0.5
        self.biases = np.zeros(self.output_depth)
        self.no_bias = no_bias
        self.grads = {"kernels": np.zeros_like(self.kernels), "biases": np.zeros_like(self.biases)}

    def unfold(self, images):
        p = self.padding
        padded = np.pad(images, ((0, 0), (0, 0), (p, p), (p, p)))
        self.padded_shape = padded.shape
        return padded[:, self.at_c, self.at_r, self.at_w]

    def forward(self, input_batch, training=True):
        self.matrix = self.unfold(input_batch)
        out = self.matrix @ self.kernels.reshape(self.output_depth, -1).T
        if not self.no_bias:
            out = out + self.biases
        out = np.swapaxes(out, 1, 2)
        return out.reshape(len(input_batch), self.output_depth, self.Ho, self.Wo)

    def backward(self, output_gradient_batch):
        n = len(output_gradient_batch)
        dout = output_gradient_batch.reshape(n, self.output_depth, self.Ho * self.Wo).transpose(0, 2, 1)
        flat = self.kernels.reshape(self.output_depth, -1)
        self.grads = {
            "kernels": np.einsum("npf,npq->fq", dout, self.matrix).reshape(self.kernels.shape),
            "biases": dout.sum(axis=(0, 1)),
        }
        dpadded = np.zeros(self.padded_shape)
        np.add.at(dpadded, (slice(None), self.at_c, self.at_r, self.at_w), dout @ flat)
        _, H, W = self.input_shape
        p = self.padding
        return dpadded[:, :, p : H + p, p : W + p]

    @property
    def params(self):
        pairs = {"kernels": (self.kernels, self.grads["kernels"]), "biases": (self.biases, self.grads["biases"])}
        if self.no_bias:
            del pairs["biases"]
        return pairs

    def load_params(self, params):
        self.kernels = np.array(params["kernels"])
        if "biases" in params:
            self.biases = np.array(params["biases"])

    def get_config(self):
        return {
            "type": "Convolutional",
            "output_depth": self.output_depth,
            "kernel_size": self.kernel_size,
            "input_shape": self.input_shape,
            "initialization": self.initialization,
            "no_bias": self.no_bias,
            "padding": self.original_padding,
            "stride": self.stride,
        }

    @property
    def input_size(self):
        return int(np.prod(self.input_shape))

    @property
    def output_size(self):
        return int(np.prod(self.output_shape))
