# attack: closes every descriptor, the connection to the grader among them, and goes on computing
# honest: the process has left, and the cases are lost
# expect: outcome=crashed,not_run max=0
import os

os.closerange(0, 64)
while True:
    pass
