"""What a wrong model tells a student to look at: one paragraph of 80 to 160 words that belongs to this mistake alone."""


import pytest
from this_course import COURSE

from grader.link.wrong_models import load_misconceptions

FEWEST, MOST = 80, 160


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_hints_have_the_length_of_a_short_talk(exercise):
    """80 to 160 words, so that there is a question, a small experiment and a reason, and a beginner reads it all"""
    counts = {item.id: len(item.hint.split()) for item in load_misconceptions(exercise)}
    others = {name: count for name, count in counts.items() if not FEWEST <= count <= MOST}
    assert not others


@pytest.mark.parametrize("exercise", COURSE.exercises, ids=lambda exercise: exercise.slug)
def test_hints_are_one_paragraph(exercise):
    """No line break and no double space, which would show when a terminal wraps the text; each ends with a sentence"""
    for item in load_misconceptions(exercise):
        assert item.hint == " ".join(item.hint.split()), item.id
        assert item.hint.endswith((".", "?")), item.id


def test_no_sentence_is_used_twice():
    """A sentence that several hints of an exercise share says nothing about one mistake"""
    for exercise in COURSE.exercises:
        seen = {}
        for item in load_misconceptions(exercise):
            for sentence in item.hint.replace("?", ".").split(". "):
                words = sentence.strip(" .").lower()
                if len(words.split()) >= 6:
                    assert words not in seen, f"{exercise.slug}: {item.id} and {seen[words]} both say: {sentence}"
                    seen[words] = item.id
