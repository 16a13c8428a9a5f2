# attack: reads the hidden suite, the public one and the course's seed, and prints what it finds
# honest: the files are out of reach
# expect: outcome=raised,unimplemented max=0
BREACH = "@BREACH@"
for name in (
    "tests/hidden/layers/test_dense.py",
    "tests/public/layers/test_dense.py",
    "exercises/course.toml",
    "exercises/layers/support.py",
    "grader/judge.py",
    "pyproject.toml",
):
    try:
        print(BREACH, open("@COURSE@/" + name).read(50), flush=True)
    except OSError:
        pass
