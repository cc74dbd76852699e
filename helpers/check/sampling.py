"""Where to look: the points at which an answer is compared with what it claims.

Equal expressions agree at every point. Different ones rarely agree at many points of many scales and both signs, so
a few hundred points, spread evenly rather than at random, tell them apart. No point is a round number, where functions
like to have their gaps.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, ...]
Domain = tuple[float, float]
Box = Domain | Sequence[Domain | None]

_SMALLEST, _LARGEST = 1e-3, 1e3
_LARGEST_OF_MANY = 1e2  # exp(x)*exp(y), squared in a quotient rule, has to stay within the range of floats
_EVEN, _SCALES = 200, 72
_ENOUGH, _TRIES = 220, 3000


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
    rows = np.column_stack([x, _constants(x.size, parameters, random)])
    middle = 1.0 if domain is None else _middle(*domain)
    # A message reads more easily at a positive x.
    strangeness = np.abs(np.log(np.abs(rows[:, 0]) / middle)) + (rows[:, 0] < 0)
    rows = rows[np.argsort(strangeness, kind="stable")]
    return [tuple(row) for row in rows.tolist()]


def sample_box(
    domain: Box | None = None,
    inputs: int = 2,
    parameters: int = 0,
    defined: Callable[[Point], bool] = lambda point: True,
) -> list[Point]:
    """Return points (x, y, ..., a, b, ...) at which something is `defined`, the ordinary ones first.

    Parameters
    ----------
    domain : (low, high), or one such pair (or None) for each input, optional
        By default both signs and every scale from 0.001 to 100 of each input, in all combinations.
    inputs, parameters : int
    defined : callable
        Points elsewhere are passed over. A function may be at home in a small part of the plane.

    Examples
    --------
    >>> points = sample_box(((0, 1), None), defined=lambda point: point[1] > 1)
    >>> len(points) > 200, all(0 < x < 1 < y for x, y in points)
    (True, True)
    """
    random = np.random.default_rng(2718)
    box = boxed(domain, inputs)
    axes = [np.unique(np.concatenate(list(_positions(side, random, _LARGEST_OF_MANY)))) for side in box]
    columns = [random.choice(axis, _TRIES) for axis in axes]
    rows = np.column_stack([*columns, _constants(_TRIES, parameters, random)])
    found = list(islice(filter(defined, map(tuple, rows.tolist())), _ENOUGH))
    middles = [1.0 if side is None else _middle(*side) or 1.0 for side in box]
    return sorted(found, key=lambda point: sum(map(_strangeness, point[:inputs], middles)))


def boxed(domain: Box | None, inputs: int) -> list[Domain | None]:
    """Return the interval of each input."""
    if domain is None or (len(domain) == 2 and all(isinstance(bound, int | float) for bound in domain)):
        return [domain] * inputs  # type: ignore[list-item] # it is one interval, which mypy cannot see
    if len(domain) != inputs:
        raise ValueError(f"domain must be (low, high), or {inputs} such pairs, one for each input; got {domain}")
    return list(domain)  # type: ignore[arg-type]


def _strangeness(coordinate: float, middle: float) -> float:
    """Return how far a coordinate is from what reads easily in a message."""
    return abs(math.log(abs(coordinate) / middle)) + (coordinate < 0)


def _constants(count: int, parameters: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Return so many rows of values for parameters: of the order of 1, more often positive."""
    sizes = np.exp(random.uniform(math.log(0.3), math.log(3.0), (count, parameters)))
    return np.where(random.random((count, parameters)) < 0.7, 1.0, -1.0) * sizes


def _positions(
    domain: Domain | None, random: np.random.Generator, largest: float = _LARGEST
) -> Iterator[NDArray[np.float64]]:
    low, high = domain if domain is not None else (-math.inf, math.inf)
    if not low < high:
        raise ValueError(f"domain must be (low, high) with low < high, got {domain}")
    scales = 10 ** _strata(math.log10(_SMALLEST), math.log10(largest), _SCALES, random)
    scales = np.append(scales, [_SMALLEST * 1.01, largest * 0.99])
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
