"""Text that is safe where it goes: no control characters, short enough, and escaped for Markdown, HTML and CSV."""

from __future__ import annotations

import codecs
import csv
import html
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

import msgspec

from grader.records.errors import ExportError

_LIMITS = (50_000, 8_000, 4_000, 2_000, 1_000, 500, 200, 80)
_CUT = " … (shortened)"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)  # control characters, lone surrogates, marks that turn the direction of reading, no characters at all
_PLAIN_KEY = re.compile(r"[\w.@+-]+")


def clean(text: str) -> str:
    """Returns `text` with line feeds and tabs, and without other control characters, lone surrogates and bidi marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub("", text)


def show(text: object, limit: int = 120) -> str:
    """Returns a name that came from outside as it can be printed in a line: every name that is told goes through here."""
    plain = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(text))
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"


def one_line(text: str) -> str:
    """Returns `text` cleaned, on one line."""
    return " ".join(clean(text).split())


def shorten(text: str, limit: int) -> str:
    """Returns `text` cleaned, of at most `limit` characters; says so where some are left out."""
    text = clean(text)
    if len(text) <= limit:
        return text
    return text[: max(0, limit - len(_CUT))] + _CUT if limit > len(_CUT) else text[:limit]


def fit(render: Callable[[int | None], bytes], cap: int, name: str) -> bytes:
    """Returns the longest rendering of at most `cap` bytes.

    `render` gets the most characters that one text may have; in the end None, which asks for the totals alone.
    """
    for limit in (*_LIMITS, None):
        data = render(limit)
        if len(data) <= cap:
            return data
    raise ExportError(f"{name}: more than {cap:,} bytes even without the cases; export fewer exercises at once")


def encode(record: object) -> bytes:
    """Returns `record` as indented JSON with a newline at its end. NaN and infinities become null."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def markdown(text: str) -> str:
    """Returns `text` on one line, so that Markdown and HTML show it as it is, in a table too."""
    escaped = html.escape(one_line(text), quote=False)
    return re.sub(r"([\\`*_{}\[\]()#+!|~@$-])", _entity, escaped)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[1])};"


def fence(text: str, limit: int) -> str:
    """Returns `text` as a block of code that nothing in it can end."""
    text = shorten(text, limit)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}text\n{text}\n{ticks}"


def key_cell(text: str) -> str:
    """Returns a cell that a platform finds a person by: guarded only where a spreadsheet could really run it."""
    return text if _PLAIN_KEY.fullmatch(text) else safe_cell(text)


def safe_cell(text: str) -> str:
    """Returns a cell without control characters, which no spreadsheet takes for a formula: blanks before it do not count."""
    text = _flatten(text)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text


def _flatten(text: str) -> str:
    return clean(text).replace("\n", " ")


def render_table(rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """Returns rows as CSV, each cell on one line. Guarding is the caller's: cells with a meaning must stay."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        writer.writerow([_flatten(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()


def add_bom(table: bytes) -> bytes:
    """Returns a table with the mark at its front that spreadsheets need where there are other letters than ASCII's."""
    return table if table.isascii() or table.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8 + table


def read_table(text: str, name: str) -> tuple[list[list[str]], str]:
    """Returns the rows of a CSV file and its delimiter, `,` or `;` or tab. Raises `ExportError` where it is none."""
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ExportError(f"{name}: not CSV ({error}); download it again") from None
    if not rows or len(rows[0]) < 2:
        raise ExportError(f"{name}: no table with a header; give the CSV file as the platform exported it")
    return rows, delimiter


def fold(text: str) -> str:
    """Returns `text` so that two spellings of one name are equal: case, spaces and Unicode forms aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
