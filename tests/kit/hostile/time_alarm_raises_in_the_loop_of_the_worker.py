# attack: a timer raises an exception in whatever code runs, to hit the worker's own loop
# honest: the process breaks at the submission's cost
# expect: outcome=crashed,raised,not_run,timeout max=0
import signal


def ring(number, frame):
    raise SystemExit(0)


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)


class Dense:
    def __init__(self, n_units, input_shape=None):
        pass
