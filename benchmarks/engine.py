"""How fast and how exact the engine is, beside other ways to differentiate the same code.

    pip install -r benchmarks/requirements.txt
    python -m benchmarks.engine [--quick] [--parts one_variable several_variables taylor network training]

prints a table per question: a row per contestant, a column per size, in each cell the microseconds of one call and,
in brackets, how many times as long as ours that is. "prepare" is what a contestant does once, before its first call:
compile, or derive an expression. "error" is the largest one, seen before timing, relative to the largest number of the
answer: who is exact has some 1e-16, who takes differences has more.

Ratios are all that a busy machine can tell, so the contestants of a column take turns, and the best turn of each
counts. Everybody has one core (on Linux) and one thread, that of BLAS included, and computes in float64. The garbage
collector stays on: who leaves cycles behind pays for them. Whoever is expected to need more than two seconds for a call
sits out ("–").
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from importlib import import_module
from itertools import accumulate
from math import factorial, inf
from time import perf_counter
from types import SimpleNamespace
from typing import Any

# Libraries read these when they are first imported; NPROC is that of jax.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1", NPROC="1")

import mpmath
import numpy as np
import scipy
import sympy

from helpers import derivative, gradient, hessian, jacobian, taylor_coefficients
from helpers.networks import Network

Run = Callable[[], Any]

TURN_SECONDS = 0.01  # a turn repeats a quick call until the clock can tell
LIMIT_SECONDS = 2.0  # of one call; all turns of a contestant in a column may take three times as long
YARDSTICK = "f itself"

OURS = {"derivative": derivative, "gradient": gradient, "jacobian": jacobian, "hessian": hessian}
POINT, ORDER = 0.3, 10
NESTED = 9  # gradients of gradients of ...: the tenth takes autograd more than two seconds
LAYERS, LEARNING_RATE = (1, 6, 7, 2), 1.0

# What acts on numbers and arrays of symbols as numpy does on those of floats.
SYMBOLIC = SimpleNamespace(
    **{name: np.frompyfunc(getattr(sympy, name), 1, 1) for name in ("exp", "sin", "cos")}, sum=np.sum, array=np.array
)

# What is differentiated is written once, as a function of a module like numpy: with whole arrays, and with indices, as
# a learner does. The gradients are there so that a complex step gives the Hessian.
SCALARS = {
    "whole arrays": lambda xp, p: xp.sum(100 * (p[1:] - p[:-1] ** 2) ** 2 + (1 - p[:-1]) ** 2, axis=0),
    "indices": lambda xp, p: sum(p[i] * xp.cos(p[i + 1]) for i in range(len(p) - 1)),
}
VECTORS = {
    "whole arrays": lambda xp, p: xp.sin(p[:-1] * p[1:]),
    "indices": lambda xp, p: xp.array([p[i] * g(p[i + 1]) for i in range(0, len(p), 2) for g in (xp.cos, xp.sin)]),
}
GRADIENTS = {
    "whole arrays": lambda p: (
        np.append(400 * p[:-1] * (p[:-1] ** 2 - p[1:]) - 2 * (1 - p[:-1]), 0)
        + np.append(0, 200 * (p[1:] - p[:-1] ** 2))
    ),
    "indices": lambda p: np.append(np.cos(p[1:]), 0) - np.append(0, p[:-1] * np.sin(p[1:])),
}


@dataclass
class Contestant:
    """One way to the answer: `prepare` returns what is then called and timed."""

    name: str
    prepare: Callable[[], Run]
    prepare_seconds: float = 0.0
    error: float = 0.0
    seconds: float = inf
    calls_per_turn: int = 1
    spent_seconds: float = 0.0

    def warm_up(self, reference: Any) -> None:
        """Prepare, compare the first answer with `reference`, and find out how many calls make a turn."""
        start = perf_counter()
        self.run = self.prepare()
        self.prepare_seconds = perf_counter() - start
        self.take_turn()
        answer = np.ravel(np.asarray(self.answer))
        if self.name != YARDSTICK:
            expected = np.ravel(reference)[: len(answer)]  # Nested gradients end at a lower order.
            self.error = float(np.nanmax(np.abs(answer - expected)) / np.nanmax(np.abs(expected)))
        if self.seconds < LIMIT_SECONDS:
            self.take_turn()
        self.calls_per_turn = max(1, round(TURN_SECONDS / self.seconds))

    def take_turn(self) -> None:
        """Call, and remember the time if it is the best."""
        start = perf_counter()
        for _ in range(self.calls_per_turn):
            self.answer = self.run()
        elapsed = perf_counter() - start
        self.spent_seconds += elapsed
        self.seconds = min(self.seconds, elapsed / self.calls_per_turn)


@dataclass
class Column:
    """A question of one size, with its answer, NaN where that is not known; time is expected to grow with `work`."""

    label: str
    contestants: Iterable[Contestant]
    reference: Any
    work: float = 1.0


def compare(title: str, columns: Sequence[Column], quick: bool) -> list[dict[str, Contestant]]:
    """Let the contestants of each column take turns, print the table, and return who took part, by name."""
    results: list[dict[str, Contestant]] = []
    pace: dict[str, float] = {}
    for column in columns:
        running = [c for c in column.contestants if pace.get(c.name, 0.0) * column.work < LIMIT_SECONDS]
        for contestant in running:
            contestant.warm_up(column.reference)
        for _ in range(10 if quick else 25):
            for contestant in running:
                if contestant.spent_seconds < (1 if quick else 3) * LIMIT_SECONDS:
                    contestant.take_turn()
        pace |= {c.name: c.seconds / column.work for c in running}
        results.append({c.name: c for c in running})
    print_table([f"{title}, µs", *(column.label for column in columns), "prepare, ms", "error"], results)
    return results


def print_table(heads: list[str], results: Sequence[dict[str, Contestant]]) -> None:
    """Print microseconds and ratios in markdown."""
    rows = [heads]
    for name in dict.fromkeys(name for result in results for name in result):
        runs = [result[name] for result in results if name in result]
        prepare = 1e3 * max(c.prepare_seconds for c in runs)
        error = "" if name == YARDSTICK else f"{max(c.error for c in runs):.0e}"
        rows.append([name, *(cell(r, name) for r in results), digits(prepare) if prepare > 0.1 else "", error])
    if YARDSTICK in results[0]:
        ratios = [digits(result["ours"].seconds / result[YARDSTICK].seconds) for result in results]
        rows.append([f"ours / {YARDSTICK}", *ratios, "", ""])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])])
    for first, *others in rows:
        print("|", first.ljust(widths[0]), *(f"| {c:>{w}}" for c, w in zip(others, widths[1:], strict=True)), "|")
    print(flush=True)


def cell(result: dict[str, Contestant], name: str) -> str:
    """Return the microseconds of a call and how many times ours that is."""
    if name not in result:
        return "–"
    ratio = "" if name == "ours" else f" ({digits(result[name].seconds / result['ours'].seconds)})"
    return digits(1e6 * result[name].seconds) + ratio


def digits(number: float) -> str:
    """Return a number with the two or three digits that count."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}" if number >= 1 else f"{number:.2g}"


@cache
def library(name: str) -> Any:
    """Return a module, set to one thread and float64; if it is not installed, say so and return None."""
    try:
        module = import_module(name)
    except ImportError:
        print(f"{name} is not installed and left out.\n")
        return None
    if name == "jax":
        module.config.update("jax_enable_x64", True)
        module.config.update("jax_cpu_enable_async_dispatch", False)  # else it hands its work to a second thread
    if name == "torch":
        module.set_num_threads(1)
    return module


def direct(name: str, f: Callable[..., Any], *args: Any) -> Contestant:
    """Return somebody who needs no preparation and answers with f(*args)."""
    return Contestant(name, lambda: partial(f, *args))


def with_jax(name: str, g: Callable[[Any], Any], x: Any) -> Iterator[Contestant]:
    """Yield g at x, traced at each call and compiled once."""
    jax = library("jax")
    x = jax.numpy.asarray(x)

    def compiled() -> Run:
        fast = jax.jit(g)
        jax.block_until_ready(fast(x))
        return lambda: jax.block_until_ready(fast(x))

    yield direct(name, lambda: jax.block_until_ready(g(x)))
    yield Contestant(f"{name}, jitted", compiled)


def contestants(kind: str, f: Callable[..., Any], x: Any, data: tuple[Any, ...] = ()) -> Iterator[Contestant]:
    """Yield who can find a derivative of f(module, *data, x) in x; only without data does f take many x at once."""

    def of(xp: Any) -> Callable[[Any], Any]:
        return partial(f, xp, *(xp.asarray(d) for d in data))

    yield direct("ours", OURS[kind], of(np), x)
    yield direct(YARDSTICK, of(np), x)
    if autograd := library("autograd"):
        operator = {"derivative": "elementwise_grad", "gradient": "grad"}.get(kind, kind)
        yield direct("autograd", getattr(autograd, operator)(of(autograd.numpy)), x)
    if library("jax"):
        yield from with_jax("jax", jax_derivative(kind, of(library("jax").numpy)), x)
    if kind == "gradient" and (torch := library("torch")):
        g, w = of(torch), torch.tensor(x, requires_grad=True)
        yield direct("torch, backward", lambda: torch.autograd.grad(g(w), w)[0])
    if numdifftools := library("numdifftools"):
        yield direct("numdifftools", lambda: getattr(numdifftools, kind.capitalize())(of(np))(x))
    if not data:
        way = getattr(scipy.differentiate, "jacobian" if kind == "gradient" else kind)
        yield direct("scipy.differentiate", lambda: getattr(way(of(np), x), "ddf" if kind == "hessian" else "df"))
    if kind == "derivative" or len(x) <= 10:
        yield Contestant("sympy, lambdified", lambda: lambdified(kind, f, x))


def jax_derivative(kind: str, f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what differentiates f; for a function of single numbers, forward mode along ones is quickest."""
    jax = library("jax")
    if kind == "derivative":
        return lambda x: jax.jvp(f, (x,), (jax.numpy.ones_like(x),))[1]
    return {"gradient": jax.grad, "jacobian": jax.jacfwd, "hessian": jax.hessian}[kind](f)


def lambdified(kind: str, f: Callable[..., Any], x: Any) -> Run:
    """Return what evaluates, at x, the expressions that sympy has derived."""
    single = kind == "derivative"
    p = sympy.symbols(f"p:{1 if single else len(x)}")
    y = f(SYMBOLIC, p[0] if single else np.array(p))
    slopes = sympy.hessian(y, p) if kind == "hessian" else sympy.Matrix(np.atleast_1d(y)).jacobian(p)
    return partial(sympy.lambdify(p, slopes[0] if single else slopes, "numpy", cse=True), *([x] if single else x))


def complex_step(f: Callable[[Any], Any], x: Any, direction: Any) -> Any:
    """Return the slope of an analytic f, exact to rounding, by a way that no contestant goes."""
    return np.imag(f(x + 1e-200j * direction)) / 1e-200


def wave(xp: Any, x: Any) -> Any:
    """Return exp(-x²/2) sin 3x."""
    return xp.exp(-(x**2) / 2) * xp.sin(3 * x)


def one_variable(quick: bool) -> None:
    """A function of single numbers, at one of them and at many."""
    columns = []
    for n in (1, 1_000, 100_000) if quick else [10**k for k in range(7)]:
        x = np.linspace(-2.9, 3.1, n)
        slopes = complex_step(partial(wave, np), x, 1.0)
        columns.append(Column(f"{n:,} point{'s' * (n > 1)}", contestants("derivative", wave, x), slopes, work=n))
    compare("derivative", columns, quick)


def several_variables(quick: bool) -> None:
    """Gradient, Jacobian and Hessian of a function in whole arrays and of one with indices."""
    for kind in ("gradient", "jacobian", "hessian"):
        for style, f in (VECTORS if kind == "jacobian" else SCALARS).items():
            columns = []
            for n in (2, 10) if quick or style == "indices" else (2, 10, 100):
                x, known = np.linspace(0.5, 1.4, n), GRADIENTS[style] if kind == "hessian" else partial(f, np)
                answer = np.stack([complex_step(known, x, axis) for axis in np.eye(n)], axis=-1)
                work = n**2 if kind == "hessian" else n
                columns.append(Column(f"n = {n}", contestants(kind, f, x), answer, work))
            compare(f"{kind}, {style}", columns, quick)


def taylor_contestants() -> Iterator[Contestant]:
    """Yield who can find the Taylor coefficients of `wave`."""
    f, x = partial(wave, np), sympy.Symbol("x")
    yield direct("ours", taylor_coefficients, f, POINT, ORDER)
    yield direct(YARDSTICK, f, POINT)
    if autograd := library("autograd"):
        nested = list(accumulate(NESTED * [autograd.grad], lambda g, d: d(g), initial=partial(wave, autograd.numpy)))
        yield direct(f"autograd to order {NESTED}", lambda: [g(POINT) / factorial(k) for k, g in enumerate(nested)])
    if library("jax"):
        yield from with_jax("jax.experimental.jet", jet_coefficients, POINT)
    if library("numdifftools"):
        fornberg = library("numdifftools.fornberg")
        # It answers with as many coefficients as its Fourier transform gives.
        yield direct("numdifftools.fornberg", lambda: fornberg.taylor(f, POINT, ORDER)[: ORDER + 1])
    terms = lambda: [wave(sympy, x).diff(x, k) / factorial(k) for k in range(ORDER + 1)]  # noqa: E731
    yield Contestant("sympy, lambdified", lambda: partial(sympy.lambdify(x, terms(), "numpy", cse=True), POINT))


def jet_coefficients(a: Any) -> list[Any]:
    """Return Taylor coefficients from the Taylor mode of jax."""
    jet, xp = library("jax.experimental.jet").jet, library("jax").numpy
    line = [xp.asarray(slope) for slope in [1.0, *(ORDER - 1) * [0.0]]]
    value, coefficients = jet(partial(wave, xp), (a,), (line,), factorial_scaled=False)
    return [value, *coefficients]


def taylor(quick: bool) -> None:
    """Taylor coefficients of a function of one number."""
    with mpmath.workdps(60):
        exact = np.array(mpmath.taylor(partial(wave, mpmath), POINT, ORDER), dtype=float)
    compare("Taylor coefficients", [Column(f"order {ORDER}", taylor_contestants(), exact)], quick)


def tanh_cost(xp: Any, x: Any, y: Any, w: Any) -> Any:
    """Return the cost of a network of two layers, all its weights and biases in the vector w."""
    n, k = x.shape[0], y.shape[0]
    m = (w.shape[0] - k) // (n + k + 1)
    a, b, c = m * n, m * n + m, m * n + m + k * m
    hidden = xp.tanh(xp.reshape(w[:a], (m, n)) @ x + xp.reshape(w[a:b], (m, 1)))
    total = xp.reshape(w[b:c], (k, m)) @ hidden + xp.reshape(w[c:], (k, 1))
    return xp.sum((1 / (1 + xp.exp(-total)) - y) ** 2) / x.shape[1]


def network(quick: bool) -> None:
    """The gradient of the cost of 100 samples in some 10², 10³, 10⁴ and 10⁵ weights."""
    random = np.random.default_rng(0)
    columns = []
    for n, m, k in [(8, 9, 2), (28, 32, 2), (97, 100, 2), (312, 317, 2)][:: 2 if quick else 1]:
        data = random.normal(size=(n, 100)), random.uniform(size=(k, 100))
        w = random.normal(size=m * (n + 1) + k * (m + 1)) / np.sqrt(n)
        slopes = np.full(len(w), np.nan)
        for i in random.choice(len(w), 20, replace=False):
            slopes[i] = complex_step(partial(tanh_cost, np, *data), w, np.arange(len(w)) == i)
        columns.append(Column(f"{len(w):,} weights", contestants("gradient", tanh_cost, w, data), slopes, len(w)))
    compare("gradient of a cost", columns, quick)


def layered_cost(activation: Callable[[Any], Any], layers: Iterable[Any], x: Any, y: Any) -> Any:
    """Return the cost of a network whose layers are pairs of weights and biases."""
    a = x
    for w, b in layers:
        a = activation(w @ a + b)
    return ((a - y) ** 2).sum() / x.shape[1]


def sigmoid(z: Any) -> Any:
    """Return the activation in numpy, where this is a little quicker than `scipy.special.expit`."""
    return 1 / (1 + np.exp(-z))


def first_layers(array: Callable[[Any], Any]) -> list[list[Any]]:
    """Return copies of the weights and biases from which everybody starts."""
    start = Network(LAYERS, activation="sigmoid", seed=0)
    return [[array(w), array(b)] for w, b in zip(start.weights, start.biases, strict=True)]


def train_ours(x: Any, y: Any, steps: int) -> Any:
    """Return the cost after training with the course's own class."""
    ours = Network(LAYERS, activation="sigmoid", seed=0)
    ours.train(x, y, steps, LEARNING_RATE)
    return layered_cost(sigmoid, zip(ours.weights, ours.biases, strict=True), x, y)


def train_by_hand(x: Any, y: Any, steps: int) -> Any:
    """Return the cost after training in numpy, with slopes worked out by hand."""
    layers = first_layers(np.array)
    for _ in range(steps):
        outputs = [x]
        for w, b in layers:
            outputs.append(sigmoid(w @ outputs[-1] + b))
        slope = 2 / x.shape[1] * (outputs[-1] - y)
        for i in reversed(range(len(layers))):
            w, b = layers[i]
            delta = slope * outputs[i + 1] * (1 - outputs[i + 1])
            if i:
                slope = w.T @ delta
            w -= LEARNING_RATE * (delta @ outputs[i].T)
            b -= LEARNING_RATE * delta.sum(axis=1, keepdims=True)
    return layered_cost(sigmoid, layers, x, y)


def train_by_torch(x: Any, y: Any, steps: int) -> Any:
    """Return the cost after training in torch; `nn.Sequential` and `optim.SGD` take longer for so small a network."""
    torch = library("torch")
    layers, (x, y) = first_layers(partial(torch.tensor, requires_grad=True)), map(torch.tensor, (x, y))
    parameters = [parameter for layer in layers for parameter in layer]
    for _ in range(steps):
        slopes = torch.autograd.grad(layered_cost(torch.sigmoid, layers, x, y), parameters)
        with torch.no_grad():
            for parameter, slope in zip(parameters, slopes, strict=True):
                parameter -= LEARNING_RATE * slope
    return layered_cost(torch.sigmoid, layers, x, y).item()


def train_by_jax(x: Any, y: Any, steps: int, whole: bool) -> Run:
    """Return what trains, with a compiled step or with the whole loop compiled, and returns the cost."""
    jax = library("jax")
    layers, (x, y) = first_layers(jax.numpy.asarray), map(jax.numpy.asarray, (x, y))
    cost = jax.jit(lambda p: layered_cost(jax.nn.sigmoid, p, x, y))
    step = jax.jit(lambda p: jax.tree.map(lambda a, slope: a - LEARNING_RATE * slope, p, jax.grad(cost)(p)))
    loop = jax.jit(lambda p: jax.lax.fori_loop(0, steps, lambda _, p: step(p), p))
    train = loop if whole else lambda p: reduce(lambda p, _: step(p), range(steps), p)
    cost(loop(layers) if whole else step(layers))
    return lambda: float(cost(train(layers)))


def training(quick: bool) -> None:
    """Steps down the cost of a small network, each with all 150 samples; at the end the costs must agree."""
    steps = 1_000 if quick else 10_000
    x = np.linspace(0, 1, 150)[None]
    y = np.vstack([0.5 + 0.4 * np.cos(2 * np.pi * x), 0.5 + 0.3 * np.sin(4 * np.pi * x)])
    running = [direct("ours", train_ours, x, y, steps), direct("numpy by hand", train_by_hand, x, y, steps)]
    if library("torch"):
        running.append(direct("torch", train_by_torch, x, y, steps))
    if library("jax"):
        running.append(Contestant("jax, jitted step", lambda: train_by_jax(x, y, steps, whole=False)))
        running.append(Contestant("jax, jitted loop", lambda: train_by_jax(x, y, steps, whole=True)))
    (result,) = compare("training", [Column(f"{steps:,} steps", running, train_by_hand(x, y, steps))], quick)
    if astray := [f"{c.name} by {c.error:.0e}" for c in result.values() if not c.error < 1e-6]:
        raise ValueError(f"the costs after training differ from that of numpy by hand: {', '.join(astray)}")


PARTS = {part.__name__: part for part in (one_variable, several_variables, taylor, network, training)}


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description="How fast and how exact the engine is, beside other ways.")
    parser.add_argument("--quick", action="store_true", help="fewer sizes and turns; takes less than a minute")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="which tables to print")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        # On two cores jax hands small tasks from thread to thread, and then takes up to ten times as long.
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for part in options.parts:
        PARTS[part](options.quick)


if __name__ == "__main__":
    main()
