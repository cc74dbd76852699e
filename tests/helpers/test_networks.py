"""Backpropagation against sympy, differences and invariants; training against steps written out by hand."""

from typing import Any

import numpy as np
import pytest
import sympy

from helpers import gradient
from helpers.networks import Network

RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(2, 9))
Y = RANDOM.uniform(size=(3, 9))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_gradients_agree_with_sympy(activation: Any) -> None:
    network = Network([2, 2, 1], activation, seed=3)
    x, y = X[:, :2], Y[:1, :2]
    names = sympy.symbols("w:9")
    bend = sympy.tanh if activation == "tanh" else lambda z: 1 / (1 + sympy.exp(-z))
    W1, b1 = sympy.Matrix(2, 2, names[:4]), sympy.Matrix(2, 1, names[4:6])
    W2, b2 = sympy.Matrix(1, 2, names[6:8]), names[8]
    outputs = [bend((W2 * (W1 * sympy.Matrix(column) + b1).applyfunc(bend))[0] + b2) for column in x.T.tolist()]
    cost = sum((a - t) ** 2 for a, t in zip(outputs, y[0].tolist(), strict=True)) / 2
    arrays = [network.weights[0], network.biases[0], network.weights[1], network.biases[1]]
    at = dict(zip(names, np.concatenate([a.ravel() for a in arrays]).tolist(), strict=True))
    assert network.cost(x, y) == pytest.approx(float(cost.subs(at)), rel=1e-12)
    true = [float(sympy.diff(cost, name).subs(at)) for name in names]
    weights, biases = network.gradients(x, y)
    found = np.concatenate([a.ravel() for a in (weights[0], biases[0], weights[1], biases[1])])
    assert found == pytest.approx(true, rel=1e-10)


@pytest.mark.parametrize("sizes", [[2, 3], [2, 4, 3], [2, 6, 7, 3], [2, 5, 1, 4, 3]])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_gradients_agree_with_differences_and_with_the_engine(sizes: list[int], activation: Any) -> None:
    network = Network(sizes, activation, seed=1)
    assert network.check_gradients(X, Y) < 1e-13
    weights, biases = network.gradients(X, Y)
    for parts, slopes in ((network.weights, weights), (network.biases, biases)):
        for k, part in enumerate(parts):
            original = part.copy()

            def cost(flat: Any, parts: Any = parts, k: int = k, shape: Any = part.shape) -> float:
                parts[k] = np.reshape(flat, shape)
                return network.cost(X, Y)

            by_values = gradient(cost, original.ravel(), method="differences")
            parts[k] = original
            assert slopes[k].shape == original.shape
            assert slopes[k].ravel() == pytest.approx(by_values, rel=1e-8, abs=1e-12)


def test_check_gradients_finds_a_lost_factor() -> None:
    class Careless(Network):
        def _backward(self, activations: Any, residuals: Any) -> Any:
            found = super()._backward(activations, residuals)
            found.weights[0] *= 1 + 1e-9
            return found

    assert 1e-11 < Careless([2, 4, 3]).check_gradients(X, Y) < 1e-8


def test_forward_gives_all_sums_and_activations() -> None:
    network = Network([2, 4, 3], seed=2)
    sums, activations = network.forward(X)
    assert [a.shape for a in sums] == [(4, 9), (3, 9)]
    assert [a.shape for a in activations] == [(2, 9), (4, 9), (3, 9)]
    assert activations[0].tolist() == X.tolist()
    assert activations[1] == pytest.approx(1 / (1 + np.exp(-(network.weights[0] @ X + network.biases[0]))))
    assert network.cost(X, activations[-1]) == 0


def test_the_cost_is_a_mean_over_samples() -> None:
    network = Network([2, 4, 3])
    once, twice = network.gradients(X, Y), network.gradients(np.tile(X, 2), np.tile(Y, 2))
    assert network.cost(np.tile(X, 2), np.tile(Y, 2)) == pytest.approx(network.cost(X, Y), rel=1e-14)
    assert twice.weights[0] == pytest.approx(once.weights[0], rel=1e-12)
    assert network.cost(X, Y) == pytest.approx(np.mean(np.sum((network.forward(X).activations[-1] - Y) ** 2, axis=0)))


def test_hidden_neurons_may_change_places() -> None:
    network, other, order = Network([2, 5, 3]), Network([2, 5, 3]), [3, 0, 4, 2, 1]
    other.weights = [network.weights[0][order], network.weights[1][:, order]]
    other.biases = [network.biases[0][order], network.biases[1]]
    assert other.cost(X, Y) == pytest.approx(network.cost(X, Y), rel=1e-14)
    assert other.gradients(X, Y).weights[0] == pytest.approx(network.gradients(X, Y).weights[0][order], rel=1e-12)


def test_training_is_gradient_descent() -> None:
    network, by_hand = Network([2, 4, 3], "tanh"), Network([2, 4, 3], "tanh")
    history = network.train(X, Y, steps=3, learning_rate=0.2)
    costs = []
    for _ in range(3):
        costs.append(by_hand.cost(X, Y))
        weights, biases = by_hand.gradients(X, Y)
        by_hand.weights = [W - 0.2 * slope for W, slope in zip(by_hand.weights, weights, strict=True)]
        by_hand.biases = [b - 0.2 * slope for b, slope in zip(by_hand.biases, biases, strict=True)]
    assert history == pytest.approx([*costs, by_hand.cost(X, Y)], rel=1e-13)
    assert network.weights[0] == pytest.approx(by_hand.weights[0], rel=1e-12)


def test_a_1_6_7_2_network_learns_to_draw_a_curve() -> None:
    t = np.linspace(0, 1, 100)[None]
    curve = 0.5 + 0.3 * np.concatenate([np.cos(2 * np.pi * t), np.sin(4 * np.pi * t)])
    network = Network([1, 6, 7, 2], seed=0)
    history = network.train(t, curve, steps=5000, learning_rate=5.0)
    assert history.shape == (5001,)
    assert history[-1] < history[0] / 10
    assert Network([1, 6, 7, 2], seed=0).train(t, curve, 5, 5.0).tolist() == history[:6].tolist()


def test_arrays_set_by_hand_are_left_alone_and_large_sums_are_no_error() -> None:
    mine = np.array([[1000, -1000]])
    network = Network([2, 1])
    network.weights = [mine]
    assert np.isfinite(network.forward([[1.0, -1.0], [0.0, 0.0]]).activations[-1]).all()
    network.train([[1.0, -1.0], [0.0, 0.0]], [[0.5, 0.5]], steps=2, learning_rate=1.0)
    assert mine.tolist() == [[1000, -1000]]


def with_weights(weights: Any) -> Network:
    network = Network([2, 1])
    network.weights = [weights]
    return network


def test_weights_may_be_lists_and_gradients_zero() -> None:
    network = with_weights([[0.0, 0.0]])
    network.biases = [[[0.0]]]
    assert network.cost([[1.0], [2.0]], [[0.5]]) == 0
    assert network.check_gradients([[1.0], [2.0]], [[0.5]]) == 0


ERRORS: list[tuple[Any, type[Exception], str]] = [
    (lambda: Network([3]), ValueError, r"two layers or more, got \[3\]"),
    (lambda: Network(3), ValueError, "two layers or more, got 3"),  # type: ignore[arg-type]
    (lambda: Network([2, 0, 1]), ValueError, "each of sizes must be a whole number of at least 1, got 0"),
    (lambda: Network([2, 1.5]), ValueError, "got 1.5"),  # type: ignore[list-item]
    (lambda: Network([2, 1], "relu"), ValueError, "sigmoid, tanh, got 'relu'"),  # type: ignore[arg-type]
    (lambda: Network([2, 3]).forward([1.0, 2.0]), ValueError, r"x must have two axes, got shape \(2,\)"),
    (lambda: Network([2, 3]).forward(X.T), ValueError, r"x must have shape \(2, samples\), got \(9, 2\)"),
    (lambda: Network([2, 3]).forward([[np.nan], [1.0]]), ValueError, "x must be finite, got nan"),
    (lambda: Network([2, 3]).forward(np.empty((2, 0))), ValueError, "empty"),
    (lambda: Network([2, 3]).forward("ab"), TypeError, "x must be a real number"),
    (lambda: Network([2, 3]).cost(X, Y[:2]), ValueError, r"y must have shape \(3, 9\), as x has it, got \(2, 9\)"),
    (lambda: Network([2, 3]).gradients(X, Y.T), ValueError, r"got \(9, 3\)"),
    (lambda: Network([2, 3]).gradients(X, None), TypeError, "y must be a real number"),
    (lambda: Network([2, 3]).train(X, Y, 0, 1.0), ValueError, "steps must be a whole number of at least 1, got 0"),
    (lambda: Network([2, 3]).train(X, Y, 5, -1.0), ValueError, "learning_rate must be a positive number, got -1.0"),
    (lambda: Network([2, 3]).train(X, 1e200 * Y, 5, 1.0), ValueError, "not finite after 0 steps"),
    (lambda: Network([2, 3]).cost(X, 1e200 * Y), ValueError, "too large for a float"),
    (lambda: Network([2, 3], seed=-1), ValueError, "seed must be a whole number of at least 0, got -1"),
    (lambda: with_weights([[1.0, np.nan]]).cost(X, Y[:1]), ValueError, r"weights\[0\] must be finite"),
    (lambda: with_weights([[1.0], [2.0]]).cost(X, Y[:2]), ValueError, r"biases of \(2, 1\)"),
]


@pytest.mark.parametrize(("call", "error", "message"), ERRORS)
def test_errors_name_what_was_found(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()
