"""For authors: how `reference/<track>/misconceptions/<slug>.py` declares the wrong models of an exercise."""

from __future__ import annotations

from grader.link.wrong_models import alternative, misconception

__all__ = ["alternative", "misconception"]
