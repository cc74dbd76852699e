"""Where to look: the points at which an answer is compared with what it claims.

Equal expressions agree at every point. Different ones rarely agree at many points of many scales and both signs, so
a few hundred points, spread evenly rather than at random, tell them apart. No point is a round number, where functions
like to have their gaps.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, ...]
Domain = tuple[float, float]

_SMALLEST, _LARGEST = 1e-3, 1e3
_EVEN, _SCALES = 200, 72


def sample(domain: Domain | None = None, parameters: int = 0) -> list[Point]:
    """Return points (x, a, b, ...), the ordinary ones, with x of the order of 1, first.

    Parameters
    ----------
    domain : (low, high), optional
        Open interval for x; by default both signs and every scale from 0.001 to 1000.
    parameters : int
        How many further symbols need a value.

    Examples
    --------
    >>> points = sample(domain=(0, 1))
    >>> len(points) > 200, all(0 < x < 1 for (x,) in points)
    (True, True)
    """
    random = np.random.default_rng(2718)
    x = np.unique(np.concatenate(list(_positions(domain, random))))
    sizes = np.exp(random.uniform(math.log(0.3), math.log(3.0), (x.size, parameters)))
    signs = np.where(random.random((x.size, parameters)) < 0.7, 1.0, -1.0)
    rows = np.column_stack([x, signs * sizes])
    middle = 1.0 if domain is None else _middle(*domain)
    # A message reads more easily at a positive x.
    strangeness = np.abs(np.log(np.abs(rows[:, 0]) / middle)) + (rows[:, 0] < 0)
    rows = rows[np.argsort(strangeness, kind="stable")]
    return [tuple(row) for row in rows.tolist()]


def _positions(domain: Domain | None, random: np.random.Generator) -> Iterator[NDArray[np.float64]]:
    low, high = domain if domain is not None else (-math.inf, math.inf)
    if not low < high:
        raise ValueError(f"domain must be (low, high) with low < high, got {domain}")
    scales = 10 ** _strata(math.log10(_SMALLEST), math.log10(_LARGEST), _SCALES, random)
    scales = np.append(scales, [_SMALLEST * 1.01, _LARGEST * 0.99])
    candidates = [_strata(max(low, -10.0), min(high, 10.0), _EVEN, random)] if low < 10 and high > -10 else []
    candidates += [scales, -scales]
    width = high - low
    if math.isfinite(width):
        candidates.append(_strata(low, high, _EVEN, random))
    edge = width * 10 ** _strata(-4, -1, _SCALES // 3, random) if math.isfinite(width) else scales
    candidates += [bound + side * edge for bound, side in ((low, 1), (high, -1)) if math.isfinite(bound)]
    for x in candidates:
        yield x[(low < x) & (x < high) & (x != 0)]


def _strata(low: float, high: float, count: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return `count` numbers, one at a random place in each of `count` equal parts of (low, high)."""
    return np.asarray(low + (high - low) * (np.arange(count) + random.random(count)) / count)


def _middle(low: float, high: float) -> float:
    """Return a typical size of the numbers in the interval."""
    if math.isfinite(low) and math.isfinite(high):
        return max(abs(low + high) / 2, (high - low) / 4)
    return max(1.0, abs(low) if math.isfinite(low) else 0.0, abs(high) if math.isfinite(high) else 0.0)
