"""The course on disk: what is read, and what is wrong with a file, by path and line."""

from __future__ import annotations

import pytest

from grader.course.layout import find_root, load_course
from grader.records.errors import CourseError, UnknownExercise

TOML = "exercises/tiny/scale/exercise.toml"
LINES = [
    "format = 1", 'title = "Scaling"', "order = 1", 'names = ["double"]', "points = 6", 'hints = ["a", "b"]',
]  # fmt: skip


def toml(**changes):
    """Returns the text of an `exercise.toml` with some lines replaced; None takes a line out."""
    lines = {line.split(" ")[0]: line for line in LINES}
    return "\n".join(line for line in {**lines, **changes}.values() if line is not None) + "\n"


def fail(make_course, files):
    """Returns what is said of a course with these files, without the path of its root."""
    root = make_course(files)
    with pytest.raises(CourseError) as caught:
        load_course(root)
    return str(caught.value).removeprefix(f"{root}/")


def test_a_course_is_found_by_its_files(make_course):
    """An exercise is its folder and its settings; its other files have names that follow from it."""
    root = make_course()
    (exercise,) = load_course(root).exercises
    assert (exercise.track, exercise.slug, exercise.settings.points) == ("tiny", "scale", 6)
    assert exercise.stub == root / "exercises/tiny/scale/scale.py"
    assert exercise.reference == root / "reference/tiny/scale.py"
    assert exercise.suite("hidden") == root / "tests/hidden/tiny/test_scale.py"


def test_defaults(make_course):
    """Points and limits may be left out, and a limit may be set alone."""
    course = load_course(make_course({TOML: toml(points=None, limits="[limits]\ncpu_s = 9.5")}))
    settings = course.exercise("scale").settings
    assert settings.points == 20
    assert (settings.limits.cpu_s, settings.limits.timeouts) == (9.5, 12)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (toml(extra="colour = 3"), 7, "unknown field `colour`"),
        (toml(limits="[limits]\nmemory = 3"), 8, "unknown field `memory`"),
        (toml(order="order = 'first'"), 3, "Expected `int`"),
        (toml(points="points = 2.5"), 5, "Expected `int`"),
        (toml(names="names = 'double'"), 4, "Expected `array`"),
        (toml(hints="hints = ['a', 2]"), 6, "Expected `str | object`"),
        (toml(format="format = 2"), 1, "Invalid enum value 2"),
        (toml(title=None), 1, "required field `title`"),
        (toml(hints="hints = ['a']"), 6, "at least two hints"),
        (toml(names="names = []"), 4, "`names` is empty"),
        (toml(points="points = 0"), 5, "above 0"),
        ("format = 1\ntitle = \n", 2, "not TOML"),
        ("format = 1\nformat = 1\n", 2, "not TOML"),
        ("format = 1\n[limits\n", 2, "not TOML"),
    ],
)
def test_wrong_settings_have_path_and_line(make_course, text, line, words):
    """Unknown keys, wrong types, missing values and malformed TOML are named where they stand."""
    message = fail(make_course, {TOML: text})
    assert message.startswith(f"{TOML}:{line}: ")
    assert words in message


def test_wrong_course_settings_have_path_and_line(make_course):
    """`course.toml` is as strict."""
    text = 'format = 1\ntitle = "T"\nseed = 1\nseeds = "mine"\n'
    assert fail(make_course, {"exercises/course.toml": text}).startswith("exercises/course.toml:4: ")


def test_text_that_is_not_utf8(make_course):
    """Settings in another encoding are refused with what to do."""
    root = make_course()
    (root / TOML).write_bytes(b'title = "Sk\xe5ne"')
    with pytest.raises(CourseError, match="save the file as UTF-8"):
        load_course(root)


@pytest.mark.parametrize("slug", ["Scale", "two-words", "2d", "a b"])
def test_a_folder_whose_name_is_no_slug(make_course, slug):
    """A slug is a module's name in lower case."""
    message = fail(make_course, {f"exercises/tiny/{slug}/exercise.toml": toml()})
    assert message.startswith(f"exercises/tiny/{slug}/exercise.toml:") and "no slug" in message


def test_a_slug_is_taken_once(make_course):
    """Two tracks cannot have exercises of one slug: submissions are named by it."""
    message = fail(make_course, {"exercises/other/scale/exercise.toml": toml()})
    assert "the slug is taken by" in message and "exercises/other/scale" in message


def test_exercises_come_in_the_order_of_the_course(make_course):
    """By track as the course lists them, then by `order`, then by slug."""
    files = {f"exercises/{track}/{slug}/exercise.toml": toml(order=f"order = {order}")
             for track, slug, order in [("late", "a", 1), ("tiny", "c", 3), ("tiny", "b", 3)]}  # fmt: skip
    course = load_course(make_course(files))
    assert [exercise.slug for exercise in course.exercises] == ["scale", "b", "c", "a"]


def test_an_unknown_exercise_is_answered_with_the_nearest(make_course):
    """A slip of the finger gets the name that was meant; other words get the way to the list."""
    course = load_course(make_course())
    with pytest.raises(UnknownExercise, match="did you mean `scale`"):
        course.exercise("scael")
    with pytest.raises(UnknownExercise, match="grader list"):
        course.exercise("zzzz")


def test_the_root_is_found_upwards(make_course):
    """From any folder of a course; elsewhere the answer says what to do."""
    root = make_course()
    assert find_root(root / "exercises" / "tiny" / "scale") == root
    with pytest.raises(CourseError, match="--course"):
        find_root(root.parent)


def test_a_suite_is_known_by_its_path(make_course):
    """A path leads to its exercise and visibility, or to nothing."""
    course = load_course(make_course())
    found = course.of_suite(course.root / "tests/hidden/tiny/test_scale.py")
    assert found == (course.exercise("scale"), "hidden")
    assert course.of_suite(course.root / "tests/hidden/tiny/test_other.py") is None


@pytest.mark.parametrize(
    "name",
    ["tests/public/tiny/test_scale.py", "tests/hidden/tiny/test_scale.py", "reference/tiny/scale.py", TOML,
     "exercises/tiny/layer.py"],
)  # fmt: skip
def test_the_suite_hash_covers_what_decides_a_score(make_course, name):
    """Each file that a score depends on changes the hash; the statement does not."""
    before = load_course(make_course()).exercise("scale").hash_suite()
    after = load_course(make_course({name: toml(title='title = "Other"')})).exercise("scale").hash_suite()
    assert before != after


def test_the_suite_hash_ignores_the_statement(make_course):
    """Correcting a statement grades nobody again."""
    before = load_course(make_course()).exercise("scale").hash_suite()
    text = {"exercises/tiny/scale/README.md": "# Scaling\n"}
    assert load_course(make_course(text)).exercise("scale").hash_suite() == before
