# attack: reports errors on lines beyond any file, whose numbers fill a screen
# honest: what it sends is no report, in every case
# expect: outcome=crashed,not_run max=0
import sys

wire, session = sys.modules["grader.worker.wire"], sys.modules["grader.worker.session"]
session.describe_error = lambda error, file: wire.Raised("KeyError", "KeyError", "m", [(2**62, "f", 0)] * 20)


class Dense:
    def __init__(self, *args, **kwargs):
        raise ValueError
