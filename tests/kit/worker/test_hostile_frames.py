"""A few hundred of the frames that `fuzz_frames.py` makes by the hundred thousand, and some of hypothesis."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.worker import wire


def _load_fuzzer() -> ModuleType:
    path = Path(__file__).parents[1].joinpath("fuzz_frames.py")
    spec = importlib.util.spec_from_file_location("fuzz_frames", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


FUZZER = _load_fuzzer()
SEEDS = FUZZER.make_seeds()
SETTINGS = settings(
    max_examples=60, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def check_body(body: bytes) -> None:
    with np.errstate(all="ignore"):
        how, error = FUZZER.try_body(body)
    assert error is None, f"{how} raised {type(error).__name__}: {error} for {body[:200].hex()}"


@pytest.mark.parametrize("seed", range(8))
def test_invented_and_mutated_frames_raise_nothing_else(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        check_body(FUZZER.invent(rng))
        check_body(FUZZER.mutate(rng.choice(SEEDS), SEEDS, rng))


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_replies_that_can_be_sent_raise_nothing_else(number: int) -> None:
    check_body(SEEDS[number])


@SETTINGS
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_else(body: bytes) -> None:
    check_body(body)


@SETTINGS
@given(st.sampled_from(SEEDS), st.integers(0, 400), st.binary(max_size=12), st.integers(0, 12))
def test_spliced_frames_raise_nothing_else(body: bytes, place: int, inserted: bytes, dropped: int) -> None:
    check_body(body[:place] + inserted + body[place + dropped :])


@SETTINGS
@given(st.binary(min_size=wire.HEADER_SIZE, max_size=wire.HEADER_SIZE))
def test_lengths_are_refused_over_the_limit(header: bytes) -> None:
    length = int.from_bytes(header, "big")
    if length > wire.MAX_REPLY:
        with pytest.raises(wire.WireError):
            wire.unpack_length(header, wire.MAX_REPLY)
    else:
        assert wire.unpack_length(header, wire.MAX_REPLY) == length


@pytest.mark.parametrize("size", range(wire.HEADER_SIZE))
def test_short_headers_are_refused(size: int) -> None:
    with pytest.raises(wire.WireError):
        wire.unpack_length(bytes(size), wire.MAX_REPLY)
