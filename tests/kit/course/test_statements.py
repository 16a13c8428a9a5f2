"""What is read of a statement: examples, formulas, the words about hidden cases; and which outputs are alike."""

from __future__ import annotations

import pytest

from grader.course.statements import (
    describe_hidden,
    load_examples,
    load_formulas,
    load_opening,
    same_output,
)

TEXT = """# Scaling: twice as much

![a figure](scale.svg)

It doubles. Nothing else.

$$Y = 2$$

$$
Z = 3
$$

```math
X
```

```python
print(1)
```

```
1
```

```python
x = 2
```

```sh
grader check scale
```

```python
print(x)
```

Some words.

```text varies
2
```

## Points

6 in all. The public cases (2) run
the example. The hidden ones (4) do more. They are long.

Other words.
"""


def test_examples_have_their_output():
    """A fence belongs to the python fence before it; other languages are none; without one nothing is shown"""
    found = load_examples(TEXT)
    assert [(item.line, item.code, item.output, item.varies) for item in found] == [
        (17, "print(1)\n", "1\n", False), (25, "x = 2\n", None, False), (33, "print(x)\n", "2\n", True),
    ]  # fmt: skip


def test_words_and_formulas():
    """Opening, formulas on lines of their own, and what the hidden cases are about"""
    assert load_opening(TEXT) == "It doubles. Nothing else."
    assert load_formulas(TEXT) == ["Y = 2", "Z = 3", "X"]
    assert describe_hidden(TEXT) == "The hidden ones (4) do more. They are long."
    assert describe_hidden("# Nothing\n\nat all") == load_opening("# Nothing") == ""


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("[[1. 2.]]", "[[1. 2.]]\n"), ("0.20816524", "0.20816525"), ("[-0.  3.]", "[0. 3.]"),
     ("[1. 2.]", "[1.         1.99999999]"),
     ("UNSET_-1 (2, 3)", "UNSET_-1   (2, 3)"), ("[1 2]", "[1. 2.]"), ("1e-05", "0.00001")],
)  # fmt: skip
def test_rounding_and_blanks_do_not_count(shown, printed):
    """Another machine's last place, a minus before zero, another width"""
    assert same_output(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("[[1. 2.]]", "[[1. 3.]]"), ("0.91", "0.92"), ("0.20816524", "0.20817524"), ("(2, 3)", "(2, 3,)"), ("True", "False"),
     ("1.0", "nan"), ("[1. 2.]", "[1. 2. 3.]"), ("1.76512634", "1.7651"), ("float32", "float64")],
)  # fmt: skip
def test_a_wrong_number_counts(shown, printed):
    """Neither a wrong digit nor a missing word goes through"""
    assert not same_output(shown, printed)
