# attack: leaves threads computing behind, which go on between the cases
# honest: the threads' seconds are the submission's own; nothing is earned
# expect: outcome=timeout,raised,not_run max=0
import threading


def compute():
    while True:
        sum(range(1000))


for _ in range(4):
    threading.Thread(target=compute).start()


class Dense:
    def __init__(self, n_units, input_shape=None):
        pass
