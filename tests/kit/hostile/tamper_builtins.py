# attack: replaces isinstance, type, len, getattr, repr and the exceptions among the builtins
# honest: only its own process is confused
# expect: outcome=raised,failed,crashed,timeout,not_run max=0
import builtins

real = builtins.isinstance
builtins.isinstance = lambda value, kind: True
builtins.len = lambda value: 0
builtins.repr = lambda value: "passed"
builtins.abs = builtins.max = builtins.min = lambda *args: 0
builtins.AssertionError = builtins.BaseException


class Dense:
    pass
