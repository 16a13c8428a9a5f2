# attack: computes for a while and ends the process in every case, so that no limit of one case is met
# honest: the seconds of a process that is gone count as well, and the budget of the submission ends it
# expect: outcome=crashed,timeout,not_run max=0 with=not_run
import os
import time

while time.process_time() < 0.9:
    pass


class Dense:
    def __init__(self, n_units, input_shape=None):
        os._exit(0)
