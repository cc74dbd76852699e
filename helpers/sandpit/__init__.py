"""The Sandpit: find the deepest point of a floor that nobody sees, with few dips of a stick.

>>> from helpers import sandpit
>>> pit = sandpit.Sandpit(seed=7, level=1)
>>> pit.dip(2, 3).height < 0
True

`explorers.sandpit(pit)` shows it as a map to play on, `play` has a strategy of your own play it.
"""

from helpers.sandpit.dips import Dip
from helpers.sandpit.pit import Sandpit, replay
from helpers.sandpit.score import Score
from helpers.sandpit.strategy import Game, play

__all__ = ["Dip", "Game", "Sandpit", "Score", "play", "replay"]
