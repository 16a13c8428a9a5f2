"""Whether many draws fit a distribution, so that a right implementation as good as never fails."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.diagnosis.mismatch import Mismatch, check_array, lines

Floats = npt.NDArray[np.float64]

FALSE_ALARM = 1e-9
"""The most that a statistical check may fail a correct implementation, for each call."""

FEWEST_DRAWS = 50
"""Below this a statistical check could not fail, so it refuses the sample."""


def check_uniform(sample: Any, low: float, high: float, what: str) -> None:
    """Checks that `sample` was drawn from U(low, high); one rounding step of float32 past the ends is allowed.

    Both ends have to be reached. P(max < high - d (high - low)) = (1 - d)^n, so a correct implementation stays away from
    an end with probability at most a quarter of `FALSE_ALARM`; half of it is left for the distribution between them.
    """
    values = check_array(sample, np.shape(sample), what).ravel()
    slack = 1e-6 * max(abs(low), abs(high))
    if values.min() < low - slack or values.max() > high + slack:
        bad = values.min() if values.min() < low - slack else values.max()
        raise Mismatch(lines(what, f"wanted draws between {low:.6g} and {high:.6g}, got {bad:.6g}"))
    _check_fit(values, lambda x: np.clip((x - low) / (high - low), 0, 1), what, FALSE_ALARM / 2)
    gap = (1 - (FALSE_ALARM / 4) ** (1 / values.size)) * (high - low)
    if values.max() < high - gap or values.min() > low + gap:
        told = f"wanted draws from {low:.6g} to {high:.6g}, got {values.size} from {values.min():.6g} to {values.max():.6g}"
        raise Mismatch(lines(what, told))


def check_normal(sample: Any, mean: float, std: float, what: str) -> None:
    """Checks that `sample` was drawn from N(mean, std²)."""
    check_distribution(sample, lambda x: 0.5 * (1 + _erf((x - mean) / (std * math.sqrt(2)))), what)


_erf = np.vectorize(math.erf, otypes=[np.float64])


def check_distribution(sample: Any, cdf: Callable[[Floats], Floats], what: str) -> None:
    """Checks that `sample` follows the continuous distribution with the given (vectorised) distribution function.

    By the Dvoretzky-Kiefer-Wolfowitz inequality, P(sup |F_n - F| > e) <= 2 exp(-2 n e²): a correct implementation
    fails with probability at most `FALSE_ALARM`.
    """
    _check_fit(sample, cdf, what, FALSE_ALARM)


def _check_fit(sample: Any, cdf: Callable[[Floats], Floats], what: str, alarm: float) -> None:
    values = np.sort(check_array(sample, np.shape(sample), what).ravel())
    if values.size < FEWEST_DRAWS:
        raise Mismatch(lines(what, f"wanted an array of at least {FEWEST_DRAWS} draws, got {values.size}"))
    allowed = math.sqrt(math.log(2 / alarm) / (2 * values.size))
    wanted = cdf(values)
    ranks = np.arange(values.size + 1) / values.size
    distance = float(max(np.abs(ranks[1:] - wanted).max(), np.abs(ranks[:-1] - wanted).max()))
    if distance > allowed:
        raise Mismatch(
            lines(
                what,
                f"{values.size} draws do not follow the distribution that was asked for",
                f"their mean is {values.mean():.4g}, their standard deviation {values.std():.4g}",
                f"they lie between {values[0]:.4g} and {values[-1]:.4g}",
            )
        )


def check_fraction(count: int, total: int, probability: float, what: str) -> None:
    """Checks that `count` of `total` independent draws fits `probability`.

    By Hoeffding's inequality, P(|k/n - p| > e) <= 2 exp(-2 n e²), which is at most `FALSE_ALARM` here.
    """
    allowed = math.sqrt(math.log(2 / FALSE_ALARM) / (2 * total))
    if abs(count / total - probability) > allowed:
        raise Mismatch(lines(what, f"wanted about {probability:.3g} of {total}, got {count / total:.3g}"))
