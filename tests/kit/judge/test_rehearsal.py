"""Scripts and memory: what is sent ahead, when a case is played again, and that neither changes a result."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from this_course import COURSE

from grader.course.layout import VISIBILITIES
from grader.course.submissions import Code
from grader.judge.loop import Session, run_session
from grader.judge.memory import Memory, Remembered, digest_case
from grader.judge.rehearsal import Departed, Rehearsed, make_script
from grader.judge.stage import TrustedModel
from grader.judge.tasks import Task
from grader.judge.turn import Turn
from grader.judge.verdicts import Verdict
from grader.link.launchers import make_launcher
from grader.link.trace import Event, Trace
from grader.records.results import encode_json
from grader.worker import wire

pytestmark = pytest.mark.usefixtures("forked_judges")
SLUGS = [exercise.slug for exercise in COURSE.exercises]
QUESTION = np.arange(1.0, 7.0)
ANSWER = np.arange(2.0, 8.0) / 3


def call(*values):
    return wire.Call(0, "f", [wire.encode_array(value) for value in values])


def done(value):
    return wire.Done(wire.encode_array(value))


def trace(*pairs):
    return Trace([Event(request, reply) for request, reply in pairs])


def test_a_script_holds_what_the_reference_was_asked():
    """Each request byte for byte, in one frame"""
    script = make_script(trace((call(QUESTION), done(ANSWER)), (call(2 * QUESTION), done(2 * ANSWER))))
    assert script.whole and [len(script.requests)] == [2]
    frame = wire.decode_request(script.frame[wire.HEADER_SIZE :])
    assert [wire.pack_frame(request) for request in frame.requests] == list(script.requests)


def test_a_script_ends_before_an_answer_is_handed_in():
    """A request that carries what an earlier answer should be is not sent ahead; one that was sent before may be"""
    asks = (call(QUESTION), done(ANSWER))
    script = make_script(trace(asks, (call(3 * QUESTION), done(ANSWER)), (call(ANSWER), done(QUESTION)), asks))
    assert not script.whole and len(script.requests) == 2
    assert make_script(trace(asks, (call(ANSWER), done(QUESTION)))) is None
    shown = make_script(trace((call(ANSWER), done(ANSWER)), (call(ANSWER), done(QUESTION))))
    assert shown.whole


def test_a_case_in_which_the_reference_raises_is_played_live():
    """An exception, an answer that never came, and a single question make no script"""
    raised = wire.Raised("ValueError", "ValueError", "no")
    assert make_script(trace((call(QUESTION), done(ANSWER)), (call(QUESTION), raised))) is None
    assert make_script(trace((call(QUESTION), done(ANSWER)), (call(QUESTION), None))) is None
    assert make_script(trace((call(QUESTION), done(ANSWER)))) is None


class Live:
    """A worker that remembers what it is asked live."""

    def __init__(self):
        self.asked = []

    def request(self, request):
        self.asked.append(request)
        return wire.Done(5)


def rehearse(replies, *requests):
    """Returns a link over the replies to a script of three requests, and what it answers."""
    asked = [call(QUESTION), call(2 * QUESTION), call(3 * QUESTION)]
    script = make_script(trace(*((request, done(ANSWER)) for request in asked)))
    live = Live()
    link = Rehearsed(script.requests, [wire.pack_frame(reply)[wire.HEADER_SIZE :] for reply in replies], live)
    return link, [link.request(request) for request in requests], live


def test_a_suite_that_asks_the_script_gets_its_answers():
    """Replies come in order; what comes after them is asked live"""
    answers = [done(ANSWER), done(QUESTION), wire.Done(3)]
    link, found, live = rehearse(answers, call(QUESTION), call(2 * QUESTION), call(3 * QUESTION))
    assert found == answers and link.finished and not link.live
    assert link.request(call(9 * QUESTION)) == wire.Done(5)
    assert link.live and live.asked == [call(9 * QUESTION)]


def test_a_suite_that_asks_otherwise_departs():
    """A byte that differs, and the case has to be played again"""
    link, _, live = rehearse([done(ANSWER)] * 3, call(QUESTION))
    with pytest.raises(Departed):
        link.request(call(2 * QUESTION + 1e-12))
    assert link.departed and live.asked == []


def test_after_an_exception_the_suite_goes_on_live():
    """The worker has stopped at the exception, so nothing was executed that was not asked"""
    raised = wire.Raised("ValueError", "ValueError", "no")
    link, found, _ = rehearse([done(ANSWER), raised], call(QUESTION), call(2 * QUESTION), call(7 * QUESTION))
    assert found == [done(ANSWER), raised, wire.Done(5)]
    assert link.live and not link.departed


def test_what_is_no_reply_is_refused_when_it_is_asked_for():
    """Replies are checked one by one, as live ones are"""
    script = make_script(trace((call(QUESTION), done(ANSWER)), (call(QUESTION), done(ANSWER))))
    link = Rehearsed(script.requests, [b"\xff\xff", b""], Live())
    with pytest.raises(wire.WireError):
        link.request(call(QUESTION))


def test_memory_is_bounded():
    """The least used goes first, and what is asked for again stays"""
    memory = Memory(max_bytes=10_000)
    keys = [digest_case("public::x", 1, "f.py", "", [bytes([number])]) for number in range(5)]
    item = Remembered(Verdict("passed"), Trace(), True)
    for key in keys[:3]:
        memory.keep(key, item, 1_000)
    assert memory.find(keys[0]) is item
    memory.keep(keys[3], item, 1_000)
    assert [memory.find(key) is not None for key in keys] == [True, False, True, True, False]


@pytest.mark.parametrize("other", [("y", 1, "f.py", "", [b"a"]), ("x", 2, "f.py", "", [b"a"]), ("x", 1, "g.py", "", [b"a"]),
                                   ("x", 1, "f.py", "s", [b"a"]), ("x", 1, "f.py", "", [b"a", b""])])  # fmt: skip
def test_equal_answers_are_equal_in_everything_that_counts(other):
    """Case, seed, file, source where it is shown, and every reply with its length"""
    assert digest_case(*other) != digest_case("x", 1, "f.py", "", [b"a"])


AMARA = (COURSE.root / "tests" / "submissions" / "amara" / "dense.py").read_text()
ODD = {
    "right": AMARA,
    "flat bias": AMARA.replace("np.zeros((1, self.n_units))", "np.zeros(self.n_units)"),
    "prints": "print('loaded')\n" + AMARA.replace("np.dot", "print(1) or np.dot"),
    "wrong and prints": AMARA.replace("np.dot(X, self.W)", "(print('x') or np.dot(X, self.W) + 1)"),
    "raises": AMARA.replace("np.dot(X, self.W)", "[][0]"),
    "raises later": AMARA.replace("accum_grad", "accum_grad[:0].reshape(3)") ,
    "ends": AMARA.replace("np.dot(X, self.W)", "__import__('os')._exit(3)"),
    "loops": AMARA.replace("np.dot(X, self.W)", "next(i for i in iter(int, 1))"),
    "counts": "calls = 0\n" + AMARA.replace("np.dot(X, self.W)", "np.dot(X, self.W) + globals().update(calls=calls + 1) "
                                           "if calls > 40 else np.dot(X, self.W)"),
    "nothing": "x = 1\n", "syntax": "def f(:\n",
}  # fmt: skip


HANDED_IN = [*ODD.items(), *((name, text) for name, text in ODD.items() if name != "loops")]


def test_the_odd_submissions_differ():
    """Each of them is what its name says, and not the right one"""
    assert len(set(ODD.values())) == len(ODD)


def grade_each(sources, **settings):
    """Returns the results of these submissions to dense, in one session."""
    tasks = [Task(name, "dense", Code("dense.py", text.encode(), name)) for name, text in sources]
    graded, launcher = [], make_launcher()
    try:
        session = Session(COURSE, ["dense"], VISIBILITIES, COURSE.settings.seed, **settings)
        run_session(session, launcher, lambda cases: iter(tasks), graded.append)
    finally:
        launcher.close()
    return [one.result for one in graded]


@pytest.fixture(scope="module")
def both():
    """The results of odd submissions, each handed in twice but the one that loops, with scripts and memory and without."""
    return {rehearse: grade_each(HANDED_IN, warm_up=["dense"], rehearse=rehearse) for rehearse in (True, False)}


def without_times(result):
    cases = [msgspec.structs.replace(case, duration_s=0.0) for case in result.cases]
    return encode_json(msgspec.structs.replace(result, cases=cases, started_at="", duration_s=0.0))


@pytest.mark.parametrize("number", range(len(HANDED_IN)), ids=lambda number: f"{HANDED_IN[number][0]} {number}")
def test_neither_scripts_nor_memory_change_a_result(both, number):
    """Times aside, the same bytes, the first time and the second"""
    assert without_times(both[True][number]) == without_times(both[False][number])


def test_what_is_printed_before_and_after_memory_ends_is_one_text():
    """A case is known as far as an earlier submission came in it; who comes further prints what it prints, line by line"""
    late = AMARA.replace("np.dot(accum_grad", "np.dot(2 * accum_grad")
    prints = AMARA.replace("np.dot(", "print('a product') or np.dot(")
    assert late != AMARA != prints
    kept, plain = (grade_each([("late", late), ("prints", prints)], rehearse=rehearse) for rehearse in (True, False))
    assert without_times(kept[1]) == without_times(plain[1])
    assert any("a product\na product" in case.stdout for case in plain[1].cases)


class Listening:
    """A launcher whose workers note every request that is not part of a script."""

    def __init__(self):
        self._launcher, self.heard, self.close = make_launcher(), [], lambda: self._launcher.close()

    def start(self, limits):
        worker, heard = self._launcher.start(limits), []
        plain = worker.ask
        worker.ask = lambda request: heard.append(request) or plain(request)
        self.heard.append(heard)
        return worker


def listen(*sources):
    """Returns what each of these submissions of `dense` is asked live, and how many cases pytest ran for it."""
    launcher, tasks, runs = Listening(), [], [0]
    plain = Turn._run_item

    def run_item(turn, case):
        runs[-1] += 1
        return plain(turn, case)

    def serve(cases):
        for number, source in enumerate(sources):
            launcher.heard.clear()
            runs.append(0)
            yield Task(f"s{number}", "dense", Code("dense.py", source.encode(), source))
            tasks.append([*launcher.heard])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Turn, "_run_item", run_item)
        try:
            run_session(Session(COURSE, ["dense"], VISIBILITIES, COURSE.settings.seed, ["dense"]), launcher, serve, id)
        finally:
            launcher.close()
    return tasks, runs[-len(sources):]


def test_cases_that_leave_their_script_are_judged_once_as_well():
    """A bias of another shape leaves the script in most cases: the second time nothing is run, and all is asked again"""
    (first, second), runs = listen(ODD["flat bias"], ODD["flat bias"])
    assert runs[0] > 10 and runs[1] == 0
    assert second == first and sum(map(len, first)) > 20


def test_who_answers_otherwise_is_asked_as_if_nobody_had_come_before():
    """Up to the first other answer the questions are the remembered ones, behind it the suite's own"""
    other = ODD["flat bias"].replace("np.dot(X, self.W)", "np.dot(X, self.W) * (1 + 1e-3)")
    (alone,), _ = listen(other)
    (_, after), runs = listen(ODD["flat bias"], other)
    assert after == alone and runs[1] > 0


class Taped(TrustedModel):
    """The reference, in this process, with its traces case by case."""

    def __init__(self, exercise):
        super().__init__(exercise, ())
        self.traces = []

    def start(self, limits):
        return self

    def request(self, request):
        first = request.requests[0] if isinstance(request, wire.Batch) else request
        if isinstance(first, wire.Seed) and first.begin:
            self.traces.append(Trace())
        event = Event(request, super().request(request))
        if self.traces:
            self.traces[-1].events.append(event)
        return event.reply


def arrays(item):
    """Yields the arrays of at least three different numbers in a request or a reply."""
    if isinstance(item, wire.Array) and not item.scalar:
        array = np.frombuffer(item.data, wire.DTYPES[item.dtype]).astype(float).ravel()
        if len(set(array)) > 2:
            yield array
    elif isinstance(item, msgspec.Struct):
        yield from arrays([getattr(item, name) for name in item.__struct_fields__])
    elif isinstance(item, list | tuple):
        for one in item:
            yield from arrays(one)
    elif isinstance(item, dict):
        yield from arrays(list(item.values()))


def form(array):
    """Returns what an array shares with its transposes and multiples."""
    return np.sort(np.abs(array)) / np.abs(array).max() if np.isfinite(array).all() and np.abs(array).max() else array


@pytest.mark.parametrize(
    "slug", [pytest.param(slug, marks=[pytest.mark.slow] * (number % 4 != 1)) for number, slug in enumerate(SLUGS)]
)
def test_nothing_that_is_sent_ahead_is_an_answer(slug):
    """No request of a script carries an array that is an earlier answer, or its transpose, or a multiple of it"""
    exercise = COURSE.exercise(slug)
    tape = Taped(exercise)
    session = Session(COURSE, [slug], VISIBILITIES, COURSE.settings.seed, rehearse=False)
    task = Task("x", slug, Code(exercise.file_name, exercise.reference.read_bytes(), ""), COURSE.reference_parts(exercise))
    run_session(session, tape, lambda cases: iter([task]), lambda graded: None)
    assert tape.traces
    for played in tape.traces:
        script = make_script(played)
        sent, answered = [], []
        for event in played.events[: len(script.requests) if script else 0]:
            for carried in arrays(event.request):
                alike = [a for a in answered if a.shape == carried.shape and np.allclose(form(a), form(carried), rtol=1e-9)]
                known = [s for s in sent if s.shape == carried.shape and np.allclose(form(s), form(carried), rtol=1e-9)]
                assert known or not alike, f"{event.request} carries an earlier answer"
                sent.append(carried)
            answered += arrays(event.reply)
