"""A sheet of an SVG figure: grids of numbers, frames around windows, curves, words.

Every sheet has a light ground of its own, so that it can be read on dark pages too; every text has a contrast of at
least 4.5 to 1; what belongs together is linked by a letter and a kind of line, and not by its colour alone.
"""

from xml.sax.saxutils import escape, quoteattr

import numpy as np

GROUND, INK, QUIET, FADED, LINE = "#ffffff", "#1a1a1a", "#565656", "#ececec", "#8a8a8a"
BLUE, ORANGE, GREEN, PURPLE = "#1f5fa8", "#a8480f", "#1d6b3a", "#7a3d8f"
DASHES = {BLUE: "", ORANGE: "6 3", GREEN: "2 3", PURPLE: "10 3 2 3"}
CELL = 32


class Sheet:
    """A figure that grows part by part.

    Args:
        width, height: its size in pixels.
        title: what the figure shows, in a few words.
        description: what is to be seen, for those who cannot see it.
    """

    def __init__(self, width, height, title, description):
        self.width, self.height = width, height
        self.title, self.description = title, description
        self.parts = []

    def text(self, x, y, words, color=INK, size=13, anchor="middle", weight="normal"):
        """Writes words whose middle (or `anchor`) is at x and whose line has its middle at y."""
        bold = "" if weight == "normal" else f' font-weight="{weight}"'
        place = f'x="{x:g}" y="{y + 0.35 * size:g}" font-size="{size}" text-anchor="{anchor}" fill="{color}"{bold}'
        self.parts.append(f"<text {place}>{escape(words)}</text>")

    def box(self, x, y, width, height, fill="none", stroke=LINE, thickness=1.0, dashes=""):
        """Draws a rectangle."""
        line = f'stroke="{stroke}" stroke-width="{thickness:g}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
        self.parts.append(f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" {line}/>')

    def curve(self, points, color=INK, thickness=2.0, dashes=""):
        """Draws straight lines from point to point."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        line = f'stroke="{color}" stroke-width="{thickness:g}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
        self.parts.append(f'<polyline points="{path}" fill="none" stroke-linejoin="round" {line}/>')

    def arrow(self, start, end, words=""):
        """Draws a level arrow, to the right or to the left, with words above it."""
        (x, y), (tip, _) = start, end
        back = -7 if tip > x else 7
        self.text((x + tip) / 2, y - 12, words, QUIET, 12)
        self.curve([start, end], QUIET, 1.5)
        self.curve([(tip + back, y - 4), end, (tip + back, y + 4)], QUIET, 1.5)

    def grid(self, x, y, values, title="", faded=None, cell=CELL):
        """Draws one square for each value, row 0 on top; values where `faded` is True are quiet, on grey."""
        rows, columns = np.shape(values)
        if title:
            self.text(x + columns * cell / 2, y - 22, title, size=13)
        for i in range(rows):
            for j in range(columns):
                quiet = faded is not None and bool(faded[i][j])
                self.box(x + j * cell, y + i * cell, cell, cell, FADED if quiet else GROUND)
                place = x + (j + 0.5) * cell, y + (i + 0.5) * cell
                self.text(*place, show(values[i][j]), QUIET if quiet else INK, 14)

    def frame(self, x, y, place, letter, color, cell=CELL, inset=3):
        """Marks the window `place`, (row, column, rows, columns), of the grid at x, y by a frame and a letter.

        The letter stands in the window's upper left corner, or in the lower right one where the frame is dashed.
        """
        row, column, rows, columns = place
        left, top = x + column * cell + inset, y + row * cell + inset
        width, height = columns * cell - 2 * inset, rows * cell - 2 * inset
        self.box(left, top, width, height, stroke=color, thickness=2.5, dashes=DASHES[color])
        if not letter:
            return
        corner = (left - 4, top - 4) if not DASHES[color] else (left + width + 4, top + height + 4)
        self.parts.append(f'<circle cx="{corner[0]:g}" cy="{corner[1]:g}" r="8" fill="{color}"/>')
        self.text(*corner, letter, GROUND, 11, weight="bold")

    def render(self):
        """Returns the SVG, the same bytes each time."""
        size = f'width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}"'
        ground = f'<rect width="{self.width:g}" height="{self.height:g}" rx="6" fill="{GROUND}"/>'
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(self.title)}',
            ' font-family="Helvetica, Arial, sans-serif">',
            f"<title>{escape(self.title)}</title>",
            f"<desc>{escape(self.description)}</desc>",
            ground,
            *self.parts,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"


def show(value):
    """Returns a value as it is written in a square."""
    return value if isinstance(value, str) else f"{value:g}".replace("-", "\N{MINUS SIGN}")
