class BaseLayer:
    def __init__(self):
        self.index = -1
        self.layer_name = "UNINITIALIZED_NAME"

    def forward(self, X_input):
        raise NotImplementedError("write forward")

    def backward(self, grad_next):
        raise NotImplementedError("write backward")

    @property
    def trainable(self):
        raise NotImplementedError("write trainable")

    @property
    def name(self):
        return "_".join((self.layer_name, str(self.index)))
