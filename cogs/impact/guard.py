"""What follows from the figures that were shown, by adding and subtracting. Pure."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

PRIME = 2**31 - 1
"""What follows from what is reckoned modulo a large prime: exactly, and in whole numbers."""
WEIGHT = 1_234_577

Line = NDArray[np.int64]


class Guard:
    """What follows from what was shown, and what must never follow."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._known = np.zeros((width, width), np.int64)
        self._pivots: list[int] = []
        self._secrets = np.zeros((0, width), np.int64)
        self._marks = np.zeros(0, np.int64)
        self._sums: dict[int, Line] = {}
        self._weights = np.array([pow(WEIGHT, n + 1, PRIME) for n in range(width)], np.int64)

    def nothing(self) -> Line:
        """Return a figure that counts nothing yet."""
        return np.zeros(self._width, np.int64)

    def keep_secret(self, lines: Sequence[Line], sums: Iterable[tuple[int, ...]]) -> None:
        """Note what is small, behind what was noted before. From now on none of these sums of it,
        by its numbers, must follow from what is shown."""
        self._secrets = np.vstack([self._secrets, *map(self._beyond, lines)])
        self._marks = self._secrets * self._weights % PRIME
        self._marks = self._marks.sum(axis=1) % PRIME
        by_size: dict[int, set[tuple[int, ...]]] = {}
        for numbers in sums:
            by_size.setdefault(len(numbers), set()).add(numbers)
        for size, group in by_size.items():
            new = np.array(sorted(group), np.int64)
            held = self._sums.get(size, new[:0])
            self._sums[size] = np.vstack([held, new[_count_something(self._marks, new)]])

    def may_show(self, line: Line) -> bool:
        """Show a figure, unless a secret would follow; return whether it is shown."""
        news = self._beyond(line)
        if not news.any():
            return True
        pivot = int(np.flatnonzero(news)[0])
        news = news * pow(int(news[pivot]), -1, PRIME) % PRIME
        mark = int((news * self._weights % PRIME).sum() % PRIME)
        marks = (self._marks - self._secrets[:, pivot] * mark % PRIME) % PRIME
        if not all(_count_something(marks, sums).all() for sums in self._sums.values()):
            return False
        self._marks = marks
        _take_out(self._secrets, news, pivot)
        _take_out(self._known[: len(self._pivots)], news, pivot)
        self._known[len(self._pivots)] = news
        self._pivots.append(pivot)
        return True

    def _beyond(self, line: Line) -> Line:
        """Return what of a figure does not follow from what is shown."""
        factors = line[self._pivots] if self._pivots else np.zeros(0, np.int64)
        used = np.flatnonzero(factors)
        follows = (factors[used, None] * self._known[used] % PRIME).sum(axis=0)
        return (line - follows) % PRIME


def _count_something(marks: Line, sums: Line) -> NDArray[np.bool_]:
    """Tell of each sum whether it still counts something that does not follow from what is shown.

    A line's mark is a number of which that of a sum of lines is the sum, and zero for what follows.
    """
    return marks[sums].sum(axis=1) % PRIME != 0


def _take_out(lines: Line, news: Line, pivot: int) -> None:
    """Take what is known now out of lines that hold some of it."""
    holding = np.flatnonzero(lines[:, pivot])
    factors = lines[holding, pivot, None]
    lines[holding] = (lines[holding] - factors * news % PRIME) % PRIME
