# attack: searches the stack, the heap and the loaded modules for suites, expected values and the reference
# honest: there is nothing of them in the process
# expect: outcome=raised,failed max=0
import gc
import sys

BREACH = "@BREACH@"
WORDS = [
    "".join(("check_", "close")),
    "".join(("BEGIN ", "SOLUTION")),
    "".join(("hidden", "::")),
    "".join(("public", "::")),
]


def search():
    for name in ("grader.judge.loop", "grader.checks", "grader.link.proxies", "pytest", "_pytest"):
        if name in sys.modules:
            print(BREACH, name, flush=True)
    gc.unfreeze() if hasattr(gc, "unfreeze") else None
    seen = 0
    for item in gc.get_objects():
        values = item.values() if type(item) is dict else item if type(item) in (list, tuple) else ()
        for value in list(values):
            if type(value) in (str, bytes) and value is not WORDS:
                text = value if type(value) is str else value.decode("latin-1")
                if item is not WORDS and any(word in text for word in WORDS):
                    seen += 1
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename.endswith(
            ("judge.py", "checks.py", "fixtures.py", "python.py", "runner.py")
        ):
            print(BREACH, frame.f_code.co_filename, flush=True)
        frame = frame.f_back
    if seen:
        print(BREACH, seen, "texts of the course", flush=True)


class Dense:
    def __init__(self, n_units, input_shape=None):
        search()
        raise ValueError
