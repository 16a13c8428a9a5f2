# attack: sends back the arrays that arrive, in case one of them is the expected value
# honest: no expected value ever arrives
# expect: outcome=failed,raised,crashed,not_run max=0
from grader.worker import session as worker
from grader.worker import wire

seen = []
real_decode, real_encode = wire.decode_value, wire.encode_value


def decode(value, resolve):
    if isinstance(value, wire.Array):
        seen.append(value)
    return real_decode(value, resolve)


def encode(value, handle, depth=12):
    if seen and value is None:
        return seen[-1]
    return real_encode(value, handle, depth)


wire.decode_value, wire.encode_value = decode, encode


class Dense:
    def __init__(self, n_units, input_shape=None):
        pass

    def initialize(self, optimizer):
        self.W = self.w0 = None

    def forward_pass(self, X, training=True):
        return None

    def backward_pass(self, accum_grad):
        return None
