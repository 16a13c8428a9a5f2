# attack: answers with objects that are equal to everything, true, callable and of any length
# honest: only plain values count
# expect: outcome=failed,raised max=0
class Yes:
    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __eq__

    def __hash__(self):
        return 0

    def __bool__(self):
        return True

    def __len__(self):
        return 1

    def __getattr__(self, name):
        return Yes()

    def __call__(self, *args, **kwargs):
        return Yes()

    def __array__(self, *args, **kwargs):
        raise SystemExit

    def __index__(self):
        return 3

    def __iter__(self):
        return iter([3])


Dense = Yes()
