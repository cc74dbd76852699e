"""The ways to a derivative in several variables: forwards, backwards, or by differences.

Forwards, x moves along one direction or along all axes, and all outputs are followed (`helpers.autodiff.series`).
Backwards, one output is followed to all inputs (`helpers.autodiff.tape`). Differences ask for values of f alone, and
whoever did not ask for them is told.
"""

import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from helpers import differences
from helpers.autodiff.expansion import expand, require_followed, run
from helpers.autodiff.rules import NotDifferentiableError
from helpers.autodiff.standins import StandIn, letters, plain
from helpers.autodiff.tape import Node, read_backwards
from helpers.richardson import Estimate
from helpers.validation import Method, require_function, require_method, values, vector


class DifferencesWarning(UserWarning):
    """A derivative is not exact, because the code of f could not be followed."""


def checked(f: Any, x: Any, method: Any) -> Any:
    """Return `x` as an array of shape (n,), after checking that one can differentiate f there by that method."""
    require_function(f)
    require_method(method)
    return x if isinstance(x, StandIn) and x.ndim == 1 else vector(x)


def first_that_works(ways: list[Callable[[], Any]], last: Callable[[], Estimate], x: Any, method: Method) -> Any:
    """Return the first answer without NaN of `ways` to read the code of f, or else `last`, which asks for values."""
    failure: Exception | None = None
    for way in ways if method != "differences" else ():
        try:
            answer = way()
        except NotDifferentiableError as error:
            failure = failure or error
            continue
        if not np.isnan(plain(answer)).any():
            return answer
        failure = ValueError(f"a derivative at x = {x} comes out as 0 · inf; rewrite f, or take differences")
    if failure is None:
        return last().value
    if method == "exact" or isinstance(x, StandIn):
        raise failure
    return admitted(last(), failure)


def admitted(estimate: Estimate, reason: Exception) -> Any:
    """Return the value of an estimate by differences, after warning that it is not exact."""
    depth = 1
    while sys._getframe(depth).f_globals.get("__name__", "").startswith("helpers."):
        depth += 1
    error = np.max(estimate.error, initial=0.0)
    warnings.warn(
        f"{reason}. So this derivative comes from finite differences, with an error of about {error:.0e}; "
        "method='differences' says that you know",
        DifferencesWarning,
        stacklevel=depth + 1,
    )
    return estimate.value


def forwards(f: Callable[[Any], Any], x: Any, directions: Any, dimensions: int | None) -> Any:
    """Return the derivatives of f along a direction, or several as columns; f(x) must have so many `dimensions`."""
    value, slope = expand(f, x, 1, directions)
    _require_result(value, x, dimensions)
    return slope


def curvatures(f: Callable[[Any], Any], x: Any) -> Any:
    """Return a matrix whose symmetric part is the Hessian of f, whose value must be a number, forwards."""
    value, _, half = expand(f, x, 2, np.eye(len(x)))
    _require_result(value, x, 0)
    return 2 * half


def backwards(f: Callable[[Any], Any], x: Any) -> Any:
    """Return the gradient of f, whose value must be a number."""
    start = Node(x, [], next(letters))  # which cannot be changed in place: no need of a copy
    y = run(f, start, x)
    _require_result(y if isinstance(y, StandIn) else values(y), x, 0)
    with np.errstate(all="ignore"):
        slopes = read_backwards(y, start) if isinstance(y, Node) and start.kin(y) else np.zeros(np.shape(x))
    require_followed(y, slopes, f, x)
    return slopes


def by_differences(f: Callable[[Any], Any], x: Any, directions: Any, order: int, dimensions: int | None) -> Estimate:
    """Return derivatives of f along directions, in columns, from its values on those lines."""
    with np.errstate(all="ignore"):
        y = values(f(np.copy(x)))
    _require_result(y, x, dimensions)

    def on_line(t: Any, v: Any, start: Any) -> Any:
        try:
            return values(f(x + (t - start) * v))
        except (ValueError, ArithmeticError):
            return np.full(np.shape(y), np.nan)

    def along(v: Any) -> Any:
        start = x @ v  # On the axis of x_i this is x_i, which tells how long the steps may be.
        return differences.derivative(lambda t: on_line(t, v, start), start, order)

    slopes = [along(v) for v in np.atleast_2d(np.transpose(directions))]
    return (
        Estimate(*(np.stack(part, axis=-1) for part in zip(*slopes, strict=True)))
        if np.ndim(directions) > 1
        else slopes[0]
    )


def second_differences(f: Callable[[Any], Any], x: Any) -> Estimate:
    """Return the Hessian from second derivatives along the axes and along the lines half-way between two of them."""
    n = len(x)
    i, j = np.triu_indices(n, 1)
    axes = np.eye(n)
    own = by_differences(f, x, axes, 2, 0)
    H, error = np.diag(own.value), np.diag(own.error)
    if n > 1:
        between = by_differences(f, x, (axes[:, i] + axes[:, j]) / np.sqrt(2), 2, 0)
        H[i, j] = H[j, i] = between.value - (H[i, i] + H[j, j]) / 2
        error[i, j] = error[j, i] = between.error + (error[i, i] + error[j, j]) / 2
    return Estimate(H, error)


def _require_result(y: Any, x: Any, dimensions: int | None) -> None:
    found = np.shape(y)
    if dimensions == 0 and found:
        raise ValueError(f"f(x) must be a number, got shape {found}; a function with several outputs has a jacobian")
    if dimensions == 1 and len(found) != 1:
        advice = "return a flat list of outputs" if found else "a function with one output has a gradient"
        raise ValueError(f"f(x) must have shape (m,), got {found}; {advice}")
    if not np.isfinite(plain(y)).all():
        raise ValueError(f"f(x) is {plain(y)} at x = {plain(x)}; x must lie in the domain of f")
