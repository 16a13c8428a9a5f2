# attack: puts modules of its own in the place of numpy, support, layer and the grader's
# honest: only its own process is confused
# expect: outcome=failed,raised,crashed,timeout,not_run,unimplemented max=0
import sys
import types


class Anything(types.ModuleType):
    def __getattr__(self, name):
        return Anything(name)

    def __call__(self, *args, **kwargs):
        return Anything("result")

    def __eq__(self, other):
        return True

    __hash__ = None


for name in list(sys.modules):
    if name.partition(".")[0] in ("numpy", "support", "layer", "grader", "json", "msgspec"):
        sys.modules[name] = Anything(name)
sys.modules[__name__] = Anything(__name__)


class Dense:
    pass
