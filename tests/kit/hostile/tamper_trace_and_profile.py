# attack: installs trace and profile functions, audit hooks and import hooks that change what runs
# honest: only its own process is confused
# expect: outcome=failed,raised,crashed,timeout,not_run max=0
import builtins
import sys
import threading

BREACH = "@BREACH@"


def hook(frame, event, argument):
    if frame.f_code.co_filename.endswith(("judge.py", "checks.py", "test_dense.py")):
        print(BREACH, flush=True)
    return hook


sys.settrace(hook)
sys.setprofile(hook)
threading.settrace(hook)
sys.addaudithook(lambda *args: None)
builtins.__import__ = lambda name, *args: sys
sys.displayhook = sys.excepthook = sys.unraisablehook = lambda *args: None


class Dense:
    pass
