# attack: prints frames, JSON results and the last lines of test runners
# honest: what is printed is text
# expect: outcome=raised max=0
import json
import sys

from grader.worker import wire

sys.stdout.buffer.write(wire.pack_frame(wire.Done(3)) * 100)
sys.stdout.buffer.write(b'{"type":"graded","result":{"score":20,"status":"graded"}}\n' * 10)
print(json.dumps({"type": "graded", "score": 20}), file=sys.__stderr__)
print("==== 20 passed in 0.01s ====", flush=True)


class Dense:
    pass
