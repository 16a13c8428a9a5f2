"""Seeds: repeatable, different where they should be, small enough for every generator."""

from __future__ import annotations

import numpy as np

from grader.course.seeds import derive_case_seed, derive_run_seed


def test_seeds_are_fixed():
    """These very numbers are part of the format: a result from last year can be run again."""
    assert derive_case_seed(1, "public::test_x", "suite") == 4589851021415
    assert derive_run_seed(1, "per-student", "ann") == 140438400314826


def test_every_part_matters():
    """Run, case and purpose each change the seed."""
    uses = ("suite", "worker")
    found = {derive_case_seed(run, case, use) for run in (1, 2) for case in "ab" for use in uses}
    assert len(found) == 8


def test_the_course_seed_is_everybodys():
    """Under `course` all students have the same inputs."""
    assert derive_run_seed(7, "course", "ann") == derive_run_seed(7, "course", "bob") == 7


def test_per_student_seeds_differ():
    """Under `per-student` they differ by student and by course seed."""
    names = ("ann", "bob", "Zoë", "\udce9")
    found = {derive_run_seed(seed, "per-student", name) for seed in (1, 2) for name in names}
    assert len(found) == 8


def test_seeds_fit_their_generators():
    """Seeds are not negative and below 2**48, exact in JSON as in numpy."""
    for seed in (0, -5, 2**70):
        derived = derive_case_seed(seed, "case", "suite")
        assert 0 <= derived < 2**48
        np.random.default_rng(derived)
