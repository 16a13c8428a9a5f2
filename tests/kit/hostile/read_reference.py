# attack: reads the reference solution and hands it in as its own
# honest: the file is out of reach, so nothing is defined
# expect: outcome=raised,unimplemented max=0
import glob

BREACH = "@BREACH@"
for path in [
    "@COURSE@/reference/layers/dense.py",
    *glob.glob("/**/reference/layers/dense.py", recursive=False),
]:
    try:
        with open(path) as file:
            exec(file.read())
        print(BREACH, "the reference", flush=True)
    except OSError:
        pass
