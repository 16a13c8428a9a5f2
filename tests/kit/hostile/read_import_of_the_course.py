# attack: imports the reference, the suites, the grader's judge and pytest as modules
# honest: none of them can be imported
# expect: outcome=raised,unimplemented max=0
import importlib
import sys

BREACH = "@BREACH@"
sys.meta_path = [finder for finder in sys.meta_path if type(finder).__name__ != "_Allowed"]
sys.path[:0] = ["@COURSE@", "@COURSE@/reference/layers", "@COURSE@/tests/hidden/layers"]
sys.path_importer_cache.clear()
for name in (
    "grader.judge.loop",
    "grader.checks",
    "grader.fixtures",
    "grader.link.proxies",
    "grader.course.layout",
    "pytest",
    "reference.layers.dense",
    "test_dense",
    "hypothesis",
    "click",
):
    try:
        importlib.import_module(name)
        print(BREACH, name, flush=True)
    except BaseException:
        pass
