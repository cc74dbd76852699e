"""The usual mistakes: an id for each, and what to tell a learner who made it.

A text names the mistake in words and says what to look at. It holds no right answer.
"""

from types import MappingProxyType

#: id of a mistake -> its name in words, and what to look at.
MISCONCEPTIONS = MappingProxyType(
    {
        # Chains
        "missing_inner_derivative": (
            "The inner derivative is missing: you differentiated the outer function and stopped there. "
            "How fast does the inside change?"
        ),
        "derivative_taken_inside": (
            "The inside was replaced by its derivative: leave the inner function in its place when you "
            "differentiate the outer one; the inner derivative is a factor beside it."
        ),
        "composition_as_product": (
            "A function of a function was treated as a product: nothing is multiplied here, one function is fed "
            "into the other. Which rule is for nested functions?"
        ),
        "inner_derivative_misplaced": (
            "A link of the chain is missing: several functions are nested, and each contributes one factor. "
            "Count the functions, then count your factors."
        ),
        "inner_function_lost": (
            "The outer derivative was taken at x: the outer function never sees x, only what the inner one gives it."
        ),
        "outer_derivative_missing": (
            "The outer derivative is missing: you gave the rate of the inside alone. "
            "How does the outer function respond to a change of its input?"
        ),
        # Products and quotients
        "product_of_derivatives": (
            "The derivatives were multiplied: when both sides of a rectangle grow, its area gains two strips. "
            "The product rule has one term for each."
        ),
        "product_rule_term_missing": (
            "One term of the product rule is missing: each factor takes its turn to change while the others wait. "
            "Which factor never had its turn?"
        ),
        "quotient_of_derivatives": (
            "The derivatives were divided: a quotient is a product with a power of -1; "
            "use the product rule and the chain rule on it."
        ),
        "quotient_order_swapped": (
            "A minus of the quotient rule is missing, or its terms are swapped: if the numerator grows alone, the "
            "quotient grows; if the denominator grows alone, it shrinks. Which term takes the minus?"
        ),
        "quotient_denominator_not_squared": (
            "The denominator was not squared: differentiate the power -1 of the denominator; which power appears?"
        ),
        # Single terms
        "negative_exponent_sign": (
            "A negative exponent comes down with its sign: 1/x^n is a power of x, too. Write it as one, "
            "then follow the minus."
        ),
        "power_rule_on_exponential": (
            "The power rule was used on an exponential: here the variable is in the exponent, not in the base. "
            "Growth is proportional to the function itself."
        ),
        "logarithm_factor_lost": (
            "The factor of the base is lost: only the base e makes an exponential its own derivative. "
            "Write the base as a power of e first."
        ),
        "constant_not_dropped": (
            "A constant was kept: a constant term shifts the graph up or down and leaves every slope as it is. "
            "What does it contribute to the derivative?"
        ),
        "constant_factor_lost": (
            "A constant factor is lost: a graph stretched k times in height is k times as steep everywhere."
        ),
        "sign_cos_derivative": (
            "The sign of a trigonometric term is wrong: right of x = 0, does the sine rise or fall? And the cosine?"
        ),
        "exponent_raised_not_lowered": (
            "The exponent went up instead of down: the power rule takes one off the exponent. "
            "Take care when it is negative."
        ),
        "exponent_not_lowered": "The exponent was left as it was: the power rule also takes one off it.",
        "factor_not_brought_down": (
            "The exponent was lowered but did not come down as a factor: the power rule does both."
        ),
        # The whole answer
        "function_not_derivative": (
            "This is the function itself, not its slope: where the graph is flat the slope is zero, however high it is."
        ),
        "sign_lost": "A sign is the wrong way round: look at where the graph climbs and where it falls.",
        "order_too_low": "You have not differentiated often enough: how many times does the question ask for?",
        "order_too_high": "You differentiated once too often: how many times does the question ask for?",
        "antiderivative_given": (
            "You went the other way: this is an antiderivative, a function whose slope is the given one."
        ),
        # Several variables
        "constant_terms_kept": (
            "A term without the variable was kept: while one input changes, the others wait, and a term that holds "
            "only those does not change at all. What does it contribute?"
        ),
        "wrong_variable": (
            "This is a derivative by another variable: which letter stands below the fraction line, and which "
            "letters are constants for now?"
        ),
        "all_variables_varied": (
            "Another variable was made to vary as well: a partial derivative moves one input and keeps all others "
            "still, as if they were numbers."
        ),
        "components_swapped": (
            "The right entries stand in the wrong places: inputs and outputs keep the order in which the question "
            "lists them. Which entry belongs to which?"
        ),
        "gradient_summed_to_scalar": (
            "The partial derivatives were added up: a gradient is a vector and keeps them apart, one component for "
            "each direction."
        ),
        "jacobian_transposed": (
            "Rows and columns are exchanged: each row belongs to one output, each column to one input. "
            "Walk along a row: which letter should change, the function's or the variable's?"
        ),
        "determinant_for_jacobian": (
            "This is the determinant, a single number: the matrix from which it is worked out is wanted."
        ),
        "jacobian_for_determinant": (
            "This is the matrix itself: its determinant, a single number, is wanted. How do its entries combine?"
        ),
        "determinant_sign_lost": (
            "The sign of the determinant is the wrong way round: it turns when two rows or two columns change places, "
            "or when the diagonals are subtracted in the wrong order."
        ),
        "determinant_products_added": (
            "The products were all added: one of the two diagonals counts with a minus in a determinant."
        ),
        "determinant_diagonal_only": (
            "Only the diagonal was multiplied: what do the entries off the diagonal contribute to a determinant?"
        ),
        "trace_for_determinant": (
            "This is the trace, the sum along the diagonal: a determinant is made of products. What is the area of "
            "the parallelogram that the columns span?"
        ),
        "polar_determinant_r_lost": (
            "A length was lost: when an angle changes a little, a point moves the farther, the farther out it is. "
            "By how much does each input, changed a little, move the point? Do not scale these arrows to length 1."
        ),
        "mixed_partial_forgotten": (
            "The mixed second derivatives are missing: differentiate by one variable, then the result by another. "
            "Does the slope along x change when you step along y?"
        ),
        "hessian_not_symmetric": (
            "The matrix is not symmetric: for a smooth function the order of differentiation does not matter. "
            "Compare the entries across the diagonal."
        ),
        "gradient_outer_product_as_hessian": (
            "First derivatives stand where second ones belong: a Hessian says how the slopes change, so differentiate "
            "each of them once more."
        ),
        "gradient_for_hessian": (
            "This is the gradient: a Hessian differentiates each of its components once more, by every variable."
        ),
        "one_slope_only": (
            "Only one of the slopes vanishes here: on a flat spot all of them do, at the same point. "
            "Two unknowns need two equations."
        ),
        "direction_not_normalised": (
            "The way is right, the length is not 1: a direction is an arrow divided by its own length."
        ),
        "direction_forgotten": (
            "The direction is missing: these are slopes for each input alone. How far does each input move along v?"
        ),
        "one_term_only": (
            "Each input was counted in one of its terms only: find all the terms in which it stands, "
            "and add what each contributes."
        ),
        "one_path_forgotten": (
            "A path is missing: t moves the result through every input that depends on it, and through itself if it "
            "stands in the function. Draw the arrows and add a term for each."
        ),
        "inner_rates_forgotten": (
            "The inner rates are missing: a partial derivative says how the result responds to an input; how fast "
            "does that input itself move with t?"
        ),
        "path_not_inserted": (
            "The path was not put in: the inputs are still letters, but on the path each of them is a function of t."
        ),
        # Stationary points
        "determinant_sign_test": (
            "The determinant comes first: one second derivative tells of one direction only. What is the sign of "
            "the determinant of the Hessian, and what does it say of the other directions?"
        ),
        "max_min_swapped": (
            "Up and down are confused: does the graph bend like a cup or like a cap? Look at the sign of the second "
            "derivative along x, and draw the parabola that belongs to it."
        ),
        "test_inconclusive_called_saddle": (
            "The test claims less than you do: what can it tell when the determinant of the Hessian is zero?"
        ),
        "saddle_for_extremum": (
            "A saddle rises in one direction and falls in another: do the curvatures have different signs here? "
            "Work the determinant of the Hessian out again."
        ),
        # Numbers
        "constant_rounded": (
            "Nearly: the answer is off by the same small factor everywhere. Was a constant rounded? "
            "Use np.pi, np.e or np.log."
        ),
        "degrees_vs_radians": (
            "Degrees and radians are mixed up: the rules for sine and cosine, and the functions of NumPy, "
            "hold for angles in radians."
        ),
        "central_difference_factor": (
            "Exactly twice the slope: how far apart are the two points of a central difference? Divide by that."
        ),
        "forward_for_central": (
            "This is a one-sided difference: a central one looks the same distance to the left and to the right of x."
        ),
        "central_for_forward": "This is a central difference: a forward one compares x with the point h to its right.",
        "backward_for_forward": (
            "This is a backward difference: a forward one compares x with the point h to its right."
        ),
        "derivative_for_difference": (
            "This is the derivative: the difference quotient with this h is something else. "
            "Compare the function at the points that the formula names."
        ),
        "division_missing": "The rise was not divided by the run: a slope is rise over run.",
        "difference_reversed": (
            "The difference runs backwards: rise and run must be taken in the same order for the sign to come right."
        ),
        "h_too_small": (
            "The step h is too small: f(x + h) - f(x) is lost in the rounding, or the noise, of the two values, "
            "and the division by h makes the most of it. Print the difference for a few h."
        ),
        "step_too_large": (
            "The step h is too large: the graph bends between x and x + h, and the secant misses the tangent."
        ),
        "noise_ignored": (
            "The noise was ignored: this step suits a function that is exact to the last digit. "
            "How far off may each of your values be, and what does the division by h make of that?"
        ),
        "sign": "The sign is the wrong way round: the size is right.",
        "factor_of_two": "A factor of exactly two is off: was something halved, doubled or counted twice?",
        "run_over_rise": "This is run over rise: a slope says how far the graph climbs for each step to the right.",
        "unit_not_converted": "A unit was not converted: the digits fit, the unit does not. Which one is asked for?",
        "width_forgotten": "The widths are missing: an area is height times width, strip by strip.",
        "one_end_only": (
            "The height at one end of each strip was taken for the whole strip: take the average of both ends."
        ),
        "slope_for_area": "You went the other way: this is a slope, rise over run; an area adds up height times width.",
        # Searching for the lowest point
        "stuck_in_local_minimum": (
            "The search is stuck in a local minimum: every small step from there leads up, and elsewhere it is deeper. "
            "How could you look at the whole pit before you go down?"
        ),
        "walks_uphill": (
            "The search walks uphill: the Jacobian points to where the floor rises most. Which way leads down?"
        ),
        "repeats_dips": (
            "The same places were dipped again: the floor does not change, so a second dip there tells nothing new."
        ),
        "ignores_history": (
            "The search does not use what the dips have told: it dips in the same way whatever the floor is like. "
            "What does the deepest dip so far say about where to look next?"
        ),
        "leaves_the_pit": (
            "The search leaves the pit: a step was too long, or went on over the edge. What could keep it inside?"
        ),
        # Graphs
        "shifted_wrong_way": (
            "The shape fits, but it sits too far left or right, as if shifted the wrong way: in f(x - a) the input "
            "must be larger by a to give the same output. Which way does that move the graph?"
        ),
        "reflected": "The graph is mirrored: check the signs, of the whole function and of x inside it.",
        "scaled": "The shape fits, the height does not: a constant factor is off.",
        "limit_forgotten": (
            "The far end is forgotten: which value does the graph settle to, and where does it stand in your formula?"
        ),
        "zeros_for_flat_spots": "You marked where the function is zero: a flat spot is where its slope is zero.",
        "heights_for_places": "You gave the heights of the flat spots: their places, the values of x, are wanted.",
        "offset_missing": "The shape fits, the level does not: a constant term is off.",
    }
)
