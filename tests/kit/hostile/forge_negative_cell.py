# attack: reports errors in a cell with a negative number, on a line that no file has
# honest: what it sends is no report, in every case
# expect: outcome=crashed,not_run max=0
import sys

wire, session = sys.modules["grader.worker.wire"], sys.modules["grader.worker.session"]
session.describe_error = lambda error, file: wire.Raised("ValueError", "ValueError", "m", [(1, "f", -7)])


class Dense:
    def __init__(self, *args, **kwargs):
        raise ValueError
