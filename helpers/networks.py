"""Feed-forward networks, with the gradients of backpropagation written out by hand.

A layer weighs the activations of the layer before, adds a bias and bends the sum. Samples are columns, side by side:

    z = W a + b,    a_next = σ(z),    C = 1/N Σ |a_last - y|²

The chain rule, from the cost back to the first layer, needs the same matrices in the opposite order.

Source: C. F. Higham and D. J. Higham, "Deep Learning: An Introduction for Applied Mathematicians", SIAM Review 61
(2019) 860, sections 3-5.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from helpers.autodiff import gradient
from helpers.validation import require_positive, require_whole, table

Activation = Literal["sigmoid", "tanh"]


def sigmoid(z: Any) -> Any:
    """Return σ(z) = 1 / (1 + exp(-z)), which bends the line of all numbers into the interval from 0 to 1."""
    return 1 / (1 + np.exp(-z))


# σ, and its slope σ′(z) as a function of a = σ(z), which saves computing the exponential again.
_BENDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "sigmoid": (sigmoid, lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a * a),
}


class Forward(NamedTuple):
    """What each layer computes: weighted sum number k becomes activation number k + 1; number 0 is the input."""

    weighted_sums: list[Any]
    activations: list[Any]


class Gradients(NamedTuple):
    """How the cost changes with each entry of each matrix of weights and each column of biases, layer by layer."""

    weights: list[Any]
    biases: list[Any]


class Network:
    """A network of fully connected layers, all with the same activation function.

    Parameters
    ----------
    sizes : sequence of int
        How many neurons: inputs, hidden layers, outputs.
    activation : {"sigmoid", "tanh"}
    seed : int, of the random numbers that the weights and biases start from

    Attributes
    ----------
    weights, biases : list of ndarray, shapes (neurons, neurons of the layer before) and (neurons, 1)
        May be set by hand.

    Raises
    ------
    ValueError
        If there are fewer than two layers, or no such activation.

    Examples
    --------
    >>> [W.shape for W in Network([1, 6, 7, 2]).weights]
    [(6, 1), (7, 6), (2, 7)]
    """

    def __init__(self, sizes: Sequence[int], activation: Activation = "sigmoid", seed: int = 0) -> None:
        if np.ndim(sizes) != 1 or len(sizes) < 2:
            raise ValueError(f"sizes must list the neurons of two layers or more, got {sizes!r}")
        for size in sizes:
            require_whole(size, "each of sizes", at_least=1)
        if activation not in get_args(Activation):
            raise ValueError(f"activation must be one of {', '.join(get_args(Activation))}, got {activation!r}")
        require_whole(seed, "seed", at_least=0)
        random = np.random.default_rng(seed)
        self.activation = activation
        self.weights = [random.normal(size=(m, n)) / np.sqrt(n) for n, m in pairwise(sizes)]
        self.biases = [random.normal(size=(m, 1)) for m in sizes[1:]]

    def forward(self, x: Any) -> Forward:
        """Return all weighted sums and activations for the inputs `x`, shape (features, samples)."""
        with np.errstate(over="ignore"):  # of exp(-z): the sigmoid is 0 there
            return self._forward(self._inputs(x), self.weights, self.biases)

    def cost(self, x: Any, y: Any) -> float:
        """Return the mean over the samples of the squared distance of the outputs from `y`, (outputs, samples)."""
        x, y = self._data(x, y)
        with np.errstate(over="ignore"):
            cost = float(_mean_square(self.forward(x).activations[-1] - y))
        if not cost < np.inf:
            raise ValueError("the cost is too large for a float; take smaller numbers for y")
        return cost

    def gradients(self, x: Any, y: Any) -> Gradients:
        """Return the gradients of the cost by backpropagation.

        Raises
        ------
        TypeError, ValueError
            If `x` or `y` is no table of finite numbers of the shape (features or outputs, samples).

        Examples
        --------
        A single neuron with weight 0 gives ½ whatever it is told, and its slope is ¼:

        >>> neuron = Network([1, 1])
        >>> neuron.weights[0][:], neuron.biases[0][:] = 0.0, 0.0
        >>> neuron.gradients([[3.0]], [[1.0]]).weights
        [array([[-0.75]])]
        """
        x, y = self._data(x, y)
        activations = self.forward(x).activations
        return self._backward(activations, activations[-1] - y)

    def train(self, x: Any, y: Any, steps: int, learning_rate: float) -> Any:
        """Take steps of gradient descent, with all samples; return the cost before each and at the end, (steps + 1,).

        Raises
        ------
        TypeError, ValueError
            As `gradients`, and if the cost grows beyond all bounds.
        """
        x, y = self._data(x, y)
        require_whole(steps, "steps", at_least=1)
        require_positive(learning_rate, "learning_rate")
        history = []
        with np.errstate(over="ignore"):
            for _ in range(steps):
                activations = self._forward(x, self.weights, self.biases).activations
                residuals = activations[-1] - y
                history.append(_mean_square(residuals))
                if not history[-1] < np.inf:
                    raise ValueError(f"the cost is not finite after {len(history) - 1} steps; lower the learning_rate")
                slopes = self._backward(activations, residuals)
                for a, slope in zip([*self.weights, *self.biases], [*slopes.weights, *slopes.biases], strict=True):
                    a -= learning_rate * slope
        return np.array([*history, self.cost(x, y)])

    def check_gradients(self, x: Any, y: Any) -> float:
        """Return the largest difference between `gradients` and those of the differentiator, relative to the largest.

        >>> Network([2, 3, 1], "tanh").check_gradients([[0.5, -1.0], [1.0, 0.0]], [[0.0, 1.0]]) < 1e-13
        True
        """
        x, y = self._data(x, y)
        by_hand = np.concatenate([a.ravel() for part in self.gradients(x, y) for a in part])
        arrays = [*self.weights, *self.biases]
        ends = np.cumsum([a.size for a in arrays])

        def cost(flat: Any) -> Any:
            parts = [flat[end - a.size : end].reshape(a.shape) for a, end in zip(arrays, ends, strict=True)]
            outputs = self._forward(x, parts[: len(self.weights)], parts[len(self.weights) :]).activations[-1]
            return _mean_square(outputs - y)

        exact = gradient(cost, np.concatenate([a.ravel() for a in arrays]))
        largest = np.max(np.abs(exact))
        return float(np.max(np.abs(by_hand - exact)) / (largest if largest else 1.0))

    def _forward(self, x: Any, weights: list[Any], biases: list[Any]) -> Forward:
        bend, _ = _BENDS[self.activation]
        sums, activations = [], [x]
        for W, b in zip(weights, biases, strict=True):
            sums.append(W @ activations[-1] + b)
            activations.append(bend(sums[-1]))
        return Forward(sums, activations)

    def _backward(self, activations: list[Any], residuals: Any) -> Gradients:
        _, slope = _BENDS[self.activation]
        towards_z = 2 / residuals.shape[1] * residuals * slope(activations[-1])
        weights, biases = [], []
        for k in range(len(self.weights) - 1, -1, -1):
            weights.append(towards_z @ activations[k].T)
            biases.append(towards_z.sum(axis=1, keepdims=True))
            if k:
                towards_z = self.weights[k].T @ towards_z * slope(activations[k])
        return Gradients(weights[::-1], biases[::-1])

    def _data(self, x: Any, y: Any) -> tuple[Any, Any]:
        x, y = self._inputs(x), table(y, "y")
        if y.shape != (len(self.weights[-1]), x.shape[1]):
            raise ValueError(f"y must have shape {(len(self.weights[-1]), x.shape[1])}, as x has it, got {y.shape}")
        return x, y

    def _inputs(self, x: Any) -> Any:
        self._require_layers()
        x = table(x, "x")
        if len(x) != self.weights[0].shape[1]:
            raise ValueError(f"x must have shape ({self.weights[0].shape[1]}, samples), got {x.shape}")
        return x

    def _require_layers(self) -> None:
        before = np.shape(self.weights[0])[-1]
        for k, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            self.weights[k], self.biases[k] = table(W, f"weights[{k}]"), table(b, f"biases[{k}]")
            wanted, before = (len(W), before), len(W)
            if np.shape(W) != wanted or np.shape(b) != (before, 1):
                raise ValueError(f"layer {k} must have weights of shape {wanted} and biases of {(before, 1)}")


def _mean_square(residuals: Any) -> Any:
    return np.vdot(residuals, residuals) / residuals.shape[1]
