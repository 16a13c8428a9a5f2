# attack: writes a result of its own with full marks
# honest: the result is written by the judge alone
# expect: outcome=raised max=0
import json
import os

BREACH = "@BREACH@"
record = {
    "schema": "layer-grader/result/v1",
    "student": "me",
    "score": 20,
    "max_score": 20,
    "status": "graded",
}
for folder in ("@RESULTS@", "@RESULTS@/results", "@RESULTS@/results/write_own_result", "."):
    for name in ("dense.json", "gradebook.json", "gradebook.csv", "report.json", ".report.json"):
        try:
            with open(os.path.join(folder, name), "w") as file:
                json.dump(record, file)
            print(BREACH, folder, flush=True)
        except OSError:
            pass
print(json.dumps(record))


class Dense:
    pass
