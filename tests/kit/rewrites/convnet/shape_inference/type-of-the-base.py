class Layer:
    def __init__(self, output_shape=None, input_shape=None):
        if isinstance(output_shape, int):
            output_shape = (output_shape,)
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self._out = output_shape
        self._in = input_shape

    @property
    def output_shape(self):
        return self._out

    @property
    def input_shape(self):
        return self._in

    @staticmethod
    def count(shape):
        total = 1
        for axis in shape:
            total *= axis
        return total

    @property
    def input_size(self):
        return self.count(self._in)

    @property
    def output_size(self):
        return self.count(self._out)

    def build(self, input_shape):
        if isinstance(input_shape, int):
            input_shape = (input_shape,)
        self._in = input_shape
        if not self._out:
            self._out = input_shape

    def forward(self, input_batch, training=True):
        raise NotImplementedError

    def backward(self, output_gradient_batch):
        raise NotImplementedError

    @property
    def params(self):
        return {}

    def load_params(self, params):
        pass

    @property
    def state(self):
        return {}

    @state.setter
    def state(self, state):
        pass

    def get_config(self):
        config = {}
        config["type"] = Layer.__name__
        return config
