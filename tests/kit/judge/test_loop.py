"""The judge on a course of one exercise, with workers that are no processes: what becomes of each case."""

from __future__ import annotations

import hashlib
import re
import sys

import msgspec
import pytest

import grader.worker.session
from grader.course.layout import VISIBILITIES, load_course
from grader.course.submissions import Code, Missing, OurFault
from grader.judge.loop import Session, run_session
from grader.judge.tasks import Models, Task
from grader.link.link import Crashed, TimedOut
from grader.records.errors import CourseError, GraderFault
from grader.records.results import HIDDEN_MESSAGE, encode_json
from grader.worker import wire

PUBLIC = '''
import pytest
from grader.checks import check_equal

@pytest.mark.points(1)
def test_three(submission):
    """Three is doubled."""
    check_equal(submission.double(3), 6, "double(3)")

@pytest.mark.points(2)
def test_other(submission):
    """The other function answers."""
    check_equal(submission.other(1), 1, "other(1)")
'''
HIDDEN = '''
import pytest
from grader.checks import check_equal

@pytest.mark.points(3)
@pytest.mark.parametrize("number", [5, 70001])
def test_number(submission, reference, number):
    """A number is doubled."""
    check_equal(submission.double(number), reference.double(number), f"double({number})")
'''
RIGHT = "def double(x): return 2 * x\ndef other(x): return x\n"
THREE, OTHER = "public::test_three", "public::test_other"
FIVE, LARGE = "hidden::test_number[5]", "hidden::test_number[70001]"


class FakeWorker:
    """Answers from a session in this process; a call of a function in `events` fails the way it says."""

    def __init__(self, events, output, cpu_s):
        self.session = grader.worker.session.Session(own_process=False)
        self.isolation = ["fake"]
        self.dead = False
        self.idle_s, self.breach = 0.0, ""
        self.begun = []
        self._events, self._output, self._cpu_s, self._used = events, output, cpu_s, 0.0

    def begin(self, cpu_s):
        self.begun.append(cpu_s)

    def cpu_used(self):
        return self._used

    def take_output(self):
        return self._output, False

    def kill(self):
        self.dead = True
        return "killed"

    def request(self, request):
        assert not self.dead
        for single in request.requests if isinstance(request, wire.Batch) else [request]:
            name = single.name if isinstance(single, wire.Call) else type(single).__name__
            self._used += self._cpu_s if isinstance(single, wire.Call) else 0.0
            if name in self._events:
                self.dead = True
                raise self._events[name]
        return self.session.request(request)

    def ask(self, request):
        reply = self.request(wire.decode_request(request[wire.HEADER_SIZE :]))
        return wire.pack_frame(reply)[wire.HEADER_SIZE :]


class FakeStarter:
    """Starts fake workers and remembers them; the starts whose numbers are in `faults` give none."""

    def __init__(self, events=None, output="", cpu_s=0.0, faults=()):
        self.workers = []
        self._make = lambda: FakeWorker(events or {}, output, cpu_s)
        self._faults, self._starts = faults, 0

    def start(self, limits):
        self._starts += 1
        if self._starts in self._faults:
            raise GraderFault("no process could be started")
        self.workers.append(self._make())
        return self.workers[-1]


def task(source, **settings):
    """Returns the task to grade `source`."""
    code = b"" if isinstance(source, msgspec.Struct) else source.encode()
    work = Code("scale.py", code, hashlib.sha256(code).hexdigest()) if code else source
    return Task("ann", "scale", work, **settings)


def forget_suites():
    """Drops the collected suites, so that the next course's suite of the same name is imported."""
    for name in [name for name in sys.modules if name.endswith(".tiny.test_scale")]:
        del sys.modules[name]


@pytest.fixture
def judge(make_course):
    """Returns a function that grades tasks in a session of their own and returns their results."""

    def run(*tasks, starter=None, public=PUBLIC, hidden=HIDDEN, files=None, **settings):
        suites = {"tests/public/tiny/test_scale.py": public, "tests/hidden/tiny/test_scale.py": hidden}
        course = load_course(make_course({**suites, **(files or {})}))
        results = []
        starter = starter or FakeStarter()
        forget_suites()
        options = {"visibilities": VISIBILITIES, "seed": course.settings.seed, **settings}
        session = Session(course, ["scale"], **options)
        run_session(session, starter, lambda cases: iter(tasks), lambda graded: results.append(graded.result))
        return results

    yield run
    forget_suites()


def outcomes(result):
    """Returns the outcome of each case by its id."""
    return {case.id: case.outcome for case in result.cases}


def messages(result):
    """Returns the message of each case by its id."""
    return {case.id: case.message for case in result.cases}


def test_a_correct_submission_gets_everything(judge):
    """All cases pass, the points add up, and the record says what was graded."""
    (result,) = judge(task(RIGHT))
    assert outcomes(result) == dict.fromkeys([THREE, OTHER, FIVE, LARGE], "passed")
    assert (result.status, result.score, result.max_score) == ("graded", 9, 9)
    assert (result.student, result.exercise, result.seed, result.isolation) == ("ann", "scale", 5, ["fake"])
    assert [case.title for case in result.cases][:2] == ["Three is doubled.", "The other function answers."]
    assert all(case.message == "" for case in result.cases)


def test_a_wrong_answer_is_failed(judge):
    """A comparison that fails costs its own case and says what was wanted and what came."""
    (result,) = judge(task("def double(x): return x + 3\ndef other(x): return 2"))
    assert outcomes(result) == {THREE: "passed", OTHER: "failed", FIVE: "failed", LARGE: "failed"}
    assert result.score == 1
    assert messages(result)[OTHER].splitlines()[0] == "other(1):"


def test_an_exception_is_raised_with_the_line(judge):
    """What the submission raises is told with the line of its own file."""
    (result,) = judge(task("def double(x): return 2 * x\n\ndef other(x):\n    return [][x]\n"))
    assert outcomes(result)[OTHER] == "raised"
    text = messages(result)[OTHER]
    assert "IndexError" in text and "scale.py, line 4, in other" in text and "return [][x]" in text
    assert result.score == 7


@pytest.mark.parametrize("error", ["AssertionError", "SystemExit", "KeyboardInterrupt", "StopIteration"])
def test_odd_exceptions_are_raised_too(judge, error):
    """A submission's assertion is no comparison of ours, and its exit ends nothing."""
    (result,) = judge(task(f"def double(x): return 2 * x\ndef other(x): raise {error}('mine')"))
    assert outcomes(result) == {THREE: "passed", OTHER: "raised", FIVE: "passed", LARGE: "passed"}
    assert messages(result)[OTHER].startswith(error)


def test_a_unicode_error_is_raised_too(judge):
    """An error whose initialiser wants five arguments is reported like the others."""
    (result,) = judge(task(RIGHT.replace("return x\n", "return b'\\xff'.decode()\n")))
    assert outcomes(result)[OTHER] == "raised"
    assert "UnicodeDecodeError" in messages(result)[OTHER]


def test_what_is_not_written_is_unimplemented(judge):
    """NotImplementedError and a name that is missing count as not written yet."""
    (result,) = judge(task("def double(x):\n    raise NotImplementedError\n"))
    assert set(outcomes(result).values()) == {"unimplemented"}
    assert messages(result)[THREE] == "`double` is not written yet (scale.py, line 2)"
    assert messages(result)[OTHER] == "scale.py does not define `other`"
    assert result.score == 0


def test_a_timeout_costs_its_case_and_a_fresh_worker_answers_the_next(judge):
    """After a timeout the cases that follow are answered by another worker with the same source."""
    starter = FakeStarter({"other": TimedOut("no answer in time")})
    (result,) = judge(task(RIGHT), starter=starter)
    assert outcomes(result) == {THREE: "passed", OTHER: "timeout", FIVE: "passed", LARGE: "passed"}
    assert messages(result)[OTHER] == "no answer in time"
    assert len(starter.workers) == 2


def test_a_death_costs_its_case_and_a_fresh_worker_answers_the_next(judge):
    """The same after a crash; every worker is killed in the end."""
    starter = FakeStarter({"other": Crashed("signal SIGSEGV")})
    (result,) = judge(task(RIGHT), starter=starter)
    assert outcomes(result) == {THREE: "passed", OTHER: "crashed", FIVE: "passed", LARGE: "passed"}
    assert len(starter.workers) == 2
    assert all(worker.dead for worker in starter.workers)


def test_bytes_that_are_no_reply_are_a_crash(judge):
    """A worker that breaks the protocol costs its case."""
    (result,) = judge(task(RIGHT), starter=FakeStarter({"other": wire.WireError("not a reply")}))
    assert outcomes(result)[OTHER] == "crashed"


def test_after_a_timeout_cases_get_less_time(judge):
    """An endless loop leaves the budget to the cases that do not need it."""
    starter = FakeStarter({"other": TimedOut("no answer in time")})
    judge(task(RIGHT), starter=starter)
    (load, first, second), (_, third, _) = (worker.begun for worker in starter.workers)
    assert (load, first, second) == (2.0, 1.5, 1.5)
    assert third < first


@pytest.mark.parametrize("source", ["raise ValueError('at import')", "def f(:", "import missing_module"])
def test_a_submission_that_does_not_load_fails_every_case(judge, source):
    """The error at import is every case's, and the submission is not loaded again and again."""
    starter = FakeStarter()
    (result,) = judge(task(source), starter=starter)
    assert set(outcomes(result).values()) == {"raised"}
    assert len(starter.workers) == 1
    assert "scale.py, line 1" in messages(result)[THREE] and "scale.py, line 1" in messages(result)[OTHER]


@pytest.mark.parametrize(("error", "outcome"), [(TimedOut("a"), "timeout"), (Crashed("b"), "crashed")])
def test_a_death_at_import_is_every_cases(judge, error, outcome):
    """A submission that hangs or dies while it loads is not tried for each case."""
    starter = FakeStarter({"Load": error})
    (result,) = judge(task(RIGHT), starter=starter)
    assert set(outcomes(result).values()) == {outcome}
    assert len(starter.workers) == 1


def test_nothing_handed_in_is_not_run(judge):
    """Without a source every case, hidden ones too, says why; the score is 0, and no worker starts."""
    starter = FakeStarter()
    (result,) = judge(task(Missing("scale.py", "scale.py was not handed in")), starter=starter)
    assert set(outcomes(result).values()) == {"not_run"}
    assert set(messages(result).values()) == {"scale.py was not handed in"}
    assert (result.status, result.score, result.submission_sha256) == ("graded", 0, None)
    assert starter.workers == []


@pytest.mark.parametrize(
    "source",
    [
        "def double(x):\n    print('secret', x)\n    return x\ndef other(x): return x",
        "def double(x): raise ValueError(f'secret {x}')",
        "def double(x): raise NotImplementedError(f'secret {x}')",
    ],
)
def test_hidden_cases_keep_their_secrets(judge, source):
    """A hidden case that does not pass shows one fixed sentence, and neither output, error nor time."""
    (result,) = judge(task(source), starter=FakeStarter(output="secret 70001"))
    for case in result.cases[2:]:
        assert case.outcome != "passed" and case.visibility == "hidden"
        assert (case.message, case.stdout, case.reproduce) == (HIDDEN_MESSAGE, "", None)
        assert case.duration_s == 0.0
    assert "secret" in result.cases[0].stdout
    assert "140002" not in encode_json(result).decode()


def test_a_budget_that_is_spent_leaves_the_rest_not_run(judge):
    """Once the CPU seconds of the submission are used, no further case runs, and each says so."""
    (result,) = judge(task(RIGHT), starter=FakeStarter(cpu_s=4.0))
    assert outcomes(result) == {THREE: "passed", OTHER: "passed", FIVE: "not_run", LARGE: "not_run"}
    assert "used up the time (6 seconds" in messages(result)[LARGE]
    assert (result.status, result.score) == ("graded", 3)


def test_a_worker_that_died_has_used_its_time(judge):
    """What a worker used before it crashed counts for the budget of the submission."""
    starter = FakeStarter({"double": Crashed("exit code 1")}, cpu_s=4.0)
    (result,) = judge(task(RIGHT), starter=starter)
    assert outcomes(result)[LARGE] == "not_run"


def test_too_many_timeouts_leave_the_rest_not_run(judge):
    """The number of timeouts has a limit of its own."""
    settings = "format = 1\ntitle = 't'\norder = 1\nnames = ['f']\nhints = ['a', 'b']\nlimits.timeouts = 2\n"
    starter = FakeStarter({"double": TimedOut("slow"), "other": TimedOut("slow")})
    (result,) = judge(task(RIGHT), starter=starter, files={"exercises/tiny/scale/exercise.toml": settings})
    assert list(outcomes(result).values()) == ["timeout", "timeout", "not_run", "not_run"]


ARITHMETIC = '''
import pytest
from grader.checks import check_equal

@pytest.mark.points(1)
def test_sum(submission):
    """An answer is used before it was checked."""
    check_equal(submission.double(3) + 1, 7, "double(3) + 1")
'''


def test_an_error_that_only_the_submissions_answer_causes_fails_the_case(judge):
    """Where the reference passes, the answer was unusable: the case fails and its points are lost."""
    (result,) = judge(task("def double(x): return None"), public=ARITHMETIC)
    assert result.status == "graded"
    assert outcomes(result)["public::test_sum"] == "failed"
    assert messages(result)["public::test_sum"].startswith("what your code returned cannot be used")


BROKEN = '''
import pytest

@pytest.mark.points(1)
def test_broken(submission):
    """Divides by zero."""
    submission.double(1 // 0)
'''


def test_an_error_that_the_reference_causes_too_is_ours(judge, capsys):
    """Where the reference does not pass either, the suite is broken: ungraded, no score, the reason on stderr only."""
    (result,) = judge(task(RIGHT), public=BROKEN)
    assert (result.status, result.score, result.max_score) == ("ungraded", None, 7)
    assert "ZeroDivisionError" not in str(messages(result))
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert all(case.score == 0 for case in result.cases)


def test_a_second_broken_case_is_still_ours(judge):
    """An unusable answer in one case, which is the submission's, does not hide a case that is broken itself"""
    (result,) = judge(task("def double(x): return None"), public=ARITHMETIC + BROKEN.replace("import pytest", ""))
    assert (result.status, result.score) == ("ungraded", None)


PAIR = '''
import pytest
from grader.checks import check_equal

@pytest.mark.points(1)
def test_pair(submission):
    """An object comes back inside a tuple and is handed in again."""
    answer, cache = submission.double(3)
    submission.rate = 2
    check_equal(submission.other(cache), 6, "other(cache)")
    check_equal(submission.rate, 2, "rate")
'''
PAIRS = "class Cache: pass\ndef double(x): return x, Cache()\ndef other(x): return 5\n"


def test_a_handle_inside_a_tuple_is_written_down(judge):
    """A failing case that hands back a part of an answer, or sets a name of the module, has a snippet"""
    (result,) = judge(task(PAIRS), public=PAIR)
    assert outcomes(result)["public::test_pair"] == "failed"
    snippet = result.cases[0].reproduce
    assert "answer = double(3)" in snippet and "other(answer[1])" in snippet
    assert "import scale\n" in snippet and "scale.rate = 2" in snippet


PASSED_ON = '''
import numpy as np
import pytest
from grader.checks import check_array, check_close

@pytest.mark.points(1)
def test_passed_on(submission, rng):
    """An answer is handed in again."""
    x = rng.normal(size=3)
    twice = check_array(submission.double(x), (3,), "double(x)")
    check_close(submission.other(twice), 2 * x, "other(double(x))")
'''


def test_what_a_case_passes_on_is_passed_on(judge):
    """A snippet hands an answer on as the case does, instead of printing its numbers."""
    (result,) = judge(task("def double(x): return 2 * x\ndef other(x): return -x\n"), public=PASSED_ON)
    assert "other(np.array(answer))" in result.cases[0].reproduce


def test_a_broken_suite_does_not_touch_the_next_submission(judge):
    """Each submission of a broken exercise is ungraded by itself."""
    results = judge(task(RIGHT), task("def double(x): return x"), public=BROKEN)
    assert [result.status for result in results] == ["ungraded", "ungraded"]


def test_a_fault_while_starting_a_worker_is_ungraded(judge, capsys):
    """A machine that gives no process costs no points: no score, and the reason for the instructor."""
    (result,) = judge(task(RIGHT), starter=FakeStarter(faults=[1]))
    assert (result.status, result.score, result.max_score) == ("ungraded", None, 9)
    assert all("not your fault" in message for message in messages(result).values())
    assert "no process could be started" in capsys.readouterr().err


@pytest.mark.parametrize("fault", [1, 2])
def test_a_fault_of_ours_does_not_touch_the_next_submission(judge, fault):
    """After a fault in the first case, or in a later one, the next submission is graded as usual."""
    starter = FakeStarter({"other": Crashed("dead")}, faults=[fault])
    first, second = judge(task(RIGHT), task(RIGHT), starter=starter)
    assert first.status == "ungraded"
    expected = {THREE: "passed", OTHER: "crashed", FIVE: "passed", LARGE: "passed"}
    assert (second.status, outcomes(second)) == ("graded", expected)


def test_an_ungraded_task_is_not_executed(judge):
    """A file that the grader could not read stays ungraded, with the reason."""
    starter = FakeStarter()
    (result,) = judge(task(OurFault("scale.py", "scale.py could not be read")), starter=starter)
    assert (result.status, result.score, result.max_score) == ("ungraded", None, 9)
    assert set(messages(result).values()) == {"scale.py could not be read"}
    assert starter.workers == []


def test_one_submission_leaves_nothing_for_the_next(judge):
    """Submissions are graded in turn, each with a worker of its own and its own answers."""
    starter = FakeStarter()
    right, wrong, again = judge(task(RIGHT), task("x = 1"), task(RIGHT), starter=starter)
    assert [result.score for result in (right, wrong, again)] == [9, 0, 9]
    assert len(starter.workers) == 3


def without_times(result):
    """Returns a result's JSON without times."""
    return re.sub(rb'"(started_at|duration_s)": .*', b"", encode_json(result))


def test_the_same_submission_gives_the_same_bytes(judge):
    """Times aside, two results of one submission are identical, whatever was graded between them."""
    first, _, second = judge(task(RIGHT), task("def double(x): return x"), task(RIGHT))
    assert without_times(first) == without_times(second)


DRAWN = '''
import pytest
from grader.checks import check_equal

@pytest.mark.points(1)
def test_drawn(submission, rng, seed):
    """Shows the seed and what is drawn from it."""
    check_equal(submission.double(0), (seed, int(rng.integers(10**9))), "double(0)")
'''


def drawn(result):
    """Returns what the case of `DRAWN` says it wanted."""
    return messages(result)["public::test_drawn"].splitlines()[1]


def test_inputs_follow_from_the_seed(judge):
    """A task's own seed, the session's, and then the course's decide what a case draws."""
    course, own, again = judge(task(RIGHT), task(RIGHT, seed=9), task(RIGHT, seed=5), public=DRAWN)
    assert drawn(course) == drawn(again) != drawn(own)
    (session,) = judge(task(RIGHT), public=DRAWN, seed=9)
    assert drawn(session) == drawn(own)


def test_students_may_have_seeds_of_their_own(judge):
    """Under `per-student` two students get other inputs, and the seed that is recorded replays them."""
    per_student = {"exercises/course.toml": 'format = 1\ntitle = "T"\nseed = 5\nseeds = "per-student"\n'}
    other = Task("bob", "scale", Code("scale.py", RIGHT.encode(), "right"))
    ann, bob = judge(task(RIGHT), other, public=DRAWN, files=per_student)
    assert ann.seed != bob.seed and drawn(ann) != drawn(bob)
    (replayed,) = judge(task(RIGHT, seed=ann.seed), public=DRAWN)
    assert drawn(replayed) == drawn(ann)


def test_public_cases_alone(judge):
    """With the public visibility only, hidden suites are not even collected."""
    (result,) = judge(task(RIGHT), visibilities=("public",), hidden="raise RuntimeError('collected')")
    assert list(outcomes(result)) == [THREE, OTHER]
    assert result.max_score == 3


@pytest.mark.parametrize("suite", ["def test_(:", "import nothing_of_that_name", "x = 1"])
def test_a_suite_that_cannot_be_collected_is_a_fault(judge, suite):
    """A suite with a syntax error, a missing import or no case stops the session at once."""
    with pytest.raises(CourseError):
        judge(task(RIGHT), public=suite, hidden="x = 1")


def test_a_wrong_model_is_graded_in_place_of_a_source(judge):
    """A task that names a misconception runs it, and starts no worker."""
    models = (
        "from scale import double\nfrom grader.misconceptions import misconception\n"
        "@misconception('added', 'double', title='Adds', hint='Twice?')\ndef added(x): return x + 3\n"
    )
    starter = FakeStarter()
    files = {"reference/tiny/misconceptions/scale.py": models}
    (result,) = judge(task(Models(("added",))), starter=starter, files=files)
    assert outcomes(result)[THREE] == "passed" and outcomes(result)[FIVE] == "failed"
    assert starter.workers == []
