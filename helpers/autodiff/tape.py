"""Reverse mode: all partial derivatives of one number, at the cost of a few evaluations, however many there are.

While f runs, every intermediate result is written onto a tape, together with how its own small changes follow from
those of its arguments. Then the tape is read backwards. The slope of the last result with respect to itself is 1; each
entry hands its slope down to its arguments, multiplied with the partial derivatives; and what arrives at x is the
gradient. This is the chain rule from the outside in, and as backpropagation it is how networks learn.

Source: A. Griewank and A. Walther, "Evaluating Derivatives", 2nd ed., SIAM 2008, chapter 3.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.autodiff.elements import contract, index_of, matrix_product, scatter
from helpers.autodiff.rules import PARTIAL_DERIVATIVES, NotDifferentiableError
from helpers.autodiff.standins import StandIn

Pull = tuple["Node", Callable[[Any], Any]]


class Node(StandIn):
    """An entry on the tape.

    Parameters
    ----------
    value : array_like
    tape : list
        To which the new node is appended, behind everything that it depends on.
    letter : int
    pulls : list of (Node, callable)
        The arguments, and what makes of the slope with respect to this node the part that is due to each of them.
    """

    def __init__(self, value: Any, tape: list["Node"], letter: int, pulls: Sequence[Pull] = ()) -> None:
        self.value, self.tape, self.letter, self.pulls = value, tape, letter, pulls
        self.slope: Any = None
        self.picked: Any = None  # the part of the slope that single elements have handed down
        tape.append(self)

    def _result(self, value: Any, pulls: Sequence[Pull]) -> "Node":
        return Node(value, self.tape, self.letter, pulls)

    def _values(self, arguments: Sequence[Any]) -> list[Any]:
        return [a.value if self.kin(a) else a for a in arguments]

    def elementwise(self, ufunc: np.ufunc, arguments: Sequence[Any]) -> Any:
        if ufunc is np.matmul:
            return self._matmul(*arguments)
        if ufunc is np.power and self.kin(arguments[1]):
            return np.exp(arguments[1] * np.log(arguments[0]))
        if ufunc not in PARTIAL_DERIVATIVES or (ufunc is np.heaviside and self.kin(arguments[1])):
            raise NotDifferentiableError(f"np.{ufunc.__name__} cannot be differentiated")
        values = self._values(arguments)
        result = ufunc(*values)
        partials = result if ufunc is np.exp else PARTIAL_DERIVATIVES[ufunc](*values)
        partials = partials if isinstance(partials, tuple) else (partials,)
        pairs = zip(arguments, partials, strict=False)
        pulls = [(a, lambda slope, p=p, s=a.shape: _summed_to(_times(slope, p), s)) for a, p in pairs if self.kin(a)]
        return self._result(result, pulls)

    def __getitem__(self, key: Any) -> Any:
        parts = key if isinstance(key, tuple) else (key,)
        if not all(part is None or part is Ellipsis or isinstance(part, int | np.integer | slice) for part in parts):
            return super().__getitem__(key)

        def pull(slope: Any) -> Any:
            if isinstance(slope, StandIn):
                return self._scattered_back(slope, lambda a: a[key])
            # A loop over x[0], x[1], ... must not cost a whole array each.
            self.picked = np.zeros(self.shape) if self.picked is None else self.picked
            self.picked[key] += slope
            return None

        return self._result(self.value[key], [(self, pull)])

    def reshaped(self, shape: tuple[int, ...]) -> Any:
        return self._result(np.reshape(self.value, shape), [(self, lambda slope: np.reshape(slope, self.shape))])

    def rearranged(self, function: Callable[[Any], Any]) -> Any:
        return self._result(function(self.value), [(self, lambda slope: self._scattered_back(slope, function))])

    def _scattered_back(self, slope: Any, function: Callable[[Any], Any]) -> Any:
        index = index_of(lambda arrays: function(arrays[0]), self.shape)
        return np.reshape(scatter(slope, index, self.size), self.shape)

    def joined(self, function: Callable[[Any], Any], parts: Sequence[Any]) -> Any:
        index, size = index_of(function, *map(np.shape, parts)), sum(map(np.size, parts))
        spread_out: list[Any] = []  # the slopes of all parts end to end, once they are known

        def pull_to(piece: slice, shape: tuple[int, ...]) -> Callable[[Any], Any]:
            def pull(slope: Any) -> Any:
                if not spread_out:
                    spread_out.append(scatter(slope, index, size))
                return np.reshape(spread_out[0][piece], shape)

            return pull

        ends = np.cumsum([np.size(part) for part in parts])
        pieces = [slice(end - np.size(part), end) for part, end in zip(parts, ends, strict=True)]
        pulls = [(a, pull_to(piece, a.shape)) for a, piece in zip(parts, pieces, strict=True) if self.kin(a)]
        return self._result(function(self._values(parts)), pulls)

    def along(self, function: Callable[..., Any], axis: Any, **options: Any) -> Any:
        if function is np.sum:
            kept = np.shape(np.sum(np.empty(self.shape), axis=axis, keepdims=True))
            pull = lambda slope: np.broadcast_to(np.reshape(slope, kept), self.shape)  # noqa: E731
        else:
            pull = lambda slope: np.flip(np.cumsum(np.flip(slope, axis), axis), axis)  # noqa: E731
        return self._result(function(self.value, axis=axis, **options), [(self, pull)])

    def _matmul(self, a: Any, b: Any) -> Any:
        m, n = np.ndim(a), np.ndim(b)
        if max(m, n) > 2:
            return self.einsum(matrix_product(m, n), (a, b))
        left, right = self._values([a, b])
        ways = (
            (a, lambda g: g @ np.transpose(right) if m == n == 2 else right @ g if m < n else g[..., None] * right),
            (b, lambda g: g[None] * left[:, None] if m < n else np.transpose(left) @ g),
        )
        if m == n == 1:
            ways = (a, lambda g: g * right), (b, lambda g: g * left)
        return self._result(left @ right, [(v, pull) for v, pull in ways if self.kin(v)])

    def einsum(self, subscripts: str, operands: Sequence[Any]) -> Any:
        inputs, _, output = subscripts.partition("->")
        terms = inputs.split(",")
        if "." in subscripts or any(len(set(term)) < len(term) for term in terms):
            raise NotDifferentiableError("this form of np.einsum is not differentiated in reverse")
        values = self._values(operands)
        pulls = []
        for k, (term, a) in enumerate(zip(terms, operands, strict=True)):
            if not self.kin(a):
                continue
            others = [*terms[:k], output, *terms[k + 1 :]]
            lone = "".join(label for label in term if label not in "".join(others))
            ones = [np.ones([a.shape[term.index(label)] for label in lone])] if lone else []
            reverse = f"{','.join([*others, *([lone] if lone else [])])}->{term}"
            pulls.append((a, lambda g, k=k, r=reverse, o=ones: contract(r, *values[:k], g, *values[k + 1 :], *o)))
        return self._result(contract(subscripts, *values), pulls)

    def where(self, condition: Any, a: Any, b: Any) -> Any:
        pulls = []
        for branch, taken in ((a, condition), (b, np.logical_not(condition))):
            if self.kin(branch):
                pulls.append((branch, lambda g, c=taken, s=branch.shape: _summed_to(np.where(c, g, 0.0), s)))
        return self._result(np.where(condition, *self._values([a, b])), pulls)

    def solve(self, a: Any, b: Any) -> Any:
        matrix, right = self._values([a, b])
        x = np.linalg.solve(matrix, right)

        def to_b(slope: Any) -> Any:
            return np.linalg.solve(np.transpose(matrix), slope)

        def to_a(slope: Any) -> Any:
            return -np.einsum("i,j->ij" if np.ndim(x) == 1 else "ik,jk->ij", to_b(slope), x)

        return self._result(x, [(v, pull) for v, pull in ((a, to_a), (b, to_b)) if self.kin(v)])

    def scattered(self, index: Any, size: int) -> Any:
        value = scatter(self.value, index, size)
        return self._result(value, [(self, lambda slope: np.reshape(slope[np.ravel(index)], self.shape))])


def read_backwards(y: Node, x: Node) -> Any:
    """Return the gradient of the number `y` with respect to `x`, and empty the tape."""
    y.slope = 1.0
    tape = y.tape
    while tape:
        node = tape.pop()
        slope = _sum(node.slope, node.picked)
        if slope is not None:
            node.slope = slope
            for argument, pull in node.pulls:
                argument.slope = _sum(argument.slope, pull(slope))
    return np.zeros(x.shape) if x.slope is None else np.reshape(x.slope, x.shape)


def _sum(a: Any, b: Any) -> Any:
    return b if a is None else a if b is None else a + b


def _times(slope: Any, partial: Any) -> Any:
    return slope if isinstance(partial, float) and partial == 1 else slope * partial


def _summed_to(slope: Any, shape: tuple[int, ...]) -> Any:
    """Undo broadcasting: a number that was used many times adds up the slopes of all its uses."""
    if np.shape(slope) == shape:
        return slope
    extra = np.ndim(slope) - len(shape)
    axes = tuple(i for i, n in enumerate(np.shape(slope)) if i < extra or (shape[i - extra] == 1 and n > 1))
    return np.reshape(np.sum(slope, axis=axes), shape) if axes else np.broadcast_to(slope, shape)
