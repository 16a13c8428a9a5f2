# attack: answers a constructor, then ends the process in the next call, so that each case needs a new process
# honest: no case is passed
# expect: outcome=crashed,not_run max=0
import os


class Dense:
    def __init__(self, n_units, input_shape=None):
        self.input_shape = input_shape

    def __getattr__(self, name):
        os._exit(0)

    def initialize(self, optimizer):
        os._exit(0)
