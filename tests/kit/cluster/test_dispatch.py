"""Which task is given to which member, and who is blamed when one is lost: no engine is needed for that."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.cluster.dispatch import MOST, Dispatch
from grader.course.submissions import Code
from grader.judge.tasks import Task


def make_tasks(names):
    return (Task(name, "scale", Code("scale.py", b"", "")) for name in names)


def names(picked):
    return [(member, errand.task.student) for member, parcel in picked for errand in parcel.errands]


def answer(dispatch, member, count=None, seconds=1.0):
    """Has a member answer what it has in hand; returns the students."""
    parcels = list(dispatch.members[member].parcels)[:count]
    return [errand.task.student for number in parcels for errand in dispatch.finish(member, number, seconds)]


def test_members_have_twice_as_much_in_hand_as_judges():
    """No judge waits for the next task, and tasks are taken only where there is room"""
    taken = []
    dispatch = Dispatch(task for task in make_tasks("abcdefgh") if not taken.append(task.student))
    dispatch.join("one", 1)
    dispatch.join("two", 2)
    assert len(names(dispatch.pick())) == 6
    assert taken == list("abcdef")
    assert names(dispatch.pick()) == []
    answer(dispatch, "one", 1)
    assert [member for member, _ in names(dispatch.pick())] == ["one"]


def test_a_lost_members_tasks_are_tried_alone():
    """What it had in hand is given out one at a time, to members with nothing else in hand, while others go on"""
    dispatch = Dispatch(make_tasks("abcdefghij"))
    dispatch.join("one", 1)
    dispatch.join("two", 1)
    dispatch.join("three", 1)
    list(dispatch.pick())
    assert dispatch.leave("one", blame=True) == []
    assert names(dispatch.pick()) == []  # the others are full
    answer(dispatch, "two")
    assert names(dispatch.pick()) == [("two", "a")]
    answer(dispatch, "three", 1)
    assert [member for member, _ in names(dispatch.pick())] == ["three"]
    assert answer(dispatch, "two") == ["a"]
    assert ("two", "b") in names(dispatch.pick())


def test_the_second_loss_is_a_submissions_own():
    """A task that was alone with its second lost member is given to no third; its first neighbour is judged"""
    dispatch = Dispatch(make_tasks(["killer", "neighbour"]))
    dispatch.join("one", 1)
    list(dispatch.pick())
    dispatch.leave("one", blame=True)
    dispatch.join("two", 1)
    assert names(dispatch.pick()) == [("two", "killer")]
    assert [errand.task.student for errand in dispatch.leave("two", blame=True)] == ["killer"]
    dispatch.join("three", 1)
    assert names(dispatch.pick()) == [("three", "neighbour")]
    answer(dispatch, "three")
    assert names(dispatch.pick()) == []
    assert dispatch.done


def test_a_member_that_leaves_as_agreed_costs_nothing():
    """A worker that is retired is no reason to suspect anybody; its tasks come first again"""
    dispatch = Dispatch(make_tasks("abcd"))
    dispatch.join("one", 1)
    list(dispatch.pick())
    assert dispatch.leave("one", blame=False) == []
    dispatch.join("two", 2)
    assert [student for _, student in names(dispatch.pick())] == ["a", "b", "c", "d"]


def test_an_answer_of_a_member_that_left_counts_for_nothing():
    """Its task was given to another already"""
    dispatch = Dispatch(make_tasks("a"))
    dispatch.join("one", 1)
    [(_, parcel)] = dispatch.pick()
    dispatch.leave("one", blame=True)
    assert dispatch.finish("one", parcel.number, 0.0) == []


def test_short_tasks_travel_together():
    """As many as take half a second, at most so many; one where nothing is known yet, and where it is suspect"""
    dispatch = Dispatch(make_tasks(map(str, range(5000))))
    dispatch.join("one", 1)
    assert len(names(dispatch.pick())) == 2
    for _ in range(20):
        answer(dispatch, "one", seconds=0.05 * dispatch.size)
        list(dispatch.pick())
    assert 8 <= dispatch.size <= 10
    for _ in range(20):
        answer(dispatch, "one", seconds=0.0)
        list(dispatch.pick())
    assert dispatch.size == MOST
    dispatch.leave("one", blame=True)
    dispatch.join("two", 1)
    assert len(names(dispatch.pick())) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.sets(st.integers(0, 39), max_size=4))
def test_every_task_is_answered_once_whatever_dies(seed, count, killers):
    """With members that come, go and are killed at random: each task is answered or condemned once; killers kill twice"""
    random, dispatch = Random(seed), Dispatch(make_tasks(map(str, range(count))))
    answered, condemned, kills, born = [], [], {}, 0
    while not dispatch.done:
        while len(dispatch.members) < 3:
            born += 1
            dispatch.join(f"m{born}", random.randint(1, 3))
        list(dispatch.pick())
        busy = [name for name, hands in dispatch.members.items() if hands.parcels]
        if not busy:
            continue
        member = random.choice(busy)
        parcel = random.choice(list(dispatch.members[member].parcels.values()))
        killer = next((e.task.student for e in parcel.errands if int(e.task.student) in killers), None)
        if killer:
            kills[killer] = kills.get(killer, 0) + 1
            condemned += [lost.task.student for lost in dispatch.leave(member, blame=True)]
        elif random.random() < 0.1:
            dispatch.leave(member, blame=False)
        else:
            finished = dispatch.finish(member, parcel.number, random.random() * len(parcel.errands))
            answered += [errand.task.student for errand in finished]
    assert sorted(answered + condemned, key=int) == [str(number) for number in range(count)]
    assert set(condemned) <= set(map(str, killers))
    assert all(kill <= 2 for kill in kills.values())
