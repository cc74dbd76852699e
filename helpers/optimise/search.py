"""Searching step by step, with an honest word about how it ended.

Every method of optimisation is a rule for the next point. `search` repeats it and watches: does it settle, come back to
where it has been, leave for infinity, or fall off the domain of f? Only a search that settled has an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from helpers.validation import require_function, require_whole, vector

SETTLED = 1e-12  # a step that is shorter, relative to x, ends a search by Newton's method
FAR = 1e100  # nobody looks for anything there


@dataclass(frozen=True)
class Search:
    """How a search went.

    Attributes
    ----------
    x : float or ndarray, shape (n,)
        The answer; NaN if the search did not converge. Where it stood then is `path[-1]`.
    path : ndarray, shape (iterations + 1,) or (iterations + 1, n)
        All points, from the start on.
    converged : bool
    reason : str
        Why it ended, for people.
    iterations : int
        How many steps were taken.
    """

    x: Any
    path: Any
    converged: bool
    reason: str
    iterations: int


class Stuck(Exception):  # noqa: N818 - an outcome, not a mistake
    """There is no next point."""


Step = Callable[[list[Any]], tuple[Any, str]]


def search(step: Step, start: Any, max_iterations: int) -> Search:
    """Repeat `step`, which makes of the path so far the next point, and "" or the reason why it is the last.

    Raises
    ------
    ValueError
        If already the first step fails, since then it is the start that is wrong.
    """
    require_whole(max_iterations, "max_iterations", at_least=1)
    path, been, reason, failure = [start], set(), "", ""
    while not reason and not failure and len(path) <= max_iterations:
        try:
            with np.errstate(all="ignore"):
                new, reason = step(path)
        except Stuck as stuck:
            failure = str(stuck)
            break
        except ValueError as error:
            if len(path) == 1:
                raise
            failure = f"step {len(path) - 1} led to x = {short(path[-1])}, but {error}"
            break
        if not largest(new) < FAR:  # nor NaN
            failure = f"it runs away: after {len(path)} steps it was at x = {short(path[-1])} and went on from there"
            break
        # Where the last two points are the same again, so is all that follows, momentum or not.
        here = np.stack([path[-1], new]).tobytes()
        if here in been and not reason:
            failure = f"it goes round in a cycle and is back at x = {short(new)}; it will be so for ever"
        been.add(here)
        if not (reason and np.array_equal(new, path[-1])):
            path.append(new)
    failure = failure or ("" if reason else _unfinished(path))
    answer = np.full(np.shape(start), np.nan) if failure else path[-1]
    answer = answer if np.ndim(start) else float(answer)
    return Search(answer, np.array(path), not failure, reason or failure, len(path) - 1)


def of_vectors(f: Any, x0: Any) -> tuple[Callable[[Any], Any], Any]:
    """Return f as a function of a vector, and the start as one, so that one number is no special case."""
    require_function(f)
    if np.ndim(x0):
        return f, vector(x0, "x0")
    return lambda p: f(p[0]), vector([x0], "x0")


def like(x0: Any, found: Search) -> Search:
    """Return what was found in the shape of `x0`, undoing `of_vectors`."""
    return found if np.ndim(x0) else replace(found, x=float(found.x[0]), path=found.path[:, 0])


def settled(path: list[Any], new: Any) -> str:
    """Return the reason to be content with the new point, if it is all but the last one."""
    size = max(largest(new), largest(path[-1]), 1e-4 * largest(path[0]))
    return "the last step changed nothing in 12 digits" if largest(new - path[-1]) <= SETTLED * size else ""


def largest(x: Any) -> float:
    """Return the size of the largest number in x."""
    return float(np.max(np.abs(x), initial=0.0))


def short(x: Any) -> str:
    """Return x as a learner wants to read it."""
    if not np.ndim(x):
        return f"{float(x):.6g}"
    return np.array2string(np.asarray(x), precision=6, separator=", ", threshold=6, edgeitems=2)


def _unfinished(path: list[Any]) -> str:
    steps = np.max(np.abs(np.diff(np.reshape(path, (len(path), -1)), axis=0)), axis=1)
    quarter = -(-len(steps) // 4)
    fate = "they do not get shorter, so it creeps, wanders or runs away"
    if np.median(steps[-quarter:]) < np.median(steps[:quarter]) / 2:
        fate = "they get shorter, so more of them (max_iterations) may do"
    return f"after {len(steps)} steps it still moves by {steps[-1]:.1e} a step; {fate}"
