# attack: sends itself SIGABRT, SIGSEGV and SIGKILL from a method
# honest: the process died, and the cases are lost
# expect: outcome=crashed,raised,not_run max=0
import os
import signal


class Dense:
    def __init__(self, n_units, input_shape=None):
        signal.signal(signal.SIGABRT, signal.SIG_IGN)
        for number in (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL):
            os.kill(os.getpid(), number)
