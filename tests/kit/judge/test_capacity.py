"""How much a container lets us have: its control groups' bound, and what is said where judges need more."""

import pytest

from grader.judge import capacity

NONE = 9_223_372_036_854_771_712  # how the first version says that there is no bound


@pytest.mark.parametrize(
    ("told", "files", "limit"),
    [
        ("0::/", {"memory.max": "536870912\n"}, 512),
        ("0::/a/b", {"a/b/memory.max": "max\n", "a/memory.max": "268435456\n", "memory.max": "max"}, 256),
        ("0::/of/the/host", {"memory.max": "536870912"}, 512),
        ("0::/", {"memory.max": "max\n"}, None),
        ("4:cpu,memory:/job\n0::/", {"memory/job/memory.limit_in_bytes": "134217728\n"}, 128),
        ("4:memory:/job\n3:cpu:/\n0::/", {"memory/memory.limit_in_bytes": f"{NONE}\n"}, None),
        ("4:memory:/job\n0::/", {"memory/job/memory.limit_in_bytes": "damaged"}, None),
        ("", {}, None),
    ],
)
def test_the_lowest_bound_of_the_groups(tmp_path, told, files, limit):
    """Both versions of control groups, nested ones, a path that is the host's, and files that tell nothing"""
    for name, text in files.items():
        path = tmp_path / "groups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "told").write_text(told)
    assert capacity.find_memory_limit(tmp_path / "told", tmp_path / "groups") == limit


def test_no_linux_has_no_bound(tmp_path):
    """Where there is no `/proc` there is nothing to read"""
    assert capacity.find_memory_limit(tmp_path / "none", tmp_path) is None


@pytest.mark.parametrize(("limit", "jobs", "says"), [(None, 8, ""), (256, 2, ""), (255, 2, "2 judges"), (100, 1, "1 judge")])
def test_a_shortage_is_said_and_fewer_judges_start(monkeypatch, limit, jobs, says):
    """One judge starts in any case; nothing is said where the memory does"""
    monkeypatch.setattr(capacity, "find_memory_limit", lambda: limit)
    monkeypatch.setattr(capacity, "count_cores", lambda: 8)
    assert says in capacity.describe_shortage(jobs)
    assert bool(capacity.describe_shortage(jobs)) is bool(says)
    assert capacity.count_jobs() == {None: 8, 256: 2, 255: 1, 100: 1}[limit]
