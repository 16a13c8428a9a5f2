# attack: plants conftest.py, sitecustomize.py, a .pth file and a module of numpy's name beside the course
# honest: nothing on disk changes
# expect: outcome=raised max=0
import os
import site
import sys

BREACH = "@BREACH@"
places = [
    "@COURSE@",
    "@COURSE@/tests",
    "@COURSE@/tests/hidden/layers",
    "@COURSE@/grader",
    "@SUBMISSIONS@",
    "@CANARY@",
    *sys.path,
    *site.getsitepackages(),
    os.path.dirname(os.__file__),
]
for folder in places:
    for name in (
        "conftest_hostile.py",
        "sitecustomize.py",
        "hostile.pth",
        "numpy_hostile.py",
        "pytest_hostile.ini",
    ):
        try:
            with open(os.path.join(folder, name), "w") as file:
                file.write("raise SystemExit(0)")
            print(BREACH, folder, name, flush=True)
        except OSError:
            pass


class Dense:
    pass
