# attack: invents every attribute that is asked for, and counts the questions
# honest: nothing of it is right
# expect: outcome=failed,raised max=0
import numpy as np


class Dense:
    count = 0

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        Dense.count += 1
        if Dense.count % 3:
            return lambda *args, **kwargs: np.zeros((Dense.count, 3))
        return np.zeros((1, Dense.count))

    def __setattr__(self, name, value):
        raise AttributeError(name)
