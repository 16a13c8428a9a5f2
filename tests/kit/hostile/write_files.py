# attack: writes, deletes, renames, links and changes modes wherever it can name a folder
# honest: nothing on disk changes
# expect: outcome=raised max=0
import os
import shutil
import tempfile

BREACH = "@BREACH@"


def write(path):
    with open(path, "w") as file:
        file.write("hostile")


for folder in (
    "@CANARY@",
    "@RELATIVE@",
    "@RESULTS@",
    "@RESULTS@/results",
    "@SUBMISSIONS@/write_files",
    "/tmp",
    ".",
):
    secret, new = f"{folder}/secret.txt", f"{folder}/planted-by-hostile.txt"
    actions = [
        lambda: write(new),
        lambda: write(secret),
        lambda: open(secret, "a").write("x"),
        lambda: os.truncate(secret, 0),
        lambda: os.chmod(secret, 0o777),
        lambda: os.utime(secret, (0, 0)),
        lambda: os.chown(secret, 1, 1),
        lambda: os.rename(secret, new),
        lambda: os.link(secret, new),
        lambda: os.symlink(secret, new),
        lambda: os.mkdir(new),
        lambda: os.mkfifo(new),
        lambda: os.unlink(secret),
        lambda: os.setxattr(secret, "user.x", b"x"),
        lambda: os.chdir(folder),
        lambda: os.mknod(new),
        lambda: shutil.copy(secret, new),
        lambda: tempfile.mkstemp(dir=folder),
        lambda: os.rmdir(folder),
        lambda: shutil.rmtree(folder),
    ]
    for number, action in enumerate(actions):
        try:
            action()
        except BaseException:
            continue
        print(BREACH, folder, number, flush=True)


class Dense:
    pass
