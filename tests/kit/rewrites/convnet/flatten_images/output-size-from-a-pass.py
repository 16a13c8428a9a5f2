class Flatten:
    def __init__(self):
        self.input_shape = None
        self.output_size = None

    def build(self, input_shape):
        self.input_shape = input_shape

    def forward(self, input_batch, training=True):
        n = input_batch.shape[0]
        out = input_batch.reshape(n, -1)
        self.output_size = out.shape[1]
        return out

    def backward(self, output_gradient_batch):
        n = output_gradient_batch.shape[0]
        return output_gradient_batch.reshape((n, *self.input_shape))

    @property
    def params(self):
        return {}
