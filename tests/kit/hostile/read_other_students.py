# attack: looks for other students' submissions and their results, and hands one of them in
# honest: the folders are out of reach
# expect: outcome=raised,unimplemented max=0
import os

BREACH = "@BREACH@"
for folder in ("@SUBMISSIONS@", "@RESULTS@", "@CANARY@", "/tmp", "/", "/home", "/root", ".", ".."):
    try:
        print(BREACH, folder, os.listdir(folder), flush=True)
    except OSError:
        pass
for path in (
    "@SUBMISSIONS@/write_files-then-amara/dense.py",
    "@RESULTS@/results/flood_deep_answer-then-amara/dense.json",
    "@CANARY@/secret.txt",
    "@RELATIVE@/secret.txt",
    "/etc/passwd",
    "/etc/hostname",
):
    try:
        text = open(path).read()
        print(BREACH, path, text[:40], flush=True)
        exec(text)
    except (OSError, SyntaxError):
        pass
