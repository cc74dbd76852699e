"""Which mistake explains a wrong array? It must explain every entry: first of the whole, then entry by entry."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.check.comparison import Claim, Side, first_miss
from helpers.check.diagnosis import constant_rounded
from helpers.check.field_mistakes import zero
from helpers.check.rates import Claims
from helpers.check.sampling import Point

_EVIDENCE, _NEAR, _CLOSE = 50, 1e-3, 1e-6

Index = tuple[int, ...]


@dataclass(frozen=True)
class Evidence:
    """The entries of an answer, and the points at which they are known.

    Attributes
    ----------
    sides : ndarray of Formula or callable
    points : sequence of points
    rtol : float
    numbers : bool
        Whether the entries are known as numbers at these points alone. One number is little evidence.
    """

    sides: Any
    points: Sequence[Point]
    rtol: float
    numbers: bool = False

    def agrees(self, side: Side, claim: Claim) -> bool:
        """Tell whether an entry is what a claim says."""
        if self.numbers:
            pairs = [(float(side(point)), float(claim.value(point))) for point in self.points]
            scale = max(abs(found) for found, _ in pairs)
            return all(abs(found - value) <= _CLOSE * (abs(value) or 1e-6 * scale) for found, value in pairs)
        # Most candidates are nowhere near, which costs little to see.
        glimpse = ((side(point), claim.value(point)) for point in self.points[:3])
        if any(abs(found - value) > _NEAR * abs(found) + self._rounding(claim) for found, value in glimpse):
            return False
        try:
            return first_miss(side, claim, self.points, self.rtol) is None
        except LookupError:
            return False

    def _rounding(self, claim: Claim) -> float:
        return (
            1e-9 * max((float(claim.size(point)) for point in self.points[:3]), default=0.0) if zero([claim]) else 0.0
        )

    def of_the_whole(self, candidates: Iterable[tuple[str, Any]]) -> Iterator[str]:
        """Yield the mistakes that lead to exactly this array."""
        for mistake, wrong in candidates:
            claims: Claims = wrong if isinstance(wrong, np.ndarray) else np.array(wrong, dtype=np.object_)
            fits = _same_shape(self.sides.shape, claims.shape) and not zero(claims.flat)
            if fits and all(map(self.agrees, self.sides.flat, claims.flat)):
                yield mistake

    def of_entries(self, indices: Iterable[Index], candidates: Callable[[Index], Any]) -> list[str]:
        """Return the mistakes that explain each of the entries, in the order in which they explain the first."""
        common: list[str] = []
        for count, index in enumerate(indices):
            side = self.sides[index]
            # Nothing can be read from a zero: too many mistakes end there.
            if self.numbers and not all(side(point) for point in self.points):
                return []
            possible = ((m, claim) for m, claim in candidates(index) if count == 0 or m in common)
            explaining = {m: None for m, claim in possible if not zero([claim]) and self.agrees(side, claim)}
            common = [m for m in common if m in explaining] if count else list(explaining)
        return common

    def nearly(self, claims: Claims, indices: Iterable[Index], *, everywhere: bool) -> bool:
        """Tell whether each of the entries is off by a factor that is nearly 1."""
        return all(
            constant_rounded(
                ((self.sides[index](point), claims[index].at(point)) for point in self.points), everywhere=everywhere
            )
            for index in indices
        )


def evident(points: Sequence[Point], claims: Claims) -> list[Point]:
    """Return some of the points at which all claims have a value."""
    there = [point for point in points if not any(math.isnan(claim.at(point)) for claim in claims.flat)]
    return there[:: max(1, len(there) // _EVIDENCE)]


def _same_shape(found: Index, claimed: Index) -> bool:
    """Tell whether two shapes agree; a vector may be a row or a column, and a number may stand in brackets."""
    if found == claimed:
        return True
    return len(claimed) < 2 and [n for n in found if n != 1] == [n for n in claimed if n != 1]
