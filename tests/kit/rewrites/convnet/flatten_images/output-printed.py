class Flatten:
    def __init__(self):
        self.input_shape = ()

    def build(self, input_shape):
        self.input_shape = tuple(input_shape)

    def forward(self, input_batch, training=True):
        n = len(input_batch)
        rows = input_batch.reshape(n, -1)
        print(rows)

    def backward(self, output_gradient_batch):
        n = len(output_gradient_batch)
        return output_gradient_batch.reshape(n, *self.input_shape)

    @property
    def params(self):
        return dict()

    @property
    def output_size(self):
        size = 1
        for d in self.input_shape:
            size = size * d
        return size
