"""What is told of a class: roll, causes, clusters, items, pace, changes, each over results made here."""

from __future__ import annotations

import math

import numpy as np
import pytest
from made import case, entry, known, result

from grader.pages.survey.causes import derive_causes
from grader.pages.survey.changes import derive_changes
from grader.pages.survey.clusters import derive_clusters, did_not_load
from grader.pages.survey.items import correlate, derive_items
from grader.pages.survey.pace import derive_pace
from grader.pages.survey.roll import derive_roll, derive_state, is_late
from grader.records.entries import Change, Entry

MISSING = [case("not_run", "a", message="dense.py was not handed in")]


def test_the_roll():
    """Who is graded, missing, ungraded, late, excused, absent; a name outside the roster is told"""
    late = (Change("late", -1, "late"),)
    entries = [
        Entry(result("ann", [case()]), late),
        entry("bo", MISSING, sha256=None),
        entry("cy", [case("not_run")], status="ungraded"),
        Entry(result("di", [case()]), excused=True),
        Entry(result("ed", MISSING, sha256=None), late),
        Entry(result("flo", [case("not_run")], status="ungraded"), (Change("override", 1, "by hand"),)),
    ]
    assert [derive_state(one) for one in entries] == ["graded", "missing", "ungraded", "excused", "missing", "graded"]
    assert [is_late(one) for one in entries] == [True, False, False, False, False, False]
    roll = derive_roll(entries, ["dense"], {"ann": "Ann A", "bo": "", "cy": "", "di": "", "ed": "", "gus": "Gus G"})
    assert roll.nothing == ["bo", "ed", "gus"]
    assert roll.ungraded == ["cy"] and roll.late == ["ann"] and roll.strangers == ["flo"]
    assert roll.names == {"ann": "Ann A", "gus": "Gus G"}
    [counts] = roll.exercises
    assert (counts.graded, counts.missing, counts.ungraded, counts.excused, counts.late, counts.absent) == (
        2,
        2,
        1,
        1,
        1,
        1,
    )
    assert derive_roll(entries, ["dense"], {}).strangers == []


def test_causes_are_counted_by_students():
    """A mistake in three cases of one student counts once, costs all their points, and is shown best where it is alone"""
    slip = {"diagnosis": known()}
    entries = [
        entry("ann", [case("failed", "a", 2, **slip), case("failed", "b", 3, **slip), case("failed", "c")]),
        entry("bo", [case("failed", "a", 2, **slip), case(name="b"), case(name="c")]),
        entry("cy", [case("failed", "a", 2, **slip), case("failed", "b", 3, diagnosis=known("other")), case(name="c")]),
        entry("di", [case("failed", "a", 2, **slip), case("timeout", "b"), case("timeout", "c")]),
        entry("ed", [case("passed", "a", 2, **slip)]),
    ]
    slip, other = derive_causes(entries)
    assert (slip.id, slip.students, slip.points) == ("slip", ["ann", "bo", "cy", "di"], 11)
    assert slip.examples == ["bo", "cy", "ann"]
    assert (other.id, other.students) == ("other", ["cy"])


def wrong(student, **messages):
    """Returns an entry whose public cases fail with these messages; a hidden one passes."""
    cases = [case("failed", name, message=text) for name, text in messages.items()]
    return entry(student, [*cases, case(name="last", visibility="hidden")])


def test_clusters_need_three_and_equal_answers():
    """Two are none; three with equal messages are one, with every case that at least half of them share"""
    alike = [wrong(name, a="got 1.5", b="got 2") for name in ("ann", "bo", "cy")]
    assert derive_clusters(alike[:2]) == []
    [cluster] = derive_clusters([*alike, wrong("di", a="got 1.5", b="got 3"), wrong("ed", a="got 1.6")])
    assert cluster.students == ["ann", "bo", "cy", "di"] and cluster.basis == "answers"
    assert [(one.title, one.count) for one in cluster.cases] == [("Title a", 4), ("Title b", 3)]


def test_a_known_mistake_is_in_no_cluster():
    """What a model explains is no new mistake"""
    entries = [entry(name, [case("failed", "a", diagnosis=known()), case(name="b")]) for name in ("ann", "bo", "cy")]
    assert derive_clusters(entries) == []


def test_exceptions_are_compared_without_lines():
    """The same exception in the same method is the same answer, wherever it stands in the file"""
    text = "ValueError: shapes differ\n  dense.py, line {}, in {}\n    return {}"
    at = [(3, "forward"), (70, "forward"), (9, "forward"), (4, "backward")]
    entries = [wrong(f"s{n}", a=text.format(line, where, line), b=f"own {n}") for n, (line, where) in enumerate(at)]
    entries = [
        Entry(result(one.student, [case("raised", "a", message=one.result.cases[0].message), *one.result.cases[1:]]))
        for one in entries
    ]
    [cluster] = derive_clusters(entries)
    assert cluster.students == ["s0", "s1", "s2"]


def test_what_did_not_load_is_in_no_cluster():
    """Three files with one slip of syntax are no mistake about layers"""
    cases = [case("raised", name, message="SyntaxError: expected ':'") for name in "abc"]
    entries = [entry(name, cases) for name in ("ann", "bo", "cy")]
    assert all(map(did_not_load, entries)) and derive_clusters(entries) == []


def test_inputs_of_their_own_leave_numbers_out():
    """With a seed for each student numbers differ; the cluster says that it is told from the texts alone"""
    entries = [
        entry(
            f"s{n}", [case("failed", "a", message=f"shape (3, {n}) wanted (3,), got {n}.5e-3"), case(name="b")], seed=n
        )
        for n in range(3)
    ]
    [cluster] = derive_clusters(entries)
    assert cluster.basis == "texts"
    same = [entry(f"s{n}", [case("failed", "a", message=f"got {n}"), case(name="b")]) for n in range(3)]
    assert derive_clusters(same) == []


def test_results_of_two_seeds_are_not_compared():
    """The same message under another seed is another answer"""
    entries = [
        entry(f"s{n}", [case("failed", "a", message="got 1"), case(name="b")], seed=1 + (n == 2)) for n in range(3)
    ]
    assert derive_clusters(entries) == []


def test_hidden_cases_make_a_pattern_only():
    """Who fails the same two hidden cases is put together, and last; one hidden case that many fail is a hard case"""
    hidden = [case("failed", name, visibility="hidden") for name in "ab"]
    patterns = [entry(f"h{n}", [case(), *hidden]) for n in range(5)]
    assert derive_clusters([entry(f"h{n}", [case(), hidden[0]]) for n in range(5)]) == []
    answers = [wrong(f"s{n}", a="got 1", b="other") for n in range(3)]
    found = derive_clusters([*patterns, *answers])
    assert [(one.basis, len(one.students)) for one in found] == [("answers", 3), ("pattern", 5)]


def scored(rows):
    """Returns entries from rows of 0 and 1, a case for each column."""
    return [
        entry(f"s{n:03}", [case("passed" if bit else "failed", str(k)) for k, bit in enumerate(row)])
        for n, row in enumerate(rows)
    ]


def test_items_leave_the_case_itself_out():
    """Difficulty is a share, discrimination the correlation with the rest, its interval Fisher's"""
    rows = np.random.default_rng(3).random((60, 5)) < np.linspace(0.2, 0.9, 60)[:, None]
    items, _ = derive_items(scored(rows), "dense")
    for number, item in enumerate(items):
        rest = rows.sum(axis=1) - rows[:, number]
        value = np.corrcoef(rows[:, number], rest)[0, 1]
        found = item.discrimination
        assert item.share == pytest.approx(rows[:, number].mean())
        assert found.value == pytest.approx(value)
        half = 1.959964 / math.sqrt(57)
        assert (found.low, found.high) == pytest.approx(
            (math.tanh(math.atanh(value) - half), math.tanh(math.atanh(value) + half))
        )


def test_discrimination_is_silent_where_nothing_can_be_told():
    """Below 20 students, and where a case or the rest does not vary"""
    ones, mixed = np.ones(20), np.arange(20.0)
    assert correlate(mixed[:19], mixed[:19]) is None
    assert correlate(ones, mixed) is None and correlate(mixed, ones) is None
    assert correlate(mixed, mixed).low == pytest.approx(1)
    rows = np.random.default_rng(0).random((19, 4)) < 0.5
    assert all(item.discrimination is None for item in derive_items(scored(rows), "dense")[0])


def test_our_own_faults_are_flagged():
    """A case that the best third fails, one that nobody fails, two that always agree"""
    rng = np.random.default_rng(1)
    skill = np.linspace(0.1, 1, 30)
    rows = rng.random((30, 4)) < skill[:, None]
    broken, easy = skill < 0.6, np.ones(30, bool)
    rows = np.column_stack([rows, broken, easy, rows[:, 0]])
    flags = derive_items(scored(rows), "dense")[1]
    kinds = {(flag.kind, tuple(flag.titles)) for flag in flags}
    assert kinds == {
        ("best fail", ("Title 4",)),
        ("nobody fails", ("Title 5",)),
        ("always agree", ("Title 0", "Title 6")),
    }
    flag = next(one for one in flags if one.kind == "best fail")
    assert flag.count * 2 > flag.students >= 10


def test_cases_agree_only_where_somebody_is_in_between():
    """Who fails everything and who passes everything makes no two cases equal; too few students flag nothing"""
    rows = [[1, 1, 1]] * 10 + [[0, 0, 0]] * 10
    assert derive_items(scored(rows), "dense")[1] == []
    assert derive_items(scored([[0, 1, 1]] * 5), "dense")[1] == []


def test_items_count_who_handed_in():
    """Missing and ungraded work is in no share; results of another version of the suite are left out"""
    entries = scored([[1, 0], [1, 1], [0, 0]])
    entries += [
        entry("m", MISSING, sha256=None),
        entry("u", [case("not_run")], status="ungraded"),
        entry("old", [case()]),
    ]
    items, _ = derive_items(entries, "dense")
    assert [(item.passed, item.students) for item in items] == [(2, 3), (1, 3)]
    assert derive_items([], "dense") == ([], [])


def test_pace_names_what_is_slow():
    """Timeouts and crashes by student; seconds of public cases only; what is quick is not told"""
    entries = [
        entry("ann", [case("timeout", "a"), case("timeout", "h", visibility="hidden"), case(name="q", duration_s=0.1)]),
        entry("bo", [case("passed", "a", duration_s=1.5), case("crashed", "h", visibility="hidden"), case(name="q")]),
        entry("cy", [case("passed", "a", duration_s=0.5), case("not_run", "h", visibility="hidden"), case(name="q")]),
        entry("m", MISSING, sha256=None),
    ]
    hidden, public = derive_pace(entries)
    assert (hidden.title, hidden.timeouts, hidden.crashes, hidden.not_run) == ("Title h", ["ann"], ["bo"], 1)
    assert hidden.slowest_s is None and hidden.median_s is None and hidden.slowest == ""
    assert (public.title, public.median_s, public.slowest_s, public.slowest) == ("Title a", 1.0, 1.5, "bo")


def test_changes_by_reason_and_by_cause():
    """Why a score moved is told by what is recorded; mistakes that went and came are counted"""
    right, slip = [case(name="a", points=2)], [case("failed", "a", 2, diagnosis=known())]
    before = [result(name, slip) for name in ("ann", "cy", "di", "ed")] + [result("bo", right), result("gone", right)]
    now = [
        entry("ann", right, sha256="b" * 64), entry("bo", slip, suite_sha256="t"), entry("cy", right, grader_version="2"),
        entry("di", right), entry("ed", slip), entry("new", right),
    ]  # fmt: skip
    changes = derive_changes(before, now)
    rows = {row.reason: (row.results, row.rose, row.fell, row.points, row.lowered) for row in changes.moved}
    assert rows == {
        "first result": (1, 1, 0, 2, []),
        "handed in again": (1, 1, 0, 2, []),
        "the suite changed": (1, 0, 1, -2, ["bo"]),
        "the grader changed": (1, 1, 0, 2, []),
        "nothing that is recorded": (1, 1, 0, 2, []),
    }
    assert changes.same == 1 and changes.gone == ["gone, dense"]
    assert [(one.title, one.before, one.now) for one in changes.causes] == [("Mistake slip", 4, 2)]
