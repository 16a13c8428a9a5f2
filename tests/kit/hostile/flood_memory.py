# attack: takes memory until there is none, and catches the refusal
# honest: memory is capped; nothing is earned
# expect: outcome=raised,crashed,timeout,not_run max=0
import numpy as np

kept = []
try:
    for _ in range(200):
        kept.append(np.ones(2**24))
except MemoryError:
    pass


class Dense:
    pass
