"""What a learner may hand in: numbers, arrays, functions; and what to say when it is none of them."""

import inspect
import math
from collections.abc import Callable, Sequence
from numbers import Complex
from types import FunctionType, MethodType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.check.incorrect import Incorrect


def not_blank(answer: Any) -> None:
    """Raise Incorrect if nothing was filled in."""
    if answer is None or answer is Ellipsis:
        raise Incorrect(f"Still blank: this is {answer}. Write your answer where it says YOUR CODE HERE.")


def is_symbolic(value: Any) -> bool:
    """Tell whether `value` is a sympy object, without importing sympy for it."""
    return hasattr(type(value), "free_symbols") and hasattr(type(value), "func")


def as_number(answer: Any, what: str = "The answer") -> float:
    """Return `answer` as a float: a number of Python, NumPy or sympy, or a text such as "3/4".

    Raises
    ------
    Incorrect
        If it is none of these, or not finite; the message names what was found.

    Examples
    --------
    >>> as_number("3/4")
    0.75
    """
    not_blank(answer)
    if isinstance(answer, str):
        from helpers.check.expressions import parse

        answer = parse(answer)
    found = plain_number(answer)
    if found is None:
        raise Incorrect(f"{what} is {described(answer)}; a number is wanted.")
    if not math.isfinite(found):
        raise Incorrect(f"{what} is {found}; a finite number is wanted.")
    return found


def as_array(answer: Any) -> NDArray[np.float64]:
    """Return `answer` (an array, or lists of numbers) as an array of floats; raise Incorrect if it is not one."""
    not_blank(answer)
    if callable(answer) or isinstance(answer, str | dict | set):
        raise Incorrect(f"The answer is {described(answer)}; a list or an array of numbers is wanted.")
    plain = isinstance(answer, np.ndarray) and answer.dtype.kind in "biuf"
    try:
        for entry in () if plain else np.asarray(answer, dtype=object).flat:
            not_blank(entry)
        found = np.asarray(answer, dtype=np.float64)
    except (TypeError, ValueError):
        raise Incorrect("The answer is no array of numbers: rows differ in length, or it holds other things.") from None
    if not np.all(np.isfinite(found)):
        where = np.argwhere(~np.isfinite(found))[0].tolist()
        raise Incorrect(f"The entry at index {_index(where)} is {found[tuple(where)]}; finite numbers are wanted.")
    return found


def _index(where: Sequence[int]) -> str:
    return str(where[0]) if len(where) == 1 else str(tuple(where))


def plain_number(value: Any) -> float | None:
    """Return a float, nan for a complex number, or None for what is no number."""
    if is_symbolic(value):
        return _symbolic_number(value)
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    if isinstance(value, bool | np.bool_) or not isinstance(value, Complex):
        return None
    number = complex(value)
    return number.real if number.imag == 0 else math.nan


def _symbolic_number(value: Any) -> float | None:
    import sympy

    from helpers.check.evaluation import UnsupportedError, evaluator

    if not isinstance(value, sympy.Expr) or value.free_symbols:
        return None
    try:
        return float(evaluator(value, [])([]))
    except UnsupportedError:
        return math.nan


def described(value: Any) -> str:
    """Return a few words that say what kind of thing `value` is."""
    if is_symbolic(value):
        return f"the expression {str(value)[:60]}"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, bool | np.bool_):
        return f"{value}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of length {len(value)}"
    if callable(value):
        return "a function"
    return f"of type {type(value).__name__}"


class Function:
    """A learner's function of numbers, called with care.

    Calling it returns a float, nan where the function is not defined. Everything else that may go wrong in it
    is told to the learner as `Incorrect`: a wrong number of parameters, a result that is no number, an error.

    Parameters
    ----------
    function : callable
    names : sequence of str
        What it is called with, in words.
    """

    def __init__(self, function: Callable[..., Any], names: Sequence[str]) -> None:
        self.function, self.names, self.wants_array = function, names, False
        if not isinstance(function, FunctionType | MethodType):
            return  # built-in functions do not tell, and those in another process must not be asked
        signature = inspect.signature(function)
        try:
            signature.bind(*names)
        except TypeError:
            takes = counted(len(signature.parameters))
            raise Incorrect(
                f"Your function takes {takes}; it is called with {counted(len(names))} ({', '.join(names)})."
            ) from None

    def __call__(self, *point: float) -> float:
        result = self.result(*point)
        if result is None:
            return math.nan
        number = plain_number(result)
        if number is None:
            raise Incorrect(f"Your function returned {described(result)} at {self._at(point)}; a number is wanted.")
        return number if math.isfinite(number) else math.nan

    def result(self, *point: float) -> Any:
        """Return whatever the function returns, None where it is not defined."""
        try:
            result = self._call(point)
        except (ArithmeticError, ValueError):  # 1/0, an overflow, math.log(-1)
            return None
        except NotImplementedError:
            raise Incorrect("Still blank: write the body of your function in place of the raise line.") from None
        except Exception as error:
            raise Incorrect(f"Your function raised {type(error).__name__} at {self._at(point)}: {error}") from None
        if result is None or result is Ellipsis:
            raise Incorrect(f"Still blank: your function returned {result} at {self._at(point)}; has it a return?")
        return result

    def _call(self, point: Sequence[float]) -> Any:
        if self.wants_array:
            return self.function(*(np.array([coordinate]) for coordinate in point))
        try:
            return self.function(*point)
        except NotImplementedError:
            raise
        except (TypeError, IndexError, AttributeError):
            # Some functions are written for arrays only; what they raise for a number is the better message.
            try:
                result = self.function(*(np.array([coordinate]) for coordinate in point))
            except Exception:
                result = None
            if result is None:
                raise
            self.wants_array = True
            return result

    def _at(self, point: Sequence[float]) -> str:
        return ", ".join(f"{name} = {coordinate:.4g}" for name, coordinate in zip(self.names, point, strict=True))


def counted(count: int) -> str:
    """Return "1 value", "2 values" and so on."""
    return f"{count} value{'s' if count != 1 else ''}"
