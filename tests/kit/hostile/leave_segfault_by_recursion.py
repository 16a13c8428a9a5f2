# attack: lifts the recursion limit and recurses in C until the stack overflows
# honest: the process died, and the cases are lost
# expect: outcome=crashed,raised,not_run max=0
import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr([self])


repr(Deep())
